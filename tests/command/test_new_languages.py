"""`factsheet new --language CODE` makes a site that prints in that language, its own pages included."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from factsheet.build import guesses
from factsheet.build.built import Built
from factsheet.build.whole import build
from factsheet.command import main
from factsheet.command.new_project import project
from factsheet.command.starter_files import STARTER, below
from factsheet.command.starter_languages import starter
from factsheet.evidence import pins
from factsheet.kinds import kinds_of
from factsheet.language import catalogues, english, messages, speaking, speech
from factsheet.values import Foreign, Worded
from projects import run

LANGUAGES = catalogues()
OTHERS = [code for code in LANGUAGES if code != "en"]
ENGLISH_FACTS = [code for code in OTHERS if code != "ar"]
KINDS = [*kinds_of({})[0]]
PARTS = ("common", "empty", "example")
SIGN = "Permanent link"  # which the engine gives every heading
THEME = {"skip", "content", "search", "clear", "header", "footer", "initializing", "next", "mode"}
LETTERS = re.compile(r"[A-Za-zÀ-ÿœŒ]{3,}")


def made(language: str, empty: bool = False) -> tuple[dict[str, bytes], Built]:
    """The files of a new site that the generator reads, and the site."""
    found = project("Title", KINDS, empty, language)
    files = {n: t.encode() for n, t in found.items() if n.startswith(("data/", "content/"))}
    return files, build(files)


@pytest.mark.parametrize("empty", [False, True], ids=["example", "empty"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_site_in_a_language_has_no_error_no_warning_and_no_notice(
    language: str, empty: bool
) -> None:
    files, built = made(language, empty)
    assert built.issues == [] and guesses.of(built, files) == []
    assert yaml.safe_load(files["data/site.yml"])["language"] == language == built.speech.code


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", OTHERS)
def test_every_page_of_the_starter_is_there_in_each_language(language: str, part: str) -> None:
    english_pages = {n: t for n, t in below(STARTER / part).items() if n.startswith("content/")}
    own = below(STARTER / "languages" / language / part)
    assert english_pages.keys() == {name for name in own if name.startswith("content/")}
    assert own.keys() <= below(STARTER / part).keys()  # nothing that the English one has not
    for name, text in english_pages.items():
        assert re.findall(r"\{#[\w-]+\}", text) == re.findall(r"\{#[\w-]+\}", own[name]), name


def test_the_folders_of_languages_are_those_of_the_catalogues() -> None:
    assert sorted(p.name for p in (STARTER / "languages").iterdir()) == OTHERS


def said(record: Any) -> list[Any]:
    """What a statement says beside its words, which no translation alters."""
    return [
        (s.address, s.status, s.when and s.when.edtf, s.superseded_by and s.superseded_by.text, s.recorded,
         [(r.address, r.locator) for r in s.references])
        for s in record.statements.values()
    ]  # fmt: skip


def test_facts_in_arabic_are_those_in_english() -> None:
    ours, theirs = (made(code)[1].library for code in ("en", "ar"))
    assert ours.records.keys() == theirs.records.keys()
    for address, record in ours.records.items():
        other = theirs.records[address]
        added = [one for one in said(other) if one not in said(record)]
        assert [one for one in said(record) if one not in said(other)] == []
        assert [one[0].partition("#")[2] for one in added] == ["editors"] * (
            record.kind.plural == "quotes"
        )
        assert other.disputes.keys() == record.disputes.keys()
        if record.kind.is_source:
            same = ("title", "publisher", "author", "issued", "URL", "archive", "origin")
            assert [record.labels.get(k) for k in same] == [other.labels.get(k) for k in same]
    wordings = theirs.records["quotes/no-measurement-is-absolute"].statements
    assert wordings["reuters"].text.startswith("Both are correct") and wordings["reuters"].preferred
    assert wordings["editors"].rendition == "translation" and wordings["editors"].translated_by


def test_texts_of_facts_in_arabic_are_in_arabic() -> None:
    for name, text in below(STARTER / "languages/ar/example").items():
        if name.startswith("data/") and "/sources/" not in name:
            for line in text.splitlines():
                if found := re.match(r" *(name|type|text|note|scope|question): (?!>-)(.*)", line):
                    printed = "Both are correct" in line
                    assert printed or re.search(r"[\u0600-\u06ff]", found[2]), line


@pytest.mark.parametrize("language", ENGLISH_FACTS)
def test_facts_that_are_there_in_english_alone_say_so(language: str) -> None:
    files, built = made(language)
    _, ours = made("en")
    assert yaml.safe_load(files["data/places/mount-everest.yml"])["name"] == "Mount Everest"
    for address, statement in ours.library.statements.items():
        other = built.library.statements[address]
        for key in ("text", "note", "scope"):
            text = getattr(other, key)
            assert text == getattr(statement, key)  # a long one is folded as before
            printed = address.startswith("quotes/")
            assert (
                not text
                or printed
                or (isinstance(text, Foreign | Worded) and text.language == "en")
            )
        assert pins.pin(built.library, [address]) == pins.pin(ours.library, [address]) or (
            statement.property == "height"  # whose label is in the language
        )
    record = built.library.records["dates/height-announced"]
    assert (
        isinstance(record.labels["name"], Foreign | Worded)
        and record.labels["name"].language == "en"
    )
    assert "the National" not in built.pages["groups/national-geographic-society.md"]


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_said_of_a_source_is_said_in_the_language(language: str) -> None:
    ours, theirs = (below(STARTER / part) for part in ("example", f"languages/{language}/example"))
    for name in (name for name in ours if name.startswith("data/sources/")):
        english, other = yaml.safe_load(ours[name]), yaml.safe_load(theirs[name])
        assert english.keys() == other.keys(), name
        differ = {key for key in english if english[key] != other[key]}
        assert differ == english.keys() & {"type", "read", "note"}, name


def test_nothing_is_done_to_the_english_starter() -> None:
    for part in PARTS:
        assert starter(part, "en") == starter(part, "en-GB") == below(STARTER / part)


def test_a_variety_of_a_language_has_the_files_of_the_language() -> None:
    files, built = made("de-AT")
    assert built.issues == [] and b"\nlanguage: de-AT\n" in files["data/site.yml"]
    assert files["content/index.md"] == made("de")[0]["content/index.md"]


# As the engine prints it


class Texts(HTMLParser):
    """What a reader is told by a page, and in which language: its texts, and names of its parts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html: dict[str, str | None] = {}
        self.body: dict[str, str | None] = {}
        self.headings: list[str] = []
        self.found: list[str] = []
        self.within = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within = tag
        found = dict(attrs)
        if tag in ("html", "body"):
            setattr(self, tag, found)
        if tag in ("h1", "h2"):
            self.headings.append("")
        self.found += [
            found[k] or "" for k in ("aria-label", "title", "placeholder", "alt") if k in found
        ]

    def handle_data(self, data: str) -> None:
        if self.within in ("script", "style"):
            return
        self.found.append(data)
        if self.within in ("h1", "h2") and self.headings:
            self.headings[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.within = ""


def words(texts: list[str]) -> set[str]:
    return {word.lower() for text in texts for word in LETTERS.findall(text)}


def interface(language: str) -> set[str]:
    """The words of the interface in a language."""
    with speaking(speech(language)):
        found = messages()
    assert found.keys() == english().keys()
    forms = [[said] if isinstance(said, str) else said for said in found.values()]
    return words([re.sub(r"\{\w+\}", "", text) for some in forms for text in some])


def texts(files: dict[str, bytes]) -> list[str]:
    """What a site says itself: the texts of its facts, and its pages without expressions."""
    found: list[str] = []
    for name, content in files.items():
        if name.endswith(".md"):
            found.append(re.sub(r"\{\{.*?\}\}|\{#.*?\}|\(\S+\)", "", content.decode()))
        elif name.endswith(".yml"):
            found += values(yaml.safe_load(content))
    return found


def values(node: Any) -> list[str]:
    """Every value of a file."""
    if isinstance(node, dict | list):
        below_it = node.values() if isinstance(node, dict) else node
        return [text for one in below_it for text in values(one)]
    return [str(node)]


@pytest.mark.slow
@pytest.mark.parametrize("empty", [False, True], ids=["example", "empty"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_engine_prints_a_home_page_in_the_language(
    tmp_path: Path, language: str, empty: bool
) -> None:
    more = ["--empty"] if empty else []
    root = tmp_path / "site"
    assert main(["new", str(root), "--title", "Kwz", "--language", language, *more]) == 0
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stderr
    page = Texts((root / "site/index.html").read_text(encoding="utf-8"))
    assert page.html["lang"] == language
    assert page.body.get("dir") == ("rtl" if language == "ar" else "ltr")
    source = (root / "content/index.md").read_text(encoding="utf-8")
    typed = re.findall(r"^##? (.+?)(?: \{#.*)?$", source, re.M)
    assert page.headings[: len(typed)] == typed
    if language != "en":
        own = interface(language) | words(texts(made(language, empty)[0]))
        foreign = (interface("en") | THEME) - own
        assert {"search", "home", "checked"} <= foreign
        assert words([text for text in page.found if text != SIGN]) & foreign == set()
