"""Files become records.

In: nodes and kinds. Out: typed records, what could not be read of them, and which files are read.
"""

from factsheet.reading import filenames, unread
from factsheet.reading.outlines import Outline, outlines
from factsheet.reading.record import Dispute, Record
from factsheet.reading.records import read_record
from factsheet.reading.titles import CALLED
from factsheet.reading.unread import ANY

__all__ = [
    "ANY", "CALLED", "Dispute", "Outline", "Record", "filenames", "outlines", "read_record",
    "unread",
]  # fmt: skip
