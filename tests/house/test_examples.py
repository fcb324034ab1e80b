"""The sites under `examples/`: kinds, facts and pages of other topics, sound to the last notice."""

import shutil
from pathlib import Path

import pytest
from factsheet import disk
from factsheet.build import guesses
from factsheet.build.whole import build
from projects import ROOT, run

SITES = sorted(path.parent.parent for path in (ROOT / "examples").glob("*/data/site.yml"))


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_an_example_site_has_no_problem_at_all(site: Path) -> None:
    files, issues = disk.read(site)
    built = build(files)
    assert [*issues, *built.issues] == []
    assert guesses.of(built, files) == []


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_an_example_site_says_nothing_of_the_first_topic(site: Path) -> None:
    files, _ = disk.read(site)
    pages = build(files).files
    assert not [name for name, text in pages.items() if "Syria" in str(text)]


@pytest.mark.slow
@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_an_example_site_is_printed_without_a_warning(site: Path, tmp_path: Path) -> None:
    root = shutil.copytree(site, tmp_path / site.name)
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = sorted((root / "site").rglob("index.html"))
    assert len(pages) > 200 and all("<h1" in page.read_text(encoding="utf-8") for page in pages)
