"""The cache may be damaged, deleted, shared and killed: the site is the same. What we know of the engine is still so."""

import io
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import jinja2
import mkdocs.commands.build as commands
import pytest
from factsheet.build.progress import Progress
from factsheet.cache.memory import digest
from factsheet.cache.store import BUILDS, Cache
from factsheet.site import engine, inline
from factsheet.site.inline import Clean, Quick, anchors
from factsheet.site.search import _quick
from factsheet.site.skeleton import Skeletons
from markdown import Markdown
from material.plugins.search.plugin import Parser, SearchIndex, SearchPlugin
from mkdocs.contrib.search import SearchPlugin as PlainPlugin
from mkdocs.contrib.search.search_index import SearchIndex as PlainIndex
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.pages import Page, _HTMLHandler
from projects import ROOT, run

sys.path.insert(0, str(ROOT / "benchmarks"))
import sites  # noqa: E402

EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "tables",
    "toc",
    "fenced_code",
]
PIECES = ["a", " ", "\n", "\n\n", "    ", "*", "**", "_", "`", "\\", "[", "]", "(", ")", "!", "<", ">", "&", "&#42;", "&amp;", "#", "- ", "1. ", ": ", "|", "[^a]",
          "[^a]: n", "<b>", "</b>", '<span class="x">', "</span>", "<div>", "</div>", '<a id="q"></a>', "<br />", "<!-- c -->", "<script>", "</script>", "@", "://",
          "  \n", "> ", "~~~", "*[HTML]: H", "HTML", '{: #id .c }', "!!! note", "<?", "\u00a0", "é",
          "[TOC]", "[a](b.md#c)", "[a][b]", "[b]: c.md", "](", '"', "\\*", "\x02", "| a | b |\n| - | - |\n", "---", "===", "* * *", "   ", "\n:   "]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("Page.render", Page.render),
        ("_populate_page", commands._populate_page),
        ("_build_page", commands._build_page),
        ("_build_theme_template", commands._build_theme_template),
        ("Markdown", inline.STUDIED),
        ("HTMLHandler", _HTMLHandler),
        ("LiveReloadServer", LiveReloadServer),
        ("SearchIndex", SearchIndex),
        ("SearchIndex", PlainIndex),
        ("SearchPlugin", SearchPlugin),
        ("SearchPlugin", PlainPlugin),
    ],
)
def test_the_engine_is_still_the_one_that_was_studied(name: str, thing: object) -> None:
    """When this fails after an upgrade: read what changed, then add the hash to engine.KNOWN. Until then builds are right but slow."""
    things = thing if isinstance(thing, tuple) else (thing,)
    assert engine.studied(name, *things), f"{name} is new: {engine.fingerprint(*things)}"


