"""Files in and out.

In: a project's folder. Out: its files as bytes, also of a revision; what was built, all or nothing.
`watching` is imported by who needs it: it takes a tenth of the time to start.
"""

from factsheet.disk import branches, compared, hashes, journal, joining, pushing, revisions, staging
from factsheet.disk.archives import plain_path, zipped
from factsheet.disk.commit import holding
from factsheet.disk.edition_files import read as editions
from factsheet.disk.files import FOLDERS, beside, memories, read, read_one
from factsheet.disk.folder import CannotWrite, keep_apart, put, write, write_among, write_file
from factsheet.disk.folder import write_new, write_whole
from factsheet.disk.second import Second

__all__ = [
    "CannotWrite", "FOLDERS", "Second", "beside", "branches", "compared", "editions", "hashes",
    "holding", "joining", "journal", "keep_apart", "memories", "plain_path", "pushing", "put",
    "read", "read_one", "revisions", "staging", "watching", "write", "write_among", "write_file",
    "write_new", "write_whole", "zipped",
]  # fmt: skip
