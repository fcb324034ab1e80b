"""Every text of the real data made hostile: nothing in it becomes markup, and every name stands on its page as it was written."""

import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import documents
import html5lib
import markdown
import pytest
from factsheet.build.whole import build
from factsheet.document import to_html
from factsheet.evidence import Library
from factsheet.evidence.linking import read as read_library
from factsheet.kinds import keys
from factsheet.kinds import kinds_of
from factsheet.pages import plans
from factsheet.pages.parser import EXTENSIONS
from factsheet.values.characters import fold
from factsheet.values.nodes import Map, Node, Seq, Text
from factsheet.values import statement_keys
from factsheet.values.types import Words
from factsheet.values.yaml_reader import read_yaml
from projects import real, run, tree, write_settings

PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "*x*{: onclick=alert(1) }", "[x](javascript:alert(1))", '--8<-- "/etc/passwd"', "[^1]: x", "[^paper]", "*[HTS]: y",
    '{{ fact("x") }}', "{% include 'x' %}", "---", "</title><script>alert(1)</script>", '"><svg onload=alert(1)>', "'><iframe src=//x.example>", "<!--", "-->", "]]>", "&amp;lt;script&amp;gt;", "&lt;b&gt;",
    "# x", "1. x", "A. x", "- x", "| x | y |", "::: x", "!!! note", "<https://x.example>", "https://x.example www.x.example", "`x` ``y``", "\\ \\* \\", "$x$ \\(y\\)", "هيئة تحرير الشام", "\u00a0x", "[TOC]",
    "![x](//x.example/y.png)", "</script><script src=//x.example>", "{: #__config }", "~~x~~ ==y== ^^z^^", "x: y", "<a href=javascript:alert(1)>", "&#60;script&#62;", "null", "% @ ! ? ;", "e\u0301😀", "x" * 40,
]  # fmt: skip
TEXT_KEYS = {
    "name",
    "short_name",
    "article",
    "type",
    "aliases",
    "text",
    "note",
    "scope",
    "title",
    "publisher",
    "container-title",
    "author",
    "issued_basis",
    "origin",
    "read",
    "occasion",
    "question",
    "birthplace",
    "role",
}
OWN_WORDS = real()["data/site.yml"] + b"stale: own-words\n"


class Texts:
    """Puts the payloads in turn before the texts of YAML files; everything else stays as it is."""

    def __init__(self, keys: set[str] = TEXT_KEYS) -> None:
        self.turn, self.keys = 0, keys

    def file(self, data: bytes) -> bytes:
        node = read_yaml(data, "f.yml", print)
        assert node
        return json.dumps(self.node(node, ""), ensure_ascii=False).encode()

    def node(self, node: Node, key: str) -> object:
        if isinstance(node, Map):
            if key == "native_name":
                return {k: self.hostile(v, key) for k, v in node.items.items()}
            by_language = {*node.items} <= {"en", "ar"}  # a text, and its translations
            return {k: self.node(v, key if by_language else k) for k, v in node.items.items()}
        if isinstance(node, Seq):
            return [self.node(item, key) for item in node.items]
        words = key in ("asserted_by", "via", "translated_by") and not re.fullmatch(
            r"[a-z]+/\S+", node.text
        )
        return self.hostile(node, key) if key in self.keys or words else node.text

    def hostile(self, node: Node, key: str) -> str:
        assert isinstance(node, Text)
        self.turn += 1
        long = "é" * 250 if len(node.text) < 60 and key == "name" and not self.turn % 9 else ""
        return f"{PAYLOADS[self.turn % len(PAYLOADS)]} {long}{node.text}"


def hostile() -> dict[str, bytes]:
    facts, kinds = Texts(), Texts({"label", "reverse", "title", "help"})
    return {
        p: (kinds if p.startswith("data/kinds/") else facts).file(b)
        if re.fullmatch(r"data/[a-z]+/[^/]+\.yml", p)
        else b
        for p, b in real().items()
        if p != "data/site.yml"
    } | {"data/site.yml": OWN_WORDS}  # whose sentences then stand on hand-written pages, too


