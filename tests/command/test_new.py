"""`factsheet new` makes a project that is sound at once, and writes over nothing."""

import io
import json
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from factsheet.build import guesses
from factsheet.build.whole import build
from factsheet.command import main
from factsheet.command.new_project import project
from factsheet.command.starter_files import STARTER
from factsheet.kinds import kinds_of
from jsonschema import Draft7Validator
from projects import ROOT, run

KINDS = [*kinds_of({})[0]]


def tree(**how: Any) -> dict[str, bytes]:
    """The files of a new project, as they are built."""
    files = project("Title", **{"kinds": KINDS, **how})
    return {name: text.encode() for name, text in files.items()}


def facts(**how: Any) -> dict[str, bytes]:
    """Those that the generator reads."""
    found = tree(**how)
    return {n: b for n, b in found.items() if n.startswith(("data/", "content/"))}


HOWS = [{}, {"empty": True}, {"kinds": ["people", "quotes"]}, {"kinds": []}]


@pytest.mark.parametrize("how", HOWS, ids=str)
def test_a_new_project_has_no_error_no_warning_and_no_notice(how: dict[str, Any]) -> None:
    built = build(facts(**how))
    assert built.issues == []
    assert guesses.of(built, facts(**how)) == []
    kinds = [*how.get("kinds", KINDS), "sources"]
    assert {name.partition("/")[0] for name in built.pages if name.endswith("/index.md")} == {
        *kinds, "explainers", "help", "data",
    }  # fmt: skip


def test_the_example_shows_what_the_format_can_do() -> None:
    built = build(facts())
    statements = built.library.statements.values()
    assert {s.status for s in statements} >= {"accepted", "claimed", "disputed", "superseded"}
    ranges = [s.value for s in statements if hasattr(s.value, "low")]
    assert any(r.low is not None and r.high is not None and r.low != r.high for r in ranges)
    records = built.library.records
    assert {record.kind.plural for record in records.values()} == set(KINDS)
    assert any(record.disputes for record in records.values())
    assert any(len(s.references) == 1 for s in statements)
    for quote in built.library.of("quotes"):
        assert quote.labels["speaker"].text in records
    page = str(built.pages["explainers/how-high-is-mount-everest.md"])
    assert "Where versions differ" not in page and "Is 8,850 metres" in page


def test_every_source_of_the_example_can_be_looked_up_and_bears_a_fact() -> None:
    built = build(facts())
    cited = {r.address for s in built.library.statements.values() for r in s.references}
    for source in built.library.of("sources"):
        assert source.labels["URL"].startswith("http") and source.labels["read"]
        assert source.address in cited


def test_every_file_is_completed_by_its_schema_and_fits_it() -> None:
    files = project("Title", KINDS)
    settings = json.loads(files[".vscode/settings.json"])["yaml.schemas"]
    assert set(settings) == {name for name in files if name.startswith("data/schema/")}
    for name, text in files.items():
        if name.startswith("data/") and name.endswith(".yml"):
            said = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
            assert said, name
            path = (Path("/", name).parent / said[1]).resolve().relative_to("/").as_posix()
            loaded = json.loads(json.dumps(yaml.safe_load(text), default=str))
            schema = Draft7Validator(json.loads(files[path]))
            assert [e.message for e in schema.iter_errors(loaded)] == [], name


def test_the_pins_are_those_that_the_generator_is_tested_with() -> None:
    files = project("Title", KINDS)
    ours = (ROOT / "requirements/site.txt").read_text(encoding="utf-8").partition("\n# ")[0]
    assert files["requirements.txt"].partition("\n")[2] == ours.rstrip() + "\n"
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f"\nmkdocs-factsheet=={version}\n" in files["requirements-factsheet.txt"]


def test_the_readme_names_files_that_are_there() -> None:
    files = project("Title", KINDS)
    words = re.findall(r"`([\w.-]+(?:/[\w.-]*)*)`", files["README.md"])
    paths = [word for word in words if "/" in word or word.endswith((".yml", ".txt"))]
    assert len(paths) > 5
    for path in paths:
        there = path in files or any(name.startswith(path) for name in files)
        assert there or path == "site/", path


