"""The preview of a large site: it prints what somebody looks at, and begins where the last one ended."""

import re
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from markup import files
from previews import eventually, free_port, no_traceback, serving
from projects import PAPER, run, write_tree

pytestmark = pytest.mark.slow  # the preview, as somebody starts it

GROUP = "name: {name}\nchecked: 2024-12-31\nfacts:\n  moved: {{text: {text}, recorded: 2024-12-31, references: [paper]}}\n"
SETTINGS = """site_name: T
docs_dir: content
theme: {name: material}
plugins: [search, factsheet]
"""
READ = "all facts are read"


def project(root: Path, language: str = "en") -> Path:
    groups = {
        f"data/groups/{name.lower()}.yml": GROUP.format(name=name, text=f"{name} came first.")
        for name in ("Army", "Band")
    }
    return write_tree(
        root,
        {
            "mkdocs.yml": SETTINGS,
            "data/site.yml": f"language: {language}\n",
            "data/sources/paper.yml": PAPER,
            "content/index.md": '# Home\n\n{{ fact("groups/army#moved") }}\n',
            **groups,
        },
    )


@contextmanager
def looked_at(root: Path, port: int = 0) -> Iterator[tuple[str, Path]]:
    """A preview that answers, and where it keeps what it has printed."""
    place = root.parent / f"{root.name}-printed"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(place))
        with serving(root, port=port) as url:
            eventually(url, "Home")
            (site,) = place.glob("mkdocs_*")
            yield url, site


def get(url: str) -> str:
    return str(urlopen(url, timeout=30).read().decode("utf-8"))


def status(url: str) -> int:
    try:
        return int(urlopen(url, timeout=30).status)
    except HTTPError as error:
        return error.code


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def test_a_sheet_is_printed_when_somebody_looks_at_it_and_no_other(tmp_path: Path) -> None:
    root = project(tmp_path)
    with looked_at(root) as (url, site):
        assert not (site / "groups").exists(), "nobody looks at it yet"
        assert "Army came first" in get(f"{url}groups/army")  # and is led to the folder
        assert (site / "groups/army/index.html").is_file()
        assert not (site / "groups/band").exists()
        assert status(f"{url}groups/nobody/") == 404
        assert status(f"{url}groups//army/") == 200
        assert '"groups/band/' in get(f"{url}search/search_index.json"), "it is found all the same"
        assert not (site / "groups/band").exists()
        edit(root, "data/groups/army.yml", "came first", "left")
        eventually(f"{url}groups/army/", "Army left", absent="Army came first")
        assert not (site / "groups/band").exists()
        assert "Army left" in get(f"{url}search/search_index.json")
    no_traceback(root)


def test_what_is_printed_late_speaks_as_the_site_does(tmp_path: Path) -> None:
    root = project(tmp_path, "de")
    assert run("mkdocs", "build", cwd=root).returncode == 0
    built = files(root / "site")["groups/army/index.html"].decode()
    with looked_at(root) as (url, _):
        late = get(f"{url}groups/army/")
    words = [
        re.findall(r'<meta name="robots|lang="\w+"|<h2[^>]*>[^<]*', one) for one in (built, late)
    ]
    assert words[0] == words[1] and 'lang="de"' in words[0]


def test_a_preview_begins_with_the_pages_of_the_last_one(tmp_path: Path) -> None:
    root, port = project(tmp_path), free_port()
    edit(root, "data/groups/band.yml", "name: Band", "name: Band #2")  # of which a build warns
    with looked_at(root, port) as (url, _):
        get(f"{url}groups/army/")
    said = no_traceback(root)
    assert READ not in said and said.count("warning[cut-value]") == 1
    with looked_at(root, port) as (url, _):
        assert "Army came first" in get(f"{url}groups/army/")
        assert status(f"{url}_bench/todo") == 200, "the bench waits for the facts, as their data do"
        assert "came first" in get(f"{url}api/v1/groups/army.json")
        said = no_traceback(root)
        assert READ in said
        edit(root, "data/groups/army.yml", "came first", "left")
        eventually(f"{url}groups/army/", "Army left", "_bench/assets/marks.js")
    with looked_at(root, port) as (url, _):
        assert "Army left" in get(f"{url}groups/army/"), "what was edited in the last one is kept"
        eventually(f"{url}groups/army/", "_bench/assets/marks.js")
    said = no_traceback(root)
    assert READ in said and said.count("warning[cut-value]") == 1, "it is told each time"