@cache
def hostile_library() -> Library:
    """Read once for several tests."""
    return build(hostile()).library


def texts(site: Path) -> dict[str, str]:
    found = (p for p in site.rglob("*") if p.suffix in (".html", ".json", ".xml"))
    return {p.relative_to(site).as_posix(): p.read_text(encoding="utf-8") for p in found}


class Tags(HTMLParser):
    """Every element with its attributes, the title and the top headings, with what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {"title": [], "h1": []}
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {k: v or "" for k, v in attrs}))
        if tag in self.texts:
            self.texts[tag].append("")
            self.open.append(tag)
        elif self.open and tag == "a" and "headerlink" in (dict(attrs).get("class") or ""):
            self.open.append("skip")

    def handle_endtag(self, tag: str) -> None:
        if self.open and (tag == self.open[-1] or (tag == "a" and self.open[-1] == "skip")):
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "skip":
            self.texts[self.open[-1]][-1] += data


def parsed(html: str) -> Tags:
    tags = Tags()
    tags.feed(html)
    return tags


hostile_page = cache(parsed)  # several tests look at each


def powers(page: Tags) -> set[str]:
    """Everything on a page that runs, loads or reacts."""
    found = set()
    for tag, attributes in page.tags:
        if tag in (
            "iframe",
            "object",
            "embed",
            "base",
            "form",
            "svg",
            "style",
            "math",
            "img",
            "link",
            "meta",
            "script",
            "video",
            "audio",
            "template",
            "details",
            "textarea",
            "noscript",
        ):
            src = attributes.get("src") or (
                attributes.get("href", "")
                if tag == "link" and attributes.get("rel") == "stylesheet"
                else ""
            )
            found.add(f"{tag} {src.replace('../', '').replace('./', '')}")
        found |= {
            f"{tag} {k}"
            for k in attributes
            if k.startswith("on") or k in ("style", "srcdoc", "action")
        }
        found |= {
            f"{tag} {k}=…"
            for k in ("href", "src")
            if re.match(r"\s*(javascript|data|vbscript):", attributes.get(k, ""), re.I)
        }
        found |= {
            f"remote {tag}"
            for k in ("src", "data")
            if re.match(r"\s*(https?:)?//", attributes.get(k, ""))
        }
    return found


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory, printed: Path
) -> tuple[dict[str, str], dict[str, str], dict[str, bytes]]:
    """(the site with hostile texts, the site with the real ones, the hostile files)."""
    folder = write_settings(tmp_path_factory.mktemp("site"))
    files = hostile()
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    done = run("mkdocs", "build", "-q", cwd=folder)
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr[-2000:]
    return texts(folder / "site"), texts(printed / "site"), files


def pages(found: dict[str, str]) -> Iterator[tuple[str, str]]:
    return ((n, t) for n, t in found.items() if n.endswith(".html"))


def test_the_data_is_sound_with_every_text_hostile() -> None:
    assert {issue.code for issue in build(hostile()).issues} <= {"unread-telling"}


@pytest.mark.parametrize("part", range(4))
def test_every_page_of_hostile_texts_is_one_document(part: int) -> None:
    """As HTML and as Markdown: what one form lets through, the other does not hide."""
    makers = plans.Plan(hostile_library(), {"groups": 365}).pages()
    made = (one for make in list(makers.values())[part::4] for one in make())
    for page in (one.page for one in made if one.page):
        typed = documents.tree(documents.read(page), page.path, typed=True)
        made = documents.tree(to_html(page).html, page.path)
        difference = documents.first_difference(typed, made)
        assert not difference, f"{page.path} {difference}"


def sheet_of(name: str) -> str:
    """The page that one continues: hostile texts are longer, so a sheet may give lists away."""
    kind, id_, _ = name.split("/", 2)
    return f"{kind}/index.html" if id_ == "index" else f"{kind}/{id_}/index.html"


def test_no_page_gains_a_power(
    both: tuple[dict[str, str], dict[str, str], dict[str, bytes]],
) -> None:
    bad, good, _ = both
    assert {n for n, _ in pages(good)} <= {n for n, _ in pages(bad)}
    for name, html in pages(bad):
        usual = good.get(name) or good[sheet_of(name)]
        assert powers(hostile_page(html)) <= powers(parsed(usual)), name


def facts_of(files: dict[str, bytes]) -> Library:
    """The library of a project's files."""
    data = {p: b for p, b in files.items() if p.startswith("data/") and p != "data/site.yml"}
    return read_library(data)[0]


