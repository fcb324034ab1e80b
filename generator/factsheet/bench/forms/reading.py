"""A source is read: its text beside the form into which words of it go."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from factsheet.bench.edits.refused import Refused
from factsheet.bench.forms.here import bench
from factsheet.bench.forms.refusals import finished
from factsheet.bench.looking import find
from factsheet.bench.looking.survey import Survey
from factsheet.bench.texts import kept, ledger, passages, prefilled
from factsheet.bench.texts.used import pieces, used
from factsheet.kinds import Kind
from factsheet.reading import Record

pages = Blueprint("reading", __name__)
LONGEST = 3_000  # characters of a quote
MOST = 8  # records that are offered
CHANGED = "the text was changed meanwhile: load the page anew"
SAID = {  # what a page says that comes after something was done
    "kept": "The text is kept.",
    "cut": "The text is kept but for its end: it was longer than is kept.",
    "forgotten": "The text is no longer kept.",
    "left-out": "It stands in the ledger of the source, with its reason.",
}


class Source(NamedTuple):
    """A source and the project that it is one of."""

    survey: Survey
    record: Record

    @property
    def address(self) -> str:
        """Its address."""
        return self.record.address

    @property
    def id(self) -> str:
        """Its id, by which its text is kept."""
        return self.record.id


def _source(id_: str) -> Source:
    """The source with an id; there is no page for another."""
    survey = bench().survey()
    record: Record | None = survey.library.records.get(f"{survey.library.kinds.sources}/{id_}")
    return Source(survey, record) if record else abort(404, "there is no such source")


@pages.get("/read/<id_>")
def read(id_: str) -> str:
    """The text of a source, with what is used of it; or a form that takes its text."""
    source, said = _source(id_), SAID.get(request.args.get("said", ""), "")
    text = kept.of(bench().root, source.id)
    if not text.passages:
        return render_template("bring.html", source=source, said=said)
    at = _number(request.args.get("at", ""), text.passages)
    words = request.args.get("words", text.passages[at].text if at is not None else "")
    return render_template(
        "read.html", source=source, text=text, said=said, words=words,
        place=text.passages[at].place if at is not None else request.args.get("place", ""),
        counting="counting" in request.args, pieces=pieces,
        used=used(source.survey.library, source.address, text.passages),
        left=ledger.left_out(source.survey.tree, source.address),
        records=_records(source, request.args.get("q", "")), asked=request.args.get("q", ""),
        kept_in=f"{kept.FOLDER}/{source.id}.txt",
    )  # fmt: skip


def _number(typed: str, found: list[passages.Passage]) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) < 6 and int(typed) < len(found) else None


@pages.get("/read/<id_>/records")
def records(id_: str) -> str:
    """Records to which a fact can be added, by any spelling: as rows of the form."""
    rows = _records(_source(id_), request.args.get("q", ""))
    return render_template("read_records.html", records=rows, asked=request.args.get("q", ""))


def _records(source: Source, words: str) -> list[tuple[str, str]]:
    """(address, name) of the records that fit the words; without any those used last and most."""
    library = source.survey.library
    if words.strip():
        hits = find.find(library, {}, find.Wanted(words.strip()))
        found = [hit.address for hit in hits if "#" not in hit.address]
    else:
        resting = [one.record for one in library.rests_on.get(source.address, ())]
        often = sorted(set(resting), key=lambda record: (-resting.count(record), record))
        found = [*([bench().recent] if bench().recent else []), *often]
    there = (library.records.get(one) for one in dict.fromkeys(found))
    fitting = [one for one in there if one and not _closed(one.kind)]
    return [(one.address, one.name) for one in fitting[:MOST]]


def _closed(kind: Kind) -> bool:
    """Whether records of a kind take no facts of their own."""
    return kind.is_source or kind.has_wordings


@pages.get("/read/<id_>/beside")
def beside(id_: str) -> str:
    """The text alone, for a page that has a form."""
    source = _source(id_)
    text, place = kept.of(bench().root, source.id), request.args.get("place", "")
    return render_template("read_beside.html", source=source, text=text, place=place)


@pages.get("/read/<id_>/make")
def make(id_: str) -> Response:
    """On to the form of a fact or of a quote, with what the text says filled in."""
    source, asked = _source(id_), request.args
    given: dict[str, Any]
    library, words = source.survey.library, asked.get("words", "").strip()
    place = asked.get("place", "").strip()
    if len(words) > LONGEST:
        raise Refused(f"{len(words):,} characters are too many for a fact or a quote", "mark less")
    beside_ = prefilled.reference(source.address, place)
    if asked.get("what") == "quote":
        kind = next((k for k in library.kinds.values() if k.has_wordings), None)
        if kind is None:
            raise Refused("this site has no quotes")
        there = kept.of(bench().root, source.id).passages
        paragraph = next((one.text for one in there if one.place == place), words)
        said = prefilled.quote(library, kind, source.address, place, words, paragraph)
        given = {**said, "reading": beside_}
        form = url_for("forms.add_record", kind=kind.plural, **given)
        return redirect(form, 303)
    record = library.records.get(asked.get("record", ""))
    if record is None or _closed(record.kind):
        raise Refused("choose the record that the fact is about")
    bench().recent = record.address
    given = {**prefilled.fact(source.address, place, words), "reading": beside_}
    kind_, id_ = record.kind.plural, record.id
    form = url_for("forms.add_fact", kind=kind_, id_=id_, **given)
    return redirect(form, 303)


@pages.post("/read/<id_>/keep")
def keep(id_: str) -> Response:
    """Keep a text of the source: of a file that is sent, or as it is typed."""
    source, file = _source(id_), request.files.get("file")
    content = file.read() if file else b""
    found = kept.read(content) if content else passages.read(request.form.get("text", ""))
    whole = kept.keep(bench().root, source.id, found)
    return _back(source, "kept" if whole else "cut")


@pages.post("/read/<id_>/forget")
def forget(id_: str) -> Response:
    """Keep the text no longer."""
    source = _source(id_)
    kept.forget(bench().root, source.id)
    return _back(source, "forgotten")


@pages.post("/read/<id_>/count")
def count(id_: str) -> Response:
    """Say which paragraphs are counted: from one on, until one, or one more or less."""
    source = _source(id_)
    text = kept.of(bench().root, source.id)
    how, _, typed = request.form.get("how", "").partition(" ")
    at = _number(typed, text.passages)
    turns = {
        "from": passages.counted_from,
        "until": passages.counted_until,
        "turn": passages.turned,
    }
    if at is None or how not in turns:
        abort(400, "there is no such paragraph")
    if text.digest != request.form.get("digest"):
        raise Refused(CHANGED)
    kept.keep(bench().root, source.id, turns[how](text.passages, at))
    return _back(source, at=at, counting="")


@pages.post("/read/<id_>/leave-out")
def leave_out(id_: str) -> Response:
    """Say in the ledger what of the source is left out, and why."""
    source, typed = _source(id_), request.form
    with bench().editing() as edit:
        place, claim, why = (typed.get(key, "") for key in ("place", "claim", "why"))
        ledger.leave_out(edit, source.address, place.strip(), claim, why)
        finished(edit)
    return _back(source, "left-out")


def _back(source: Source, said: str = "", at: int | None = None, **more: str) -> Response:
    anchor = None if at is None else f"b{at}"
    query: dict[str, Any] = {**more, "said": said} if said else {**more}
    return redirect(url_for("reading.read", id_=source.id, _anchor=anchor, **query), 303)
