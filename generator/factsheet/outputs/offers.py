"""The files of data that readers are shown: on the page "Data" and in the `README.txt`."""

from typing import Any

from factsheet.outputs import database
from factsheet.outputs.site import has
from factsheet.pages import data_page

TABLES = data_page.FILES
_SQLITE = f"{TABLES}facts.sqlite"
# what a site can switch off -> its files for readers, each with the key of what it is for
OFFERS: dict[str, dict[str, str]] = {
    "tables": {
        f"{TABLES}facts.csv": "data.facts",
        f"{TABLES}facts-excel.csv": "data.excel",
        f"{TABLES}records.csv": "data.records",
        f"{TABLES}records-excel.csv": "data.excel",
        f"{TABLES}sources.csv": "data.sources",
        f"{TABLES}sources-excel.csv": "data.excel",
        _SQLITE: "data.sqlite",
        f"{TABLES}places.geojson": "data.places",
    },
    "bibliography": {
        f"{TABLES}sources.bib": "data.bibliography",
        f"{TABLES}sources.ris": "data.bibliography",
        f"{TABLES}sources.csl.json": "data.bibliography",
    },
    "api": {"api/v1/index.json": "data.api"},
}
README, SUMS = f"{TABLES}README.txt", f"{TABLES}SHA256SUMS"
BESIDE = {README: "data.readme", SUMS: "data.checksums"}  # whichever of the tables there are


def offers(settings: dict[str, Any]) -> dict[str, str]:
    """Those that a site has."""
    wanted = (files for name, files in OFFERS.items() if has(settings, name))
    found = {path: about for files in wanted for path, about in files.items()}
    found = {path: about for path, about in found.items() if path != _SQLITE or database.AVAILABLE}
    beside = BESIDE if any(path.startswith(TABLES) for path in found) else {}
    return dict(sorted((found | beside).items(), key=lambda one: not one[0].startswith(TABLES)))


def page(settings: dict[str, Any], editions: bool = False) -> data_page.DataPage | None:
    """The page that tells of them; None where a site has none."""
    found, licence = offers(settings), settings.get("licence", {})
    return data_page.DataPage(found, licence, editions) if found else None