def test_names_stand_in_heading_title_and_description_as_written(
    both: tuple[dict[str, str], dict[str, str], dict[str, bytes]],
) -> None:
    bad, _, files = both
    library = facts_of(files)
    for address, record in library.records.items():
        page = hostile_page(bad[f"{address}/index.html"])
        assert [fold(t.replace("¶", "")) for t in page.texts["h1"]] == [record.name]
        assert fold(page.texts["title"][0]) == f"{record.name} – Syria fact sheets"
        (description,) = [
            a["content"] for t, a in page.tags if t == "meta" and a.get("name") == "description"
        ]
        assert description.startswith(f"{record.name}: ")


def test_the_search_index_carries_the_names_as_text(
    both: tuple[dict[str, str], dict[str, str], dict[str, bytes]],
) -> None:
    bad, _, files = both
    library = facts_of(files)
    titles = {
        d["location"]: d["title"] for d in json.loads(bad["search/search_index.json"])["docs"]
    }
    for address, record in library.records.items():
        shown = html5lib.parse(
            f"<!DOCTYPE html><body>{titles[f'{address}/']}", namespaceHTMLElements=False
        )
        assert [e.tag for e in shown.iter()] == [
            "html",
            "head",
            "body",
        ]  # the search prints titles as HTML
        assert fold("".join(shown.itertext())) == record.name


def test_pages_are_whole_for_a_browser(
    both: tuple[dict[str, str], dict[str, str], dict[str, bytes]],
) -> None:
    bad, _, _ = both
    some = sorted(n for n, _ in pages(bad))[
        ::12
    ]  # html5lib is slow; the other tests read every page
    for name in some:
        page = html5lib.parse(bad[name], namespaceHTMLElements=False)
        assert len(list(page.iter("h1"))) == 1 or name == "404.html", name
        assert page.get("lang") and len(list(page.iter("title"))) == 1


def test_no_id_stands_twice_or_is_the_theme_s(
    both: tuple[dict[str, str], dict[str, str], dict[str, bytes]],
) -> None:
    bad, _, _ = both
    for name, html in pages(bad):
        ids = [a["id"] for _, a in hostile_page(html).tags if "id" in a]
        assert len(ids) == len(set(ids)), (name, [i for i in ids if ids.count(i) > 1][:3])


def test_an_address_and_a_heading_never_have_the_same_id() -> None:
    group = "name: __config\nchecked: 2024-12-31\nfacts:\n  what-is-reported: {text: A., references: [paper]}\n  config: {text: B., references: [paper]}\n"
    text = str(build(tree({"data/groups/x.yml": group})).files["groups/x.md"]).partition("---\n\n")[
        2
    ]
    found = re.findall(r' id="([^"]+)"', markdown.markdown(text, extensions=EXTENSIONS))
    assert len(found) == len(set(found)) and "__config" not in found


