"""Files become records.

In: nodes and kinds. Out: typed records, what could not be read of them, and which files are read at all."""

from factsheet.reading import filenames, unread
from factsheet.reading.records import Dispute, Record, read_record
from factsheet.reading.unread import ANY

__all__ = ["ANY", "Dispute", "Record", "filenames", "read_record", "unread"]
