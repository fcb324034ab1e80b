"""Never wrong: whatever is edited, a kept build and the preview have the bytes of a clean build.

And the clean build has the documents that the engine alone prints from the Markdown."""

import logging
import os
import random
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context
from pathlib import Path

import pytest
from factsheet import disk
from factsheet.build.whole import build
from factsheet.site import files_door
from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from markup import files, unlike
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from projects import EFFORT, ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))
import languages  # noqa: E402
import sites  # noqa: E402

pytestmark = pytest.mark.slow  # whole sites, and the preview

URL = "http://127.0.0.1:8000/"


@pytest.fixture(autouse=True)
def _no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    monkeypatch.setenv("SITE_URL", URL)


@contextmanager
def own_plugins() -> Iterator[None]:
    """The engine keeps plugins from one build to the next; a build that is a process of its own elsewhere must have its own."""
    others = MkDocsConfig.plugins.plugin_cache
    MkDocsConfig.plugins.plugin_cache = {}
    try:
        yield
    finally:
        MkDocsConfig.plugins.plugin_cache = others


def kept(root: Path) -> dict[str, bytes]:
    """The site as the plugin builds it, with what earlier builds kept."""
    with own_plugins():
        mkdocs_build(load_config(str(root / "mkdocs.yml"), site_url=URL))
    return files(root / "site")


def plain(root: Path) -> dict[str, bytes]:
    """The site as the engine alone prints the Markdown files."""
    shutil.rmtree(root / "build", ignore_errors=True)
    place = files_door.place(root)._replace(address=URL)
    built = build(disk.read(root)[0], place=place)
    disk.write(root / "build/pages", built.whole)
    assert files_door.write(root, root / "build/pages", built) == ""
    settings, site = str(root / "build/pages.yml"), root / "build/site"
    with own_plugins():
        mkdocs_build(load_config(settings, site_url=URL, site_dir=str(site)))
    return files(site)


def clean(root: Path) -> dict[str, bytes]:
    """The site as the plugin builds it when nothing is kept; it reads as the engine's own."""
    shutil.rmtree(root / ".cache", ignore_errors=True)
    site = kept(root)
    assert unlike(site, plain(root)) == []
    return site


