"""The facts are looked at: found, shown with all that is known of them, listed as things to do."""
