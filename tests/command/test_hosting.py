"""A built site before it is sent: what its host sends with each file, and which files changed."""

import hashlib
import os
import subprocess
from pathlib import Path

import pytest
from policies import sent, write
from projects import run

IMMUTABLE = "public, max-age=31536000, immutable"
FRAME = '<!doctype html><base target="_blank"><p>A frame.</p>'
PAGE = "<!doctype html><script>a()</script><p>A page.</p>"
FILES = {
    "index.html": PAGE,
    "404.html": PAGE,
    "groups/index.html": "<script>b()</script>",
    "groups/army/index.html": PAGE,
    "embed/groups/army/index.html": FRAME,
    "ar/index.html": PAGE,
    "ar/groups/army/index.html": PAGE,
    "ar/embed/groups/army/index.html": FRAME,
    "groups/embed/index.html": PAGE,  # a record that is called so
    "editions/2026/groups/army/index.html": PAGE,
    "editions/2026/embed/groups/army/index.html": f"{FRAME}<style>p{{}}</style>",
    "api/v1/index.json": "{}",
    "assets/factsheet.0a1b2c3d.css": "",
    "assets/factsheet.ar.0a1b2c3d.js": "",
    "assets/stylesheets/main.57a0d79d.min.css": "",
    "assets/cite.js": "",
    "map.html": PAGE,
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text, encoding="utf-8")
    return tmp_path / "site"


def sha(text: str) -> str:
    import base64

    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


PAGES = ["/", "/index.html", "/404.html", "/map.html", "/map", "/ar/index.html", "/groups/", "/groups/army/", "/groups/embed/", "/ar/", "/ar/groups/army/",
         "/editions/2026/groups/army/"]  # fmt: skip
FRAMES = ["/embed/groups/army/", "/ar/embed/groups/army/", "/editions/2026/embed/groups/army/"]


@pytest.mark.parametrize("path", [*PAGES, *FRAMES])
def test_each_page_has_one_policy_and_only_frames_can_be_framed(site: Path, path: str) -> None:
    headers = sent(write(site), path)
    (policy,) = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'")
    assert policy.endswith("frame-ancestors *" if path in FRAMES else "frame-ancestors 'none'")
    assert (sha("a()") in policy) == (sha("b()") in policy) == (path in PAGES)
    assert (sha("p{}") in policy) == (path in FRAMES)  # a frame of an edition has its style in it
    assert "Cache-Control" not in headers
    assert headers["X-Content-Type-Options"] == ["nosniff"]


@pytest.mark.parametrize("name", FILES)
def test_what_never_changes_under_its_name_is_kept(site: Path, name: str) -> None:
    kept = sent(write(site), f"/{name}").get("Cache-Control", [])
    assert kept == ([IMMUTABLE] if "0a1b2c3d" in name or "57a0d79d" in name else [])


def test_scripts_of_other_sites_may_read_what_is_data(site: Path) -> None:
    text = write(site)
    assert sent(text, "/api/v1/index.json")["Access-Control-Allow-Origin"] == ["*"]
    assert "Access-Control-Allow-Origin" not in sent(text, "/groups/army/")


def test_a_second_call_writes_the_same_and_a_file_of_somebody_else_stays(site: Path) -> None:
    assert write(site) == write(site)
    (site / "_headers").write_text("/*\n  X-Own: 1\n", encoding="utf-8")
    done = run("factsheet", "headers", str(site), cwd=site)
    assert done.returncode == 1 and "is not as we wrote it" in done.stderr
    assert (site / "_headers").read_text(encoding="utf-8") == "/*\n  X-Own: 1\n"


def test_what_somebody_changed_is_not_written_over(site: Path) -> None:
    text = write(site).replace("frame-ancestors *", "frame-ancestors https://paper.example")
    (site / "_headers").write_text(text, encoding="utf-8")
    done = run("factsheet", "headers", str(site), cwd=site)
    assert done.returncode == 1 and "is not as we wrote it" in done.stderr
    assert (site / "_headers").read_text(encoding="utf-8") == text


def test_who_may_frame_can_be_said(site: Path) -> None:
    sites = "https://paper.example https://*.school.example"
    assert run("factsheet", "headers", str(site), "--framed-by", sites, cwd=site).returncode == 0
    text = (site / "_headers").read_text(encoding="utf-8")
    (policy,) = sent(text, FRAMES[0])["Content-Security-Policy"]
    assert policy.endswith(f"frame-ancestors {sites}")
    for wrong in ("paper.example", "https://a.example; script-src *", "*\n/x", "none"):
        done = run("factsheet", "headers", str(site), "--framed-by", wrong, cwd=site)
        assert done.returncode == 2 and "is not read" in done.stderr, wrong


@pytest.mark.parametrize("name", ["a*/index.html", ":x.html", "a b.html"])
def test_a_name_that_is_a_pattern_is_refused(site: Path, name: str) -> None:
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text(PAGE, encoding="utf-8")
    done = run("factsheet", "headers", str(site), cwd=site)
    assert done.returncode == 1 and "means something in a rule" in done.stderr


def test_a_day_in_a_name_is_no_digest(site: Path) -> None:
    (site / "assets/report.20241208.pdf").write_text("", encoding="utf-8")
    assert "Cache-Control" not in sent(write(site), "/assets/report.20241208.pdf")


