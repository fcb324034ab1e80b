"""Kinds in another language, whose words still give the addresses of the original."""

from dataclasses import replace

from factsheet.kinds import Kinds
from factsheet.values import Translated


def named_first(kinds: Kinds, first: Kinds) -> Kinds:
    """Kinds in a language, whose labels and headings know what the original calls them."""
    called: dict[str, str] = {}
    for plural, kind in kinds.items():
        known = first[plural]
        for key, one in kind.fields.items():
            called |= {one.label: known.fields[key].label, one.reverse: known.fields[key].reverse}
        for section, same in zip(kind.sections, known.sections):
            called[section.title] = same.title

    def said(text: str) -> str:
        return Translated(text, called.get(text, text)) if text else text

    out = []
    for kind in kinds.values():
        fields = {
            key: replace(one, label=said(one.label), reverse=said(one.reverse))
            for key, one in kind.fields.items()
        }
        sections = tuple(
            replace(one, title=said(one.title), back=tuple(map(said, one.back)))
            for one in kind.sections
        )
        out.append(replace(kind, fields=fields, sections=sections))
    return Kinds(out, kinds.lost, kinds.off)
