"""One walk through the bench of the real preview: a claim, its rival, a dispute, what I changed, a proposal.

The claim is typed by keyboard alone. What git holds at the end is what was meant, line by line.
"""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from looks import axe
from previews import eventually, no_traceback, serving
from projects import git
from repositories import alone, said

pytestmark = pytest.mark.slow
FILES = {
    "mkdocs.yml": "site_name: T\ndocs_dir: content\ntheme: {name: mkdocs}\nplugins: [factsheet]\nmarkdown_extensions: [attr_list, footnotes]\n",
    "content/index.md": "# Home\n\n[The town](cities/rivertown.md)\n",
    "data/cities/rivertown.yml": "name: Rivertown  # as on the map\nchecked: 2024-12-31\n",
    "data/people/ann.yml": "name: Ann Lake\nchecked: 2024-12-31\n",
    ".gitignore": ".cache/\nlog.txt\n",
}
BIBTEX = "@misc{town, title={Rivertown in numbers}, publisher={The Town Hall}, date={2022-03-04}, langid={english}}"
GOLDEN = """\
diff --git a/data/cities/rivertown.yml b/data/cities/rivertown.yml
--- a/data/cities/rivertown.yml
+++ b/data/cities/rivertown.yml
@@ -1,2 +1,20 @@
 name: Rivertown  # as on the map
 checked: 2024-12-31
+population:
+  - value: 42000
+    id: population
+    status: claimed
+    asserted_by: people/ann
+    when: 2021
+    recorded: TODAY
+    references: [the-town-hall-2022-03-04#p12]
+  - value: 47500
+    id: population-2021
+    when: 2021
+    recorded: TODAY
+    references: [the-town-hall-2022-03-04]
+disputes:
+  how-many-people-lived-in-rivertown:
+    question: How many people lived in Rivertown?
+    statements: ["#population", "#population-2021"]
+    note: One counts the suburbs.
diff --git a/data/sources/the-town-hall-2022-03-04.yml b/data/sources/the-town-hall-2022-03-04.yml
new file mode 100644
--- /dev/null
+++ b/data/sources/the-town-hall-2022-03-04.yml
@@ -0,0 +1,7 @@
+# yaml-language-server: $schema=../schema/sources.json
+title: Rivertown in numbers
+publisher: The Town Hall
+issued: 2022-03-04
+accessed: TODAY
+language: en
+checked: TODAY
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small site that git keeps, with work under way that is no part of a proposal."""
    alone(monkeypatch, tmp_path / "home")
    root = tmp_path / "site"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    git(root, "init", "--quiet", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "The site begins")
    (root / "notes.txt").write_text("call Ann\n")
    (root / "mkdocs.yml").write_text(
        FILES["mkdocs.yml"].replace("site_name: T", "site_name: Towns")
    )
    git(root, "add", "mkdocs.yml")
    return root


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    made = context.new_page()
    made.set_default_timeout(30_000)
    made.wrong = []
    own = lambda error: "/_bench/" in (error.stack or "")  # noqa: E731 - not those of a theme
    made.on("pageerror", lambda error: made.wrong.append(error.stack) if own(error) else None)
    yield made
    context.close()
    assert not made.wrong


def reach(page: Any, selector: str) -> None:
    """Press Tab until what is meant has the focus, and see that it shows."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def write(page: Any, selector: str, text: str) -> None:
    reach(page, selector)
    page.keyboard.type(text)


def claimed(page: Any, bench: str) -> None:
    """A claim with its claimant and a source that is new, by keyboard alone."""
    page.goto(f"{bench}add/fact/cities/rivertown?field=population")
    write(page, "[name=value]", "42000")
    write(page, "[name=when]", "2021")
    reach(page, "[data-new-source]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#source-dialog[open]")
    write(page, "#source-dialog [name=pasted]", BIBTEX)
    reach(page, "#source-dialog button.main")
    page.keyboard.press("Enter")
    page.wait_for_selector("#source-dialog [name=publisher]")
    reach(page, "#source-dialog button.main")
    page.keyboard.press("Enter")
    page.wait_for_selector("#source-dialog", state="hidden")
    assert page.evaluate("document.activeElement.name") == "references.place"
    page.keyboard.type("p12")
    reach(page, "[name=status]")
    page.keyboard.type("Claimed")
    write(page, "[name=asserted_by]", "ann")
    page.wait_for_selector("[role=option][data-value='people/ann']")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#check .right")
    reach(page, "#form button.main")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-saved]")


def disputed(page: Any, bench: str) -> None:
    """Another number, which the bench does not let stand beside the first without a word."""
    page.get_by_role("link", name="Edit it again").click()  # before the preview has read it
    assert page.input_value("[name=value]") == "42000"
    page.goto(f"{bench}add/fact/cities/rivertown?field=population")
    page.fill("[name=value]", "47500")
    page.fill("[name=when]", "2021")
    page.locator("[name=references]").first.fill("the-town-hall-2022-03-04")
    page.wait_for_selector("[name=way]")
    page.get_by_role("button", name="Add it").click()
    assert "It contradicts what is there: say how the two go together" in page.inner_text(".notice")
    page.check("[name=way][value=dispute]")
    page.fill("[name=question]", "How many people lived in Rivertown?")
    page.fill("[name=dispute_note]", "One counts the suburbs.")
    page.get_by_role("button", name="Add it").click()
    page.wait_for_selector("[data-saved]")


def test_from_an_empty_form_to_a_proposal(page: Any, project: Path) -> None:
    begun, staged = said(project, "rev-parse", "HEAD"), said(project, "diff", "--cached")
    with serving(project) as url:
        bench = f"{url}_bench/"
        eventually(bench, "What would you like to do?")
        claimed(page, bench)
        beside = page.frame_locator("iframe[name=beside]")
        beside.get_by_text("42,000").first.wait_for()
        disputed(page, bench)
        beside.get_by_text("How many people lived in Rivertown?").first.wait_for()
        page.goto(f"{url}cities/rivertown/")
        page.get_by_role("link", name="Edit cities/rivertown#population-2021").click()
        assert page.input_value("[name=value]") == "47500"
        page.goto(f"{bench}changes")
        told = page.inner_text("main")
        for words in ("42,000", "47,500", "Ann Lake", "How many people lived in Rivertown?", "Rivertown in numbers"):  # fmt: skip
            assert words in told, words
        assert axe(page) == ([], [])
        page.fill("#title", "Two numbers for Rivertown")
        page.get_by_role("button", name="Save as a proposal").click()
        page.wait_for_url("**/proposals")
    no_traceback(project)
    assert said(project, "log", "--format=%an <%ae>: %s", f"{begun}..HEAD") == "Ann Lake <ann@paper.example>: Two numbers for Rivertown"  # fmt: skip
    assert said(project, "rev-parse", "main") == begun != said(project, "rev-parse", "HEAD")
    assert shown(project, begun) == GOLDEN
    assert said(project, "diff", "--cached") == staged  # somebody's other work is where it was
    assert said(project, "status", "--short") == "M  mkdocs.yml\n?? notes.txt"
    assert not said(project, "remote")


def shown(root: Path, since: str) -> str:
    """What a proposal changes, without what git says of its own objects; a day is that of the test."""
    diff = subprocess.run(["git", "diff", f"{since}..HEAD"], cwd=root, check=True, capture_output=True)  # fmt: skip
    text = re.sub(r"^index .*\n", "", diff.stdout.decode(), flags=re.MULTILINE)
    return re.sub(r"((?:recorded|accessed|checked): )20(?!24)\d\d-\d\d-\d\d", r"\1TODAY", text)
