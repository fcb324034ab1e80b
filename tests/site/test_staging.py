"""A build that cannot write says so in one line, and the old site stays whole."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from factsheet.disk import staging
from factsheet.disk.folder import CannotWrite
from projects import ROOT, run
from test_serve import small

pytestmark = pytest.mark.slow  # whole sites


def shown(root: Path) -> dict[str, str]:
    return {p.name: p.read_text(encoding="utf-8") for p in sorted((root / "site").glob("*.html"))}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with a site, to be copied."""
    root = small(tmp_path_factory.mktemp("built"))
    assert run("mkdocs", "build", cwd=root).returncode == 0
    assert "The army moved" in shown(root)["index.html"]
    return root


def build(root: Path, *command: str) -> str:
    """What a build says that fails, without a traceback."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True)
    told = done.stdout + done.stderr
    assert done.returncode == 1 and "Traceback" not in told, told
    return told


def refused(
    root: Path, *said: str, engine: str = "mkdocs", command: tuple[str, ...] = ("build",)
) -> None:
    """The build fails with a line that says these, and without a traceback."""
    done = run(engine, *command, cwd=root)
    told = done.stdout + done.stderr
    assert done.returncode == 1, told
    assert "Traceback" not in told
    line = next(line for line in told.splitlines() if line.startswith("factsheet: "))
    assert all(s in line for s in said), line


@pytest.mark.parametrize(
    ("engine", "command"), [("mkdocs", "build"), ("properdocs", "build"), ("mkdocs", "gh-deploy")]
)
def test_a_file_where_the_site_should_be_is_named_and_kept(
    tmp_path: Path, engine: str, command: str
) -> None:
    root = small(tmp_path)
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        settings.replace("name: mkdocs", "name: material, font: false"), encoding="utf-8"
    )
    (root / "site").write_text("a letter", encoding="utf-8")
    refused(
        root,
        f"{root}/site is not a folder",
        "name another one",
        engine=engine,
        command=(command, "-f", "mkdocs.yml"),
    )
    assert (root / "site").read_text(encoding="utf-8") == "a letter"


def test_a_link_in_the_place_of_a_folder_of_ours_leads_nowhere(tmp_path: Path) -> None:
    root, victim = small(tmp_path / "project"), tmp_path / "victim"
    victim.mkdir()
    (victim / "letter.txt").write_text("mine", encoding="utf-8")
    (root / "site").symlink_to(victim)
    refused(root, "site is not a folder")
    (root / "site").unlink()
    for name in (".site.new", ".site.old"):
        (root / name).symlink_to(victim)
    assert run("mkdocs", "build", cwd=root).returncode == 0
    assert "The army moved" in shown(root)["index.html"]
    (root / ".site.lock").unlink()
    (root / ".site.lock").symlink_to(victim / "lock")
    refused(root, ".site.lock")
    assert [p.name for p in victim.iterdir()] == ["letter.txt"]


def test_the_facts_are_never_replaced_by_a_site(tmp_path: Path) -> None:
    root = small(tmp_path)
    refused(root, f"{root}/data is no place for a site", command=("build", "-d", "data"))
    assert (root / "data/groups/army.yml").is_file() and (root / "content/index.md").is_file()


def test_a_place_below_a_file_is_named(tmp_path: Path) -> None:
    root = small(tmp_path)
    (root / "letter").write_text("mine", encoding="utf-8")
    refused(root, "letter", "name another folder", command=("build", "-d", "letter/site"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_folder_that_cannot_be_written_is_named(built: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(built, tmp_path / "shut"))
    before = shown(root)
    (root / ".site.lock").unlink()
    root.chmod(0o555)
    powerless = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.getuid() == 0 else []
    if powerless and not shutil.which(powerless[0]):
        pytest.skip("root may write everywhere")
    told = build(root, *powerless, sys.executable, "-m", "mkdocs", "build")
    assert f"factsheet: {root}/.site.lock: Permission denied; allow writing there" in told
    assert shown(root) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_full_disk_leaves_the_old_site(built: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(built, tmp_path / "full"))
    before = shown(root)
    (root / "content/picture.png").write_bytes(b"x" * 300_000)
    few = "import resource as r; r.setrlimit(r.RLIMIT_FSIZE, (200_000, 200_000)); import mkdocs.__main__ as m; m.cli(['build'])"
    told = build(root, sys.executable, "-c", few)
    assert f"{root}/site: File too large; make room on the disk; the site is as it was" in told
    assert shown(root) == before and not (root / ".site.new").exists()
    assert run("mkdocs", "build", cwd=root).returncode == 0, (
        "and the next build finds nothing in its way"
    )


HOOK = """
import os, shutil, signal
def on_env(env, config, files):
    {act}
