"""What is not read is not published: the site holds what the generator hands over, and nothing else that lies about."""

import shutil
from pathlib import Path

import pytest
from projects import PAPER, run

pytestmark = pytest.mark.slow  # whole sites
SETTINGS = """site_name: S
docs_dir: content
theme: {{name: material, font: false, features: []}}
extra: {{generator: false}}
plugins: [search, factsheet]
exclude_docs: ""
use_directory_urls: {folders}
"""
FILES = {
    "data/sources/paper.yml": PAPER,
    "data/groups/army.yml": "name: The Army\nchecked: 2024-12-31\n",
    "content/index.md": "# Home\n",
    "content/picture.png": "a picture",
}
SECRET = "what stands outside the project"


def project(root: Path, folders: bool = True) -> Path:
    """A small project beside a folder of secrets."""
    for name, text in {
        **FILES,
        "../outside/secret.txt": SECRET,
        "../outside/evil.html": SECRET,
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    settings = SETTINGS.format(folders=str(folders).lower())
    (root / "mkdocs.yml").write_text(settings)
    return root


def published(root: Path) -> dict[str, bytes]:
    site = root / "site"
    return {
        str(p.relative_to(site)): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()
    }


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_what_is_passed_over_or_warned_of_is_not_in_the_site(tmp_path: Path, engine: str) -> None:
    root = project(tmp_path / "p")
    names = ["evil.html~", "evil.html.orig", "evil (1).html", "Copy of evil.html", "#evil.html#"]
    for folder in ("content", "content/groups"):
        (root / folder).mkdir(exist_ok=True)
        for name in [*names, "Thumbs.db", ".DS_Store", "._evil.html"]:
            (root / folder / name).write_text(SECRET)
        (root / folder / ".#evil.html").symlink_to(tmp_path / "outside/evil.html")
        (root / folder / "#leak#").symlink_to(tmp_path / "outside", target_is_directory=True)
    done = run(engine, "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    site = published(root)
    assert {"index.html", "groups/army/index.html", "picture.png"} <= site.keys()
    assert not [
        name
        for name in site
        if "evil" in name or "Thumbs" in name or "leak" in name or "DS_Store" in name
    ]
    assert not [name for name, content in site.items() if SECRET.encode() in content]


def attack_folder(root: Path, outside: Path) -> None:
    (root / "content/x.tmp").mkdir()
    (root / "content/x.tmp/evil.html").write_text(SECRET)


def attack_link(root: Path, outside: Path) -> None:
    (root / "content/leak.txt").symlink_to(outside / "secret.txt")


def attack_linked_folder(root: Path, outside: Path) -> None:
    (root / "content/x~").symlink_to(outside, target_is_directory=True)


def attack_linked_page(root: Path, outside: Path) -> None:
    (root / "content/leak.md").symlink_to(outside / "secret.txt")


def attack_hidden(root: Path, outside: Path) -> None:
    (root / "content/.htaccess").write_text("Options +Indexes")


def attack_page(root: Path, outside: Path) -> None:
    (root / "content/groups/army").mkdir(parents=True)
    (root / "content/groups/army/index.md").write_text("# Another army\n")


def attack_readme(root: Path, outside: Path) -> None:
    (root / "content/README.md").write_text("# Another home\n")


def attack_lost(root: Path, outside: Path) -> None:
    (root / "content/404.md").write_text("# Not lost\n")


ATTACKS = [
    attack_folder,
    attack_link,
    attack_linked_folder,
    attack_linked_page,
    attack_hidden,
    attack_page,
    attack_readme,
    attack_lost,
]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: a.__name__)
def test_a_file_that_does_not_belong_stops_the_build_and_leaves_the_old_site(
    tmp_path: Path, attack: object
) -> None:
    root = project(tmp_path / "p", folders=attack is not attack_lost)
    (root / "site").mkdir()
    (root / "site/index.html").write_text("the last good page")
    attack(root, tmp_path / "outside")  # type: ignore[operator]
    done = run("mkdocs", "build", cwd=root)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "error[" in done.stderr and "content/" in done.stderr
    assert published(root) == {"index.html": b"the last good page"}


def test_the_preview_of_a_project_with_a_link_to_everything_looks_at_nothing_outside(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """While facts have errors the preview goes on; the engine must not walk into what the reader refused."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    root = project(tmp_path / "p")
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://127.0.0.1:8000/")
    look = config.plugins["factsheet"].missing  # type: ignore[attr-defined]
    assert look("groups/army/") and "groups/army/index.html" in published(root)
    (root / "content/everything").symlink_to("/", target_is_directory=True)
    (root / "content/evil.html").write_text("x")
    shutil.rmtree(root / "site")
    build(config, serve_url="http://127.0.0.1:8000/")
    assert look("groups/army/")
    site = published(root)
    assert "groups/army/index.html" in site and "symbolic links are not followed" in caplog.text
    assert not [
        name
        for name, content in site.items()
        if SECRET.encode() in content or "evil" in name or "everything" in name
    ]
