"""What names what in a project: every place at which an address is typed."""
