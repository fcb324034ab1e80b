"""What changed between two states of the facts, fact by fact, and whether each change says why.

What is published of a fact changes only together with a new entry under `changes`, and so does the
end of a dispute whose versions still stand; otherwise the change is an issue, and entries there
never go. Sources may be added freely, not taken away. What describes a source, a quote or a dispute
is listed and needs no reason, nor does what a fact is about.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from factsheet.evidence import published
from factsheet.evidence.library import Library
from factsheet.evidence.published import Part
from factsheet.issues import Issue, Spot
from factsheet.kinds import FOLDER
from factsheet.language import plain_value
from factsheet.reading import Dispute
from factsheet.values import Removal, Statement, Wording

TAKEN_DOWN = "taken down"
TOGETHER = "set of versions"  # of a dispute
KEEP = "keep it with status: retracted and a note, or name the old id under formerly"
ENTRY = "an entry under changes: {kind, on, was, why}"


@dataclass(frozen=True, slots=True)
class FactChange:
    """One thing that is new, gone or different, and the `changes` entries that came with it."""

    address: str
    what: str  # "new", "gone", "changed" or "taken down"
    parts: tuple[Part, ...]  # what needs a reason
    said: tuple[str, ...]  # "correction: why"
    spot: Spot
    free: tuple[Part, ...] = ()  # what needs none
    facts: tuple[str, ...] = ()  # those that it stands beside, if it is none itself

    @property
    def excused(self) -> bool:
        """Whether it needs no reason, or gives one."""
        return self.what == "new" or bool(self.said) or not self.parts


def compare(old: Library, new: Library) -> list[FactChange]:
    """Every fact, dispute, source and quote that differs; what was renamed is the same."""
    out: list[FactChange] = []
    pairs = [(was, new.statements.get(new.present(a))) for a, was in sorted(old.statements.items())]
    for was, now in pairs:
        if now or not new.removed(new.present(was.address)):  # else its record tells
            out += _changed(old, was, new, now) if now else [_gone(was, new)]
    kept = {now.address for _, now in pairs if now}
    fresh = (now for address, now in sorted(new.statements.items()) if address not in kept)
    out += [_new(now, "sentence", _head(now)) for now in fresh]
    apart = (
        *_removed(old, new),
        *_dropped(old, new),
        *_disputes(old, new),
        *_descriptions(old, new),
    )
    return [*out, *apart, *_kinds(old, new)]


def _new(now: Statement, what: str, text: str) -> FactChange:
    return FactChange(now.address, "new", ((what, "", text),), (), now.spot)


def _taken_down(address: str, why: Removal, spot: Spot) -> FactChange:
    """A removal, which repeats nothing of what was removed."""
    return FactChange(address, TAKEN_DOWN, (), (why.why,), spot)


def _removed(old: Library, new: Library) -> Iterator[FactChange]:
    """The records that were taken down."""
    for address, was in sorted(old.records.items()):
        now = new.records.get(new.present(address))
        if now and now.taken_down and not was.taken_down:
            yield _taken_down(now.address, now.taken_down, now.spot)


def _gone(was: Statement, new: Library) -> FactChange:
    home = new.records.get(new.present(was.record))
    spot = home.spot if home else was.spot  # its old line means nothing in the file of today
    return FactChange(was.address, "gone", (("sentence", _head(was), ""),), (), spot)


def _head(statement: Statement) -> str:
    text = statement.text or ("" if statement.value is None else plain_value(statement.value))
    return f"wording: {text}" if isinstance(statement, Wording) else text


def _changed(old: Library, was: Statement, new: Library, now: Statement) -> Iterator[FactChange]:
    """How one fact differs, if it does; a sentence that got a value has the value as news."""
    if was.taken_down or now.taken_down:
        if now.taken_down and not was.taken_down:
            yield _taken_down(now.address, now.taken_down, now.spot)
        elif was.taken_down and not now.taken_down:
            yield _new(now, "sentence", _head(now))
        return
    before, after = published.fact(old, was, new.present), published.fact(new, now, str)
    if not before["preferred"]:
        after["preferred"] = ""  # told of the wording that it took the rank from
    if was.property == "facts" != now.property:  # the same sentence, sorted under a property
        if after["value"]:
            yield _new(now, "value", after["value"])
        after |= {"property": "facts", "value": ""}
    parts = published.differences(published.FACT, before, after)
    free = published.differences(published.FREE, before, after)
    if (home := new.present(was.record)) != now.record:  # a value says something of its record
        sheet: tuple[Part, ...] = (("record", home, now.record),)
        parts, free = (parts + sheet, free) if not was.text else (parts, free + sheet)
    reasons, cited = _reasons(was, now), {r.address for r in now.references}
    if now.status == "retracted" != was.status and now.references and not new.standing(now):
        gone = new.withdrawn(now.references[-1].address)  # its sources tell why
        reasons += (f"withdrawn source: {gone.why}",) if gone else ()
    if dropped := [r.source for r in was.references if new.present(r.address) not in cited]:
        parts += (("sources", ", ".join(dropped), ""),)
    if forgotten := [c for c in was.changes if c not in now.changes]:
        parts += (("history", f"{forgotten[0].kind} of {forgotten[0].on.edtf}", ""),)
        reasons = ()
    if parts or free:
        yield FactChange(now.address, "changed", parts, reasons, now.spot, free)


def _reasons(was: Statement, now: Statement) -> tuple[str, ...]:
    """The entries under `changes` that came with a change."""
    return tuple(f"{c.kind}: {c.why}" for c in now.changes if c not in was.changes)


def _dropped(old: Library, new: Library) -> Iterator[FactChange]:
    """The former addresses that led to what is still there, and that nobody remembers any more."""
    for address, led_to in sorted({**old.moved, **old.renamed}.items()):
        now = new.present(led_to)
        home = new.records.get(now.partition("#")[0])
        leads = new.present(address)
        same = leads == now if address in old.renamed else new.known(leads)  # a record may be split
        if home and not home.taken_down and new.known(now) and not same:
            parts = (("address", f"it led to {led_to}", ""),)
            yield FactChange(address, "gone", parts, (), home.spot)


def _disputes(old: Library, new: Library) -> Iterator[FactChange]:
    """The disputes that are told in other words, or ended while two of their versions still stand.

    A dispute has ended when none names these together any more; one of them then says why.
    """
    naming: dict[str, list[set[str]]] = {}  # statement -> the versions in disputes that name it
    for dispute in new.disputes.values():
        versions = {version.text for version in dispute.statements}
        for version in versions:
            naming.setdefault(version, []).append(versions)
    for address, was in sorted(old.disputes.items()):
        now, standing = new.disputes.get(new.present(address)), _standing(was, old, new)
        names = [version.address for _, version in standing]
        parts: tuple[Part, ...] = ()
        if new.removed(new.present(address)):
            continue
        if len(names) > 1 and not any({*names} <= those for those in naming.get(names[0], ())):
            parts = ((TOGETHER, ", ".join(names), ""),)
        free = _described(published.words(was), published.words(now)) if now else ()
        if parts or free:
            reasons = tuple(why for pair in standing if parts for why in _reasons(*pair))
            home = new.records.get(new.present(address.partition("#")[0]))
            spot = (now or home or standing[0][1]).spot
            yield FactChange(now.address if now else address, "changed", parts, reasons, spot, free)


def _standing(dispute: Dispute, old: Library, new: Library) -> list[tuple[Statement, Statement]]:
    """The versions of a dispute that nobody has withdrawn: (as it was, as it is)."""
    versions = dict.fromkeys(v.text for v in dispute.statements if v.text in old.statements)
    pairs = ((old.statements[v], new.statements.get(new.present(v))) for v in versions)
    return [(was, now) for was, now in pairs if now and now.status != "retracted"]


def _descriptions(old: Library, new: Library) -> Iterator[FactChange]:
    """The sources and quotes that are described in other words."""
    for address, was in sorted(old.records.items()):
        now = new.records.get(new.present(address))
        if now and not (was.taken_down or now.taken_down):
            before, after = published.labels(was, new.present), published.labels(now, str)
            if free := _described(before, after):
                facts = (*now.statements.values(), *new.rests_on.get(now.address, ()))
                shown = tuple(fact.address for fact in facts)
                yield FactChange(now.address, "changed", (), (), now.spot, free, shown)


def _kinds(old: Library, new: Library) -> Iterator[FactChange]:
    """The kinds whose files put other words around the facts."""
    for plural, kind in new.kinds.items():
        if was := old.kinds.get(plural):
            before, after = published.layout(was), published.layout(kind)
            if free := _described(before, after):
                spot = Spot(f"{FOLDER}{plural}.yml")
                yield FactChange(f"{plural}/", "changed", (), (), spot, free)


def _described(was: published.Texts, now: published.Texts) -> tuple[Part, ...]:
    """What differs between two descriptions; one may have keys that the other has not."""
    names = {key: key.replace("_", " ") for key in (*was, *now)}
    blank = dict.fromkeys(names, "")
    return published.differences(names, {**blank, **was}, {**blank, **now})


def issues(changes: list[FactChange]) -> list[Issue]:
    """An issue for each published fact that changed or went without a word."""
    return [_issue(change) for change in changes if not change.excused]


def _issue(change: FactChange) -> Issue:
    if change.what == "gone":
        how, hint = "published and is gone", KEEP
    else:
        how = f"published with another {' and '.join(what for what, _, _ in change.parts)}"
        hint = f"add {ENTRY}"
        if change.parts[0][0] == TOGETHER:
            hint = f"name these in one dispute, or add to one of them {ENTRY}"
    return Issue(change.spot, "silent-change", f'"{change.address}" was {how}', hint)


def to_text(changes: list[FactChange], shows: dict[str, frozenset[str]]) -> str:
    """The changes in plain words, each with the pages it touches; `shows`: page -> its facts."""
    pages: dict[str, list[str]] = {}
    for page, addresses in shows.items():
        for address in addresses:
            pages.setdefault(address, []).append(page)
    lines = []
    for change in changes:
        lines += [f"{change.what}: {change.address}", *_told(change)]
        facts = (change.address, *change.facts)
        if touched := {page for fact in facts for page in pages.get(fact, ())}:
            lines.append(f"  on {', '.join(sorted(touched))}")
    counts = {w: sum(c.what == w for c in changes) for w in ("new", "changed", "gone")}
    if removed := sum(c.what == TAKEN_DOWN for c in changes):
        counts[TAKEN_DOWN] = removed
    return "\n".join([*lines, ", ".join(f"{n} {w}" for w, n in counts.items())])


def _told(change: FactChange) -> list[str]:
    """What is different, and why."""
    parts, said = (*change.parts, *change.free), [f"  {said}" for said in change.said]
    if change.what != "changed":
        return [f"  {was or now}" for _, was, now in parts] + said
    if not change.excused:
        said = ["  no entry under changes says why"]
    return [f"  {what}: {_quote(was)} -> {_quote(now)}" for what, was, now in parts] + said


def _quote(text: str) -> str:
    return f'"{text}"' if text else "nothing"
