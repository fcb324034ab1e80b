"""`factsheet sources check`: a run over a project on a played web, and what it keeps in git."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from factsheet.bench import Refused
from factsheet.bench.web import introducing, sightings
from factsheet.bench.web.seen_file import SeenFile, saved_page
from factsheet.command import main
from played import Played, leads, page, played, reply
from projects import PAPER
from test_source_checks import PERSON, QUOTE

SITE = "contact: desk@paper.example\npublisher: The Desk\n"


@pytest.fixture
def web() -> Iterator[Played]:
    with played() as found:
        yield found


@pytest.fixture
def project(tmp_path: Path, web: Played, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with three sources at the played web."""
    write(tmp_path, "site.yml", SITE)
    write(tmp_path, "people/ann.yml", PERSON)
    write(tmp_path, "quotes/gate.yml", QUOTE)
    for name in ("paper", "radio", "wire"):
        text = PAPER.replace("https://paper.example", web.url(f"{name}.example").rstrip("/"))
        write(tmp_path, f"sources/{name}.yml", text.replace("origin: paper", f"origin: {name}"))
    monkeypatch.setattr(introducing, "visitor", lambda settings: web.visitor())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(root: Path, path: str, text: str) -> None:
    place = root / "data" / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def play(web: Played) -> None:
    web.play("paper.example/report", page("A report", "the old gate was opened. It is “a ruin”."))
    web.play("radio.example/report", leads("/new", 301))
    web.play("radio.example/new", page("A report"))
    web.play("wire.example/report", reply(403))


SAID = """sources/radio: moved to {url} (it leads elsewhere for good): {radio}
sources/wire: could not look (it answers 403): {wire}
quotes/gate#printed: near on the page of sources/paper: "the old gate was opened" at character 0; "opened" where we have "closed"
3 of 3 sources looked at: 2 could be seen, 1 could not; 1 moved
2 quotations: 1 found, 1 near
"""


def told(web: Played, text: str) -> str:
    """A text with the addresses of the played web in it."""
    addresses = {name: web.url(f"{name}.example/report") for name in ("radio", "wire")}
    return text.format(url=web.url("radio.example/new"), **addresses)


