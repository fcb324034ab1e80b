"""Whether a text stands on a page as it is quoted."""
