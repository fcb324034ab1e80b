"""Records become one library.

In: records. Out: the library: linked both ways, weighed, seen as of a day, compared with another
state; and what is wrong between records."""

from factsheet.evidence import addresses, bars, files, fingerprints, history, holdings, linking
from factsheet.evidence import lookalikes, nearby, notices, pinned, pins, published, review
from factsheet.evidence import rivals, second_reader, seeds, translating, views, weight, withdrawals
from factsheet.evidence.bars import Stretch
from factsheet.evidence.holdings import STATES, Spell
from factsheet.evidence.heads import Head
from factsheet.evidence.library import Library, publish, said
from factsheet.evidence.linking import MAX_FILES
from factsheet.evidence.lookalikes import id_look
from factsheet.evidence.review import Days, Periods, due
from factsheet.evidence.spellings import Grade, folded, graded, match
from factsheet.evidence.views import NOW, View
from factsheet.evidence.weight import MARKS, timing

__all__ = [
    "Days", "Grade", "Head", "Library", "MARKS", "MAX_FILES", "NOW", "Periods", "STATES", "Spell",
    "Stretch", "View", "addresses", "bars", "due", "files", "fingerprints", "folded", "graded",
    "history", "holdings", "id_look", "linking", "lookalikes", "match", "nearby", "notices",
    "pinned", "pins", "publish", "published", "review", "rivals", "said", "second_reader",
    "seeds", "timing", "translating", "views", "weight", "withdrawals",
]  # fmt: skip
