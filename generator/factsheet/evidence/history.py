"""What changed between two states of the facts, told fact by fact, and whether each change of a published value says why.

A published value (sentence, property, value, time, status, claimant, scope, a quote's speaker …) changes only together with a new
entry under `changes`, and so does the end of a dispute whose versions still stand; otherwise the change is an issue, and entries there never go. Sources may be added freely, not taken away.
"""

from collections.abc import Callable
from dataclasses import dataclass

from factsheet.evidence.library import Library
from factsheet.issues import Issue, Spot
from factsheet.language import plain_value
from factsheet.values import Address, Statement, Wording

CHANGED = {
    "name": "headline",
    "said": "day it was said",
    "via": "way it came",
    "text": "sentence",
    "property": "property",
    "value": "value",
    "planned": "plan",
    "when": "time",
    "status": "status",
    "superseded_by": "successor",
    "asserted_by": "claimant",
    "scope": "scope",
    "speaker": "speaker",
    "rendition": "rendition",
    "language": "language",
    "preferred": "rank among its wordings",
}
TOGETHER = "set of versions"  # of a dispute


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact that is new, gone or different: what is different, and the `changes` entries that came with it."""

    address: str
    what: str  # "new", "gone" or "changed"
    parts: tuple[tuple[str, str, str], ...]  # (what, was, is)
    said: tuple[str, ...]  # "correction: why"
    spot: Spot

    @property
    def excused(self) -> bool:
        return self.what == "new" or bool(self.said)


def printed(
    library: Library, statement: Statement, present: Callable[[str], str]
) -> dict[str, str]:
    """The published parts of a statement as plain text; `present` gives the present address of what was renamed."""

    def party(one: Address | str) -> str:
        return present(one.text) if isinstance(one, Address) else one

    record = library.records[statement.record]
    speaker = getattr(statement, "speaker", None) or record.labels.get("speaker")
    said = statement.said or (record.labels.get("said") if record.kind.has_wordings else None)
    value = statement.value
    return {
        "name": record.name if record.kind.is_statement else "",
        "said": said.edtf if said else "",
        "via": ", ".join(party(p) for p in statement.via),
        "speaker": party(speaker) if speaker else "",
        "rendition": getattr(statement, "rendition", ""),
        "language": getattr(statement, "language", ""),
        "preferred": "the preferred one" if getattr(statement, "preferred", False) else "",
        "text": statement.text,
        "property": statement.property,
        "planned": "planned" if statement.planned else "",
        "value": ""
        if value is None
        else party(value)
        if isinstance(value, Address)
        else plain_value(value),
        "when": statement.when.edtf if statement.when else "",
        "status": statement.status,
        "superseded_by": party(statement.superseded_by) if statement.superseded_by else "",
        "asserted_by": ", ".join(party(p) for p in statement.asserted_by),
        "scope": statement.scope,
    }


def compare(old: Library, new: Library) -> list[FactChange]:
    """Every fact that differs between two libraries, by address. What was renamed is the same fact under its new address."""
    out: list[FactChange] = []
    seen: set[str] = set()
    for address, before in sorted(old.statements.items()):
        now = new.statements.get(new.present(address))
        if now:
            seen.add(now.address)
        else:
            home = new.records.get(
                new.present(before.record)
            )  # the old line means nothing in the file of today
            spot = home.spot if home else before.spot
            out.append(FactChange(address, "gone", (("sentence", _head(before), ""),), (), spot))
            continue
        was, is_ = printed(old, before, new.present), printed(new, now, str)
        if not was["preferred"]:
            is_["preferred"] = ""  # told of the wording that it took the rank from
        if before.property == "facts" != now.property:  # the same sentence, sorted under a property
            out += (
                [FactChange(now.address, "new", (("value", "", is_["value"]),), (), now.spot)]
                if is_["value"]
                else []
            )
            is_ |= {"property": "facts", "value": ""}
        parts = tuple((CHANGED[k], was[k], is_[k]) for k in CHANGED if was[k] != is_[k])
        forgotten = [c for c in before.changes if c not in now.changes]
        gone = [
            r.source
            for r in before.references
            if new.moved.get(r.address, r.address) not in {n.address for n in now.references}
        ]
        parts += (("sources", ", ".join(gone), ""),) if gone else ()
        if forgotten:
            parts += (("history", f"{forgotten[0].kind} of {forgotten[0].on.edtf}", ""),)
            out.append(FactChange(now.address, "changed", parts, (), now.spot))
        elif parts:
            fresh = [c for c in now.changes if c not in before.changes]
            said = tuple(f"{c.kind}: {c.why}" for c in fresh)
            out.append(FactChange(now.address, "changed", parts, said, now.spot))
    for address, now in sorted(new.statements.items()):
        if address not in seen:
            out.append(FactChange(address, "new", (("sentence", "", _head(now)),), (), now.spot))
    return out + _dropped(old, new) + _settled(old, new)


def _dropped(old: Library, new: Library) -> list[FactChange]:
    """The former addresses that led to something which is still there, and that nobody remembers any more."""
    out = []
    for address, led_to in sorted({**old.moved, **old.renamed}.items()):
        home = new.records.get(new.present(led_to).partition("#")[0])
        if home and new.known(new.present(led_to)) and not new.known(new.present(address)):
            out.append(
                FactChange(
                    address, "gone", (("address", f"it led to {led_to}", ""),), (), home.spot
                )
            )
    return out


def _settled(old: Library, new: Library) -> list[FactChange]:
    """The disputes of which two versions still stand that no dispute names together any more, and none of them says why."""
    out = []
    now = [{version.text for version in dispute.statements} for dispute in new.disputes.values()]
    for address, dispute in sorted(old.disputes.items()):
        versions = {v.text: new.statements.get(new.present(v.text)) for v in dispute.statements}
        standing = [
            (old.statements[v], s) for v, s in versions.items() if s and s.status != "retracted"
        ]
        names = [s.address for _, s in standing]
        if len(names) < 2 or any(set(names) <= together for together in now):
            continue
        said = tuple(
            f"{c.kind}: {c.why}"
            for before, s in standing
            for c in s.changes
            if c not in before.changes
        )
        home = new.records.get(new.present(address.partition("#")[0]))
        spot = (new.disputes.get(new.present(address)) or home or standing[0][1]).spot
        out.append(FactChange(address, "changed", ((TOGETHER, ", ".join(names), ""),), said, spot))
    return out


def _head(statement: Statement) -> str:
    text = statement.text or ("" if statement.value is None else plain_value(statement.value))
    kind = "wording: " if isinstance(statement, Wording) else ""
    return f"{kind}{text}"


def issues(changes: list[FactChange]) -> list[Issue]:
    """An issue for each published fact that changed or went without a word."""
    out = []
    for change in changes:
        if change.excused:
            continue
        if change.what == "gone":
            message = f'"{change.address}" was published and is gone'
            out.append(
                Issue(
                    change.spot,
                    "silent-change",
                    message,
                    "keep it with status: retracted and a note, or name the old id under formerly",
                )
            )
        else:
            parts = " and ".join(p[0] for p in change.parts)
            message = f'"{change.address}" was published with another {parts}'
            hint = "add an entry under changes: {kind, on, was, why}"
            if change.parts[0][0] == TOGETHER:
                hint = "name these in one dispute, or add to one of them an entry under changes: {kind, on, was, why}"
            out.append(Issue(change.spot, "silent-change", message, hint))
    return out


def to_text(changes: list[FactChange], shows: dict[str, frozenset[str]]) -> str:
    """The changes in plain words, each with the pages it touches."""
    pages: dict[str, list[str]] = {}
    for page, addresses in sorted(shows.items()):
        for address in addresses:
            pages.setdefault(address, []).append(page)
    lines = []
    for change in changes:
        lines.append(f"{change.what}: {change.address}")
        for what, was, is_ in change.parts:
            lines += [
                f"  {what}: {_quote(was)} -> {_quote(is_)}"
                if change.what == "changed"
                else f"  {was or is_}"
            ]
        lines += [f"  {said}" for said in change.said]
        if change.what == "changed" and not change.said:
            lines.append("  no entry under changes says why")
        if touched := pages.get(change.address):
            lines.append(f"  on {', '.join(touched)}")
    counts = {w: sum(c.what == w for c in changes) for w in ("new", "changed", "gone")}
    lines.append(", ".join(f"{n} {w}" for w, n in counts.items()))
    return "\n".join(lines)


def _quote(text: str) -> str:
    return f'"{text}"' if text else "nothing"
