"""Pull requests are answered on the host that keeps the repository, by a job that has rights."""
