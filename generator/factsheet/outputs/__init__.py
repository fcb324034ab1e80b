"""Facts leave the site as data: an API in files, tables, a database, feeds, a calendar, embeds.

In: the library by language, what its pages show, the settings. Out: files by path, each made when
it is asked for. Touches no files.
"""

from factsheet.outputs.folding import LETTERS, spellings
from factsheet.outputs.linked import Linked
from factsheet.outputs.offers import page as data_page
from factsheet.outputs.plan import OUTPUTS, Stamp, plan
from factsheet.outputs.site import CALENDAR, PLACE, Place, Site, feed_of, has

__all__ = [
    "CALENDAR", "LETTERS", "Linked", "OUTPUTS", "PLACE", "Place", "Site", "Stamp", "data_page",
    "feed_of", "has", "plan", "spellings",
]  # fmt: skip
