"""While `mkdocs serve` runs, a half-saved file never takes the last good pages away, and mending it needs no restart."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from factsheet.disk import watching
from factsheet.site import failure_words, settings
from mkdocs.config import load_config
from mkdocs.exceptions import ConfigurationError
from previews import eventually, no_traceback, serving
from projects import PAPER, ROOT

pytestmark = pytest.mark.slow  # whole sites, and the preview

GROUP = "name: The Army\nchecked: 2024-12-31\nfacts:\n  moved:\n    text: {text}\n    references: [paper]\n"
CONFIG = "site_name: T\ndocs_dir: content\ntheme: {name: mkdocs}\nplugins: [factsheet]\nmarkdown_extensions: [attr_list, footnotes]\n"


def small(root: Path) -> Path:
    for name, text in {
        "mkdocs.yml": CONFIG,
        "data/sources/paper.yml": PAPER,
        "data/groups/army.yml": GROUP.format(text="The army moved."),
        "content/index.md": '# Home\n\n{{ fact("groups/army#moved") }}\n',
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_a_broken_fact_shows_a_banner_on_the_last_good_pages(tmp_path: Path) -> None:
    root = small(tmp_path)
    fact = root / "data/groups/army.yml"
    with serving(root) as url:
        eventually(url, "The army moved")
        fact.write_text(
            "name: The Army\nchecked: 2024-12-31\nfacts:\n  mo", encoding="utf-8"
        )  # half saved
        page = eventually(
            url + "groups/army/",
            "data/groups/army.yml:4:",
            'role="alert"',
            "1 link waits until data/groups/army.yml",
        )
        assert "The army moved" in page
        fact.write_text(
            GROUP.format(text="The army stayed.").replace("[paper]", "[papr]"), encoding="utf-8"
        )
        eventually(url, "did you mean &quot;paper&quot;?", "The army moved")
        fact.write_text(GROUP.format(text="The army stayed."), encoding="utf-8")
        eventually(url, "The army stayed", absent='role="alert"')
        (root / "content/index.md").write_text(
            '# Home\n\n{{ fact("groups/army#gone") }}\n', encoding="utf-8"
        )
        eventually(url, "content/index.md:3:1", "The army stayed")
        (root / "content/index.md").write_text("# Home again\n", encoding="utf-8")
        eventually(url, "Home again", absent='role="alert"')
    no_traceback(root)


def test_serving_starts_with_broken_facts_and_recovers(tmp_path: Path) -> None:
    root = small(tmp_path)
    fact = root / "data/groups/army.yml"
    fact.write_text(
        GROUP.format(text="The army moved.").replace("references", "refrences"), encoding="utf-8"
    )
    with serving(root) as url:
        eventually(url, "The facts have errors", "did you mean &quot;references&quot;?")
        fact.write_text(GROUP.format(text="The army moved."), encoding="utf-8")
        eventually(url, "The army moved", absent='role="alert"')


def test_settings_saved_broken_leave_the_last_good_site_and_are_mended_by_the_next_save(
    tmp_path: Path,
) -> None:
    root = small(tmp_path)
    file = root / "mkdocs.yml"
    with serving(root) as url:
        eventually(url, "The army moved")
        for text, *said in (
            ("site_name: T\nplugins: [\n", "mkdocs.yml:3:1: error[yaml-syntax]"),
            (
                "site_name: T\nplugins: [factsheet\ntheme: mkdocs\n",
                "mkdocs.yml:2:10: error",
                "a bracket is never closed",
            ),
            ("", "mkdocs.yml:1:1: error", "the file is empty"),
            ("site_name: \xff", "mkdocs.yml:1:1: error", "byte 0xFF is not UTF-8"),
            ("just a text", "mkdocs.yml:1:1: error", "must be a mapping"),
            (
                CONFIG.replace("name: mkdocs", "name: nope"),
                "mkdocs.yml:3:1: error: theme: Unrecognised theme name",
            ),
            (
                CONFIG.replace("[factsheet]", "[factsheet, nope]"),
                "mkdocs.yml:4:1: error: plugins: ",
                "nope",
            ),
            (CONFIG.replace("content", "contents"), "mkdocs.yml:2:1: error: docs_dir: "),
            (
                CONFIG.replace("[factsheet]", "[{factsheet: {as_of: soon}}]"),
                "mkdocs.yml:4:1: error: as_of: &quot;soon&quot; is not a day; write 2024-12-07",
            ),
        ):
            file.write_bytes(text.encode("latin-1"))
            eventually(url, "The army moved", 'role="alert"', *said)
        file.unlink()
        eventually(url, "The army moved", "the file is gone; put it back")
        (root / "mkdocs.yml.new").write_text(
            CONFIG.replace("site_name: T", "site_name: Mended"), encoding="utf-8"
        )
        (root / "mkdocs.yml.new").rename(file)  # as many editors save
        eventually(url, "The army moved", "Mended", absent='role="alert"')
        file.write_text(
            CONFIG.replace("[factsheet]", "[{factsheet: {as_of: 2024-12-08}}]"), encoding="utf-8"
        )
        eventually(url, "This is not the present site", absent='role="alert"')
        (root / "data/groups/army.yml").write_text(
            GROUP.format(text="The army stayed."), encoding="utf-8"
        )
        eventually(url, "The army stayed", "This is not the present site")
        file.write_text(
            CONFIG + "watch: [log.txt]\nnav: [{Start: index.md}, {Troops: groups/army.md}]\n",
            encoding="utf-8",
        )
        eventually(url, "The army stayed", "Troops", absent="This is not the present site")
    said = no_traceback(root)
    assert "the settings have errors; the last good pages stay up\nmkdocs.yml:2:10" in said
    assert said.count("watch changed: end the preview with Ctrl+C and start it again") == 1


def test_of_settings_that_inherit_the_broken_file_is_named(tmp_path: Path) -> None:
    root = small(tmp_path)
    (root / "mkdocs.yml").write_text(f"INHERIT: base.yml\n{CONFIG}", encoding="utf-8")
    (root / "base.yml").write_text("extra:\n  a: [1, 2\nb: 3\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        load_config(str(root / "mkdocs.yml"))
    assert failure_words.settings(raised.value, [], root / "mkdocs.yml").startswith("base.yml:3:")
    (root / "base.yml").write_text("extra: {a: 1}\n", encoding="utf-8")
    config = load_config(str(root / "mkdocs.yml"))
    assert {root / "mkdocs.yml", root / "base.yml"} <= set(settings.watched(config, root))
    before = settings.outside(config)
    (root / "base.yml").write_text("extra: {a: 22}\n", encoding="utf-8")
    assert settings.outside(config) != before


def test_a_theme_of_the_users_is_followed_and_may_be_broken(tmp_path: Path) -> None:
    root = small(tmp_path)
    (root / "mkdocs.yml").write_text(
        CONFIG.replace("name: mkdocs", "name: mkdocs, custom_dir: own"), encoding="utf-8"
    )
    (root / "own").mkdir()
    main, good = (
        root / "own/main.html",
        '{% extends "base.html" %}\n{% block content %}ONE {{ page.content }}{% endblock %}\n',
    )
    main.write_text(good, encoding="utf-8")
    fact = root / "data/groups/army.yml"
    with serving(root) as url:
        eventually(url, "ONE", "The army moved")
        main.write_text(good.replace("ONE", "TWO {{ 1/0 }}"), encoding="utf-8")
        eventually(
            url,
            "ONE",
            "The army moved",
            'role="alert"',
            "own/main.html:2:1: error: division by zero",
        )
        main.write_text(good.replace("{% endblock %}", ""), encoding="utf-8")
        eventually(url, "ONE", "own/main.html:2:1: error: Unexpected end of template")
        eventually(url + "groups/army/", "ONE", "The army moved")
        main.write_text(good.replace("ONE", "TWO {# all pages #}"), encoding="utf-8")
        eventually(url, "TWO", absent='role="alert"')
        for text in ("The army stayed.", "The army left."):
            fact.write_text(GROUP.format(text=text), encoding="utf-8")
            eventually(url, "TWO", text)
    assert (
        no_traceback(root).count("every edit builds the whole site: main.html may show any page")
        == 1
    )


def test_folders_may_go_and_come_back_while_serving(tmp_path: Path) -> None:
    root = small(tmp_path)
    fact = root / "data/groups/army.yml"
    with serving(root) as url:
        eventually(url, "The army moved")
        shutil.copytree(root / "data", root / "other")
        shutil.rmtree(root / "data")  # another branch is checked out
        eventually(url, "The army moved", "there is no data folder here")
        (root / "other/groups/army.yml").write_text(
            GROUP.format(text="The army stayed."), encoding="utf-8"
        )
        (root / "other").rename(root / "data")
        eventually(url, "The army stayed", absent='role="alert"')
        fact.write_text(GROUP.format(text="The army left."), encoding="utf-8")
        eventually(url, "The army left")
        (root / "data/groups").rename(root / "groups.away")
        eventually(url, "The army left", "content/index.md:3:")
        (root / "groups.away").rename(root / "data/groups")
        eventually(url, "The army left", absent='role="alert"')
        fact.unlink()
        fact.mkdir()
        eventually(url, "The army left", 'role="alert"')
        fact.rmdir()
        (root / "content").rename(root / "content.away")
        fact.write_text(GROUP.format(text="The army came."), encoding="utf-8")
        time.sleep(0.3)
        (root / "content.away").rename(root / "content")
        eventually(url, "The army came", absent='role="alert"')
        for number in range(3_000):
            fact.write_text(GROUP.format(text=f"Number {number}."), encoding="utf-8")
        eventually(url, "Number 2999", absent='role="alert"')
    no_traceback(root)


def answer(url: str, request: bytes) -> bytes:
    """What the server says to some bytes, up to a megabyte."""
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), timeout=20) as one:
        one.sendall(request)
        one.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: one.recv(65_536), b""))


@pytest.mark.parametrize("option", ["--livereload", "--no-livereload", "--clean"])
def test_the_preview_answers_only_those_who_may_read_it(tmp_path: Path, option: str) -> None:
    root = small(tmp_path)
    (root.parent / "secret.txt").write_text("SECRET", encoding="utf-8")
    with serving(root, option) as url:
        eventually(url, "The army moved")
        for path in ("/", "/groups/army/", "/livereload/1/2", "/nothing"):
            for host in ("evil.example", "evil.example:8000", "127.0.0.1.evil.example", ""):
                said = answer(url, f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
                assert said.startswith(b"HTTP/1.0 403") and len(said) < 400 and b"army" not in said
        assert answer(
            url, b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"
        ).startswith(b"HTTP/1.0 403")
        for path in ("/%00", "/..%2f..%2fsecret.txt", "/..%5c..%5csecret.txt", "/%zz", "/%ff", "/" + "a" * 60_000,
                     "/livereload/" + "9" * 5_000 + "/1", "/index.html/", "/groups/army/index.html/x", "http://evil.example/"):  # fmt: skip
            said = answer(url, f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert re.match(rb"HTTP/1.0 40[04]", said) and b"SECRET" not in said, (path, said)
        assert b"Location: //" not in answer(
            url, b"GET //groups/army HTTP/1.1\r\nHost: localhost\r\n\r\n"
        )
        assert answer(url, b"BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n").startswith(
            b"HTTP/1.0 405"
        )
        answer(url, b"GET /\x1b[31mred HTTP/1.1\r\nHost: localhost\r\n\r\n")
        for odd in (
            b"\0\0\0",
            b"GET\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"GET /" + b"a" * 70_000,
            b"\x16\x03\x01",
        ):
            assert b"army" not in answer(url, odd)
        with socket.create_connection(("127.0.0.1", int(urlsplit(url).port or 0))) as rude:
            rude.setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0"
            )  # goes away without a word
        assert "The army moved" in eventually(url + "groups/army/", "The army moved")
    assert "\x1b" not in no_traceback(root)


def test_files_are_looked_at_where_the_system_cannot_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(watching.Observer, "schedule", full)
    monkeypatch.setattr(watching, "EVERY", 0.05)
    (tmp_path / "data").mkdir()
    told = watching.changes([tmp_path / "data"])
    next(told)
    (tmp_path / "data/one.yml").write_text("name: One\n", encoding="utf-8")
    next(told)
    (tmp_path / "data").rename(tmp_path / "away")
    next(told)
    (tmp_path / "away").rename(tmp_path / "data")
    next(told)
    told.close()


def test_a_watching_build_writes_what_changed_and_keeps_the_last_good_pages_through_an_error(
    tmp_path: Path,
) -> None:
    for name, text in {
        "data/sources/paper.yml": PAPER,
        "data/groups/army.yml": "name: The Army\nchecked: 2024-12-31\n",
        "content/index.md": "# Home\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-u", "-m", "factsheet", "build", "out", "--watch"]
    at = {
        "cwd": tmp_path,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.STDOUT,
        "text": True,
        "env": {**os.environ, "PYTHONPATH": str(ROOT)},
        "preexec_fn": lambda: signal.signal(
            signal.SIGINT, signal.SIG_DFL
        ),  # tests that run in the background ignore Ctrl+C
    }
    with subprocess.Popen(command, **at) as going, ExitStack() as always:  # type: ignore[call-overload]
        always.callback(going.kill)
        assert going.stdout
        page, army = tmp_path / "out/groups/army.md", tmp_path / "data/groups/army.yml"

        def until(what: str) -> str:
            told = ""
            for line in going.stdout:
                told += line
                if what in line:
                    return told
            raise AssertionError(told)

        until("watching")
        assert "# The Army" in page.read_text(encoding="utf-8")
        army.write_text("name: The Navy\nchecked: 2024-12-31\n", encoding="utf-8")
        assert "changed, 0 removed" in until("pages,") and "# The Navy" in page.read_text(
            encoding="utf-8"
        )
        army.write_text("name: [\n", encoding="utf-8")
        assert "data/groups/army.yml:2:1: error" in until(
            "nothing was written"
        ) and "# The Navy" in page.read_text(encoding="utf-8")
        army.write_text("name: The Army\nchecked: 2024-12-31\n", encoding="utf-8")
        until("pages,")
        assert "# The Army" in page.read_text(encoding="utf-8")
        (tmp_path / "data").rename(tmp_path / "away")
        until("nothing was written")
        (tmp_path / "away").rename(tmp_path / "data")
        until("pages,")
        army.write_text("name: The Guard\nchecked: 2024-12-31\n", encoding="utf-8")
        assert "1 files changed" in until("pages,") or "# The Guard" in page.read_text(
            encoding="utf-8"
        )
        going.send_signal(signal.SIGINT)
        assert going.wait(timeout=20) == 0


def test_a_stale_passage_never_freezes_the_preview_and_shows_old_words_and_new(
    tmp_path: Path,
) -> None:
    root = small(tmp_path)
    for call in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *call], cwd=root, check=True)
    page = root / "content/index.md"
    page.write_text('# Home\n\nIt went off{{ rests("groups/army#moved") }}.\n', encoding="utf-8")
    with serving(root) as url:
        eventually(url, "It went off", "Text not yet re-read", "The army moved.")
        confirm = [sys.executable, "-m", "factsheet", "confirm", "content/index.md"]
        subprocess.run([*confirm, "groups/army#moved"], cwd=root, check=True)
        eventually(url, "It went off", absent="fs-unread")
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, "commit", "-aqm", "one"], cwd=root, check=True)
        (root / "data/groups/army.yml").write_text(GROUP.format(text="It stayed."), "utf-8")
        eventually(url, "It went off", "Stale", "it read “The army moved", "now “It stayed")
        page.write_text(page.read_text("utf-8").replace("went off", "stood"), "utf-8")
        eventually(url, "It stood", "Stale")
    assert "unread-telling" in no_traceback(root)


def test_the_environment_says_for_one_build_that_a_correction_does_not_wait(tmp_path: Path) -> None:
    root = small(tmp_path)
    page = '# Home\n\nIt went off{{ rests("groups/army#moved", seen="000000") }}.\n'
    (root / "content/index.md").write_text(page, encoding="utf-8")

    def build(**more: str) -> subprocess.CompletedProcess[str]:
        call = [sys.executable, "-m", "mkdocs", "build"]
        env = {**os.environ, **more}
        return subprocess.run(call, cwd=root, env=env, capture_output=True, text=True)

    done = build()
    assert done.returncode and "stale-telling" in done.stderr
    done = build(FACTSHEET_STALE="own-words")
    assert done.returncode == 0, done.stderr
    printed = (root / "site/index.html").read_text(encoding="utf-8")
    assert "The army moved." in printed and "Text not yet re-read" in printed
    assert "It went off" not in printed
    done = build(FACTSHEET_STALE="never")
    said = done.stdout + done.stderr
    assert done.returncode and "FACTSHEET_STALE is stop or own-words" in said
