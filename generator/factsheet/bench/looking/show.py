"""`factsheet show`: all that is known of one address."""

from factsheet.bench.looking import impact
from factsheet.bench.looking.past import Step
from factsheet.bench.looking.shown import Row, Shown
from factsheet.bench.looking.survey import Survey
from factsheet.bench.uses.reach import references_to
from factsheet.bench.uses.use import Use
from factsheet.evidence import due, timing, weight
from factsheet.issues import Spot
from factsheet.language import change_words, date_words, day_words
from factsheet.pages import plain
from factsheet.reading import Dispute, Record
from factsheet.values import Address, Statement, When, Wording


def resolve(survey: Survey, text: str) -> tuple[str, str]:
    """(present address, what to say of it) of an address, a former one or `path:line`.

    The address is empty where there is none.
    """
    library = survey.library
    path, _, place = text.partition(":")
    line = place.partition(":")[0]
    if line.isdecimal() and path in survey.tree:
        return survey.address_at(Spot(path, int(line))), ""
    now = library.present(text)
    if not library.known(now):
        return "", ""
    return now, f"{text} has a new address: {now}" if now != text else ""


def show(survey: Survey, address: str, steps: list[Step], with_impact: bool = False) -> Shown:
    """All that is known of what stands at a present address; `steps` are those of its history."""
    library = survey.library
    part = survey.part(address)
    if isinstance(part, Statement):
        out = _statement(survey, part)
    elif isinstance(part, Dispute):
        out = _dispute(survey, part)
    else:
        out = _record(survey, library.records[address])
    if with_impact:
        out.rows, out.lists = [], _impact(survey, address)
        if not out.lists:
            out.row("impact", "nothing would break without it")
        return out
    out.list("named by", named_by(survey, address))
    out.list("pages", [(page, "") for page in pages(survey, address)])
    out.list("history", [history_row(step) for step in steps])
    return out


def history_row(step: Step) -> Row:
    """A step of the history as a line."""
    said = f"{step.how}: {step.subject}"
    return step.day or "now", f"{said} ({step.who}, {step.commit})" if step.who else said


def formers(survey: Survey, address: str) -> list[str]:
    """The addresses that something had before, as whole addresses."""
    library = survey.library
    record, hash_, anchor = address.partition("#")
    homes = [record, *(old for old, new in library.moved.items() if new == record)]
    known = [old for old, new in library.renamed.items() if new == address]
    if anchor:
        known += [f"{home}{hash_}{anchor}" for home in homes]
        known += [f"{home}{hash_}{old.partition('#')[2]}" for home in homes for old in known]
    else:
        known += homes
    return [one for one in dict.fromkeys(known) if one != address]


def pages(survey: Survey, address: str) -> list[str]:
    """The pages that show it; of a record, those that show anything of it."""
    if "#" in address or address not in survey.published.records:
        return survey.pages.get(address, [])
    shown = (page for a, found in survey.pages.items() if a.partition("#")[0] == address
             for page in found)  # fmt: skip
    return sorted({f"{address}.md", *shown})


def named_by(survey: Survey, address: str) -> list[Row]:
    """Every place that names it, from outside."""
    found = references_to(survey.tree, survey.library.kinds, address, *formers(survey, address))
    cites = address in survey.library.rests_on  # which is told beside it
    return [_use(u) for u in found if u.home != address and not (cites and u.sort == "references")]


def _use(use: Use) -> Row:
    who = use.by if use.by != use.path else ""
    named = f" as {use.names}" if use.names != use.text and use.form == "address" else ""
    return use.spot, f"{use.sort} of {who}{named}" if who else f"{use.sort}{named}"


def _at(spot: Spot) -> str:
    return f"{spot.path}:{spot.line}:{spot.column}"


def _when(when: When | None, event: bool = False) -> str:
    return f"{date_words(when, event)} ({when.edtf})" if when else ""


def _parties(survey: Survey, parties: tuple[Address | str, ...]) -> str:
    """Names, with the addresses of those that have one."""

    def named(party: Address | str) -> str:
        if not isinstance(party, Address):
            return party
        record = survey.library.records.get(party.record)
        return f"{record.name} ({party.text})" if record else party.text

    return "; ".join(named(party) for party in parties)


def line(survey: Survey, statement: Statement) -> Row:
    """A statement as a line of a list: its address, its standing, what it says."""
    marks = [] if statement.status == "accepted" else [statement.status]
    marks += ["draft"] if statement.address in survey.drafts else []
    said = plain.sentence(survey.library, statement)
    return statement.address, f"[{', '.join(marks)}] {said}" if marks else said


