"""A site's settings are a few lines: what it is silent on is filled in, and what it says stands, by both doors."""

import logging
import re
from pathlib import Path

import pytest
import yaml
from factsheet.build.whole import Built, build
from factsheet.site import settings
from factsheet.site.defaults import defaults, missing
from factsheet.site.around import menu
from markup import files, unlike
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from projects import PAPER, run

CLOCK = {"SOURCE_DATE_EPOCH": "0"}
SHORT = "site_name: T\ndocs_dir: content\ntheme: {name: material}\nplugins: [search, factsheet]\n"
FILES = {
    "data/sources/paper.yml": PAPER,
    "data/groups/army.yml": "name: The army\nchecked: 2024-12-31\nfacts:\n  one: {text: One., references: [paper]}\n",
    "content/index.md": "# Facts on T\n\n[More](answers/why.md)\n",
    "content/contact.md": "# Contact\n",
    "content/answers/index.md": "# All answers\n",
    "content/answers/why.md": '# Why?\n\n{{ fact("groups/army#one") }}\n\n## Who? {#who}\n\n!!! note\n\n    A box.\n',
    "content/house-style/words/long.md": "# Long words\n",
}


def project(root: Path, said: str = SHORT) -> Path:
    for path, text in {**FILES, "mkdocs.yml": said}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def filled(root: Path, more: str = "") -> MkDocsConfig:
    """The settings after the plug-in has looked at them."""
    config = load_config(str(project(root, more + SHORT) / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    return config.plugins.on_config(config)


def test_what_a_site_is_silent_on_is_filled_in(tmp_path: Path) -> None:
    found, wanted = filled(tmp_path), defaults()
    assert {key: found.theme[key] for key in wanted["theme"]} == wanted["theme"]
    assert found.extra_css == wanted["extra_css"] and found.extra["generator"] is False
    assert {"admonition", "attr_list", "def_list", "footnotes"} < set(found.markdown_extensions)
    assert found.mdx_configs["toc"] == {"permalink": True}
    parts = (found.validation.nav, found.validation.links)
    assert {level for part in parts for level in part.values()} == {logging.WARNING}


SAID = {
    "theme: {name: material, features: [], palette: {primary: red}, font: {text: Georgia}}": (
        lambda c: (c.theme["features"], c.theme["palette"], c.theme["font"]),
        ([], {"primary": "red"}, {"text": "Georgia"}),
    ),
    "theme: {name: material, favicon: a.png, logo: b.png, icon: {repo: c}}": (
        lambda c: (c.theme["favicon"], c.theme["icon"]),
        ("a.png", {"repo": "c"}),
    ),
    "theme: {name: material, icon: {logo: material/fish, repo: c}}": (
        lambda c: c.theme["icon"],
        {"logo": "material/fish", "repo": "c"},
    ),
    "extra: {generator: true, own: 1}": (lambda c: dict(c.extra), {"generator": True, "own": 1}),
    "validation: {anchors: ignore, nav: {omitted_files: ignore}}": (
        lambda c: (c.validation.links.anchors, c.validation.nav.omitted_files),
        (logging.DEBUG, logging.DEBUG),
    ),
    "extra_css: [assets/own.css]": (
        lambda c: c.extra_css,
        ["assets/factsheet.css", "assets/own.css"],
    ),
    "markdown_extensions: [footnotes: {BACKLINK_TEXT: up}, markdown.extensions.tables, nl2br]": (
        lambda c: (
            [e for e in c.markdown_extensions if "tables" in e or "note" in e],
            c.mdx_configs["footnotes"],
            {"nl2br", "admonition"} < set(c.markdown_extensions),
        ),
        (["tables", "footnotes", "markdown.extensions.tables"], {"BACKLINK_TEXT": "up"}, True),
    ),
}


@pytest.mark.parametrize("said", SAID)
def test_what_a_site_says_stands(tmp_path: Path, said: str) -> None:
    look, wanted = SAID[said]
    if said.startswith("theme"):
        config = load_config(
            str(project(tmp_path, SHORT.replace("theme: {name: material}", said)) / "mkdocs.yml")
        )
        settings.fill_in(config, settings.said(config.config_file_path))
    else:
        config = filled(tmp_path, f"{said}\n")
    assert look(config) == wanted


def test_settings_that_are_inherited_count_as_said(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("theme: {features: []}\n", encoding="utf-8")
    assert filled(tmp_path, "INHERIT: base.yml\n").theme["features"] == []


def test_another_theme_gets_no_settings_of_material(tmp_path: Path) -> None:
    found = missing(yaml.compose("theme: mkdocs"))
    assert not {"theme", "extra_css", "extra_javascript"} & found.keys()
    assert "markdown_extensions" in found


# The menu


def test_the_menu_is_made_from_what_is_there() -> None:
    built = build({path: text.encode() for path, text in FILES.items()})
    assert built.issues == []
    assert menu(built) == [
        {"Home": "index.md"},
        "contact.md",
        {"All answers": ["answers/index.md", "answers/why.md"]},
        {"House style": [{"Words": ["house-style/words/long.md"]}]},
        "groups/index.md",
        "sources/index.md",
        "data/index.md",
    ]
    assert menu(Built()) == []


def test_a_title_that_a_theme_could_take_for_markup_is_no_title_in_the_menu() -> None:
    page = '# All {{ fact("groups/army#one") }} & more\n'
    tree = {path: text.encode() for path, text in FILES.items()}
    built = build({**tree, "content/answers/index.md": page.encode()})
    assert built.issues == []
    assert {"Answers": ["answers/index.md", "answers/why.md"]} in menu(built)


def print_site(root: Path, *more: str, engine: str = "mkdocs") -> dict[str, bytes]:
    done = run(engine, "build", "--strict", "-d", str(root / "site"), *more, cwd=root, env=CLOCK)
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stdout + done.stderr
    return files(root / "site")


SITES = {
    "a short one": SHORT,
    "no templates of ours": SHORT.replace("factsheet", "factsheet: {templates: false}"),
    "other templates": SHORT.replace("material", "material, custom_dir: own"),
    "lists of its own": SHORT
    + "markdown_extensions: [nl2br]\nextra_css: [assets/own.css]\nextra: {own: 1}\n"
    + "not_in_nav: /contact.md\nnav: [index.md, answers/index.md, answers/why.md, house-style/words/long.md]\n",
    "the engine's own theme": SHORT.replace("material", "mkdocs"),
}


@pytest.mark.slow
@pytest.mark.parametrize("said", SITES)
def test_both_doors_print_the_same_site_without_a_warning(tmp_path: Path, said: str) -> None:
    root = project(tmp_path, SITES[said])
    (root / "own/assets").mkdir(parents=True)
    (root / "own/assets/own.css").write_text("b {color: red}\n", encoding="utf-8")
    (root / "own/404.html").write_text("gone", encoding="utf-8")
    one = print_site(root)
    assert run("factsheet", "build", "build/pages", cwd=root).returncode == 0
    assert unlike(one, print_site(root, "-f", "build/pages.yml")) == []
    assert (one["404.html"] == b"gone") == ("own" in SITES[said] and "custom_dir" in SITES[said])
    page = one["answers/why/index.html"].decode()
    assert ("Switch to dark mode" in page) == ("name: material" in SITES[said])
    for ending in ("css", "js"):
        ours = [name for name in one if re.fullmatch(rf"assets/factsheet\..*{ending}", name)]
        assert len(ours) == ("material" in SITES[said]) and all(name in page for name in ours)
    assert b"groups/army" not in one["groups/index.html"].partition(b"<article")[0]


@pytest.mark.slow
def test_properdocs_and_zensical_print_a_short_site(tmp_path: Path) -> None:
    root = project(tmp_path)
    assert print_site(root).keys() == print_site(root, engine="properdocs").keys()
    assert run("factsheet", "build", "build/pages", cwd=root).returncode == 0
    done = run("zensical", "build", "--strict", "-f", "build/pages.yml", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (root / "build/pages.site/answers/why/index.html").read_text(encoding="utf-8")
    for word in ("Home", "Contact", "All answers", "House style", "Groups", "Sources"):
        assert word in page.partition("<article")[0], word
    assert "assets/factsheet.css" in page and "Switch to dark mode" in page


@pytest.mark.slow
@pytest.mark.parametrize("templates", ["true", "false"])
def test_no_title_acts_in_the_head_of_a_page(tmp_path: Path, templates: str) -> None:
    said = SHORT.replace("factsheet", f"factsheet: {{templates: {templates}}}")
    root = project(tmp_path, said)
    army = root / "data/groups/army.yml"
    name = "The </title><script>alert(1)</script> army"
    army.write_text(army.read_text(encoding="utf-8").replace("The army", name, 1), encoding="utf-8")
    one = print_site(root)
    assert run("factsheet", "build", "build/pages", cwd=root).returncode == 0
    for site in (one, print_site(root, "-f", "build/pages.yml")):
        for page in (text for path, text in site.items() if path.endswith(".html")):
            assert b"<script>alert" not in page


@pytest.mark.slow
def test_the_foot_of_each_page_says_who_publishes_by_both_doors(tmp_path: Path) -> None:
    root = project(tmp_path)
    site = root / "data/site.yml"
    site.write_text("publisher: The </p><b>Desk\ncontact: desk@paper.example\n", encoding="utf-8")
    one = print_site(root)
    assert run("factsheet", "build", "build/pages", cwd=root).returncode == 0
    for pages in (one, print_site(root), print_site(root, "-f", "build/pages.yml")):  # one: as kept
        for name in (n for n in pages if n.endswith(".html") and not n.startswith("embed/")):
            assert b"Published by The &lt;/p&gt;&lt;b&gt;Desk" in pages[name], name
            assert pages[name].count(b'href="mailto:desk&#64;paper.example"') == 1, name
    settings_file = root / "mkdocs.yml"
    settings_file.write_text(f"{SHORT}copyright: Mine\n", encoding="utf-8")
    assert b"Published by" not in print_site(root)["index.html"]


@pytest.mark.slow
def test_the_preview_renews_menu_and_footer_with_the_edit_that_changes_them(tmp_path: Path) -> None:
    from test_incremental import preview

    root, whole = project(tmp_path), list[str]()
    with preview(root, whole) as again:
        ann = root / "data/people/ann.yml"
        ann.parent.mkdir()
        ann.write_text("name: Ann\nchecked: 2024-12-31\n", encoding="utf-8")
        assert b'href="../people/' in again()["groups/index.html"] and whole == ["whole"]
        bob = ann.with_name("bob.yml")
        bob.write_text("name: Bob\nchecked: 2024-12-31\n", encoding="utf-8")
        assert "people/bob/index.html" in again() and whole == ["whole"]
        index = root / "content/answers/index.md"
        index.write_text("# Every answer\n", encoding="utf-8")
        assert b"Every answer" in again()["index.html"] and len(whole) == 2
        (root / "data/site.yml").write_text("publisher: The Desk\n", encoding="utf-8")
        assert b"Published by The Desk" in again()["groups/army/index.html"] and len(whole) == 3


@pytest.mark.slow
def test_a_menu_that_a_hook_makes_stands(tmp_path: Path) -> None:
    root = project(tmp_path, f"{SHORT}hooks: [own.py]\nvalidation: {{omitted_files: ignore}}\n")
    hook = "def on_config(config):\n    config.nav = [{'Mine': 'index.md'}]\n    return config\n"
    (root / "own.py").write_text(hook, encoding="utf-8")
    page = print_site(root)["index.html"]
    assert b"Mine" in page and b"All answers" not in page


@pytest.mark.parametrize(
    "address",
    [
        "https://user:hunter2@lakes.example/",
        "https://lakes.example/?hunter2",
        "https://lakes.example/#hunter2",
        "https://lakes.example/a hunter2",
        '"https://lakes.example/\\u202ehunter2/"',
        '"https://lakes.example/\\ahunter2/"',
        "ftp://lakes.example/hunter2/",
    ],
)
def test_an_address_that_no_page_may_name_is_refused_and_not_repeated(
    address: str, tmp_path: Path
) -> None:
    with pytest.raises(Abort) as refused:
        filled(tmp_path, f"site_url: {address}\n")
    assert "mkdocs.yml:1:1: error: site_url: this is no address" in str(refused.value)
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("address", ["", "https://lakes.example", "http://[::1]:8000/a%20b/كتاب/"])
def test_usual_addresses_of_sites_are_taken(address: str, tmp_path: Path) -> None:
    assert filled(tmp_path, f'site_url: "{address}"\n').theme["font"] is False