# What is written, and what is not


def new(folder: Path, *more: str) -> tuple[int, str]:
    """Exit status and output of a call without a terminal."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said), patch.object(sys, "stdin", io.StringIO()):
        status = main(["new", str(folder), *more])
    return status, said.getvalue()


def test_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    status, said = new(tmp_path / "lake-levels")
    assert status == 0 and "lake-levels: " in said and "Title of the site" not in said
    settings = (tmp_path / "lake-levels/mkdocs.yml").read_text(encoding="utf-8")
    assert 'site_name: "Lake levels"\n' in settings


def test_at_a_terminal_title_language_and_kinds_are_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal("Lakes: how deep?\nde\npeople, places\n"))
    assert main(["new", str(tmp_path / "lakes")]) == 0
    settings = yaml.safe_load((tmp_path / "lakes/mkdocs.yml").read_text().replace("!ENV", ""))
    assert settings["site_name"] == "Lakes: how deep?"
    assert "\nlanguage: de\n" in (tmp_path / "lakes/data/site.yml").read_text(encoding="utf-8")
    off = sorted(p.stem for p in (tmp_path / "lakes/data/kinds").iterdir())
    assert off == ["cities", "dates", "groups", "quotes"]
    monkeypatch.setattr(sys, "stdin", Terminal("\n\n\n"))  # Enter takes what stands in brackets
    assert main(["new", str(tmp_path / "rivers")]) == 0
    assert (tmp_path / "rivers/data/places/mount-everest.yml").exists()


def test_the_example_that_lacks_a_kind_is_left_out_and_that_is_said(tmp_path: Path) -> None:
    status, said = new(tmp_path / "one", "--kinds", "people,places")
    assert status == 0 and "facts of the example are left out" in said
    assert not (tmp_path / "one/data/places").exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--title", "a\nb"), "a title is one line"),
        (("--title", " "), "a title is one line"),
        (("--title", "x" * 101), "a title is one line of 1 to 100 characters"),
        (("--title", "<script>"), "without < and >"),
        (("--kinds", "people,place"), 'no kind "place"; did you mean "places"?'),
        (("--kinds", "lakes"), "one of your own is a file in data/kinds/"),
        (("--kinds", "../up"), 'no kind "../up"'),
        (("--kinds", ""), "no kind is named"),
        (("--language", "xx"), 'no words in the language "xx"; there are: ar, de, en, es, fr'),
        (("--language", "../de"), 'no words in the language "../de"; there are: ar'),
        (("--language", ""), 'no words in the language ""; there are: ar'),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    tmp_path: Path, more: tuple[str, str], said: str
) -> None:
    status, out = new(tmp_path / "site", *more)
    assert status == 2 and said in out and list(tmp_path.iterdir()) == []


def test_what_is_there_is_never_written_over_or_followed(tmp_path: Path) -> None:
    full, file, link = (tmp_path / name for name in ("full", "file", "link"))
    (full / "data").mkdir(parents=True)
    (full / ".hidden").write_text("mine", encoding="utf-8")
    file.write_text("mine", encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    link.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    before = sorted(tmp_path.rglob("*"))
    for place, said in (
        (full, "full is not empty: it holds .hidden and 1 more; name a new folder"),
        (file, "file is a file; name a folder"),
        (link, "link is a symbolic link"),
    ):
        status, out = new(place)
        assert status == 1 and said in out and "Traceback" not in out
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    status, out = new(tmp_path / "file/site")
    assert status == 1 and "cannot be made: " in out and "place where you may write" in out
    assert "Errno" not in out


def test_the_next_command_can_be_copied_when_the_folder_has_blanks(tmp_path: Path) -> None:
    folder = tmp_path / "Größe der Berge"
    assert f'    cd "{folder}"\n' in new(folder)[1]


def test_an_empty_folder_will_do_and_so_will_a_fresh_clone(tmp_path: Path) -> None:
    (tmp_path / "clone/.git").mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    for name in ("clone", "empty", "some/folders/deep"):
        assert new(tmp_path / name)[0] == 0
        assert (tmp_path / name / ".github/workflows/site.yml").exists()


def test_what_fails_half_way_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import factsheet.command.new_project as module

    def late(*args: Any) -> dict[str, str]:
        (tmp_path / "site/content").mkdir(parents=True)  # somebody else is quicker
        return {"a.txt": "a", "content/b.md": "b"}

    monkeypatch.setattr(module, "project", late)
    assert main(["new", str(tmp_path / "site"), "--title", "T", "--kinds", "people"]) == 1
    assert [p.name for p in (tmp_path / "site").rglob("*")] == ["content"]


# The package, installed elsewhere


def installed(folder: Path) -> Path:
    """The Python of a fresh environment with the built package; what that needs is borrowed from here."""
    source = folder / "source"
    source.mkdir()
    leave = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "generator", source / "generator", ignore=leave)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip = ("pip", "--disable-pip-version-check", "--quiet")
    alone = ("--no-deps", "--no-index")
    done = run(*pip, "wheel", *alone, "--no-build-isolation", "-w", "..", ".", cwd=source)
    assert done.returncode == 0, done.stdout + done.stderr
    assert run("venv", "--without-pip", str(folder / "fresh"), cwd=folder).returncode == 0
    python = folder / "fresh" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    (wheel,) = folder.glob("*.whl")
    brought = {n for n in zipfile.ZipFile(wheel).namelist() if n.startswith("factsheet/")}
    ours = (p for p in (ROOT / "generator/factsheet").rglob("*") if "__pycache__" not in p.parts)
    assert brought == {p.relative_to(ROOT / "generator").as_posix() for p in ours if p.is_file()}
    done = run(*pip, "--python", str(python), "install", *alone, str(wheel), cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    # a .pth file in a folder that another one adds is not read: the source of this project stays out
    here = subprocess.check_output(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
    )
    borrowed = "\n".join(p for p in sys.path if p.endswith("-packages"))
    (Path(here.strip()) / "borrowed.pth").write_text(borrowed, encoding="utf-8")
    return python


@pytest.mark.slow
def test_the_package_brings_all_that_a_new_site_needs(tmp_path: Path) -> None:
    python = installed(tmp_path)

    def call(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        env = {"NO_MKDOCS_2_WARNING": "1", "PATH": str(python.parent)}
        whole = [str(python), "-m", *command]
        return subprocess.run(
            whole, cwd=cwd, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )

    brought = call("inspect", "factsheet", cwd=tmp_path).stdout + call("site", cwd=tmp_path).stdout
    assert str(ROOT / "generator") not in brought and str(tmp_path / "fresh") in brought
    done = call("factsheet", "new", "lakes", "--title", "Lake levels", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    root = tmp_path / "lakes"
    names = {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()}
    assert names == project("Lake levels", KINDS).keys()
    assert len(names) > len([p for p in (STARTER / "example").rglob("*.yml")])
    done = call("factsheet", "check", "--notices", cwd=root)
    assert done.returncode == 0 and done.stdout.startswith("all is well: "), done.stdout
    done = call("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stderr
    sheet = (root / "site/places/mount-everest/index.html").read_text(encoding="utf-8")
    for words in (
        "<title>Mount Everest – Lake levels",
        "Switch to dark mode",
        "8,848.86",
        "fs-status",
    ):
        assert words in sheet, words
    assert "How high is Mount Everest?" in (root / "site/index.html").read_text(encoding="utf-8")
    (style,) = (root / "site/assets").glob("factsheet.*.css")
    assert style.stat().st_size > 10_000
    assert not re.findall(r'(?:src|href)="https?://(?!www|news|web|digi)', sheet)
    serves(python, root)


def serves(python: Path, root: Path) -> None:
    """The preview of a project answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    preview = subprocess.Popen(
        [python, "-m", "mkdocs", "serve", "-a", address],
        cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(150):
            try:
                with urllib.request.urlopen(f"http://{address}/") as answer:
                    assert "How high is the highest mountain?" in answer.read().decode()
                return
            except OSError:
                assert preview.poll() is None, "the preview ended"
                time.sleep(0.2)
        raise AssertionError("the preview did not answer")
    finally:
        preview.terminate()
        preview.wait()
