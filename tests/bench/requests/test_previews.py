"""Open requests are shown beside the published site: their pages as data, no script of their own, none that was not allowed."""

import io
import re
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from code_host import BOT, HEAD, OLDER, REPOSITORY, TOKEN, CodeHost, archive, played
from factsheet.command import main

SCRIPT = "<script>var own=1</script>"
POLICY = r"<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\">"


def page(
    body: str, script: str = SCRIPT, start: str = "<!doctype html>\n<html lang='en'>\n"
) -> str:
    return f"{start}<head><title>x</title>{script}</head><body class='b'>{body}</body></html>"


def packed(*entries: tuple[str | tarfile.TarInfo, str]) -> bytes:
    """A site as the action uploads it: a TAR in a ZIP."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as opened:
        for name, text in entries:
            member = tarfile.TarInfo(name) if isinstance(name, str) else name
            member.size = len(text.encode())
            opened.addfile(member, io.BytesIO(text.encode()))
    return archive(("artifact.tar", out.getvalue()))


def folder(name: str) -> tarfile.TarInfo:
    found = tarfile.TarInfo(name)
    found.type = tarfile.DIRTYPE
    return found


def odd(name: str, sort: bytes, leads: str = "/etc/passwd") -> tarfile.TarInfo:
    found = tarfile.TarInfo(name)
    found.type, found.linkname = sort, leads
    return found


MAIN = packed(
    (folder("."), ""), ("./index.html", page("Main")), ("./assets/our.js", "ours"),
    ("./assets/our.css", "ours"), ("./404.html", page("Lost")), ("./robots.txt", "Sitemap: x"),
)  # fmt: skip
PAGES = packed(
    ("./index.html", page("Changed")), ("./groups/army/index.html", page("The army")),
    ("./assets/our.js", "theirs"), ("./assets/new.js", "theirs"), ("./sitemap.xml", "<x/>"),
    ("./404.html", page("Lost")), ("./robots.txt", "x"), ("./editions/2026.zip", "x"),
    ("./data/v1/all.json", "{}"), ("./preview/pr-1/index.html", page("not mine")), ("./CNAME", "x"),
)  # fmt: skip


@pytest.fixture
def there() -> Iterator[CodeHost]:
    with played() as host:
        host.published, host.pages = MAIN, PAGES
        host.requests = [host.request(fork=REPOSITORY)]
        yield host


@pytest.fixture
def gather(
    there: CodeHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., tuple[str, dict[str, str]]]:  # fmt: skip
    """Run the command; gives what it printed and the files that it wrote."""
    monkeypatch.setenv("GITHUB_API_URL", there.api)
    monkeypatch.setenv("GITHUB_REPOSITORY", REPOSITORY)
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)

    def run(status: int = 0) -> tuple[str, dict[str, str]]:
        out = tmp_path / "public"
        ended = main(["--root", str(tmp_path), "requests", "previews", str(out)])
        said = "".join(capsys.readouterr())
        assert ended == status and TOKEN not in said and "Traceback" not in said, said
        found = {p.relative_to(out).as_posix(): p for p in out.rglob("*") if p.is_file()}
        return said, {n: p.read_text() for n, p in found.items() if not n.startswith(".")}

    return run


Gather = Callable[..., tuple[str, dict[str, str]]]


def test_the_site_stays_as_it_is_and_the_request_stands_in_a_folder(
    there: CodeHost, gather: Gather
) -> None:
    said, files = gather()
    assert "a preview of request #7: 5 files" in said
    own = {n: t for n, t in files.items() if not n.startswith("preview/")}
    assert own.keys() == {"index.html", "404.html", "robots.txt", "assets/our.js", "assets/our.css"}
    assert own["index.html"] == page("Main")
    assert {n.removeprefix("preview/pr-7/") for n in files.keys() - own.keys()} == {
        "index.html", "groups/army/index.html", "assets/our.js", "assets/our.css",
        "data/v1/all.json",
    }  # fmt: skip


def test_scripts_and_styles_are_those_of_the_main_branch(there: CodeHost, gather: Gather) -> None:
    assert gather()[1]["preview/pr-7/assets/our.js"] == "ours"


def test_a_page_is_found_by_no_search_engine_and_runs_no_script_that_main_has_not(
    there: CodeHost, gather: Gather
) -> None:
    text = gather()[1]["preview/pr-7/groups/army/index.html"]
    assert '<head><meta name="robots" content="noindex">' in text
    assert "Preview of request #7" in text
    rules = re.findall(POLICY, text)[0]
    assert "default-src 'none'" in rules and "unsafe" not in rules
    assert rules.count("'sha256-") == 1, "the one inline script of the main branch"


@pytest.mark.parametrize(
    "text",
    [
        page("x", start="<script>early()</script><!doctype html><html>"),
        page("x", start="<!doctype html><html><script>early()</script>"),
        page("x", start="<!doctype html><html a='><script>early()</script>'>"),
        page("x", start="<!doctype html><!--"),
        "<svg onload=x>",
        "",
    ],
)
def test_a_page_that_could_run_something_before_the_policy_is_not_shown(
    there: CodeHost, gather: Gather, text: str
) -> None:
    there.pages = packed(("./index.html", text))
    said, files = gather()
    assert "does not begin as our pages do" in said
    assert not [name for name in files if name.startswith("preview/")]


BAD = {
    "no archive": b"x",
    "another file": archive(("site.tar", b"")),
    "no TAR": archive(("artifact.tar", b"x" * 1_024)),
    "a path up": packed(("../index.html", "x")),
    "a path up within": packed(("./a/../../index.html", "x")),
    "an absolute path": packed(("/index.html", "x")),
    "a symbolic link": packed((odd("./index.html", tarfile.SYMTYPE), "")),
    "a link": packed((odd("./index.html", tarfile.LNKTYPE), "")),
    "a device": packed((odd("./index.html", tarfile.CHRTYPE), "")),
    "a file twice": packed(("./a.html", page("x")), ("./a.html", page("y"))),
    "a file twice in other letters": packed(("./a.html", page("x")), ("./A.html", page("y"))),
}


@pytest.mark.parametrize("pages", BAD.values(), ids=BAD)
def test_an_odd_archive_is_left_out_and_the_site_is_published_all_the_same(
    there: CodeHost, gather: Gather, pages: bytes
) -> None:
    there.pages = pages
    said, files = gather()
    assert f"no preview of {HEAD[:8]}: the " in said and "fault" not in said
    assert files["index.html"] == page("Main")
    assert not [name for name in files if "preview" in name]


def test_a_site_that_is_too_large_is_left_out(
    there: CodeHost, gather: Gather, monkeypatch: pytest.MonkeyPatch
) -> None:
    from factsheet.bench.requests import site_archive

    there.pages = archive(("artifact.tar", b"\0" * 200_000))
    monkeypatch.setattr(site_archive, "MAX_SITE", 100_000)
    assert "artifact.tar is longer than 100,000 bytes" in gather()[0]


def test_what_has_no_room_is_left_out(
    there: CodeHost, gather: Gather, monkeypatch: pytest.MonkeyPatch
) -> None:
    from factsheet.bench.requests import previews

    monkeypatch.setattr(previews, "MAX_WHOLE", 900)
    said, files = gather()
    assert "no preview of request #7, and of older ones: there is no room" in said
    assert files["index.html"] == page("Main") and "preview/pr-7/index.html" not in files


def test_a_request_that_touches_more_than_facts_and_prose_is_not_shown(
    there: CodeHost, gather: Gather
) -> None:
    there.paths[:] = [{"filename": "mkdocs.yml"}]
    said, files = gather()
    assert "it touches more than facts and prose: mkdocs.yml" in said
    assert "preview/pr-7/index.html" not in files


@pytest.mark.parametrize(
    ("context", "state", "by", "commit", "shown"),
    [
        ("factsheet / preview", "success", BOT, HEAD, True),
        ("factsheet / preview", "pending", BOT, HEAD, False),
        ("factsheet / preview", "success", "ann", HEAD, False),
        ("factsheet / preview", "success", BOT, OLDER, False),
        ("another", "success", BOT, HEAD, False),
    ],
)  # fmt: skip
def test_a_request_of_a_fork_is_shown_when_somebody_has_allowed_this_commit(
    there: CodeHost, gather: Gather, context: str, state: str, by: str, commit: str, shown: bool
) -> None:
    there.requests = [there.request()]
    for one in (HEAD, OLDER):
        there.lists[f"commits/{one}/statuses"] = []
    there.lists[f"commits/{commit}/statuses"] = [
        {"context": context, "state": state, "creator": {"login": by}}
    ]
    said, files = gather()
    assert ("preview/pr-7/index.html" in files) is shown
    assert ("nobody has allowed it yet" in said) is not shown


def test_a_request_that_was_closed_goes(there: CodeHost, gather: Gather) -> None:
    assert "preview/pr-7/index.html" in gather()[1]
    there.requests.clear()
    assert "preview/pr-7/index.html" not in gather()[1]


def test_a_fault_of_ours_keeps_the_site_back_for_nobody(
    there: CodeHost, gather: Gather, monkeypatch: pytest.MonkeyPatch
) -> None:
    from factsheet.bench.requests import previews

    monkeypatch.setattr(previews, "shown", lambda *_: 1 / 0)
    said, files = gather()
    assert "a fault of ours, ZeroDivisionError" in said and files["index.html"] == page("Main")


def test_without_a_published_site_nothing_is_written(there: CodeHost, gather: Gather) -> None:
    there.published = b"x"
    said, files = gather(status=1)
    assert "the site of main cannot be had" in said and files == {}
