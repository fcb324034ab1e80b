"""Do the ten tasks of `ten_tasks.py` in the forms of the bench, in a browser, and print what each costs beside a shell.

    python benchmarks/ten_tasks_by_mouse.py [--root DIR] [--rename RECORD] [--out FILE]

Two copies of a site get the same tasks: one from a shell, one by mouse. After each task both have to hold the same bytes.
A task begins on the first page of the bench. Clicks are those of a mouse (a list that is opened and chosen from is two),
keys are the letters that are typed into fields, pages those that are loaded with the first, seconds what somebody waits for an answer.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from mouse import LONGEST, Effort, Hand, opened, previewed
from ten_tasks import BRIDGE, NEWS, Cost, Task, do, run, site, tasks, tell

FACTS = ("data/**/*", "content/**/*", "seeds/**/*", "imports/*.json")
TOWN = "cities/rivertown"
SAVED = "[data-saved]"
SETTLED = 3  # seconds that the preview has to build what a shell has changed, too
DIALOG = "#source-dialog"
FIRST, PLACE = "[name=references]", "[name='references.place']"


def new_source(hand: Hand, url: str = "", place: str | None = None, **said: str) -> None:
    """Add a source within a form, by hand or from its address, and its place where one is asked for."""
    hand.click("[data-new-source]", f"{DIALOG} [name=URL]")
    if url:
        hand.type(f"{DIALOG} [name=URL]", url)
    how = "button.main" if url else "[name=by_hand]"
    hand.click(f"{DIALOG} {how}", f"{DIALOG} [name=publisher]")
    for key, text in said.items():
        hand.type(f"{DIALOG} [name={key}]", text)
    began = time.perf_counter()
    hand.click(f"{DIALOG} button.main")
    hand.page.locator(f"{DIALOG}[open]").wait_for(state="hidden")
    hand.effort.waited += time.perf_counter() - began
    if place is not None:
        hand.type(hand.page.locator(PLACE).last, place)


def save(hand: Hand) -> None:
    hand.click("#form button.main", SAVED)


def population(hand: Hand, value: str) -> None:
    """The form of a further number of people."""
    hand.click(f"a[href$='add/fact/{TOWN}?field=population']", "[name=value]")
    hand.type("[name=value]", value)
    hand.type("[name=when]", "2021")


def rivals(hand: Hand) -> None:
    """Both stand, in a dispute."""
    hand.wait("[name=way][value=dispute]")
    hand.click("[name=way][value=dispute]")


def city(hand: Hand) -> None:
    hand.click("main a[href$='add/record/cities']", "[name=name]")
    hand.type("[name=name]", "Rivertown")
    save(hand)
    hand.click(f"a[href$='edit/{TOWN}']", "#form")
    population(hand, "42000")
    new_source(hand, publisher="The Town Hall", title="Rivertown in numbers", issued="2022-03", place="p12")  # fmt: skip
    save(hand)
    hand.find("rivertown", TOWN)
    population(hand, "47500")
    new_source(hand, publisher="The Gazette", title="Bridges and people", issued="2022-05-03", place="P4")  # fmt: skip
    rivals(hand)
    hand.type("[name=question]", "How many people lived in Rivertown?")
    hand.type("[name=dispute_note]", "One counts the suburbs.")
    save(hand)


def saved_page(hand: Hand, folder: Path) -> None:
    hand.click("main a[href$='add/source']", "[name=file]")
    hand.bring("[name=file]", folder / "bridge.html")
    hand.click("button.main", "[name=publisher]")
    hand.click("button.main", SAVED)
    hand.find("rivertown", TOWN)
    hand.click(f"a[href$='add/fact/{TOWN}']", "[name=text]")
    hand.type("[name=text]", "The old bridge was closed after the flood.")
    hand.type("[name=when]", "2024-11-04")
    hand.pick(FIRST, "daily", "the-daily-example-2024-11-05")
    hand.type(PLACE, "P1")
    hand.choose("[name=status]", "claimed")
    hand.type("[name=asserted_by]", "Mayor Ann Lake")
    hand.click("summary:has-text('Its address')")
    hand.type("[name=id]", "bridge")
    save(hand)


def one_agency(hand: Hand) -> None:
    hand.find("old bridge was closed", BRIDGE)
    new_source(hand, NEWS, publisher="The Gazette", title="Bridge shut", issued="2024-11-05", place="P2")  # fmt: skip
    save(hand)
    for source in ("the-daily-example-2024-11-05", "the-gazette-2024-11-05"):
        hand.find(f"sources/{source}", f"sources/{source}")
        hand.click("details.more summary")
        hand.type("[name=origin]", "example-agency")
        save(hand)


def quote(hand: Hand) -> None:
    hand.find("lake on the bridge", "quotes/ann-lake-on-the-bridge")
    hand.click("a[href$='add/wording/quotes/ann-lake-on-the-bridge']", "[name=text]")
    hand.type("[name=text]", "We shall build it again.")
    hand.choose("[name=rendition]", "original")
    hand.type("[name=language]", "en")
    new_source(hand, publisher="Town of Rivertown", title="Statement of the mayor", issued="2024-11-04", place="")  # fmt: skip
    save(hand)
    hand.click("a[href$='?part=town-of-rivertown']", "#form")
    hand.click("[name=preferred]")
    hand.wait("[name=why]")
    hand.click("[name=kind][value=correction]")
    hand.type("[name=why]", "The Gazette had translated it.")
    save(hand)


def shown(hand: Hand) -> None:
    """See what a change of many files does, before it is done."""
    hand.click("#form button.main", ".foreseen")


def rename(hand: Hand, record: str) -> None:
    hand.find(record.partition("/")[2][:3], record)
    hand.click("a[href*='rename?']", "[name=new]")
    hand.type("[name=new]", "renamed")
    shown(hand)
    save(hand)


def merge_and_split(hand: Hand, shell: Path, forms: Path) -> None:
    """Split by the undo of the form, where a shell asks git; both have to merge alike, too."""
    hand.find("anna al-lak", "people/anna-al-lak")
    hand.click("a[href*='merge?']", "[name=other]")
    hand.pick("[name=other]", "ann lake", "people/ann-lake")
    shown(hand)
    save(hand)
    merged = shell.with_name("merged")
    run(shell, f"git worktree add -q {merged} HEAD~1")
    refuse_other("two people merged", merged, forms)
    run(shell, f"git worktree remove --force {merged}")
    hand.click("main form[action*=undo] button", "h1:has-text('Taken back')")


def leaflet(hand: Hand) -> None:
    hand.find("leaflet", "sources/a-leaflet")
    hand.click("a[href*='withdraw?']", "[name=why]")
    hand.type("[name=why]", "It was forged.")
    hand.click("[name=with_facts]")
    save(hand)


def superseded(hand: Hand) -> None:
    hand.find("rivertown", TOWN)
    hand.click(f"a[href$='add/fact/{TOWN}']", "[name=text]")
    hand.type("[name=text]", "The old bridge is open again.")
    hand.type("[name=when]", "2025-06-01/..")
    hand.pick(FIRST, "bridge open", "the-gazette-2025-06-02")
    hand.click("summary:has-text('Its address')")
    hand.type("[name=id]", "bridge-open")
    save(hand)
    hand.find("old bridge was closed", BRIDGE)
    hand.choose("[name=status]", "superseded")
    hand.wait("[name=successor]")
    hand.pick("[name=successor]", "bridge is open", f"{TOWN}#bridge-open")
    hand.click("[name=kind][value=update]")
    hand.type("[name=why]", "It was repaired.")
    save(hand)


def version(hand: Hand) -> None:
    hand.find("rivertown", TOWN)
    population(hand, "51000")
    hand.pick(FIRST, "villages", "the-office-2022")
    hand.type(PLACE, "p3")
    rivals(hand)
    save(hand)


def imported(hand: Hand, folder: Path) -> None:
    for again in (False, True):
        hand.click("main a[href$='/import']", "#in-file")
        hand.bring("#in-file", folder / "villages.csv")
        hand.choose("#in-kind", "cities")
        if not hand.page.locator("a[href*='/imports/']").count():
            new_source(
                hand, publisher="The Office", title="Villages 2021", issued="2022", language="en"
            )
        else:
            hand.pick("#in-source", "villages", "the-office-2022")
        hand.click("button.main", "#in-records")
        hand.choose("#in-records", "create")
        hand.choose("[name='what People']", "field population")
        hand.click("button[value=look]", ".counts")
        if not again:
            hand.click("button[value=write]", SAVED)
            hand.click("nav a[href$='/_bench/']", "#find")


def by_mouse(folder: Path, shell: Path, renamed: str) -> dict[str, Callable[[Hand], None]]:
    """What is done for a task, by its name."""
    return {
        "a new city with two rival versions": city,
        "a new source from a saved page, and a fact on it": lambda hand: saved_page(hand, folder),
        "a claim confirmed by a second source, then found to be the same agency": one_agency,
        "a quote corrected from the original": quote,
        "a record renamed, wherever it is named": lambda hand: rename(hand, renamed),
        "two people merged, and split again": lambda hand: merge_and_split(hand, shell, folder),
        "a source withdrawn, with what stood on it alone": leaflet,
        "100 rows of a table imported, twice": lambda hand: imported(hand, folder),
        "a fact superseded": superseded,
        "a version added to a dispute": version,
    }


def facts(root: Path) -> dict[str, bytes]:
    """The files of a site that tasks write."""
    found = (path for pattern in FACTS for path in root.glob(pattern) if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def refuse_other(name: str, shell: Path, forms: Path) -> None:
    """Raises RuntimeError when two copies differ after a task."""
    one, two = facts(shell), facts(forms)
    other = sorted(path for path in {*one, *two} if one.get(path) != two.get(path))
    if other:
        told = "\n\n".join(
            f"{path}\n{(one.get(path) or b'-').decode()}\n---\n{(two.get(path) or b'-').decode()}"
            for path in other[:3]
        )
        raise RuntimeError(f"{name}: the forms write something else:\n{told}")


def built(url: str, root: Path) -> None:
    """Wait until the preview has what a shell has written last, in a record or a source."""
    files = (path for path in facts(root) if path.count("/") == 2 and path.startswith("data/"))
    newest = max(files, key=lambda path: (root / path).stat().st_mtime_ns)
    page = newest.removeprefix("data/").removesuffix(".yml")
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        with suppress(HTTPError):
            urlopen(f"{url}_bench/edit/{page}", timeout=60).close()
            break
        time.sleep(0.2)
    time.sleep(SETTLED)


def measured(folder: Path, source: Path, renamed: str) -> dict[str, tuple[Cost, Effort]]:
    """Do all tasks in both ways, in an empty folder; gives what each costs."""
    shell, forms = folder / "shell", folder / "forms"
    for root in (shell, forms):
        root.mkdir()
        site(root, source)
    out = dict[str, tuple[Cost, Effort]]()
    with previewed(forms) as (url, _), opened() as page:
        hand, ways = Hand(page, f"{url}_bench/"), by_mouse(forms, shell, renamed)
        for task in tasks(renamed):
            cost = do(shell, task)
            out[task.name] = cost, formed(hand, url, forms, task, ways[task.name])
            refuse_other(task.name, shell, forms)
    return out


def formed(hand: Hand, url: str, root: Path, task: Task, way: Callable[[Hand], None]) -> Effort:
    """Do a task in the forms."""
    for step in task.given:
        run(root, step)
    if task.given:
        built(url, root)
    hand.begin()
    way(hand)
    return hand.end()


def table(found: dict[str, tuple[Cost, Effort]]) -> str:
    """The costs of both ways as a table in Markdown."""
    lines = [
        "| task | keys in a shell | seconds | clicks | keys | pages | seconds of waiting |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, (cost, effort) in found.items():
        lines.append(f"| {name} | {cost.keystrokes} | {cost.seconds:.1f} | {_row(effort)} |")
    costs, efforts = zip(*found.values())
    whole = Effort(
        sum(one.clicks for one in efforts), sum(one.keys for one in efforts),
        sum(one.loads for one in efforts), sum(one.waited for one in efforts),
    )  # fmt: skip
    keys, seconds = sum(one.keystrokes for one in costs), sum(one.seconds for one in costs)
    lines.append(f"| all ten | {keys} | {seconds:.1f} | {_row(whole)} |")
    return "\n".join(lines)


def _row(effort: Effort) -> str:
    return f"{effort.clicks} | {effort.keys} | {effort.loads} | {effort.waited:.1f}"


if __name__ == "__main__":
    tell(__doc__, lambda *call: table(measured(*call)))