def test_headings_that_only_differ_in_signs_have_ids_of_their_own() -> None:
    versions = "statements: ['#config', '#other'], note: N."
    asked = enumerate(["__config", "Config!", "config?", "config 2", "config__2", "A", "A"])
    rows = "".join(f"  d{n}: {{question: {question}, {versions}}}\n" for n, question in asked)
    fact = "{text: A., references: [paper], status: disputed, note: N.}"
    facts = f"facts:\n  config: {fact}\n  other: {fact}\n"
    group = f"name: __config\nchecked: 2024-12-31\n{facts}disputes:\n{rows}"
    library = build(tree({"data/groups/x.yml": group})).library
    page = plans.Plan(library, {}).pages()["groups/x.md"]()[0].page
    ids = [a["id"] for _, a in parsed(to_html(page).html).tags if "id" in a]
    assert len(ids) == len(set(ids)) and "__config" not in ids
    assert ids == [a["id"] for _, a in parsed(documents.read(page)).tags if "id" in a]


def test_a_footnote_names_each_place_in_its_sources() -> None:
    paper = tree({})["data/sources/paper.yml"].decode()
    group = "name: X\nchecked: 2024-12-31\nfacts:\n  a: {text: A., references: [paper#P5, paper#p5, paper#ف, paper, a-b, a#b]}\n"
    files = {
        "data/groups/x.yml": group,
        "data/sources/a.yml": paper.replace("A report", "One"),
        "data/sources/a-b.yml": paper.replace("A report", "Two"),
    }
    text = str(build(tree(files)).files["groups/x.md"])
    (note,) = re.findall(r"^\[\^x-a\]: (.*)$", text, re.M)
    assert "“A report”, 8 December 2024, paragraph 5, page 5, ف&#59; " in note
    assert "“Two”, 8 December 2024&#59; " in note and "“One”, 8 December 2024, b</span>" in note
    assert re.findall(r"^- .*\(\.\./sources/([a-z-]+)\.md\)", text, re.M) == ["a", "a-b", "paper"]


# --- every field alone, through `build` and Python-Markdown only ------------------------------------------------------------

STATEMENT = {
    "text": "A fact.", "note": "A note.", "asserted_by": ["somebody"], "via": ["a film"], "scope": "some", "when": "2024", "said": "2024", "recorded": "2024-12-01", "status": "disputed",
    "about": ["cities/c"], "references": ["paper#P5"], "changes": [{"kind": "correction", "on": "2024-12-09", "was": "before", "why": "because"}],
}  # fmt: skip


def base() -> dict[str, dict[str, object]]:
    """One record of every kind with every key filled."""
    names = {"name": "N", "short_name": "S", "article": "the", "type": "T", "aliases": ["A"], "native_name": {"ar": "ع"}, "checked": "2024-12-31", "formerly": ["old"], "facts": {"f": STATEMENT, "g": STATEMENT},
             "figures": [{**{k: v for k, v in STATEMENT.items() if k != "text"}, "value": "5"}],
             "disputes": {"d": {"question": "Q?", "statements": ["#f", "#g"], "note": "N."}}}  # fmt: skip

    def prop(value: object) -> list[object]:
        return [{"value": value, "scope": "s", "references": ["paper"]}]

    wording = {
        "text": "W",
        "rendition": "translation",
        "language": "en",
        "translated_by": "someone",
        "preferred": "true",
        "references": ["paper"],
        "note": "N",
    }
    source = {
        k: v
        for k, v in names.items()
        if k in ("checked", "formerly", "facts", "figures", "disputes")
    }
    return {
        "groups/g": {**names, "leader": prop("people/p"), "founded": prop("2020"), "strength": prop({"low": "1", "high": "2"})},
        "people/p": {**names, "role": prop("r"), "known_as": prop("k"), "birthplace": prop("b"), "member_of": prop("groups/g"), "born": prop("1980")},
        "cities/c": {**names, "rank": prop("r"), "population": prop("5"), "point": prop(["1", "2"]), "control": prop("groups/g")},
        "places/l": {**names, "held_by": prop("groups/g")},
        "quotes/q": {**names, "speaker": "people/p", "said": "2024", "where": "cities/c", "occasion": "o", "about": ["groups/g"], "note": "n", "wordings": {"w": wording}},
        "dates/t": {**names, **STATEMENT, "turning_point": "true"},
        "sources/s": {**source, "title": "T", "publisher": "P", "container-title": "C", "author": ["A"], "issued": "2024", "issued_basis": "I", "URL": "https://x.example/a", "archive": "https://x.example/b",
                      "archived": "2024-12-02", "accessed": "2024-12-01", "type": "t", "language": "en", "derived_from": ["sources/paper"], "origin": "o", "read": "r", "note": "n", "withdrawn": {"on": "2024-12-02", "why": "w"}},
    }  # fmt: skip


