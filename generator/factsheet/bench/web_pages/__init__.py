"""What a page of the web says, read from its bytes."""
