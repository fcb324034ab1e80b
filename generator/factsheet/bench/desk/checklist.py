"""What the second reader should do, made from the changes of a request."""

from collections.abc import Callable, Iterator

from factsheet.bench.desk import changed_files, making
from factsheet.bench.desk.report import Behind, Change, File, Item, Passage, Source
from factsheet.bench.desk.shapes import cut
from factsheet.language import quoted

GONE = ("removed", "withdrawn", "taken-down")
OWN_WORDS = ("new", "correction", "new-evidence", "update", "clarification", "unexplained")
SHORT = 240  # letters of a sentence that is repeated


def of(
    changes: list[Change], passages: list[Passage], behind: list[Behind], files: list[File]
) -> Iterator[Item]:  # fmt: skip
    """The items, in the order of the changes."""
    odd = sorted({one.path for one in files if one.sort not in changed_files.BESIDE_FACTS})
    if odd:
        named = ", ".join(odd[:5]) + (f" and {len(odd) - 5} more" if len(odd) > 5 else "")
        words = f"Somebody who knows how the site is built looks at what is not facts: {named}"
        yield _item("files", words, making.digest_of("files", *odd))
    for change in changes:
        yield from _of_change(change)
    for passage in passages:
        yield from _of_passage(passage)
    for one in behind:
        words = (
            f"Read the {one.language} beside {quoted(_short(one.original))}: it is of older words"
        )
        digest = making.digest_of("behind", one.language, one.address, one.key, one.original)
        yield _item("translation", words, digest, about=one.address)


def _of_change(change: Change) -> Iterator[Item]:
    """What there is to do about one change."""

    def item(sort: str, words: str, url: str = "", of: str = "") -> Item:
        digest = making.digest_of("item", sort, change.digest, of)
        return _item(sort, words, digest, url, change.address, change.page)

    said = _short(change.says or change.said or change.name)
    if change.thing in ("fact", "quote") and change.sort in (*OWN_WORDS, "sources"):
        for source in change.sources:
            if change.sort != "sources" or source.new or _cited_anew(change, source):
                yield item(*_open(change, source, said), of=source.address)
    if change.sort == "unexplained":
        yield item("reason", f"Ask why {quoted(said)} was changed: no entry tells readers")
    if who := _claimants(change):
        yield item("claimant", f"Is it {who} who said so, in the source itself: {quoted(said)}?")
    for entry in change.entries:
        if entry.kind == "correction":
            why = f"Will a reader understand why it was corrected: “{_short(entry.why)}”?"
            yield item("reason", why, of=entry.why)
    if "living-person" in change.traits and change.sort not in (*GONE, "checked", "moved"):
        about = f"{quoted(said)} is about somebody who may be alive"
        yield item("person", f"{about}: is it right, fair, and is there reason to publish it?")
    yield from _of_things(change, said, item)


def _of_things(change: Change, said: str, item: Callable[..., Item]) -> Iterator[Item]:
    """What there is to do about what is no fact."""
    if change.sort in GONE:
        yield item("gone", f"Is it right that readers find {quoted(said)} no longer as it was?")
    elif change.thing == "dispute" and change.says:
        yield item("dispute", f"{quoted(said)}: does each version say what its source says?")
    elif change.thing == "page":
        yield item("page", f"Read what is other on the page {quoted(change.name)}")
    elif change.thing == "translation":
        yield item("translation", f"Read the translation beside {quoted(said)}")
    elif change.thing == "source" and change.sort == "new":
        url = change.sources[0].url if change.sources else ""
        yield item("source", f"Open {said}: are outlet, day and title as they stand there?", url)
    elif change.sort == "words" and change.thing in ("source", "record"):
        yield item("words", f"{quoted(change.name)} is described in other words: are they right?")


def _open(change: Change, source: Source, said: str) -> tuple[str, str, str]:
    """(sort, words, address) of a source that has to be opened."""
    where = f" at {source.place}" if source.place else ""
    if change.thing == "quote":
        words = f"Open {source.name}{where} and compare the quotation word by word: {said}"
        return "quote", words, source.url
    return "source", f"Open {source.name}{where}: does it say {quoted(said)}?", source.url


def _cited_anew(change: Change, source: Source) -> bool:
    """Whether a source, or another place in it, is cited now that was not."""
    parts = (one for one in change.differences if one.what == "source")
    return any(one.now.startswith(source.name) for one in parts)


def _claimants(change: Change) -> str:
    """Who is to have said so, where that is new."""
    told = any(one.what in ("claimant", "way it came", "speaker") for one in change.differences)
    if change.thing not in ("fact", "quote") or not change.who:
        return ""
    return ", ".join(change.who) if change.sort == "new" or told else ""


def _of_passage(one: Passage) -> Iterator[Item]:
    words = {
        "stale": "Read this passage beside its facts, which read otherwise now",
        "read-again": "Somebody has read this passage again; does it fit its facts",
        "new": "Read this new passage beside its facts",
    }.get(one.state, "")
    if one.state == "current" and one.was:
        words = "Read this passage, which is told in other words, beside its facts"
    if not one.addresses and one.state in ("new", "current"):
        words = "Read this judgement of the desk, which is new or told in other words"
    if words:
        digest = making.digest_of("passage", one.at.path, one.state, one.words, *one.addresses)
        yield _item("passage", f"{words}: “{_short(one.words)}”", digest, page=one.page)


def _item(
    sort: str, words: str, digest: str, url: str = "", about: str = "", page: str = ""
) -> Item:  # fmt: skip
    return Item(digest, sort, cut(words, making.WORDS), url, about, page)


def _short(text: str) -> str:
    return cut(text, SHORT)
