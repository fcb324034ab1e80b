"""The command line.

In: a call. Out: what it prints and writes, and an exit status.
"""

from factsheet.command.line import main

__all__ = ["main"]
