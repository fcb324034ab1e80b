"""What `factsheet change` asks at a terminal: what shall be other, what happened, who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factsheet.command import asker, changing_ends, prompts

if TYPE_CHECKING:
    from factsheet.bench import Edit, asking, changing


def values(
    edit: Edit, of: changing.Part, questions: list[asking.Question], said: dict[str, list[str]]
) -> None:
    """Show what is there, and ask what of it shall be other."""
    from dataclasses import replace

    from factsheet.build import say

    say(changing_ends.line(edit.library, of.address) if of.statement else of.address)
    one = asker.Asker(edit)
    one.fact = of.sort == "fact"
    one.more(
        [replace(question, required=False) for question in questions], said, "what shall be other?"
    )


def what_happened(
    edit: Edit, of: changing.Part, said: dict[str, Any], call: dict[str, Any]
) -> None:
    """Ask for the kind of change, and where the world changed until when the old one held."""
    if of.address not in edit.library.statements or call["unpublished"] or call["ended"]:
        return
    if call["kind"] is None and (call["preferred"] or call["without"] or {*said} - {"note"}):
        call["kind"] = changing_ends.kind_of_change() or None
        call["unpublished"] = call["kind"] is None
    if call["kind"] == "update" and of.sort in ("fact", "value") and {"text", "value"} & {*said}:
        call["ended"] = prompts.text("until when did the old one hold? (Enter: it is replaced)")


def says(reference: str) -> bool:
    """Whether a source says what is typed, which Enter alone does not assert."""
    help_ = "y: it says what stands there now; n: it does not, and is not cited for it any more"
    return prompts.sure(f"does {reference} say it, too?", None, help_)