def test_properdocs_is_still_the_one_that_was_studied() -> None:
    code = (
        "import properdocs.replacement; import mkdocs.commands.build as c; from mkdocs.structure.pages import Page, _HTMLHandler\n"
        "from mkdocs.contrib.search import SearchPlugin\nfrom mkdocs.livereload import LiveReloadServer\nfrom factsheet.site import engine\n"
        "assert all(engine.studied(n, t) for n, t in [('Page.render', Page.render), ('HTMLHandler', _HTMLHandler), ('SearchPlugin', SearchPlugin),"
        " ('LiveReloadServer', LiveReloadServer),"
        " *((n, getattr(c, n)) for n in ('_populate_page', '_build_page', '_build_theme_template'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import properdocs\n{code}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def texts(count: int) -> list[str]:
    dice = random.Random(5)
    return ["".join(dice.choices(PIECES, k=dice.randint(1, 40))) for _ in range(count)]


@pytest.mark.slow
def test_quick_markdown_gives_the_html_of_plain_markdown() -> None:
    for text in texts(1500):
        plain, quick = (Markdown(extensions=[*EXTENSIONS, *more]) for more in ([], [Quick()]))
        assert quick.convert(text) == plain.convert(text), repr(text)
        assert quick.treeprocessors["inline"].known  # type: ignore[attr-defined]
        clean = quick.preprocessors["factsheet_clean"]
        assert isinstance(clean, Clean)
        if clean.clean:
            handler = _HTMLHandler()
            handler.feed(text)
            handler.close()
            assert {v for _, k, v in anchors(text)} == handler.present_anchor_ids, repr(text)


@pytest.mark.slow
def test_the_quick_search_parser_finds_what_the_plain_one_finds() -> None:
    for text in texts(800):
        html = Markdown(
            extensions=EXTENSIONS, extension_configs={"toc": {"permalink": True}}
        ).convert(f"# T\n\n{text}\n\n## U `x`\n\nV")
        found = []
        for kind in (Parser, _quick(Parser)):
            parser = kind()
            try:
                parser.feed(html)
                parser.close()
                found.append([(s.id, s.text, s.title, s.el.tag) for s in parser.data])
            except (
                Exception
            ) as error:  # the plain parser fails on some broken HTML; then so must the quick one
                found.append(type(error))
        assert found[0] == found[1], html


def test_a_theme_that_looks_into_a_text_renders_every_page_itself() -> None:
    class P:
        parent, canonical_url, abs_url, edit_url, toc, url = None, None, None, None, (), "groups/a/"

        def __init__(self, title: str) -> None:
            self.title, self.content, self.meta, self.url = (
                title,
                f"<h1>{title}</h1>",
                {},
                f"groups/{title.lower()}/",
            )
            self.file = type("F", (), {"src_uri": "x.md"})

    def pages(source: str) -> tuple[list[str], int]:
        env = jinja2.Environment()
        skeletons = Skeletons(env)
        out = []
        for title in ("Ann", "Bob", "Cem", "Abe"):
            context = {
                "page": P(title),
                "nav": type("N", (), {"pages": []}),
                "base_url": "..",
                "extra_css": [],
                "extra_javascript": [],
            }
            out.append(skeletons.render(env.from_string(source), context))
            assert out[-1] == env.from_string(source).render(context), source
        return out, skeletons.rendered

    assert pages("<title>{{ page.title | striptags | e }}</title>{{ page.content }}")[1] == 1
    for odd in (
        "{% if page.title == 'Bob' %}!{% endif %}",
        "{{ page.title | upper }}",
        "{{ page.title[0] }}",
        "{% if 'B' in page.title %}!{% endif %}",
        "{{ page.title | length }}",
        "{% if page.url == 'groups/bob/' %}!{% endif %}",
        "{% set t %}{{ page.title }}{% endset %}{{ t | upper }}",
        "{{ page.title.lower() }}",
    ):
        assert pages(odd)[1] == 4, odd


def site(root: Path) -> dict[str, bytes]:
    return {
        p.relative_to(root).as_posix(): p.read_bytes()
        for p in sorted((root / "site").rglob("*"))
        if p.is_file()
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    sites.write(root, 30)
    assert run("mkdocs", "build", cwd=root).returncode == 0
    return root


def test_a_damaged_cache_gives_the_same_site(made: Path) -> None:
    before, path, dice = site(made), made / ".cache/factsheet/pages.sqlite", random.Random(3)
    for spoil in (1, 400, 0):
        if not path.is_file():  # the damage was found, and the file deleted
            assert run("mkdocs", "build", cwd=made).returncode == 0
        data = bytearray(path.read_bytes())
        for _ in range(spoil):
            data[dice.randrange(100, len(data))] ^= 0xFF
        path.write_bytes(bytes(data) if spoil else b"no database")
        assert run("mkdocs", "build", cwd=made).returncode == 0
        assert site(made) == before


def test_a_killed_build_and_two_builds_at_once_leave_a_sound_cache(made: Path) -> None:
    before = site(made)
    (made / ".cache/factsheet/pages.sqlite").unlink(missing_ok=True)
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    killed = subprocess.Popen(command, cwd=made)
    time.sleep(1.2)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    both = [subprocess.Popen([*command, "-d", f"other-{n}"], cwd=made) for n in (1, 2)]
    assert [p.wait() for p in both] == [0, 0]
    assert run("mkdocs", "build", cwd=made).returncode == 0
    assert site(made) == before


@pytest.mark.full
def test_builds_killed_at_any_moment_leave_a_sound_cache(made: Path) -> None:
    before, dice = site(made), random.Random(4)
    for number in range(200):
        if number % 10 == 0:
            (made / ".cache/factsheet/pages.sqlite").unlink(missing_ok=True)
        killed = subprocess.Popen([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=made)
        time.sleep(dice.uniform(0.2, 3))
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        if number % 10 == 9:
            assert run("mkdocs", "build", cwd=made).returncode == 0
            assert site(made) == before, number


def test_the_cache_forgets_what_the_last_builds_did_not_use(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    for number in range(BUILDS + 4):
        cache = Cache(path)
        cache.open()
        if number == 0:
            cache.put(digest("old"), b"1")
        cache.put(digest(str(number)), b"2")
        cache.close()
    rows = sqlite3.connect(path).execute("SELECT count(*) FROM kept").fetchone()
    assert rows == (BUILDS + 1,)


def test_a_hook_turns_the_cache_off(made: Path) -> None:
    (made / "hook.py").write_text(
        "def on_page_content(html, **_):\n    return html + '<p>hooked</p>'\n"
    )
    settings = made / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}\nhooks: [hook.py]\n", encoding="utf-8")
    assert run("mkdocs", "build", "-d", "hooked", cwd=made).returncode == 0
    settings.write_text(text, encoding="utf-8")
    assert "<p>hooked</p>" in (made / "hooked/groups/g1/index.html").read_text(encoding="utf-8")


def test_progress_is_a_bar_on_a_terminal_and_lines_elsewhere() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream in (Terminal(), io.StringIO()):
        lines: list[str] = []
        seconds = iter(range(1000))
        progress = Progress(lines.append, stream, lambda seconds=seconds: float(next(seconds)))
        progress.begin(20)
        for _ in range(20):
            progress.step()
        progress.end()
        if stream.isatty():
            assert "[##" in stream.getvalue() and not lines and stream.getvalue().endswith("\r")
        else:
            assert lines and "%" in lines[0] and not stream.getvalue()


def test_a_build_ends_with_one_line_that_sums_it_up(made: Path) -> None:
    assert run("mkdocs", "build", cwd=made).returncode == 0
    done = run("mkdocs", "build", cwd=made)
    assert " facts, " in done.stderr and " pages, 0 of them new or changed, " in done.stderr
