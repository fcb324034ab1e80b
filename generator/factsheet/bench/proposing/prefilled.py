"""The title of a proposal and why, in plain words, from what was changed."""

from __future__ import annotations

from factsheet.bench.desk.report import Change, Report
from factsheet.bench.edits.refused import Refused
from factsheet.bench.proposing.typed import typed
from factsheet.evidence import second_reader
from factsheet.language import plural

MAX_TITLE = 100  # letters
MAX_WHY = 10_000
MAX_TOLD = 20  # changes that are told one by one
_NAMED = 3  # things in a title


def title(report: Report) -> str:
    """`Updated: The Army`; where much was changed, the first things and how many there are more."""
    changes = [one for one in report.changes if one.sort != "checked"] or [*report.changes]
    if not changes:
        files = [one.path for one in report.files[:_NAMED]]
        return _cut(f"Changed: {', '.join(files)}", MAX_TITLE) if files else ""
    sorts = dict.fromkeys(second_reader.SORTS[one.sort] for one in changes)
    names = list(dict.fromkeys(one.name for one in changes))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    what = next(iter(sorts)) if len(sorts) == 1 else "Changed"
    return _cut(f"{what}: {', '.join(names[:_NAMED])}{more}", MAX_TITLE)


def why(report: Report) -> str:
    """A line for each change, with what it said, and the reason that readers are given."""
    lines = [_line(one) for one in report.changes[:MAX_TOLD]]
    if (rest := len(report.changes) + report.more() - MAX_TOLD) > 0:
        lines.append(f"- and {plural(rest, 'more change')}")
    return "\n".join(lines)[:MAX_WHY]


def _line(one: Change) -> str:
    said = " → ".join(dict.fromkeys(text for text in (one.said, one.says) if text)) or one.name
    reasons = "; ".join(entry.why for entry in one.entries if entry.why)
    told = f" ({reasons})" if reasons else ""
    return f"- {second_reader.SORTS[one.sort]}: {said}{told} [{one.address}]"


def checked(title: str, why: str) -> tuple[str, str]:
    """What was typed, on lines of its own. Raises `Refused` for what git could not keep."""
    title, why = " ".join(typed(title).split()), typed(why).strip()
    if not title:
        raise Refused("a proposal has a title", "say in a few words what it changes")
    if len(title) > MAX_TITLE or len(why) > MAX_WHY:
        least = f"a title has at most {MAX_TITLE} letters, its reasons {MAX_WHY:,}"
        raise Refused(f"this is too long: {least}")
    return title, why


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
