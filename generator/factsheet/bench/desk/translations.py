"""Translations that a request writes, and those that it leaves behind."""

from collections.abc import Iterator
from dataclasses import replace

from factsheet.bench.desk import making
from factsheet.bench.desk.report import Behind, Change
from factsheet.bench.desk.shapes import cut
from factsheet.bench.desk.sides import Side
from factsheet.bench.words.translations import MISSING, Text, texts
from factsheet.evidence import pinned
from factsheet.issues import Spot
from factsheet.language import language_name

Key = tuple[str, str]
_SOUND = (pinned.CURRENT, pinned.UNREAD, MISSING)


def _texts(side: Side, language: str, other: Side) -> dict[Key, Text]:
    """The texts of a state, by their addresses in the other one."""
    found = texts(side.library, language)
    return {(other.library.present(one.address), one.key): one for one in found}


def of(old: Side, new: Side) -> tuple[list[Change], list[Behind]]:
    """(what is translated otherwise, which translations are behind now and were not)."""
    changes: list[Change] = []
    behind: list[Behind] = []
    for speech in new.built.speeches[1:]:
        before, after = _texts(old, speech.code, new), _texts(new, speech.code, new)
        changes += _changes(new, speech.code, before, after)
        behind += _behind(speech.code, before, after)
    return changes, behind


def _changes(
    new: Side, code: str, before: dict[Key, Text], after: dict[Key, Text]
) -> Iterator[Change]:  # fmt: skip
    for key, now in after.items():
        was = before.get(key)
        said = was.translation if was else ""
        if now.translation == said or (not was and not now.translation):
            continue
        record = new.library.records[now.address.partition("#")[0]]
        yield replace(
            making.on(record, now.address, Spot(now.path, now.line)),
            sort="translation",
            thing="translation",
            says=cut(now.original, making.WORDS),
            differences=making.differences([(language_name(code), said, now.translation)]),
        )


def _behind(code: str, before: dict[Key, Text], after: dict[Key, Text]) -> Iterator[Behind]:
    for key, now in after.items():
        was = before.get(key)
        if now.how in _SOUND or (was and was.how == now.how and was.pin == now.pin):
            continue
        yield Behind(
            cut(language_name(code), making.NAMES), cut(now.address, making.ADDRESS), now.key,
            cut(now.name, making.NAMES), cut(now.original, making.WORDS),
            cut(now.translation, making.WORDS), making.place(Spot(now.path, now.line)),
        )  # fmt: skip
