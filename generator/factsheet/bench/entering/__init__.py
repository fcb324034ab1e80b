"""What is new is entered: what there is to ask, what was answered, what is perhaps there."""
