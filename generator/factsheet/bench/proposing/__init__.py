"""What was changed is proposed, exchanged as a file, and brought together with what others did."""