def test_a_run_tells_what_there_is_to_do_and_keeps_what_it_saw(
    project: Path, web: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    play(web)
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert main(["sources", "check", "--on", "2026-01-05"]) == 1
    assert sorted(capsys.readouterr().out.splitlines()) == sorted(told(web, SAID).splitlines())
    text = (project / "sources-seen.json").read_text(encoding="utf-8")
    seen = json.loads(text)
    assert seen["made_by"] == "factsheet sources check" and list(seen["sources"]) == [
        "paper",
        "radio",
        "wire",
    ]
    assert seen["sources"]["wire"] == {
        "address": web.url("wire.example/report"), "verdict": "could not look",
        "since": "2026-01-05", "why": "it answers 403", "tried": "2026-01-05",
    }  # fmt: skip
    after = {path: path.read_bytes() for path in before}
    assert after == before  # no fact and no source was changed
    assert main(["check"]) == 0


def test_a_run_of_the_same_day_asks_nobody_again_and_changes_nothing(
    project: Path, web: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    play(web)
    main(["sources", "check", "--on", "2026-01-05", "--limit", "2"])
    assert len(json.loads((project / "sources-seen.json").read_text())["sources"]) == 2
    main(["sources", "check", "--on", "2026-01-05"])
    text, asked = (project / "sources-seen.json").read_bytes(), len(web.asked)
    capsys.readouterr()
    assert main(["sources", "check", "--on", "2026-01-05"]) == 0
    assert capsys.readouterr().out.startswith("0 of 3 sources looked at")
    assert (project / "sources-seen.json").read_bytes() == text and len(web.asked) == asked
    main(["sources", "check", "--on", "2026-01-05", "--source", "paper"])
    assert len(web.asked) == asked + 2


def test_a_run_that_is_interrupted_keeps_what_it_saw(
    project: Path, web: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(web)

    visitor = web.visitor()
    visit = visitor.visit
    monkeypatch.setattr(introducing, "visitor", lambda settings: visitor)

    def stop_at_the_third(url: str) -> object:
        if "wire" in url:
            raise KeyboardInterrupt
        return visit(url)

    monkeypatch.setattr(visitor, "visit", stop_at_the_third)
    assert main(["sources", "check", "--on", "2026-01-05"]) == 1
    assert list(sightings.read((project / "sources-seen.json").read_bytes())) == ["paper", "radio"]


def test_a_dry_run_shows_the_difference_and_writes_nothing(
    project: Path, web: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    play(web)
    assert main(["sources", "check", "--dry-run", "--on", "2026-01-05"]) == 1
    out = capsys.readouterr().out
    assert "+++ b/sources-seen.json" in out and '+   "verdict": "moved",' in out
    assert not (project / "sources-seen.json").exists()


def test_programs_get_json_that_cannot_act_on_a_terminal(
    project: Path, web: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    play(web)
    evil = "the old gate was \x1b[31mopened\u202e. “a ruin”"
    web.play("paper.example/report", page("A report", evil))
    main(["sources", "check", "--json", "--on", "2026-01-05"])
    out = capsys.readouterr().out
    assert out.isascii() and "\x1b" not in out
    paper = json.loads(out)[0]
    assert paper["source"] == "sources/paper"
    assert {one["quotation"] for one in paper["where"]} == {*paper["quotes"]}


def test_what_strangers_wrote_is_harmless_on_a_terminal(
    project: Path, web: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    play(web)
    evil = "the old gate was \x1b[31mopened\x07 \u202e. x"
    web.play("paper.example/report", page("Some \x1b]0;title\x07", evil, X_More="\x1b[2J"))
    main(["sources", "check", "--on", "2026-01-05"])
    out = capsys.readouterr().out
    assert out.replace("\n", "").isprintable() and "near" in out and "title changed" in out


def test_saved_pages_are_compared_first(
    project: Path, web: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    play(web)
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "paper.html").write_text("<p>the old gate was closed, “a ruin”", encoding="utf-8")
    main(["sources", "check", "--saved", "saved", "--on", "2026-01-05"])
    assert "2 quotations: 2 found" in capsys.readouterr().out
    assert saved_page(folder, "../data/site") is None
    assert main(["sources", "check", "--saved", "nowhere"]) == 1
    assert "there is no folder nowhere" in capsys.readouterr().err


def test_a_source_that_is_not_there_is_told_with_the_nearest(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sources", "check", "--source", "papers"]) == 1
    expected = 'there is no source "papers" with a web address; did you mean "paper"?'
    assert expected in capsys.readouterr().err


def test_facts_with_errors_are_told_before_anybody_is_asked(project: Path, web: Played) -> None:
    write(project, "people/ann.yml", PERSON.replace("[paper]", "[papers]"))
    assert main(["sources", "check"]) == 1 and not web.asked


def test_a_file_that_somebody_changed_meanwhile_is_not_overwritten(project: Path) -> None:
    seen = SeenFile(project)
    (project / "sources-seen.json").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="changed by somebody else meanwhile"):
        seen.write()
    assert (project / "sources-seen.json").read_text() == "mine"
    with pytest.raises(Refused, match="cannot be read"):
        SeenFile(project)
    (project / "sources-seen.json").unlink()
    (project / "sources-seen.json").symlink_to("data/site.yml")
    with pytest.raises(Refused, match="no plain file"):
        SeenFile(project)


def test_a_source_that_is_no_more_is_forgotten(project: Path, web: Played) -> None:
    play(web)
    main(["sources", "check", "--on", "2026-01-05"])
    (project / "data/sources/radio.yml").unlink()
    main(["sources", "check", "--on", "2026-01-06"])
    assert list(sightings.read((project / "sources-seen.json").read_bytes())) == ["paper", "wire"]


def test_who_is_asked_learns_who_asks() -> None:
    said = introducing.agent({"contact": "desk@paper.example", "publisher": "The Désk (1)\r\nX: y"})
    assert said.startswith("factsheet/") and said.endswith(" (+desk@paper.example; The Dsk 1X y)")
    assert introducing.agent({"contact": "https://paper.example/us"}).endswith(
        " (+https://paper.example/us)"
    )
    with pytest.raises(Refused, match="names no contact"):
        introducing.agent({})


def test_captures_are_entered_into_the_files_of_sources_and_nothing_else_changes(
    project: Path, web: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        project, "site.yml", f'{SITE}archives: {{timemap: "https://archive.example/map/{{url}}"}}\n'
    )
    maps(web, project)
    before = (project / "data/sources/paper.yml").read_text()
    assert main(["sources", "archive", "--on", "2026-01-05", "--dry-run"]) == 0
    assert "+archived: 2024-12-09" in capsys.readouterr().out
    assert (project / "data/sources/paper.yml").read_text() == before
    assert not (project / "sources-seen.json").exists()
    assert main(["sources", "archive", "--on", "2026-01-05"]) == 0
    out = capsys.readouterr().out
    assert "sources/radio: the archive has no capture" in out
    assert "3 sources looked for, 1 captures found" in out and "all is well" in out
    added = "archive: https://archive.example/1/report\narchived: 2024-12-09\n"
    after = (project / "data/sources/paper.yml").read_text()
    assert after.replace(added, "") == before and added in after
    assert (
        sightings.read((project / "sources-seen.json").read_bytes())["radio"].asked == "2026-01-05"
    )
    asked = len(web.asked)
    assert main(["sources", "archive", "--on", "2026-01-05", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {"sources": [], "written": False, "refused": []}
    assert len(web.asked) == asked  # nobody is asked twice a day
    assert main(["sources", "archive", "--source", "paper"]) == 1
    assert "paper has an archived copy" in capsys.readouterr().err


def maps(web: Played, project: Path) -> None:
    """An archive that knows the paper's report. It is asked by the played web for its https address."""
    link = '<https://archive.example/1/report>; rel="memento"; datetime="Mon, 09 Dec 2024 12:00:00 GMT"'
    address = web.url("paper.example/report")
    web.play(f"archive.example/map/{address}", reply(200, link, "application/link-format"))


def test_no_archive_is_asked_that_the_site_does_not_name(
    project: Path, web: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sources", "archive"]) == 1
    assert "data/site.yml names no archive to look in; add archives:" in capsys.readouterr().err
    assert main(["sources", "archive", "--save"]) == 1
    assert "names no archive to ask for copies" in capsys.readouterr().err
    assert not web.asked
