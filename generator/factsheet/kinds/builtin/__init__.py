"""The kinds that come with the package, a file each."""