def other_bytes(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The files in which two sites differ."""
    return sorted(n for n in one.keys() | other.keys() if one.get(n) != other.get(n))


@contextmanager
def preview(root: Path, whole: list[str] | None = None) -> Iterator[Callable[[], dict[str, bytes]]]:
    """What `mkdocs serve` does, without the network; gives a function that builds after an edit. `whole` counts the whole builds."""
    site = root / "preview"

    def builder() -> None:
        if whole is not None:
            whole.append("whole")
        mkdocs_build(
            load_config(str(root / "mkdocs.yml"), site_url=URL, site_dir=str(site)), serve_url=URL
        )

    MkDocsConfig.plugins.plugin_cache = {}
    config = load_config(str(root / "mkdocs.yml"), site_url=URL, site_dir=str(site))
    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_build(config, serve_url=URL)
    server = LiveReloadServer(builder, "127.0.0.1", 0, str(site))
    server.watch(config.docs_dir)
    config.plugins.on_serve(server, config=config, builder=builder)

    def again() -> dict[str, bytes]:
        server.builder()
        plugin = config.plugins["factsheet"]
        request = Context()  # each is answered by a thread that speaks no language yet
        request.run(plugin.data, "search/search_index.json")  # written when a browser asks
        for path in [*plugin.late.pages]:  # and so are these
            assert request.run(plugin.missing, path)
        return {**files(site), **plugin.good.outputs}  # made when somebody asks, too

    try:
        yield again
    finally:
        config.plugins.on_shutdown()
        server.server_close()


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def edit(root: Path, what: str, number: int) -> None:
    """One edit, as an editor would make it."""
    dice = random.Random(number)
    record = dice.choice(
        [
            p
            for p in sorted((root / "data").rglob("*.yml"))
            if p.parent.name not in ("data", "sources")
        ]
    )
    date = dice.choice(sorted((root / "data/dates").glob("*.yml")))
    page = dice.choice(sorted((root / "content/explainers").glob("e*.md")))
    if what == "fact":
        change(record, "text: The ", f"text: Number {number} and the ")
    elif what == "name":
        change(record, "name: ", f"name: New {number} ")
    elif what == "add":
        (date.parent / f"added-{number}.yml").write_text(
            date.read_text(encoding="utf-8"), encoding="utf-8"
        )
    elif what == "rename":
        date.rename(date.parent / f"renamed-{number}.yml")
    elif what == "delete":
        date.unlink()
    elif what == "prose":
        change(page, "\n\n", f"\n\nSome *new* words, {number}.\n\n")
    elif what == "title":
        change(page, "# ", f"# Title {number} & ")
    elif what == "setting":
        (root / "data/site.yml").write_text(
            f"edit_url: https://paper.example/{number}/\n", encoding="utf-8"
        )
    elif what == "site name":
        change(root / "mkdocs.yml", "site_name: ", f"site_name: {number} ")
    elif what == "markdown":
        sign = "¶" * (1 + number % 3)
        said = f"markdown_extensions: [toc: {{permalink: {sign}}}]\ndocs_dir"
        change(root / "mkdocs.yml", "docs_dir", said)


EDITS = [
    "fact",
    "name",
    "add",
    "rename",
    "delete",
    "prose",
    "title",
    "setting",
    "site name",
    "markdown",
]


def put_back(root: Path, before: dict[str, bytes]) -> None:
    for path in list(files(root / "data")) + list(files(root / "content")):
        for folder in ("data", "content"):
            if (root / folder / path).is_file() and f"{folder}/{path}" not in before:
                (root / folder / path).unlink()
    for name, data in before.items():
        (root / name).write_bytes(data)


def sound_edit(root: Path, what: str, number: int) -> None:
    """An edit; taken back when the facts have errors afterwards."""
    before, _ = disk.read(root)
    edit(root, what, number)
    if not build(disk.read(root)[0]).ok:
        put_back(root, before)


@settings(
    max_examples=2 * EFFORT,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    edits=st.lists(
        st.tuples(st.sampled_from(EDITS), st.integers(0, 999)),
        min_size=4,
        max_size=4,
        unique_by=lambda e: e[0],
    )
)
def test_after_every_edit_kept_build_and_preview_are_those_of_a_clean_build(
    edits: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("site")
    sites.write(root, 40)
    assert other_bytes(clean(root), kept(root)) == []
    with preview(root) as again:
        for what, number in edits:
            sound_edit(root, what, number)
            after, shown = kept(root), again()
            wanted = clean(root)
            assert other_bytes(after, wanted) == [], what
            assert other_bytes(shown, wanted) == [], what


def test_the_usual_edits_are_built_into_the_last_preview(tmp_path: Path) -> None:
    """Without this test the one above would pass if every edit led to a whole build."""
    sites.write(tmp_path, 40)
    whole: list[str] = []
    with preview(tmp_path, whole) as again:
        for what in ("fact", "add", "rename", "delete", "prose", "setting"):
            sound_edit(tmp_path, what, 7)
            site = again()
            assert whole == [], what
        assert other_bytes(site, clean(tmp_path)) == []
        sound_edit(tmp_path, "site name", 7)
        again()
        assert whole == ["whole"]


def test_the_same_holds_for_a_site_in_two_languages(tmp_path: Path) -> None:
    languages.write(tmp_path, 40, True)
    whole: list[str] = []
    with preview(tmp_path, whole) as again:
        for what in ("fact", "add", "rename", "delete", "prose"):
            sound_edit(tmp_path, what, 7)
            site = again()
            assert whole == [], what
        assert "ar/explainers/e1/index.html" in site
        shutil.rmtree(tmp_path / ".cache")
        assert other_bytes(site, kept(tmp_path)) == []


def test_pages_that_continue_a_sheet_come_and_go_in_the_preview_with_the_length_of_its_list(
    tmp_path: Path,
) -> None:
    sites.write(tmp_path, 40)
    record = tmp_path / "data/groups/g1.yml"
    text = record.read_text(encoding="utf-8")
    source = re.search(r"references: (\[.*?\])", text)
    assert source and "facts:\n" in text
    rows = "".join(
        f"  more-{n}: {{text: More {n}., when: {1900 + n % 30}, references: {source[1]}}}\n"
        for n in range(210)
    )
    whole: list[str] = []
    with preview(tmp_path, whole) as again:
        record.write_text(text.replace("facts:\n", f"facts:\n{rows}"), encoding="utf-8")
        long, long_kept = again(), kept(tmp_path)
        assert [name for name in long if name.startswith("groups/g1/reported/")]
        assert other_bytes(long, long_kept) == other_bytes(long, clean(tmp_path)) == []
        record.write_text(text, encoding="utf-8")
        short = again()
        assert not [name for name in short if name.startswith("groups/g1/reported/")]
        assert other_bytes(short, clean(tmp_path)) == [] and whole == []


def test_a_file_beside_the_pages_is_renewed_alone_and_comes_or_goes_with_the_whole_site(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sites.write(tmp_path, 40)
    picture, excluded = tmp_path / "content/one.png", tmp_path / "content/out.png"
    for path in (picture, excluded):
        path.write_bytes(b"a")
    with open(tmp_path / "mkdocs.yml", "a", encoding="utf-8") as config:
        config.write("exclude_docs: out.png\n")
    whole: list[str] = []
    caplog.set_level(logging.DEBUG, "mkdocs.plugins.factsheet")
    with preview(tmp_path, whole) as again:
        for path in (picture, excluded):
            path.write_bytes(b"b")
            assert other_bytes(again(), clean(tmp_path)) == []
        assert whole == []
        assert "factsheet: one.png is renewed: its own content" in caplog.text
        (tmp_path / "content/new.png").write_bytes(b"")
        again()
        assert "the whole site is built: new.png, which is no page, came or went" in caplog.text
        picture.unlink()
        assert other_bytes(again(), clean(tmp_path)) == []
        assert whole == ["whole", "whole"]


PICTURE = '{{ picture("picture.png", alt="one", licence="CC0", credit="Ann") }}'


def test_a_page_whose_picture_has_another_name_is_rendered_anew(tmp_path: Path) -> None:
    sites.write(tmp_path, 40)
    (tmp_path / "content/picture.png").write_bytes(b"x")
    change(tmp_path / "content/index.md", "A made-up site.", f"A made-up site.\n\n{PICTURE}")
    kept(tmp_path)
    (tmp_path / "content/picture.png").rename(tmp_path / "content/other.png")
    change(tmp_path / "content/index.md", "picture.png", "other.png")
    assert other_bytes(kept(tmp_path), clean(tmp_path)) == []
    assert os.path.isfile(tmp_path / ".cache/factsheet/facts.sqlite")


def test_the_preview_names_each_page_that_it_renews_and_what_touched_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sites.write(tmp_path, 40)
    caplog.set_level(logging.DEBUG, "mkdocs.plugins.factsheet")
    with preview(tmp_path) as again:
        caplog.clear()
        change(tmp_path / "data/people/p1.yml", "name: ", "name: Other ")
        again()
        assert re.search(r"factsheet: people/p1\.md is renewed: .*people/p1\b", caplog.text)
        change(tmp_path / "content/index.md", "A made-up site.", "A site.")
        again()
        assert "factsheet: index.md is renewed: its own content" in caplog.text
        assert re.findall(r"\d+ files? renewed", caplog.text)[-1] == "1 file renewed"
        change(tmp_path / "mkdocs.yml", "site_name: ", "site_name: Other ")
        again()
        assert "the whole site is built: the settings or the theme changed" in caplog.text
