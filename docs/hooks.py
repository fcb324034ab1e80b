"""What the documentation gets when it is printed: a list of the decisions, and the looks of the package."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

THEME = Path(__file__).parent.parent / "generator/factsheet/site/theme"
LOOKS = ("assets/icon.svg", "assets/factsheet.css")
LIST = "decisions/index.md"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the titles of all decisions to the page of the decisions, and the looks."""
    titles = {
        file.src_uri.removeprefix("decisions/"): file.content_string.partition("\n")[0][2:]
        for file in sorted(files, key=lambda file: file.src_uri)
        if file.src_uri.startswith("decisions/") and file.src_uri != LIST
    }
    page = files.src_uris[LIST]
    page.content_string += "".join(f"\n- [{title}]({name})" for name, title in titles.items())
    for name in LOOKS:
        files.append(File.generated(config, name, content=(THEME / name).read_bytes()))
    return files