def test_names_with_strange_ends_of_lines_are_read_again(site: Path) -> None:
    for name in ("a\u2028b.txt", "c\x0cd.txt", "e\x85f.txt"):
        (site / name).write_text("", encoding="utf-8")
    assert hashes(site).returncode == 0
    done = hashes(site, "--since", str(site.parent / "next"))
    assert done.stdout == "0 files to send, 20 as they were, 0 gone\n", done.stderr


def test_bytes_that_are_no_text_are_refused_without_a_fault(site: Path) -> None:
    (site.parent / "sent").write_bytes(b"\xff\xfe\n")
    done = hashes(site, "--since", str(site.parent / "sent"))
    assert done.returncode == 1 and "sent:1: no line of" in done.stderr
    with open(os.fsencode(site) + b"/\xff.html", "wb"):
        pass
    for command in ("headers", "hashes"):
        more = ["--out", str(site.parent / "next")] if command == "hashes" else []
        done = run("factsheet", command, str(site), *more, cwd=site)
        assert done.returncode == 1 and "no list can hold" in done.stderr, done.stderr


def test_more_than_a_host_reads_is_said(site: Path) -> None:
    for number in range(100):
        (site / f"page-{number}.html").write_text(PAGE, encoding="utf-8")
    done = run("factsheet", "headers", str(site), cwd=site)
    assert done.returncode == 0 and "Cloudflare reads 100" in done.stderr, done.stderr
    for number in range(100):
        text = f"<script>{number}</script>"
        (site / f"page-{number}.html").write_text(text, encoding="utf-8")
        if number > 90:
            (site / f"page-{number}.html").unlink()
    for number in range(60):
        (site / f"page-{number}.html").rename(site / f"groups/page-{number}.html")
    done = run("factsheet", "headers", str(site), cwd=site)
    assert "Cloudflare reads 2,000" in done.stderr, done.stderr


def hashes(site: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    return run(
        "factsheet", "hashes", str(site), "--out", str(site.parent / "next"), *more, cwd=site
    )


def test_the_list_has_a_line_for_each_file_as_sha256sum_writes_it(site: Path) -> None:
    assert hashes(site).stdout == "17 files to send, 0 as they were, 0 gone\n"
    text = (site.parent / "next").read_text(encoding="utf-8")
    wanted = [
        f"{hashlib.sha256((site / name).read_bytes()).hexdigest()}  {name}\n"
        for name in sorted(FILES)
    ]
    assert text == "".join(wanted)


def test_files_that_are_as_they_were_get_an_old_day_and_others_keep_theirs(site: Path) -> None:
    hashes(site)
    (site.parent / "next").rename(site.parent / "sent")
    (site / "map.html").write_text("changed", encoding="utf-8")
    (site / "index.html").write_text(PAGE, encoding="utf-8")  # built anew, and the same
    (site / "404.html").unlink()
    (site / "new.html").write_text("new", encoding="utf-8")
    before = (site / "map.html").stat().st_mtime
    done = hashes(site, "--since", str(site.parent / "sent"))
    assert done.stdout == "2 files to send, 15 as they were, 1 gone\n"
    young = {p.name for p in site.rglob("*") if p.is_file() and p.stat().st_mtime > 400_000_000}
    assert young == {"map.html", "new.html"}
    assert (site / "map.html").stat().st_mtime == before


def test_without_a_former_list_everything_is_sent(site: Path) -> None:
    done = hashes(site, "--since", str(site.parent / "not-there"))
    assert done.returncode == 0 and done.stdout.startswith("17 files to send")


@pytest.mark.parametrize(
    "line", ["no list", f"{'0' * 64}  ", f"{'0' * 63}  a", "\x1b[2J", "0" * 64]
)
def test_what_is_no_list_is_refused_by_its_line(site: Path, line: str) -> None:
    (site.parent / "sent").write_text(f"{'0' * 64}  a\n{line}\n", encoding="utf-8")
    done = hashes(site, "--since", str(site.parent / "sent"))
    assert done.returncode == 1 and "sent:2: no line of" in done.stderr
    assert "\x1b" not in done.stderr and not (site.parent / "next").exists()


@pytest.mark.parametrize("command", ["headers", "hashes"])
def test_links_and_names_that_no_list_can_hold_are_refused(site: Path, command: str) -> None:
    more = ["--out", str(site.parent / "next")] if command == "hashes" else []
    (site / "new\nline.html").write_text("", encoding="utf-8")
    done = run("factsheet", command, str(site), *more, cwd=site)
    assert done.returncode == 1 and "has a name that no list can hold" in done.stderr
    (site / "new\nline.html").unlink()
    (site.parent / "secret").write_text("<script>secret</script>", encoding="utf-8")
    os.symlink(site.parent / "secret", site / "link.html")
    done = run("factsheet", command, str(site), *more, cwd=site)
    assert done.returncode == 1 and "is no file or folder; a site has no other" in done.stderr
    assert not (site / "_headers").exists() and not (site.parent / "next").exists()


def test_a_list_is_not_sent_with_the_site(site: Path) -> None:
    done = run("factsheet", "hashes", str(site), "--out", str(site / "sent"), cwd=site)
    assert done.returncode == 2 and "would be sent with the site" in done.stderr


def test_a_site_that_is_not_built_is_refused(tmp_path: Path) -> None:
    done = run("factsheet", "headers", str(tmp_path / "site"), cwd=tmp_path)
    assert done.returncode == 1 and "build the site first" in done.stderr
