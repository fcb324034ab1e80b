"""The site says what it said: every page of a frozen copy of the facts, compared with what was kept of it.

`before/facts.tar.xz` has the facts, `pages.json.xz` what each page said of them. A change that is meant is kept by
`python tests/house/test_same_pages.py`, and told in the commit: what differs is printed there.
"""

import difflib
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))  # when it runs by itself
import pagetext  # noqa: E402
from projects import run, write_settings  # noqa: E402

BEFORE = Path(__file__).parent / "before"


def print_before(root: Path) -> dict[str, dict[str, Any]]:
    """What the pages of the frozen facts say as the present engine prints them."""
    with tarfile.open(BEFORE / "facts.tar.xz") as facts:
        safe = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # from 3.11.4 on
        facts.extractall(root, **safe)
    settings = write_settings(root) / "mkdocs.yml"  # its menu has pages that came later
    settings.write_text(settings.read_text("utf-8").partition("\nnav:")[0] + "\n", "utf-8")
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return pagetext.of_site(root / "site")


def differences(was: dict[str, dict[str, Any]], now: dict[str, dict[str, Any]]) -> list[str]:
    """What differs, a line for each page and sort of thing."""
    out = [f"{page}: gone" for page in was if page not in now] + [
        f"{page}: new" for page in now if page not in was
    ]
    for page in sorted(was.keys() & now.keys()):
        for part in ("text", "links", "ids"):
            before, after = was[page][part], now[page][part]
            if before != after:
                before, after = (x.split() if part == "text" else x for x in (before, after))
                lines = list(difflib.unified_diff(before, after, lineterm="", n=2))[2:]
                out.append(f"{page}: {part}: {' '.join(lines)[:300]}")
    return out


@pytest.mark.slow
def test_every_page_says_what_it_said(tmp_path: Path) -> None:
    found = differences(pagetext.kept(BEFORE / "pages.json.xz"), print_before(tmp_path))
    assert not found, "\n".join(found[:40])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        pages = print_before(Path(folder))
    if (BEFORE / "pages.json.xz").exists():
        print("\n".join(differences(pagetext.kept(BEFORE / "pages.json.xz"), pages)))
    pagetext.keep(pages, BEFORE / "pages.json.xz")
    sys.exit()
