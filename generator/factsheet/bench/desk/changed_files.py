"""Which files a request changes, and of what sort they are."""

from collections.abc import Iterable

from factsheet.bench.desk.report import File
from factsheet.bench.desk.shapes import cut
from factsheet.build import EDITIONS_PATH, SETTINGS_PATH
from factsheet.disk import compared
from factsheet.kinds import FOLDER

BESIDE_FACTS = ("facts", "prose", "seeds")  # what a request for facts and prose changes, no more
_FOLDERS = {
    FOLDER: "kinds", "data/": "facts", "content/": "prose", "seeds/": "seeds",
    ".github/": "workflow", ".gitlab-ci": "workflow", "../.github/": "workflow",
    "mkdocs.yml": "engine",
}  # fmt: skip


def of(found: Iterable[compared.Difference]) -> list[File]:
    """The files, those first that are neither facts nor prose."""
    files = [File(cut(one.path, 1_000), one.how, sort_of(one)) for one in found]
    return sorted(files, key=lambda one: (one.sort in BESIDE_FACTS, one.path))


def sort_of(one: compared.Difference) -> str:
    """Facts, prose, seeds; settings of the site, kinds, workflows, the engine, links, or code."""
    if one.link:
        return "link"
    if one.path in (SETTINGS_PATH, EDITIONS_PATH):
        return "settings"
    return next((sort for start, sort in _FOLDERS.items() if one.path.startswith(start)), "code")
