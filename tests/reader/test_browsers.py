"""A browser is found or fetched, in the promised order, and says so; what it cannot have is told in one message."""

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import browsers
import pytest
from projects import run

import dev


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """A machine without a browser; the function puts one on its PATH."""
    if sys.platform == "win32":
        pytest.skip("programs have other names there")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    monkeypatch.setattr(browsers, "OWN", tmp_path / "own")
    monkeypatch.setattr(browsers, "usual_places", lambda: iter(()))

    def put(name: str) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        path.chmod(0o755)
        return str(path)

    return put


def test_the_browser_that_is_named_comes_first_and_alone(
    here: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    here("bin/chromium")
    monkeypatch.setenv("CHROMIUM", "/some/where/chrome")
    assert list(browsers.present()) == ["/some/where/chrome"]


def test_the_machine_s_browser_comes_before_playwright_s_and_that_before_the_npm_one(
    here: Callable[[str], str],
) -> None:
    npm = here("own/npm/start")
    shell = here("playwright/chromium_headless_shell-1/chrome-linux/chrome-headless-shell")
    chrome, chromium = here("bin/google-chrome"), here("bin/chromium")
    assert list(browsers.present()) == [chromium, chrome, shell]
    Path(npm).with_name(browsers.version()).touch()
    assert list(browsers.present()) == [chromium, chrome, shell, npm]


def test_steps_are_taken_in_turn_until_a_browser_opens_a_page(
    here: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, taken = here("bin/chromium"), list[str]()

    def fetch() -> str:
        taken.append("two")
        Path(here("own/npm/start")).with_name(browsers.version()).touch()
        return ""

    monkeypatch.setattr(
        browsers,
        "STEPS",
        [("asking one", lambda: "no"), ("asking two", fetch), ("asking three", lambda: "never")],
    )
    monkeypatch.setattr(
        browsers, "why_not", lambda path: "" if path.endswith("start") else "it needs a library"
    )
    assert browsers.main() == 0
    printed = capsys.readouterr()
    assert printed.out == f"{browsers.OWN}/npm/start\n" and taken == ["two"]
    assert printed.err.splitlines() == [
        f"{broken} does not open a page: it needs a library",
        "asking one …",
        "asking two …",
        f"the pages are looked at with {browsers.OWN}/npm/start",
    ]


def test_without_any_browser_one_message_says_what_was_tried_and_what_to_do(
    here: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        browsers,
        "STEPS",
        [("nothing here: asking one", lambda: "it hangs"), ("asking two", lambda: "it is away")],
    )
    assert browsers.main() == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    told = printed.err.partition("Tried:\n")[2]
    assert "  this machine: PATH names none of chromium, " in told
    assert (
        "  asking one: it hangs\n  asking two: it is away\n" in told
        and "CHROMIUM=" in told
        and "--quick" in told
    )


def test_a_named_browser_that_does_not_work_is_never_replaced_in_silence(
    here: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHROMIUM", here("other/chrome"))
    monkeypatch.setattr(browsers, "STEPS", [("asking one", lambda: pytest.fail("not asked for"))])
    monkeypatch.setattr(browsers, "why_not", lambda path: "it ended")
    assert browsers.main() == 1
    assert "other/chrome: it ended" in capsys.readouterr().err


def test_a_program_that_is_no_browser_says_why_not(here: Callable[[str], str]) -> None:
    for path, why in ((here("bin/chromium"), ""), ("/no/such/browser", "/no/such/browser")):
        done = run("browsers", cwd=Path(browsers.__file__).parent, env={"CHROMIUM": path})
        assert done.returncode == 1 and done.stdout == ""
        assert re.search(rf"^{re.escape(path)} does not open a page: .*{why}", done.stderr, re.M)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_a_download_that_hangs_ends_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsers, "PATIENCE", 1)
    monkeypatch.setattr(browsers, "ROOT", tmp_path)
    said = browsers.bounded(["sh", "-c", "(sleep 3; touch late) & sleep 60"], tmp_path / "log")
    assert said == "it was not here after 1 seconds"
    time.sleep(3)
    assert not (tmp_path / "late").exists()


def test_a_download_that_fails_is_told_with_its_own_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsers, "ROOT", tmp_path)
    script = "import sys; print('Error: no such host'); sys.exit(1)"
    assert (
        browsers.bounded([sys.executable, "-c", script], tmp_path / "a.log")
        == "Error: no such host (all of it: a.log)"
    )


def test_nothing_that_is_fetched_stands_outside_the_project(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in dev.CACHES:
        monkeypatch.delenv(name, raising=False)
    inside = [Path(dev.environment()[name]) for name in dev.CACHES] + [browsers.OWN]
    assert all(path.is_relative_to(dev.ROOT / ".venv") for path in inside)
    monkeypatch.setenv("PIP_CACHE_DIR", "/mine")
    assert dev.environment()["PIP_CACHE_DIR"] == "/mine"