"""


def interrupted(built: Path, root: Path, act: str) -> subprocess.CompletedProcess[str]:
    """A build in the midst of which something happens."""
    shutil.copytree(built, root)
    (root / "hook.py").write_text(HOOK.format(act=act), encoding="utf-8")
    with open(root / "mkdocs.yml", "a", encoding="utf-8") as file:
        file.write("hooks: [hook.py]\n")
    before = shown(root)
    done = run("mkdocs", "build", cwd=root)
    assert shown(root) == before and "Traceback" not in done.stderr, done.stderr
    assert not (root / ".site.new").exists()
    return done


def test_a_build_whose_folder_is_taken_away_does_not_publish_half_a_site(
    built: Path, tmp_path: Path
) -> None:
    done = interrupted(built, tmp_path / "gone", "shutil.rmtree(config.site_dir)")
    assert (
        done.returncode == 1
        and ".site.new was removed during the build; build again" in done.stderr + done.stdout
    )


def test_a_build_ended_with_ctrl_c_leaves_the_old_site(built: Path, tmp_path: Path) -> None:
    listen = "signal.signal(signal.SIGINT, signal.default_int_handler)"  # tests that run in the background ignore Ctrl+C
    done = interrupted(built, tmp_path / "ended", f"{listen}; signal.raise_signal(signal.SIGINT)")
    assert done.returncode == 1 and "Aborted" in done.stderr + done.stdout


def test_a_theme_that_cannot_be_read_is_named_with_its_line(built: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(built, tmp_path / "theme"))
    (root / "mkdocs.yml").write_text(
        (root / "mkdocs.yml").read_text().replace("name: mkdocs", "name: mkdocs, custom_dir: own")
    )
    (root / "own").mkdir()
    (root / "own/main.html").write_text('{% extends "base.html" %}\n{% block content %}\n')
    refused(root, "own/main.html:2:1: error: ", "the site is as it was")


@pytest.mark.parametrize("place", [".cache/factsheet", ".cache/factsheet/facts.sqlite/x", "bytes"])
def test_a_build_goes_on_without_a_cache_that_cannot_be_used(
    built: Path, tmp_path: Path, place: str
) -> None:
    root = Path(shutil.copytree(built, tmp_path / "cache"))
    if place == "bytes":
        for name in ("pages", "facts"):
            (root / f".cache/factsheet/{name}.sqlite").write_bytes(b"no database" * 1_000)
    else:
        shutil.rmtree(root / ".cache")
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_text("in the way", encoding="utf-8")
    (root / "data/groups/army.yml").write_text(
        (root / "data/groups/army.yml").read_text().replace("moved.", "stayed.")
    )
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    assert "The army stayed" in shown(root)["index.html"]


def test_what_is_hidden_in_the_site_folder_stays(tmp_path: Path) -> None:
    new, site = tmp_path / "new", tmp_path / "site"
    for folder, text in ((new, "new"), (site, "old")):
        folder.mkdir()
        (folder / "index.html").write_text(text)
    (site / ".git").mkdir()
    (site / ".git/HEAD").write_text("ref")
    staging.swap(new, site)
    assert (site / "index.html").read_text() == "new" and (site / ".git/HEAD").read_text() == "ref"
    assert not new.exists() and not staging.aside(site).exists()


def test_a_swap_that_fails_in_the_middle_puts_the_old_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, site = tmp_path / "new", tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("old")
    with pytest.raises(OSError):
        staging.swap(new, site)
    assert (site / "index.html").read_text() == "old"
    new.mkdir()
    real = Path.rename

    def stopped(self: Path, to: Path) -> Path:
        if self == new:
            raise KeyboardInterrupt
        return real(self, to)

    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        staging.swap(new, site)
    assert (site / "index.html").read_text() == "old"


def test_a_site_folder_that_cannot_be_replaced_says_what_to_do() -> None:
    assert staging.words(OSError(16, "Device or resource busy", "/srv/site"), "/x") == (
        "/srv/site: Device or resource busy; the folder itself cannot be replaced; name one inside it with -d"
    )
    assert (
        staging.words(OSError(28, "No space left on device"), "/x")
        == "/x: No space left on device; make room on the disk"
    )


def test_the_place_of_facts_is_refused_before_anything_is_touched(tmp_path: Path) -> None:
    for target in (tmp_path / "data", tmp_path, tmp_path / "seeds/site"):
        with pytest.raises(CannotWrite, match="no place for a site"):
            staging.Stage(target, tmp_path)
