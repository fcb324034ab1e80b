"""`factsheet edition`: one file that opens from a disk, the same bytes each time, and never written again."""

import hashlib
import io
import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml
from factsheet.command.line import main
from projects import once, run, write_tree

HOSTILE = """=cmd <script>alert(1)</script> "quoted" 'so', a\\b href="../x/" السد 🏞"""
FILES = {
    "mkdocs.yml": "site_name: The lake\nsite_url: https://lake.example/\ndocs_dir: content\n"
    "theme: {name: material}\nplugins: [search, factsheet]\n",
    "data/site.yml": "languages: [en, de]\nleast_translated: 0\n",
    "data/groups/board.yml": f"""name: The Board
checked: 2024-12-31
facts:
  depth:
    text: {json.dumps(HOSTILE, ensure_ascii=False)}
    references: [paper]
    recorded: 2024-12-30
  gone: {{taken_down: {{on: 2025-01-02, ground: A court said so.}}}}
""",
    "data/groups/guild.yml": "name: The Guild\nformerly: [crew]\nchecked: 2024-12-31\nfacts:\n"
    "  sailed: {text: The Guild sailed with the Board., about: [groups/board], references: [paper]}\n",
    "content/index.md": "# The lake\n\nSee [the Board](groups/board.md) and [the Guild](groups/guild.md#sailed).\n"
    '\nIts address is <code> href="groups/"</code>.\n'.replace("<code>", "`").replace(
        "</code>", "`"
    ),
}
EDITION = ("factsheet", "edition", "2025-winter")


def frozen() -> Path:
    """A small project with an edition, made once for the run; to be read only."""

    def make(root: Path) -> None:
        done = run(*EDITION, cwd=write_tree(root, FILES))
        assert done.returncode == 0, done.stdout + done.stderr
        with zipfile.ZipFile(root / "editions/2025-winter.zip") as archive:
            archive.extractall(root / "unpacked")

    return once("frozen", make)


