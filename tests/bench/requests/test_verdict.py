"""Who has to have read a request before it is taken in, and who counts as a second reader."""

import pytest
from code_host import HEAD, OLDER
from factsheet.bench.requests.request import Request, Review
from factsheet.bench.requests.rules import Rules, of
from factsheet.bench.requests.scope import others
from factsheet.bench.requests.verdict import MAX_LINE, judge
from factsheet.bench.desk.report import Left, Report
from reports import change, report

RULES = Rules(("correction", "living-person"), frozenset({"carla"}))
FACTS = ("data/groups/army.yml", "content/explainers/who.md", "seeds/ap-2024-12-07.yml")


def request(*reviews: Review, paths: tuple[str, ...] | None = FACTS,
            writers: frozenset[str] | None = frozenset({"ann", "amir"})) -> Request:  # fmt: skip
    return Request(7, HEAD, "main", False, paths, writers, reviews)


def review(
    who: str, state: str = "APPROVED", commit: str = HEAD, standing: str = "MEMBER"
) -> Review:
    return Review(who, state, commit, standing)


CORRECTED = report(change("correction"))


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (CORRECTED, "correction"),
        (report(change("new", ("living-person",))), "living-person"),
        (report(change("update"), change("correction", ("living-person",))), "correction, living-person"),
        (report(ok=False), "the facts have errors"),
        (report(notes=("what was there cannot be read",)), "not all of it could be compared"),
        (report(left=(Left("update", 3),)), "not all of it could be compared"),
        ("its report is refused: x", "its report is refused: x"),
    ],
)  # fmt: skip
def test_what_the_rules_name_and_what_nobody_can_tell_waits(made: Report | str, why: str) -> None:
    said = judge(request(), made, RULES)
    assert (said.state, said.why) == ("pending", f"waits for a second reader: {why}")


def test_what_no_rule_names_waits_for_nobody() -> None:
    said = judge(request(), report(change("update", ("claim",)), change("new")), RULES)
    assert (said.state, said.why) == ("success", "nothing in it asks for a second reader")
    assert judge(request(paths=("mkdocs.yml",)), "no report", Rules()).state == "success"


@pytest.mark.parametrize(
    "path",
    [
        ".github/workflows/site.yml", "mkdocs.yml", "requirements.txt", "data/site.yml",
        "data/editions.yml", "data/kinds/ships.yml", "data/schema/groups.json", "editions/2026.zip",
        "content/extra.js", "content/x.html", "content/x.svg", "content/.hidden.md", "content/.git/x.md",
        "theme/main.html", ".gitattributes", "data/groups/.army.yml", "data/groups/army.yaml",
        "data/a/b/c.yml", "Data/groups/army.yml", "data/../mkdocs.yml", "", "seeds/run.py",
        "data/groups/army.yml\n", "dev.py",
    ],
)  # fmt: skip
def test_a_request_that_touches_more_than_facts_and_prose_is_not_believed(path: str) -> None:
    said = judge(request(paths=(*FACTS, path)), report(), RULES)
    assert said.state == "pending" and "it touches more than facts and prose" in said.why
    assert "\n" not in said.why


def test_facts_and_prose_are_records_pages_pictures_and_seeds() -> None:
    known = [
        *FACTS,
        "data/places.yml",
        "data/kindship/x.yml",
        "content/a/Map_1.PNG",
        "content/x.pdf",
    ]
    assert others(known) == []


def test_a_picture_has_to_be_looked_at_by_somebody() -> None:
    said = judge(request(paths=("content/maps/Idlib.png",)), report(change("passage")), RULES)
    assert said.why == "waits for a second reader: somebody has to look at content/maps/Idlib.png"


def test_more_files_than_the_host_lists_are_not_believed() -> None:
    said = judge(request(paths=None), report(), RULES)
    assert said.why == "waits for a second reader: it touches too many files to list"


@pytest.mark.parametrize(
    ("reviews", "state"),
    [
        ([review("bela")], "success"),
        ([review("bela", standing="OWNER")], "success"),
        ([review("carla", standing="CONTRIBUTOR")], "success"),  # the site names her
        ([review("dora", standing="CONTRIBUTOR")], "pending"),
        ([review("dora", standing="NONE")], "pending"),
        ([review("ann")], "pending"),  # who asks for it
        ([review("amir")], "pending"),  # who wrote one of its commits
        ([review("bela", commit=OLDER)], "pending"),
        ([review("bela", "COMMENTED")], "pending"),
        ([review("bela"), review("bela", "COMMENTED")], "success"),
        ([review("bela"), review("bela", "CHANGES_REQUESTED")], "pending"),
        ([review("bela", "DISMISSED")], "pending"),
        ([review("bela", "CHANGES_REQUESTED"), review("bela")], "success"),
        ([review("bela"), review("bela", commit=OLDER)], "pending"),
        ([review("bela", "CHANGES_REQUESTED"), review("emil")], "success"),
        ([review("ann"), review("bela", commit=OLDER), review("dora", standing="")], "pending"),
    ],
)
def test_somebody_else_with_rights_has_approved_exactly_this_commit(
    reviews: list[Review], state: str
) -> None:
    said = judge(request(*reviews), CORRECTED, RULES)
    assert said.state == state
    assert said.why.startswith("read by " if state == "success" else "waits for a second reader: ")


def test_whoever_cannot_be_told_from_the_writers_counts_for_nothing() -> None:
    assert judge(request(review("bela"), writers=None), CORRECTED, RULES).state == "error"


def test_why_fits_into_a_status() -> None:
    long = "data/" + "x" * 900
    said = judge(request(review("b" * 39), paths=(long, f"{long}y")), report(), RULES)
    assert len(said.why) <= MAX_LINE and "and 1 more" in said.why


SITE = "review: {groups: 365, second_reader: [correction, quote], reviewers: [Carla, '@dora']}\n"


def test_the_rules_are_read_from_the_settings() -> None:
    found = of({"data/site.yml": SITE.encode()})
    assert found == Rules(("correction", "quote"), frozenset({"carla", "dora"}))
    assert of({}) == Rules()


@pytest.mark.parametrize("text", ["review: {second_reader: [corection]}\n", "review: [\n", "\x00"])
def test_rules_that_cannot_be_read_let_nothing_through(text: str) -> None:
    found = of({"data/site.yml": text.encode()})
    assert judge(request(), report(change("update")), found).state == "pending"
