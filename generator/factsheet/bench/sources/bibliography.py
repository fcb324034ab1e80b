"""A file of references, as Zotero or a register of DOIs gives it, becomes what is said of sources.

In: the bytes of a CSL-JSON, BibTeX or RIS file. Out: `Found` for each of its items.
"""

from factsheet.bench.edits.refused import Refused
from factsheet.bench.sources import bibtex, csl, ris
from factsheet.bench.sources.csl import MAX_ITEMS
from factsheet.bench.sources.found import Found
from factsheet.issues import Issue
from factsheet.values import decode

FORMS = {"csl": "CSL", "bibtex": "BibTeX", "ris": "RIS"}


def read(content: bytes, form: str, path: str) -> list[Found]:
    """What a file says of sources; `form` is one of FORMS.

    Raises Refused, with the place, for a file that cannot be read whole.
    """
    issues: list[Issue] = []
    text = decode(content, path, issues.append)
    if text is None:
        issue = issues[0]
        raise Refused(f"{path}:{issue.spot.line}: {issue.message}", issue.hint)
    found, wrong = _items(text, form, path)
    if wrong:
        raise Refused("\n".join(wrong[:20]), "mend or take out what cannot be read")
    if not found:
        raise Refused(f"{path}: no {FORMS[form]} item stands in it")
    if len(found) > MAX_ITEMS:
        message = f"{path}: more than {MAX_ITEMS} items"
        raise Refused(message, "take a part of them at a time")
    return [csl.source(item, FORMS[form], name) for name, item in found]


def _items(text: str, form: str, path: str) -> tuple[list[tuple[str, csl.Item]], list[str]]:
    """((what an item is called in messages, item) of all, what cannot be read)."""
    if form == "csl":
        return [(f"{path}: item {n}", one) for n, one in enumerate(csl.items(text, path), 1)], []
    if form == "ris":
        return [(f"{path}:{line}", one) for line, one in ris.items(text)], []
    entries, wrong = bibtex.items(text, path)
    return [(f"{path}:{line}: {key}", one) for line, key, one in entries], wrong
