"""A site is brought along when the format changes."""
