"""What was seen of each source, and when: `sources-seen.json`, a file of the project in git.

It is written by `factsheet sources check` alone and read by no build: what the network has
answered never decides what is published.
"""

import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from factsheet.bench.edits.refused import Refused

PATH = "sources-seen.json"
HEAD = '{\n "made_by": "factsheet sources check",\n'
MAX_SEEN = 50_000_000  # bytes of the file
THERE, MOVED, RETITLED, REDATED = "there", "moved", "title changed", "date changed"
MISSING, GONE, UNSEEN = "missing once", "gone", "could not look"
VERDICTS = (GONE, MOVED, RETITLED, REDATED, MISSING, UNSEEN, THERE)  # the worst first
NEWS = (GONE, MOVED, RETITLED, REDATED)  # for these somebody has to do something
COPIES = ("saved", "archive", "page")  # in which a quotation is looked for
# One of COPIES -> what came of looking there; `differs`: in what; `of`: a digest of the quotation
Compared = dict[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a source's address from all looks; days are ISO dates, texts may be empty.

    `verdict` one of VERDICTS, `since` the day of the first look that gave it, `why` more about it,
    `tried` the last look, `seen` the last one that saw the page. `missing`: the first of the days
    on which nothing was there. `title` and `day` are those that an editor has accepted,
    `title_now` and `day_now` what the page says instead. `asked`: the last day on which an archive
    had no copy of it. `quotes`: by address of what is quoted.
    """

    address: str = ""
    verdict: str = ""
    since: str = ""
    why: str = ""
    tried: str = ""
    seen: str = ""
    missing: str = ""
    moved_to: str = ""
    title: str = ""
    title_now: str = ""
    day: str = ""
    day_now: str = ""
    asked: str = ""
    quotes: dict[str, Compared] = field(default_factory=dict)

    @property
    def news(self) -> bool:
        """Whether an editor has to look at it: the address, or what is quoted from it."""
        return self.verdict in NEWS or any(wrong(one) for one in self.quotes.values())


def best(compared: Compared) -> str:
    """What comes of comparing a quotation with several copies: any that has it is enough."""
    found = {compared.get(copy, "") for copy in COPIES}
    for verdict in ("found", "near", "not found"):
        if verdict in found:
            return verdict
    return UNSEEN


def wrong(compared: Compared) -> bool:
    """Whether no copy has a quotation as it is quoted."""
    return best(compared) in ("near", "not found")


def read(content: bytes | None) -> dict[str, Look]:
    """The looks in a file, by the id of the source. Raises Refused for what is no such file."""
    if content is None:
        return {}
    if len(content) > MAX_SEEN:
        raise Refused(f"{PATH} has more than {MAX_SEEN:,} bytes", "delete it and look anew")
    try:
        found = json.loads(content)["sources"]
        return {str(name): _look(said) for name, said in found.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        hint = "take its last good state out of git, or delete it and look anew"
        raise Refused(f"{PATH} cannot be read", hint) from error


def _look(said: dict[str, Any]) -> Look:
    """A look as the file has it; keys that a later version may add are passed over."""
    known = {one.name for one in fields(Look)} - {"quotes"}
    texts = {key: str(value) for key, value in said.items() if key in known}
    quotes = {
        str(address): {str(copy): str(came) for copy, came in compared.items()}
        for address, compared in said.get("quotes", {}).items()
    }
    return Look(**texts, quotes=quotes)


def write(looks: dict[str, Look]) -> str:
    """The text of the file: the same looks give the same bytes, a source a block."""
    told = {name: _told(look) for name, look in sorted(looks.items())}
    text = json.dumps({"sources": told}, ensure_ascii=False, indent=1)
    return f"{HEAD}{text.removeprefix('{').lstrip(chr(10))}\n"


def _told(look: Look) -> dict[str, Any]:
    """What is known of a source, without what is empty, quotations sorted."""
    said = {key: value for key, value in asdict(look).items() if value}
    if look.quotes:
        said["quotes"] = {key: look.quotes[key] for key in sorted(look.quotes)}
    return said