def test_what_changed_since_the_last_preview_is_shown_at_once(tmp_path: Path) -> None:
    root, port = project(tmp_path), free_port()
    with looked_at(root, port):
        pass
    edit(root, "data/groups/army.yml", "came first", "left")
    with looked_at(root, port) as (url, _):
        assert "Army left" in get(f"{url}groups/army/")
    assert READ not in no_traceback(root)


def test_a_build_and_a_preview_leave_each_other_what_they_kept(tmp_path: Path) -> None:
    root, port = project(tmp_path), free_port()

    def build() -> str:
        done = run("mkdocs", "build", cwd=root)
        assert done.returncode == 0
        return done.stdout + done.stderr

    first = build(), files(root / "site")
    for _ in range(6):  # more often than what nobody asks for is kept
        with looked_at(root, port):
            pass
    assert "0 of them new" in build() and files(root / "site") == first[1]


def test_where_another_plug_in_may_look_at_pages_the_facts_are_read_and_nothing_built(
    tmp_path: Path,
) -> None:
    root, port = project(tmp_path), free_port()
    edit(root, "mkdocs.yml", "[search, factsheet]", "[search, factsheet, tags]")
    with looked_at(root, port):
        pass
    with looked_at(root, port) as (url, site):
        assert (site / "groups/band/index.html").exists(), "all pages are printed there"
        assert status(f"{url}_bench/todo") == 200
    said = no_traceback(root)
    assert READ in said and said.count("Cleaning site directory") == 1


@pytest.mark.parametrize("stale", ["stop", "own-words"])
def test_what_was_asked_of_a_build_is_asked_of_the_next(tmp_path: Path, stale: str) -> None:
    """A passage that is stale stops a build, whatever a build before was asked to do with it."""
    root = project(tmp_path)
    (root / "content/old.md").write_text(
        '# Old\n\nIt came first{{ rests("groups/army#moved", seen="000000") }}.\n', encoding="utf-8"
    )
    asked = run("mkdocs", "build", cwd=root, env={"FACTSHEET_STALE": "own-words"})
    again = run("mkdocs", "build", cwd=root, env={"FACTSHEET_STALE": stale})
    fresh = run("mkdocs", "build", "-d", "other", cwd=root, env={"FACTSHEET_STALE": stale})
    assert asked.returncode == 0
    assert [again.returncode == 0, fresh.returncode == 0] == [stale == "own-words"] * 2


def test_two_who_ask_for_a_page_at_once_both_get_it(tmp_path: Path) -> None:
    root = project(tmp_path)
    more = (GROUP.format(name=f"Band {n}", text="It came.") for n in range(20))
    write_tree(root, {f"data/groups/band-{n}.yml": text for n, text in enumerate(more)})
    with looked_at(root) as (url, _), ThreadPoolExecutor(12) as many:
        for number in range(20):
            asked = [f"{url}groups/band-{number}/"] * 12
            assert all("It came." in page and "</html>" in page for page in many.map(get, asked))


def test_a_preview_without_a_search_or_without_reloading_is_served_too(tmp_path: Path) -> None:
    root, port = project(tmp_path), free_port()
    edit(root, "mkdocs.yml", "[search, factsheet]", "[{search: {enabled: false}}, factsheet]")
    for _ in range(2):
        with serving(root, "--no-livereload", port=port) as url:
            assert "Army came first" in eventually(f"{url}groups/army/")
            assert "came first" in get(f"{url}api/v1/groups/army.json")
    assert READ in no_traceback(root)


def test_what_is_edited_while_the_facts_are_read_is_no_less_built(tmp_path: Path) -> None:
    root, port = project(tmp_path), free_port()
    with looked_at(root, port):
        pass
    slow = "import time\ndef on_env(env, **_):\n    time.sleep(2)\n    return env\n"
    (root / "slow.py").write_text(slow)
    edit(root, "mkdocs.yml", "docs_dir", "hooks: [slow.py]\ndocs_dir")
    with serving(root, port=port) as url:
        eventually_said(root, "Cleaning site directory")
        edit(root, "data/groups/army.yml", "came first", "left")
        eventually(f"{url}groups/army/", "Army left", absent='role="alert"')
        edit(root, "data/groups/army.yml", "Army left", "Army came back")
        eventually(f"{url}groups/army/", "Army came back", absent='role="alert"')
    no_traceback(root)


def eventually_said(root: Path, words: str) -> None:
    """Wait until the preview says so."""
    for _ in range(200):
        if words in (root / "log.txt").read_text(encoding="utf-8"):
            return
        time.sleep(0.05)
    raise AssertionError(words)
