"""Every command line of the documents is run, page by page, with the files that a page tells the reader to write.

Lines of `sh` blocks are run in turn, in one shell. A block with a title is written into the file of that name. A `text` block
behind a `sh` block is what its commands print; `…` stands for what is left out. Where it tells of an error, or of a refusal, the last of them must fail.
"""

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest
from projects import PAPER, ROOT, git, write_project

BRIEFLY = ROOT / "tests/support/briefly.py"
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md"))
)
# where a page's reader stands; all others in a small site
REPOSITORY = ("README.md", "CONTRIBUTING.md", "docs/how-to/engines.md", "docs/explanation/speed.md")
NOWHERE = ("docs/tutorial/first-site.md",)
CANNOT = {  # how a line begins that cannot be run here -> why not
    "pip install": "asks the package index",
    "python3 dev.py test": "runs this test",
    "rsync ": "goes to a server that is not there",
    "rclone ": "goes to a store that is not there",
    "aws ": "goes to a store that is not there",
    "git remote add": "names a server that is not there",
    "factsheet sources ": "asks other hosts",
    "factsheet edit": "opens a browser",
    "git push": "goes to a server that is not there",
    ".venv/bin/python benchmarks/run.py": "takes an hour",
}
LANGUAGES = {"sh", "text", "yaml", "markdown", "python", "html"}


@dataclass(frozen=True)
class Block:
    language: str
    title: str
    text: str


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page, in its order."""
    text = (ROOT / page).read_text(encoding="utf-8")
    fence = re.compile(r'^( *)(```+)(\w*)(?: title="([^"]+)")?\n(.*?)^\1\2$', re.M | re.S)
    return [Block(m[3], m[4] or "", dedent(m[5])) for m in fence.finditer(text)]


def lines(block: Block) -> list[str]:
    """The commands of a block."""
    return block.text.replace("\\\n", " ").splitlines() if block.language == "sh" else []


def runs(command: str) -> bool:
    return not command.startswith(tuple(CANNOT))


COMMANDED = [page for page in PAGES if any(map(runs, sum(map(lines, blocks(page)), [])))]


@pytest.mark.parametrize("page", PAGES)
def test_every_block_says_what_it_is_so_that_no_command_is_passed_over(page: str) -> None:
    for block in blocks(page):
        assert block.language in LANGUAGES, block.text
        assert not re.match(r"\$ |(python3?|pip|git|factsheet|mkdocs) ", block.text) or lines(block)


def test_whatever_is_not_run_is_still_in_the_documents() -> None:
    told = [command for page in PAGES for block in blocks(page) for command in lines(block)]
    for start in CANNOT:
        assert any(command.startswith(start) for command in told), start


def programs(folder: Path) -> None:
    """What a reader has installed, in a folder: programs that end when they are ready."""
    folder.mkdir(parents=True)
    for name, call in {
        "python": "",
        "python3": "",
        "factsheet": "-m factsheet",
        "mkdocs": "-m mkdocs",
    }.items():
        program = folder / name
        run = f'exec {shlex.quote(sys.executable)} {shlex.quote(str(BRIEFLY))} {call} "$@"'
        program.write_text(f"#!/bin/sh\n{run}\n", encoding="utf-8")
        program.chmod(0o755)


def repository(root: Path) -> None:
    """A copy of this project as far as commands need it, all set up."""
    write_project(root)
    for name in ("dev.py", "pyproject.toml", "mkdocs-docs.yml"):
        shutil.copy(ROOT / name, root)
    for name in ("requirements", "docs"):
        shutil.copytree(ROOT / name, root / name)
    programs(root / ".venv/bin")
    settings = (ROOT / "pyproject.toml").read_bytes()
    for name in ("site", "test"):
        pins = (root / "requirements" / f"{name}.txt").read_bytes()
        stamp = hashlib.sha256(pins + settings).hexdigest()
        (root / ".venv" / f"{name}.stamp").write_text(stamp, encoding="utf-8")


def small(root: Path) -> None:
    """A small sound site."""
    files = {
        "mkdocs.yml": "site_name: A site\ndocs_dir: content\ntheme: {name: material}\nplugins: [search, factsheet]\n",
        "data/sources/paper.yml": PAPER,
        "content/index.md": "# Home\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def script(page: str) -> str:
    """A page as a script: it prints a line with the number of each block before what the block prints."""
    out = ["set -e"]
    told = blocks(page)
    for number, (block, after) in enumerate(zip(told, [*told[1:], Block("", "", "")])):
        commands = [command for command in lines(block) if runs(command)]
        fails = "error[" in after.text or after.text.startswith("factsheet: ")
        if commands and after.language == "text" and fails:
            commands[-1] = f"if {commands[-1]} 2>&1; then exit 99; fi"  # it tells of a mistake
        out += [f"echo '=== {number}'", *commands]
        if block.title:
            name, end = shlex.quote(block.title), "=== END OF FILE ==="
            out.append(f"mkdir -p $(dirname {name})\ncat > {name} <<'{end}'\n{block.text}{end}")
    return "\n".join(out) + "\n"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the documents are written for a Unix shell")
@pytest.mark.parametrize("page", COMMANDED)
def test_the_commands_of_a_page_do_what_it_says(page: str, tmp_path: Path) -> None:
    root, installed = tmp_path / "here", tmp_path / "installed"
    root.mkdir()
    programs(installed)
    if page not in NOWHERE:
        (repository if page in REPOSITORY else small)(root)
        git(root, "init", "-q", "-b", "main")
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", "A state")
    editor = {"NAME": "Editor", "EMAIL": "editor@paper.example"}
    names = {f"GIT_{who}_{k}": v for who in ("AUTHOR", "COMMITTER") for k, v in editor.items()}
    env = {**os.environ, **names, "PATH": f"{installed}{os.pathsep}{os.environ['PATH']}"}
    env.pop("GITHUB_ACTIONS", None)
    done = subprocess.run(
        ["bash"],
        input=script(page),
        cwd=root,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    said = re.split(r"^=== \d+\n", done.stdout, flags=re.M)[1:]
    told = blocks(page)
    for before, block, printed in zip(told, told[1:], said):
        if before.language == "sh" and block.language == "text":
            for part in re.split("[…\n]", block.text):
                assert part.strip() in printed, f"{part}\n\nis not in\n\n{printed}"
