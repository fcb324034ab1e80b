"""Files are changed where they stand: an edit is judged as a whole, and written all or none."""
