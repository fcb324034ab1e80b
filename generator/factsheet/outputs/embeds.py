"""A small page of each record for a frame on another site, `embed/groups/hts/`, in each language.

It shows one fact, if its address names one, else all. What is too much for one page is in parts;
the first leads to what the others have. At each address that a record had there is one, too.
"""

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache, partial

from factsheet.outputs import embed_page
from factsheet.outputs.embed_page import FOLDER, Frame
from factsheet.outputs.facts import Facts
from factsheet.pages import Shared, alone

Make = Callable[[], bytes]
ASSETS = ("style.css", "size.js", "height.js", "code.js")


@cache
def asset(name: str) -> bytes:
    """A file of ours that frames have, or those who show them or copy their code."""
    data = pkgutil.get_data("factsheet.outputs", f"embed/{name}")
    assert data is not None
    return data


def files(facts: Facts) -> Iterator[tuple[str, Make]]:
    """Every frame by its path, and what they share, with what makes it."""
    for name in ASSETS:
        yield f"{FOLDER}/{name}", partial(asset, name)
    for number, (code, library) in enumerate(facts.site.libraries.items()):
        at = f"{code}/" if number else ""
        shared = Shared(partial(facts.said, code), facts.weighed, {})
        known = {record.address: record for record in library.records.quietly()}
        moved = dict.items(library.moved)
        homes = known | {old: known[new] for old, new in moved if new in known}
        for address, record in homes.items():
            for n in range(1, alone.count(library, record, address) + 1):
                frame = Frame(code, at, address, record.address, n)
                yield frame.file, partial(_frame, facts, frame, shared)


def _frame(facts: Facts, frame: Frame, shared: Shared) -> bytes:
    """A frame in its language."""
    with facts.site.speaking(frame.code) as library:
        text = embed_page.written(facts.site, library, frame, shared)
    return text.encode("utf-8", "surrogatepass")
