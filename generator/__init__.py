"""Facts in YAML become the Markdown pages of a fact-sheet site. `build` is the whole generator as one pure function.

It reads nothing and writes nothing: files come in as a dict from path to bytes, pages go out as a dict from path to
text, together with every issue that was found. `disk` feeds it, `cli` and `mkdocs_plugin` are its two doors.
"""

from dataclasses import dataclass, field
from typing import Any

from generator import citations, pages, preview, prose, records, rivals, safety, seeds, views
from generator import library as library_
from generator.issues import Issue, Spot, errors
from generator.library import Library
from generator.links import Url
from generator.records import Map, Put
from generator.render import encode, environment, front_matter
from generator.review import Periods
from generator.sheets import SheetWriter
from generator.statements import read_fields
from generator.values import Choice, Language, Many, Type, Words
from generator.views import NOW, View

__version__ = "0.1.0"

SETTINGS_PATH = "data/site.yml"
SETTINGS: dict[str, Type] = {"edit_url": Url(), "review": Periods()}
ASSETS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".pdf")  # nothing that a browser runs
HEAD: dict[str, Type] = {"description": Words(300), "hide": Many(Choice(("navigation", "toc", "footer"))), "language": Language()}


@dataclass(slots=True)
class Built:
    """What a build gives: Markdown and assets by path below the site's Markdown folder, and what each page shows.

    `sources` names the project file behind each generated or expanded page, `shows` the addresses printed on it.
    When `issues` contains an error, `files` is empty: nothing wrong or unsourced is ever published.
    """

    files: dict[str, str | bytes] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    shows: dict[str, frozenset[str]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    library: Library = field(default_factory=Library)
    ledgers: list[seeds.Seed] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return not errors(self.issues)


def build(tree: dict[str, bytes], view: View = NOW) -> Built:
    """The site's Markdown from the project's files: `data/`, `content/` and `seeds/`, paths with forward slashes.

    With a `view` it is the site as things stood on a day, or as they could be known on one.
    """

    def below(folder: str) -> dict[str, bytes]:
        return {p: b for p, b in tree.items() if p.startswith(folder + "/") and p != SETTINGS_PATH}

    built = Built()
    put = built.issues.append
    whole, found = library_.read(below("data"))
    built.issues += found
    rivals.check(whole, put)
    built.ledgers, found = seeds.read(below("seeds"), whole)
    built.issues += found
    built.settings = _settings(tree, put)
    sound = built.ok  # pages are made from sound facts only
    built.library = views.take(whole, view) if sound else whole
    if sound:
        _generated(built, whole)
    _written(built, whole, below("content"), put, sound)
    if view:
        built.files = {name: _banner(text, view) if isinstance(text, str) else text for name, text in built.files.items()}
    built.issues = sorted(set(built.issues))
    if not built.ok:
        built.files = {}
    return built


def _settings(tree: dict[str, bytes], put: Put) -> dict[str, Any]:
    if SETTINGS_PATH not in tree:
        return {}
    node, issues = records.read(tree[SETTINGS_PATH], SETTINGS_PATH)
    for issue in issues:
        put(issue)
    return read_fields(node, SETTINGS, "", put) if node else {}


def _banner(text: str, view: View) -> str:
    """The page with the view said above its title."""
    head, _, body = text[4:].partition("\n---\n")
    return f'---\n{head}\n---\n\n!!! warning "Not the present site"\n    {encode(view.words())}\n{body}'


def _head(meta: dict[str, Any], edit_url: str, source: str) -> str:
    if edit_url and source:
        meta = {**meta, "edit_url": f"{edit_url.rstrip('/')}/{source}"}
    return front_matter(meta)


def _generated(built: Built, whole: Library) -> None:
    """Print every generated page; a record that a view does not have keeps its address and says so."""
    edit_url, periods = built.settings.get("edit_url", ""), built.settings.get("review", {})
    for page in [*pages.build(built.library), *pages.absent(whole, built.library)]:
        writer = SheetWriter(built.library, page.path)
        writer.periods = periods
        if record := page.context.get("record"):
            writer.anchors = {*record.statements, *record.disputes}
        body = environment().get_template(page.template).render(w=writer, sources=citations, title=page.title, **page.context)
        built.files[page.path] = _head({"description": page.description}, edit_url, page.edit) + tidy(body)
        built.sources[page.path] = page.edit
        built.shows[page.path] = frozenset(writer.shows)


def tidy(text: str) -> str:
    """At most one blank line in a row, none at the ends, one newline at the end."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip("\n") + "\n"


def _written(built: Built, whole: Library, content: dict[str, bytes], put: Put, sound: bool) -> None:
    """Expand the hand-written pages and pass other files of `content/` on as they are."""
    names = {path: path.removeprefix("content/") for path in content}
    generated = set(pages.paths(whole))
    known = generated | set(names.values())
    folded = {name.lower(): name for name in generated}
    for path, data in sorted(content.items()):
        name = names[path]
        if clash := folded.get(name.lower()):
            put(Issue(Spot(path), "page-clash", f'"{clash}" is generated from the data', "rename or delete the hand-written page"))
        elif name.lower().endswith(ASSETS):
            built.files[name] = data
        elif not name.endswith(".md"):
            put(
                Issue(
                    Spot(path),
                    "stray-file",
                    f"{path} is no page and no picture",
                    f"a page ends in .md; allowed beside: {', '.join(ASSETS)}",
                )
            )
        elif (text := records.decode(data, path, put)) is not None and records.scan(text, path, put):
            _page(built, whole, path, name, text, known, put, sound, content)


def _page(built: Built, whole: Library, path: str, name: str, text: str, known: set[str], put: Put, sound: bool,
          content: dict[str, bytes]) -> None:  # fmt: skip
    meta, body, skipped = _split(text, path, put)
    padded = "\n" * skipped + body  # so that line numbers in messages are those of the file
    safety.check(padded, path, name, known, put)
    expanded, shows = prose.expand(padded, path, name, whole, put, built.library, sound)
    if sound:
        meta = {**meta, "preview": _preview(built, name, body, content)}
    built.files[name] = _head(meta, built.settings.get("edit_url", ""), path) + tidy(expanded)
    built.sources[name] = path
    built.shows[name] = frozenset(shows)


def _preview(built: Built, name: str, body: str, content: dict[str, bytes]) -> str:
    """The path of the picture for links to a page; one of that name in `content/` is taken in its place."""
    place = "assets/preview.png" if name == "index.md" else f"assets/previews/{name.removesuffix('.md')}.png"
    if f"content/{place}" not in content:
        title = next((heading.replace("*", "").replace("`", "") for level, heading, _, _ in prose.headings(body) if level == 1), "")
        built.files[place] = preview.draw("" if "{{" in title else title)
    return place


def _split(text: str, path: str, put: Put) -> tuple[dict[str, Any], str, int]:
    """(head, body, lines before the body) of a hand-written page; the head is read as strictly as facts are."""
    if not text.startswith("---\n") or "\n---\n" not in text[3:]:
        return {}, text, 0
    head, _, body = text[4:].partition("\n---\n")
    node, issues = records.read(f"\n{head}\n".encode(), path)
    for issue in issues:
        put(issue)
    found = read_fields(node, HEAD, "", put) if isinstance(node, Map) else {}
    return found, body, head.count("\n") + 3
