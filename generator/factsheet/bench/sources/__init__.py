"""Sources are added: from saved pages and files of references."""
