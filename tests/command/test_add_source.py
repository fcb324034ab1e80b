"""`factsheet add source`: a file that an editor need not write."""

import io
import sys
from pathlib import Path

import pytest
from factsheet.command import main

PAPER = """\
# yaml-language-server: $schema=../schema/sources.json
title: The bridge
publisher: The Daily Example
issued: 2024-12-07
URL: https://daily.example.org/bridge
accessed: 2024-12-08
origin: example
checked: 2024-12-08
"""
PAGE = """\
<html lang="en"><title>Bridge opens | Example Herald</title><meta property="og:site_name" content="Example Herald">
<meta property="article:published_time" content="2024-12-07"><h1>Bridge opens</h1>
"""
BIB = """\
@online{a, organization={Example Institute}, title={A note}, date={2024-12-01}, url={https://institute.example.org/a}}
@online{b, organization={The Daily Example}, title={The bridge}, date={2024-12-07}}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site with one source, a page and a file of references."""
    for name, text in {
        "data/sources/daily-2024-12-07.yml": PAPER,
        "content/index.md": "# Home\n",
        "mkdocs.yml": "site_name: A site\ndocs_dir: content\ntheme: {name: material}\nplugins: [factsheet]\n",
        "page.html": PAGE,
        "mine.bib": BIB,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def add(site: Path, *options: str) -> int:
    day = ["--on", "2024-12-31"]
    return main(["--root", str(site), "add", "source", *options, *day])


def sources(site: Path) -> list[str]:
    return sorted(path.name for path in (site / "data/sources").iterdir())


def test_a_source_with_a_saved_page_is_one_command(site: Path, capsys):
    assert add(site, "https://herald.example.org/bridge", "--page", str(site / "page.html")) == 0
    assert (site / "data/sources/example-herald-2024-12-07.yml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../schema/sources.json\n"
        "title: Bridge opens  # guessed from <h1>\n"
        "publisher: Example Herald  # guessed from og:site_name\n"
        "issued: 2024-12-07\n"
        "URL: https://herald.example.org/bridge\n"
        "accessed: 2024-12-31\n"
        "language: en\n"
        "checked: 2024-12-31\n"
    )
    assert "prints as: “Bridge opens”, Example Herald, 7 December 2024." in capsys.readouterr().out


def test_options_go_before_what_the_page_says_and_are_no_guesses(site: Path):
    options = [
        "--publisher",
        "Reuters",
        "--container-title",
        "Example Herald",
        "--author",
        "A",
        "--author",
        "B",
    ]
    assert (
        add(site, "--page", str(site / "page.html"), *options, "--derived-from", "daily-2024-12-07")
        == 0
    )
    text = (site / "data/sources/reuters-2024-12-07.yml").read_text(encoding="utf-8")
    assert "\npublisher: Reuters\ncontainer-title: Example Herald\nauthor: [A, B]\n" in text
    assert "\nderived_from: [sources/daily-2024-12-07]\n" in text


def test_a_dry_run_writes_nothing(site: Path, capsys):
    assert add(site, "--publisher", "Example Institute", "--dry-run") == 0
    assert "+publisher: Example Institute" in capsys.readouterr().out
    assert sources(site) == ["daily-2024-12-07.yml"]


def test_what_is_there_already_is_refused(site: Path, capsys):
    url = "http://www.daily.example.org/bridge/?utm_source=x#top"
    assert add(site, url, "--publisher", "Somebody") == 1
    assert (
        "perhaps it is sources/daily-2024-12-07: it has the same address" in capsys.readouterr().err
    )
    assert add(site, url, "--publisher", "Somebody", "--anyway") == 0
    assert len(sources(site)) == 2


def test_of_a_file_all_is_added_or_nothing(site: Path, capsys):
    assert add(site, "--bibtex", str(site / "mine.bib")) == 1
    told = capsys.readouterr().err
    assert (
        "mine.bib:2: b: perhaps sources/daily-2024-12-07: it has the same publisher and title"
        in told
    )
    assert sources(site) == ["daily-2024-12-07.yml"]
    assert add(site, "--bibtex", str(site / "mine.bib"), "--new-only") == 0
    assert "there already, and left out: 1" in capsys.readouterr().out
    assert add(site, "--bibtex", str(site / "mine.bib"), "--new-only") == 0
    assert sources(site) == ["daily-2024-12-07.yml", "example-institute-2024-12-01.yml"]


def test_other_sources_of_the_publisher_give_the_id_and_a_hint_at_their_origin(site: Path, capsys):
    assert add(site, "--publisher", "The Daily Example", "--issued", "2024-12-09") == 0
    assert sources(site) == ["daily-2024-12-07.yml", "daily-2024-12-09.yml"]
    assert "other sources of The Daily Example have --origin example" in capsys.readouterr().out


def test_the_credit_of_an_agency_is_told_with_the_origin_of_its_other_sources(site: Path, capsys):
    assert add(site, "--publisher", "Reuters", "--origin", "reuters-desk") == 0
    (site / "page.html").write_text(f"{PAGE}<p>RIVERTOWN (Reuters) – It opened.", encoding="utf-8")
    capsys.readouterr()
    assert add(site, "--page", str(site / "page.html")) == 0
    assert (
        'note: it carries the credit "(Reuters)": if the report is that of Reuters, give --publisher "Reuters"'
        ' --container-title "Example Herald" --origin reuters-desk' in capsys.readouterr().out
    )
    text = (site / "data/sources/example-herald-2024-12-07.yml").read_text(encoding="utf-8")
    assert "origin" not in text and "publisher: Example Herald" in text


@pytest.mark.parametrize(
    "options, told",
    [
        ([], "nobody is named as publisher; give --publisher"),
        (["--publisher", "A", "--issued", "7 December 2024"], "write 2024-12-07"),
        (["--publisher", "A", "--id", "A B"], "an id is lower-case letters"),
        (
            ["ftp://example.org/a", "--publisher", "A"],
            "a web address starts with http:// or https://",
        ),
        (["--page", "no-such.html"], "does not exist"),
    ],
)
def test_a_wrong_call_says_what_is_missing(site: Path, capsys, options: list[str], told: str):
    assert add(site, *options) == 2
    assert told in capsys.readouterr().err
    assert sources(site) == ["daily-2024-12-07.yml"]


def test_an_id_that_is_taken_is_refused(site: Path, capsys):
    assert add(site, "--publisher", "A", "--id", "daily-2024-12-07") == 1
    assert "sources/daily-2024-12-07 is there already" in capsys.readouterr().err


def test_what_would_be_an_error_is_not_written(site: Path, capsys):
    assert add(site, "--publisher", "A", "--issued", "2025-12-07") == 1
    assert "future-date" in capsys.readouterr().err
    assert sources(site) == ["daily-2024-12-07.yml"]


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        """Whether somebody is there."""
        return True


def test_at_a_terminal_it_asks_for_what_is_missing_or_guessed(site: Path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", Terminal("\nHerald of Examples\nThe first paragraph\n"))
    assert add(site, "--page", str(site / "page.html")) == 0
    asked = capsys.readouterr().out
    assert "title (guessed from <h1>) [Bridge opens]" in asked
    assert "read (Enter: leave out)" in asked
    text = (site / "data/sources/herald-of-examples-2024-12-07.yml").read_text(encoding="utf-8")
    assert "title: Bridge opens\npublisher: Herald of Examples\n" in text
    assert "read: The first paragraph\n" in text


def test_a_date_is_read_back_in_words_and_asked_again_when_it_is_none(
    site: Path, monkeypatch, capsys
):
    answers = "A title\n7/12/2024\n2024-12-07/2024-12-08\nen\n\n"
    monkeypatch.setattr(sys, "stdin", Terminal(answers))
    assert add(site, "--publisher", "Example Institute") == 0
    asked = capsys.readouterr().out
    assert '"7/12/2024" may be' in asked
    assert "2024-12-07/2024-12-08: 7 to 8 December 2024" in asked


def test_who_names_the_agency_says_with_that_who_printed_it(site: Path, monkeypatch, capsys):
    (site / "page.html").write_text(f"{PAGE}<p>RIVERTOWN (Reuters) – It opened.", encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", Terminal("y\n\n\n"))
    assert add(site, "--page", str(site / "page.html")) == 0
    assert "credit “(Reuters)”: is the report that of Reuters?" in capsys.readouterr().out
    text = (site / "data/sources/reuters-2024-12-07.yml").read_text(encoding="utf-8")
    assert "publisher: Reuters\ncontainer-title: Example Herald\n" in text
