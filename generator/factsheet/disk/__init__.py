"""Files in and out.

In: a project's folder. Out: its files as bytes, other revisions of them; what was built, written whole or not at all.
`watching` is imported by who needs it: it takes a tenth of the time to start.
"""

from factsheet.disk import revisions, staging
from factsheet.disk.folder import FOLDERS, CannotWrite, read, remove, write, write_file

__all__ = [
    "CannotWrite",
    "FOLDERS",
    "read",
    "remove",
    "revisions",
    "staging",
    "watching",
    "write",
    "write_file",
]
