"""Two doors, one core: pages in memory and Markdown files on disk give the same site, under MkDocs and under ProperDocs."""

import shutil
from pathlib import Path

import pytest
from markup import files as site, plainly_named, unlike
from projects import run

pytestmark = pytest.mark.slow  # whole sites, and the preview

ENV = {
    "SOURCE_DATE_EPOCH": "0"
}  # an engine without our plugin stamps the compressed sitemap with the day of the build


@pytest.fixture
def used(printed: Path, tmp_path: Path) -> Path:
    """A copy of the real project as it is after a build, with its site and its cache."""
    return Path(shutil.copytree(printed, tmp_path / "used"))


@pytest.mark.parametrize(
    ("engine", "mode"), [("mkdocs", "html"), ("mkdocs", "markdown"), ("properdocs", "html")]
)
def test_both_doors_give_the_same_site(project: Path, engine: str, mode: str) -> None:
    """The same documents; of Markdown the same bytes. Several languages need the plug-in."""
    in_one_language(project)
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("factsheet]", f"factsheet: {{print: {mode}}}]")
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    command = ("build", "--strict", "-f", "mkdocs.yml", "-d", "one")
    memory = run(engine, *command, cwd=project, env=ENV)
    assert memory.returncode == 0, memory.stdout + memory.stderr
    assert "WARNING" not in memory.stderr
    one = site(project / "one")
    files = run("factsheet", "build", "build/pages", cwd=project)
    assert files.returncode == 0, files.stdout
    plain = run(engine, "build", "--strict", "-f", "build/pages.yml", cwd=project, env=ENV)
    assert plain.returncode == 0, plain.stdout + plain.stderr
    two = site(project / "build/pages.site")
    assert unlike(one, two) == []
    assert mode == "html" or plainly_named(one) == two
    assert len(one) > 250


def in_one_language(project: Path) -> None:
    """Leave the further languages of the real site out."""
    path = project / "data/site.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("languages: [en, ar]\n", ""), encoding="utf-8"
    )
    for page in (project / "content").rglob("*.ar.md"):
        page.unlink()


@pytest.mark.parametrize("languages", [1, 2])
def test_zensical_prints_the_files_door(project: Path, languages: int) -> None:
    if languages == 1:
        in_one_language(project)
    assert run("factsheet", "build", "build/pages", cwd=project).returncode == 0
    done = run("zensical", "build", "--strict", "-f", "build/pages.yml", cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (project / "build/pages.site/groups/hts/index.html").read_text(encoding="utf-8")
    assert "Hayat Tahrir al-Sham" in page and 'id="us-listing"' in page
    assert "assets/factsheet.js" in page  # our parts of the theme
    arabic = project / "build/pages.site/ar/groups/hts/index.html"
    assert arabic.exists() == (languages == 2)
    assert languages == 1 or 'dir="rtl"' in arabic.read_text(encoding="utf-8")
    markdown = {
        p.relative_to(project / "build/pages").with_suffix("")
        for p in (project / "build/pages").rglob("*.md")
    }
    assert len(markdown) <= len(list((project / "build/pages.site").rglob("index.html")))


def test_a_wrong_fact_leaves_the_previous_site_untouched(used: Path) -> None:
    before = site(used / "site")
    path = used / "data/groups/hts.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("people/jolani", "people/jolany", 1),
        encoding="utf-8",
    )
    done = run("mkdocs", "build", "--strict", cwd=used)
    assert done.returncode == 1
    assert "data/groups/hts.yml:" in done.stderr and 'did you mean "people/jolani"?' in done.stderr
    assert "Traceback" not in done.stderr
    assert site(used / "site") == before
    assert not (used / ".site.new").exists()


def test_the_same_bytes_in_another_zone_locale_and_hash_seed(printed: Path, project: Path) -> None:
    done = run(
        "mkdocs",
        "build",
        cwd=project,
        env={"TZ": "America/Anchorage", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    )
    assert done.returncode == 0, done.stderr
    assert site(project / "site") == site(printed / "site")


def test_edit_links_open_the_yaml_file(used: Path) -> None:
    with (used / "data/site.yml").open("a", encoding="utf-8") as settings:
        settings.write("edit_url: https://github.com/desk/facts/edit/main\n")
    assert run("mkdocs", "build", cwd=used).returncode == 0
    sheet = (used / "site/groups/hts/index.html").read_text(encoding="utf-8")
    assert "https://github.com/desk/facts/edit/main/data/groups/hts.yml" in sheet
    explainer = (used / "site/explainers/who-are-the-syrian-rebels/index.html").read_text(
        encoding="utf-8"
    )
    assert (
        "https://github.com/desk/facts/edit/main/content/explainers/who-are-the-syrian-rebels.md"
        in explainer
    )


def test_a_site_build_waits_for_no_other_and_mends_a_killed_one(used: Path) -> None:
    from factsheet.disk import folder as disk

    before = site(used / "site")
    with disk.locked(used / ".site.lock"):
        done = run("mkdocs", "build", cwd=used)
        assert done.returncode == 1 and "another build" in done.stderr + done.stdout
    (used / "site").rename(used / ".site.old")  # killed between the two renames
    (used / ".site.new").mkdir()
    path = used / "data/quotes/trump-not-our-fight.yml"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("name: Trump", "name: Changed", 1), encoding="utf-8")
    assert run("mkdocs", "build", cwd=used).returncode == 0
    sheet = used / "site/quotes/trump-not-our-fight/index.html"
    assert "Changed" in sheet.read_text(encoding="utf-8")
    path.write_text(good, encoding="utf-8")
    assert run("mkdocs", "build", cwd=used).returncode == 0
    assert site(used / "site") == before


def test_a_strict_build_with_a_warning_leaves_the_previous_site_untouched(used: Path) -> None:
    before = site(used / "site")
    (used / "content/explainers/new.md").write_text(
        "# A page that no menu names\n", encoding="utf-8"
    )
    done = run("mkdocs", "build", "--strict", cwd=used)
    assert done.returncode == 1 and "strict" in done.stderr + done.stdout
    assert site(used / "site") == before and not (used / ".site.new").exists()


def test_a_warning_of_ours_does_not_stop_a_strict_build(used: Path) -> None:
    (used / "data/groups/hts.yml~").write_text("x", encoding="utf-8")
    assert run("factsheet", "check", cwd=used).returncode == 0
    assert run("mkdocs", "build", "--strict", cwd=used).returncode == 0