def places(node: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """Every scalar of a record, as the way to it."""
    entries = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else None
    )
    if entries is None:
        yield path
    for key, child in entries or ():
        yield from places(child, (*path, key))


def changed(node: object, path: tuple[object, ...], value: str) -> object:
    if not path:
        return value
    if isinstance(node, dict):
        return {k: changed(v, path[1:], value) if k == path[0] else v for k, v in node.items()}
    assert isinstance(node, list)
    return [changed(v, path[1:], value) if k == path[0] else v for k, v in enumerate(node)]


def files_of(record: dict[str, dict[str, object]]) -> dict[str, bytes]:
    return tree(
        {
            f"data/{address}.yml": json.dumps(node, ensure_ascii=False)
            for address, node in record.items()
        }
    )


def elements(text: str) -> set[tuple[str, str]]:
    tags = parsed(markdown.markdown(text.partition("\n---\n")[2], extensions=EXTENSIONS)).tags
    return {(tag, name) for tag, attributes in tags for name in ("", *attributes)}


def test_the_base_record_fills_every_key_and_is_sound() -> None:
    assert not [i for i in build(files_of(base())).issues]
    for plural, kind in kinds_of({})[0].items():
        (node,) = [n for a, n in base().items() if a.startswith(plural)]
        assert (
            kind.all_labels.keys() - {"draft", "accepted", "checked_by", "taken_down"}
            <= node.keys()
        ), plural  # none of these is ever printed
    assert (
        statement_keys("sources").keys() - STATEMENT.keys()
        <= {"draft", "planned", "superseded_by", "taken_down"}
        and keys.wording(Words()).keys()
        and keys.DISPUTE.keys()
        and Words
    )


@cache
def usual() -> set[tuple[str, str]]:
    return {
        pair
        for name, text in build(files_of(base())).files.items()
        if name.endswith(".md")
        for pair in elements(str(text))
    }


def free(path: tuple[object, ...]) -> bool:
    keys = [k for k in path if isinstance(k, str)]
    return bool(keys) and (
        keys[-1] in TEXT_KEYS | {"asserted_by", "via", "translated_by", "was", "why"}
        or "native_name" in keys
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_field_with_each_payload(payload: str) -> None:
    bad: dict[str, object] = dict(base())
    for address in base():
        for path in filter(free, places(base()[address])):
            bad[address] = changed(bad[address], path, payload)
    built = build(files_of(bad))  # type: ignore[arg-type]
    assert not built.issues
    for address in bad:
        assert elements(str(built.files[f"{address}.md"])) <= usual(), address
        page = plans.Plan(built.library, {}).pages()[f"{address}.md"]()[0].page
        typed = documents.tree(documents.read(page), page.path, typed=True)
        made = documents.tree(to_html(page).html, page.path)
        assert not documents.first_difference(typed, made), address


@pytest.mark.parametrize("address", base())
def test_each_field_alone(address: str) -> None:
    common = (
        set()
        if address == "groups/g"
        else {"facts", "figures", "disputes", "aliases", "native_name", "formerly", "checked"}
    )
    for number, path in enumerate(p for p in places(base()[address]) if p[0] not in common):
        payload = PAYLOADS[number % len(PAYLOADS)]
        built = build(files_of({**base(), address: changed(base()[address], path, payload)}))  # type: ignore[dict-item]
        assert built.ok == bool(built.files) and (built.ok or not free(path)), path
        assert all(i.spot.path.startswith("data/") for i in built.issues)
        assert (
            not built.ok or free(path) or elements(str(built.files[f"{address}.md"])) <= usual()
        ), path