def _statement(survey: Survey, s: Statement) -> Shown:
    library, sort = survey.library, {"facts": "fact", "wordings": "wording", "": "event"}
    out = Shown(s.address, sort.get(s.property, s.property), _at(s.spot), "")
    out.title = plain.sentence(library, s)
    if gone := s.taken_down:
        out.row("taken down", f"{date_words(gone.on)}: {gone.why}")
    out.row("status", "" if gone else s.status + (", draft" if s.address in survey.drafts else ""))
    out.row("note", s.note)
    if s.when:
        out.row("when", f"{timing(s)} ({s.when.edtf})")
    out.row("said", _when(s.said, event=True))
    out.row("recorded", _when(s.recorded))
    out.row("asserted by", _parties(survey, s.asserted_by))
    out.row("via", _parties(survey, s.via))
    out.row("scope", s.scope)
    out.row("about", _parties(survey, s.about))
    if isinstance(s, Wording):
        speaker = s.speaker or library.records[s.record].labels.get("speaker")
        out.row("speaker", _parties(survey, (speaker,) if speaker else ()))
        out.row("rendition", s.rendition + (", preferred" if s.preferred else ""))
        out.row("language", s.language)
    if s.superseded_by:
        later = library.statements.get(s.superseded_by.text)
        out.row("superseded by", ": ".join(line(survey, later)) if later else s.superseded_by.text)
    out.row("supersedes", "; ".join(one.address for one in library.before.get(s.address, ())))
    out.row("formerly", ", ".join(formers(survey, s.address)))
    cited = [r.address for r in s.references]
    if len(cited) > 1:
        out.row("strength", plain.strength(library, cited))
    out.list("sources", [_reference(survey, r.address, r.locator) for r in s.references])
    rivals = [d for d in library.disputes.values() if s.address in {a.text for a in d.statements}]
    for dispute in rivals:
        out.list(f"dispute {dispute.address}: {dispute.question}", _versions(survey, dispute, s))
    out.list("changes", [(c.on.edtf, change_words(c)) for c in s.changes])
    return out


def _reference(survey: Survey, address: str, locator: str) -> Row:
    record = survey.library.records.get(address)
    id_ = address.partition("/")[2] + (f"#{locator}" if locator else "")
    return id_, plain.source(record) if record else "(not in the data)"


def _versions(survey: Survey, dispute: Dispute, but: Statement | None = None) -> list[Row]:
    found = (survey.library.statements.get(a.text) for a in dispute.statements)
    return [line(survey, one) for one in found if one and one is not but]


def _dispute(survey: Survey, dispute: Dispute) -> Shown:
    out = Shown(dispute.address, "dispute", _at(dispute.spot), dispute.question)
    out.row("note", dispute.note)
    out.row("formerly", ", ".join(formers(survey, dispute.address)))
    out.list("versions", _versions(survey, dispute))
    return out


def _record(survey: Survey, record: Record) -> Shown:
    out = Shown(record.address, record.kind.name, _at(record.spot), record.name)
    out.row("status", "draft" if record.address in survey.drafts else "")
    out.row("other names", ", ".join(record.other_names))
    native = record.labels.get("native_name", {})
    out.row("native name", ", ".join(f"{name} ({code})" for code, name in native.items()))
    out.row("formerly", ", ".join(formers(survey, record.address)))
    out.row("checked", _when(record.checked))
    last = due(record, survey.built.settings.get("review", {}))
    if last:
        out.row("review", f"{'was ' if last < survey.on else ''}due by {day_words(last)}")
    if gone := record.taken_down:
        out.row("taken down", f"{date_words(gone.on)}: {gone.why}")
    if record.kind.is_source and not gone:
        _source(survey, record, out)
    out.list("statements", [line(survey, s) for s in record.statements.values()])
    out.list("disputes", [(d.address, d.question) for d in record.disputes.values()])
    mentions = survey.library.mentions.get(record.address, ())
    out.list("statements elsewhere", [line(survey, s) for _, s in mentions])
    return out


def _source(survey: Survey, record: Record, out: Shown) -> None:
    """What is known of a source."""
    library, label = survey.library, record.labels
    out.row("citation", plain.source(record))
    if gone := library.withdrawn(record.address):
        out.row("withdrawn", f"{date_words(gone.on)}: {gone.why}")
    for key in ("URL", "archive", "origin"):
        out.row(key, str(label.get(key, "")))
    out.row("derived from", _parties(survey, label.get("derived_from", ())))
    same = weight.same_origin(library, record)
    out.row("counts as one with", ", ".join(one.address for one in same))
    out.list("what rests on it", [line(survey, s) for s in library.rests_on.get(out.address, ())])


def _impact(survey: Survey, address: str) -> dict[str, list[Row]]:
    """What would break without it, under headings."""
    found = impact.of(survey, address)
    lists = {
        "passages to mend": [_use(use) for use in found.prose],
        "other records that name it": [_use(use) for use in found.data],
        "claims of seeds that lead to it": [_use(use) for use in found.seeds],
        "facts that rest on it alone": [line(survey, s) for s in found.alone],
        "facts that keep other sources": [line(survey, s) for s in found.kept],
        "disputes left with fewer than two versions": [
            (one.address, one.question) for one in found.ended
        ],
    }
    return {heading: rows for heading, rows in lists.items() if rows}
