"""The site in its further languages: the same pages once more, below the code of each language.

Facts are printed in their translations, hand-written pages in the file that has the language in its
name (`who.ar.md`). What nobody has translated is printed as it is, marked with its own language.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from factsheet.build import generated, handwritten
from factsheet.build.built import Asset, Built, Form
from factsheet.build.language_settings import SETTINGS_PATH
from factsheet.cache import Memory
from factsheet.evidence import Library, View, pinned, translating
from factsheet.issues import Issue, Spot, errors
from factsheet.kinds import kinds_of
from factsheet.language import Speech, speaking
from factsheet.pages import OWN_WORDS, STOP, Stale
from factsheet.values import Put

LEAST = 50  # per cent of a page's facts that are translated, if it is to be in menu and search


def of_page(path: str, codes: list[str]) -> tuple[str, str]:
    """(language, path without it) of a hand-written page: `who.ar.md` is `who.md` in Arabic."""
    stem, dot, code = path.removesuffix(".md").rpartition(".")
    if path.endswith(".md") and dot and code in codes:
        return code, f"{stem}.md"
    return "", path


def check(
    speeches: list[Speech], kinds: Iterable[str], content: Iterable[str], put: Put
) -> None:  # fmt: skip
    """Put an issue for each language whose folder is that of something else."""
    taken = dict.fromkeys(kinds, "a kind of records")
    for path in content:
        name = path.removeprefix("content/")
        first = name.partition("/")[0] if "/" in name else name.removesuffix(".md")
        taken.setdefault(first.casefold(), path)
    for one in speeches[1:]:
        if where := taken.get(one.code.casefold()):
            message = f"languages: the pages of {one.code} stand where {where} does"
            put(Issue(Spot(SETTINGS_PATH), "page-clash", message, "rename the other"))


def originals(content: Mapping[str, bytes], codes: list[str]) -> dict[str, bytes]:
    """The files of `content/` that are in no further language."""
    return {path: data for path, data in content.items() if not of_page(path, codes)[0]}


def add(
    built: Built, whole: Library, speeches: list[Speech], tree: dict[str, bytes],
    content: dict[str, bytes], made: set[str], view: View, memory: Memory, sound: bool,
    stale: Stale, form: Form | None, tell: Callable[[int, int], None],
) -> None:  # fmt: skip
    """Print the site in each further language into what is built."""
    codes, own = [one.code for one in speeches[1:]], speeches[0].code
    first = {path: built.pages[path] for path in built.by_hand}
    copies = {path: one for path, one in built.assets.items() if one.sort == "copy"}
    stale = replace(stale, how=OWN_WORDS) if stale.how == STOP else stale
    known = {*made, *(p.removeprefix("content/") for p in originals(content, codes))}
    for speech in speeches[1:]:
        with speaking(speech):
            kinds, found = kinds_of(tree)
            built.issues += [issue for issue in found if issue not in built.issues]
            if errors(found):
                continue
            part = Built(speech=speech, kinds=kinds, settings=built.settings, place=built.place)
            part.editions = built.editions
            part.library = translating.translated(
                built.library, speech.code, own, kinds, whole, memory.translated
            )
            part.kinds = part.library.kinds
            built.libraries[speech.code] = part.library
            at = f"{speech.code}/"
            if sound and form:
                generated.add(part, whole, view, memory, form, tell, at)
            pages = {p: d for p, d in content.items() if of_page(p, codes)[0] == speech.code}
            names = {path: of_page(path, codes)[1].removeprefix("content/") for path in pages}
            handwritten.add(
                part, whole, pages, made, view, memory, sound, stale, at, names, known
            )  # fmt: skip
        _take(built, part, first, copies, at, own)
        built.thin |= _thin(built, at, speech.code)


def paths(made: set[str], content: Mapping[str, bytes], codes: list[str]) -> list[set[str]]:
    """What pages of each language may link to, the first one first: pages, files of `content/`."""
    first = made | {path.removeprefix("content/") for path in originals(content, codes)}
    own = {code: set[str]() for code in codes}
    for path in content:
        code, name = of_page(path, codes)
        if code:
            own[code].add(name.removeprefix("content/"))
    return [first, *(first | names for names in own.values())]


def _thin(built: Built, at: str, code: str) -> set[str]:
    """The pages of a language on which too few of the facts are translated."""
    said = built.settings.get("least_translated")
    least = (LEAST if said is None else said) / 100
    library, key = built.library, ("bare", code, built.speech.code)
    if (bare := library.worked_out.get(key)) is None:
        bare = library.worked_out[key] = {
            place.address for place in pinned.places(library)
            if place.statement and not pinned.holds(library, place, code, built.speech.code)
        }  # fmt: skip
    out = set()
    for path in (path for path in built.pages if path.startswith(at)):
        shown = built.shows[path]
        if len(shown) - len(bare.intersection(shown)) < least * len(shown):
            out.add(path)
    return out


def _take(
    built: Built, part: Built, first: Mapping[str, Any], copies: Mapping[str, Asset], at: str,
    own: str,
) -> None:  # fmt: skip
    """What was printed in a language; `first` pages where nobody has written one, and copies."""
    for path, page in part.pages.items():
        built.take(path, page, part.shows[path], part.sources[path])
    _fill(built, first, at, own)
    built.assets |= {f"{at}{path}": Asset(one.content, "copy") for path, one in copies.items()}
    built.assets |= part.assets
    built.issues += part.issues


def fill(built: Built) -> None:
    """Add what of the original stands below further languages: it is kept once, and no more."""
    further = tuple(f"{one.code}/" for one in built.speeches[1:])
    first = {path: built.pages[path] for path in built.by_hand if not path.startswith(further)}
    for at in further:
        _fill(built, first, at, built.speeches[0].code)


def _fill(built: Built, first: Mapping[str, Any], at: str, own: str) -> None:
    """The pages of the original that nobody has written in a language, below it."""
    for path, page in sorted(first.items()):
        if f"{at}{path}" not in built.pages:
            text = _said_in(str(page), own, at.rstrip("/"))
            built.take(f"{at}{path}", text, built.shows[path], built.sources[path])
            built.thin.add(f"{at}{path}")


def _said_in(page: str, own: str, spoken: str) -> str:
    """A page of the original below another language, marked with its own."""
    head, body = handwritten.parts(page)
    told = [] if "\nlanguage:" in head else [f'language: "{own}"']
    own_feed = head.replace('\nfeed: "', f'\nfeed: "{spoken}/')  # it tells the same in this one
    there = own_feed.replace("{}", "").split("\n")
    lines = ["---", *told, f'spoken: "{spoken}"', *there, "---", body]
    return "\n".join(line for line in lines if line is body or line)
