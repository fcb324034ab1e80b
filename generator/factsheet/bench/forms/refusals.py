"""Why something is refused, as a page tells it: what is meant for a shell is left out of it."""

from __future__ import annotations

import re

from factsheet.bench.edits.edit import Edit, Outcome
from factsheet.bench.edits.refused import Refused

_COMMAND = re.compile(r"\bfactsheet [a-z]")
_OPTION = re.compile(r"(?<![\w-])--([a-z][a-z-]*)")


def in_browser(why: Refused) -> str:
    """Why not, and what to do instead, unless that is a command."""
    said = str(why).removesuffix(f"; {why.hint}") if why.hint else str(why)
    return said if not why.hint or _COMMAND.search(why.hint) else f"{said}; {optionless(why.hint)}"


def optionless(hint: str) -> str:
    """A hint in which options are words: `--derived-from` reads `derived from`.

    What git has to be told stays as it is typed: no form does that.
    """
    return hint if "git " in hint else _OPTION.sub(lambda option: option[1].replace("-", " "), hint)


def finished(edit: Edit) -> Outcome:
    """Write an edit of a page without a form to show again. Raises Refused with its first error."""
    outcome = edit.finish()
    for issue in outcome.refused[:1]:
        raise Refused(issue.message, issue.hint)
    return outcome