def typed(root: Path) -> Any:
    """The editions of a project, every value as it is typed."""
    text = (root / "data/editions.yml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)


def unpacked(path: str) -> Any:
    return (frozen() / "unpacked" / path).read_text(encoding="utf-8")


pytestmark = pytest.mark.slow


def test_an_edition_is_entered_with_its_day_its_digest_and_its_size() -> None:
    entry = typed(frozen())
    archive = (frozen() / "editions/2025-winter.zip").read_bytes()
    assert entry["2025-winter"] == {
        "on": "2025-01-02",  # the newest day in the facts
        "title": "The lake",
        "sha256": hashlib.sha256(archive).hexdigest(),
        "size": str(len(archive)),
    }


def test_the_archive_says_nothing_of_when_and_where_it_was_made() -> None:
    with zipfile.ZipFile(frozen() / "editions/2025-winter.zip") as archive:
        entries = archive.infolist()
    names = [one.filename for one in entries]
    assert names == sorted(names) and not [n for n in names if n.startswith("/") or ".." in n]
    assert {one.date_time for one in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {one.external_attr >> 16 for one in entries} == {0o100644}
    assert not [n for n in names if n.startswith((".", "404", "sitemap")) or n.endswith(".map")]


def test_the_manifest_has_every_file_and_every_statement_with_its_pin() -> None:
    told = json.loads(unpacked("manifest.json"))
    assert (told["schema_version"], told["name"], told["on"]) == (
        "1.0",
        "2025-winter",
        "2025-01-02",
    )
    assert told["statements"].keys() == {"groups/board#depth", "groups/guild#sailed"}
    assert all(re.fullmatch("[0-9a-f]{6}", pin) for pin in told["statements"].values())
    files = {p.relative_to(frozen() / "unpacked").as_posix(): p for p in (frozen() / "unpacked").rglob("*") if p.is_file()}  # fmt: skip
    assert told["files"].keys() | {"manifest.json", "SHA256SUMS"} == files.keys()
    sums = dict(line.split("  ")[::-1] for line in unpacked("SHA256SUMS").splitlines())
    assert sums.keys() == files.keys() - {"SHA256SUMS"}
    assert all(hashlib.sha256(files[p].read_bytes()).hexdigest() == sums[p] for p in sums)
    assert all(told["files"][p]["sha256"] == sums[p] for p in told["files"])
    shows = told["files"]["index.html"]["shows"]  # it leads to both
    assert {"groups/board", "groups/guild", "groups/guild#sailed"} <= set(shows)
    assert "groups/board" in told["files"]["api/v1/groups/board.json"]["shows"]
    assert "groups/board#depth" in told["files"]["de/groups/board/index.html"]["shows"]


def test_every_link_of_every_page_leads_to_a_file_or_to_another_site() -> None:
    top = frozen() / "unpacked"
    for page in top.rglob("*.html"):
        tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        for node in tree.iter():
            for key in ("href", "src"):
                link = (node.get(key) if isinstance(node.tag, str) else None) or "#"
                if not link.startswith(("#", "https://", "http://", "mailto:", "data:")):
                    there = page.parent / re.split("[?#]", link)[0]
                    assert there.is_file(), f"{page}: {link}"
                    assert top in there.resolve().parents


def test_each_page_says_that_it_is_frozen_and_where_the_present_one_is() -> None:
    for path, said, present in (
        ("groups/board/index.html", "This is the edition 2025-winter, frozen on 2 January 2025. The present page", "groups/board/"),
        ("de/groups/board/index.html", "Dies ist die Ausgabe 2025-winter, eingefroren am 2. Januar 2025. Die aktuelle Seite", "de/groups/board/"),
    ):  # fmt: skip
        tree = html5lib.parse(unpacked(path), namespaceHTMLElements=False)
        (mark,) = tree.iterfind(".//aside[@class='fs-edition']")
        assert "".join(mark.itertext()) == said
        assert mark.find("a").get("href") == f"https://lake.example/{present}"
        (robots,) = tree.iterfind(".//meta[@name='robots']")
        (canonical,) = tree.iterfind(".//link[@rel='canonical']")
        assert robots.get("content") == "noindex"
        assert canonical.get("href") == f"https://lake.example/{present}"


def test_texts_stay_as_they_were_typed_whatever_they_hold() -> None:
    tree = html5lib.parse(unpacked("groups/board/index.html"), namespaceHTMLElements=False)
    assert HOSTILE in re.sub(r"\s+", " ", "".join(tree.itertext()))
    runs = [n for n in tree.iter("script") if n.get("type") != "application/ld+json"]
    assert runs and not [n for n in runs if "alert" in (n.text or "")]
    assert 'href="groups/"' in unpacked("index.html").replace("&quot;", '"').replace("&#34;", '"')


def test_a_page_that_moved_leads_on_to_a_file() -> None:
    page = unpacked("groups/crew/index.html")
    assert '<meta name="factsheet:moved" content="../guild/index.html">' in page
    assert 'content="0; url=../guild/index.html"' in page


def test_the_same_facts_make_the_same_bytes_everywhere(tmp_path: Path) -> None:
    made = []
    for name, zone, seed in (
        ("a", "Pacific/Kiritimati", "1"),
        ("b/c", "America/Los_Angeles", "77"),
    ):
        (root := tmp_path / name).mkdir(parents=True)
        write_tree(root, FILES)
        env = {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"}
        done = run(*EDITION[:2], "--offline", "site.zip", "--on", "2025-01-02", cwd=root, env=env)
        assert done.returncode == 0, done.stdout + done.stderr
        assert not (root / "data/editions.yml").exists() and not (root / "editions").exists()
        made.append((root / "site.zip").read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as archive:
        assert json.loads(archive.read("manifest.json"))["name"] is None
        assert "This is a copy of the site" in archive.read("index.html").decode()


def test_no_edition_is_written_again_and_none_with_errors(tmp_path: Path, capsys: Any) -> None:
    root = write_tree(tmp_path, FILES)
    entry = "# ours\nold: {on: 2024-01-01, title: Old, sha256: " + "a" * 64 + ", size: 1}\n"
    (root / "data/editions.yml").write_text(entry, encoding="utf-8")
    (root / "editions").mkdir()
    (root / "editions/there.zip").write_bytes(b"kept")
    for name in ("old", "there", "No Name", "con"):
        assert main(["--root", str(root), "edition", name]) == 1
        assert "factsheet: " in capsys.readouterr().err
    (root / "data/groups/board.yml").write_text("name: The Board\nchecked: 31\n", encoding="utf-8")
    assert main(["--root", str(root), "edition", "new"]) == 1
    assert "bad-date" in capsys.readouterr().out
    assert (root / "data/editions.yml").read_text(encoding="utf-8") == entry
    assert [p.name for p in (root / "editions").iterdir()] == ["there.zip"]


def test_a_dry_run_weighs_and_writes_nothing_and_a_line_joins_the_others(tmp_path: Path) -> None:
    root = write_tree(tmp_path, FILES)
    entry = (
        "# ours\nold:   {on: 2024-01-01, title: 'Old', sha256: " + "a" * 64 + ", size: 1} # so\n"
    )
    (root / "data/editions.yml").write_text(entry, encoding="utf-8")
    dry = run(*EDITION, "--dry-run", cwd=root)
    assert dry.returncode == 0 and re.search(r"2025-winter.zip: [\d,]+ bytes; unpacked", dry.stdout)
    assert not (root / "editions").exists()
    wet = run(*EDITION, "--on", "2025-02-01", "--title", "A: winter", "--at", "https://x.example/w.zip", cwd=root)  # fmt: skip
    assert wet.returncode == 0, wet.stdout + wet.stderr
    text = (root / "data/editions.yml").read_text(encoding="utf-8")
    assert text.startswith(entry)
    new = typed(root)["2025-winter"]
    assert new["on"] == "2025-02-01" and new["title"] == "A: winter"
    assert new["at"] == "https://x.example/w.zip"


def test_the_site_serves_the_edition_as_it_was_and_no_edition_holds_another(tmp_path: Path) -> None:
    root = tmp_path / "copy"
    shutil.copytree(frozen(), root)
    board = root / "data/groups/board.yml"
    board.write_text(board.read_text(encoding="utf-8").replace("2024-12-31", "2025-03-04"), "utf-8")
    assert run(*EDITION[:2], "2025-spring", cwd=root).returncode == 0
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    there, first = root / "site/editions", frozen() / "unpacked"
    served = {p.relative_to(there / "2025-winter").as_posix(): p for p in (there / "2025-winter").rglob("*") if p.is_file()}  # fmt: skip
    told = json.loads(unpacked("manifest.json"))["files"]
    assert served.keys() == told.keys()
    assert all(served[path].read_bytes() == (first / path).read_bytes() for path in told)
    whole = (there / "2025-winter.zip").read_bytes()
    assert whole == (frozen() / "editions/2025-winter.zip").read_bytes()
    with zipfile.ZipFile(there / "2025-spring.zip") as archive:
        inside = [name for name in archive.namelist() if "editions" in name]
        assert inside == ["de/editions/index.html", "editions/index.html"]
        page = archive.read("editions/index.html").decode()
    assert '"https://lake.example/editions/2025-winter/index.html"' in page
    down = run("factsheet", "takedown", "groups/board#depth", "--why", "A court.", cwd=root)
    assert down.returncode == 0 and "editions/2025-winter.zip" in down.stdout
    assert run("factsheet", "build", "out", cwd=root).returncode == 0
    left = [p for p in (root / "out").rglob("*") if p.is_file() and b"alert" in p.read_bytes()]
    assert (root / "out/editions/2025-winter/index.html").is_file()
    assert not [p for p in left if "assets" not in p.parts]
    assert not [*(root / "out").rglob("*.zip")]


def test_from_a_disk_links_are_followed_and_a_word_is_found_without_any_network(
    browser: Any,
) -> None:
    page, asked = browser.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    try:
        page.goto((frozen() / "unpacked/index.html").as_uri())
        for link in ("the Board", "the Guild"):
            page.locator("article").get_by_role("link", name=link).first.click()
            assert page.url.partition("#")[0].endswith("/index.html")
            page.go_back()
        page.locator("[data-md-component=logo]").first.click()
        assert page.url.endswith("/unpacked/index.html")
        for start, word in (("index.html", "sailed"), ("de/index.html", "Guild")):
            page.goto((frozen() / "unpacked" / start).as_uri())
            page.keyboard.press("/")
            page.locator("[data-md-component=search-query]").press_sequentially(word)
            found = page.locator(".md-search-result__link[href*='groups/guild/index.html']").first
            found.wait_for(timeout=30_000)
            found.click()
            page.wait_for_url("**/groups/guild/index.html**")
            assert "The Guild sailed" in page.locator("article").inner_text()
        page.goto((frozen() / "unpacked/groups/crew/index.html").as_uri())
        page.wait_for_url("**/groups/guild/index.html")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.locator("sup > a.footnote-ref").first.click()
        page.locator(".fs-pop .fs-citing button").click()
        page.locator(".fs-pop .fs-citing button", has_text=re.compile("^Copy$")).click()
        page.locator(".fs-pop .fs-citing button", has_text="Copied").wait_for()
        said = page.evaluate("navigator.clipboard.readText()")
        assert "https://lake.example/groups/guild/#sailed" in said
        assert page.locator(".fs-embed").count() == 0  # no page elsewhere could show it
    finally:
        page.close()
    assert len(asked) > 20 and {url.partition(":")[0] for url in asked} == {"file"}


@pytest.mark.parametrize(
    ("plugins", "said"),
    [
        ("[search, factsheet: {as_of: 2024-12-01}]", "says as_of: 2024-12-01, so an earlier state"),
        ("[search, factsheet: {known_by: 2024-12-01}]", "says known_by: 2024-12-01, so an earlier"),
        ("[search]", "has no plug-in factsheet"),
    ],
)
def test_an_edition_of_another_state_than_its_manifest_names_is_refused(
    plugins: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = FILES["mkdocs.yml"].replace("[search, factsheet]", plugins)
    write_tree(tmp_path, {**FILES, "mkdocs.yml": settings})
    assert main(["--root", str(tmp_path), "edition", "first"]) == 1
    assert said in "".join(capsys.readouterr())
    assert not (tmp_path / "editions").exists() and not (tmp_path / "data/editions.yml").exists()
