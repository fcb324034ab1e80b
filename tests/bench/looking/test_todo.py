"""What a desk should look at: each rule finds what it says, nothing else, and the same every time."""

import json
from dataclasses import replace
from datetime import date

import pytest
from desk import FILES, survey
from factsheet.build.whole import build
from factsheet.issues import Spot
from factsheet.pages import Stale
from projects import tree

from factsheet.bench import Survey
from factsheet.bench.looking import todo

SEEN = json.dumps(
    {
        "sources": {
            "copy": {"verdict": "gone", "since": "2025-05-01"},
            "paper": {"quotes": {"quotes/gone#original": {"page": "found"}}},
        }
    }
)


def found(rule: str, files: dict[str, str] | None = None, on: date = date(2025, 6, 1)) -> list[str]:
    rules = todo.of(survey(files, on), [rule])
    return [f"{task.address}: {task.why}" for _, tasks in rules for task in tasks]


@pytest.mark.parametrize(
    "rule, told",
    [
        ("due", ["groups/army: due by 10 April 2025, checked 31 December 2024"]),
        ("claims", ["groups/army#left: claimed 175 days ago (8 December 2024), by one source"]),
        ("successor", ["groups/army#marched: superseded; superseded_by does not say by what"]),
        ("one-origin", ["people/ann#saw: 2 reports, all from wire"]),
        ("drafts", ["groups/band: a group that is not published", "people/ann#heard: a fact that is not published"]),
        ("quotes", ["quotes/gone#original: never compared with a copy: “They are gone.” – Ann Lake"]),
        ("archive", ["sources/paper: 3 statements on it, and no archived copy", "sources/copy: 1 statement on it, and no archived copy"]),
        ("unlinked", ["groups/army: no record and no page by hand names it"]),
        ("thin", ["content/index.md: it tells 2 facts"]),
        ("unrecorded", ["groups/army: 3 of 3 statements without recorded", "quotes/gone: 1 of 1 statement without recorded"]),
        ("gone", []),
        ("single", []),
    ],
)  # fmt: skip
def test_each_rule_finds_what_it_says(rule: str, told: list[str]) -> None:
    if rule == "unlinked":  # a page names the army's fact; without it nobody does
        assert found(rule, {"content/index.md": "# Home\n"}) == told
    else:
        assert found(rule) == told


def test_a_guess_of_a_source_is_listed_until_its_mark_is_gone() -> None:
    copy = FILES["data/sources/copy.yml"]
    marked = copy.replace("The Copy\n", "The Copy  # guessed from og:site_name\n")
    told = found("guessed", {"data/sources/copy.yml": marked})
    assert told == ["sources/copy: publisher guessed from og:site_name"] and not found("guessed")


def test_what_a_look_at_sources_found_is_taken_up() -> None:
    files = {"sources-seen.json": SEEN}
    assert found("gone", files) == ["sources/copy: gone since 2025-05-01; 1 statement on it"]
    assert found("quotes", files) == []
    assert found("quotes", {"sources-seen.json": "[broken"}) == found("quotes")


def test_a_claim_is_left_alone_while_it_is_young_or_once_it_is_confirmed() -> None:
    assert found("claims", on=date(2024, 12, 20)) == []
    assert found("claims", {"data/site.yml": "todo: {claims: 300}\n"}) == []
    confirmed = FILES["data/groups/army.yml"].replace("[wire#P5]", "[wire#P5, paper]")
    assert found("claims", {"data/groups/army.yml": confirmed}) == []


def test_notices_are_listed_under_their_rules() -> None:
    twin = FILES["data/people/ann.yml"].replace("formerly: [anna]\n", "").replace("Анна", "Аня")
    late = FILES["data/groups/army.yml"].replace("when: 2024-12-07", "when: 2024-12-28", 1)
    files = {"data/people/anne.yml": twin, "data/groups/army.yml": late}
    (task,) = [t for t in found("names", files) if t.startswith("people/anne")]
    assert '"Ann Lake" is the name of people/ann too' in task
    assert found("dates", files)[0].startswith("groups/army#left: when: 2024-12-28 lies 20 days")
    assert not found("guesses", files)


def test_only_what_concerns_changed_facts_is_left() -> None:
    now = survey()
    army = FILES["data/groups/army.yml"].replace("left the town", "left the city")
    before = {**now.tree, "data/groups/army.yml": army.encode()}
    touched = todo.touched({**now.tree}, before, now.library.kinds)
    assert touched == {"groups/army", "groups/army#left"}
    left = todo.concerning(todo.of(now), touched)
    told = [task.address for _, tasks in left for task in tasks]
    assert told == ["groups/army", "groups/army#left", "content/index.md", "groups/army"]


def test_the_same_facts_and_day_give_the_same_bytes_in_both_forms() -> None:
    one, two = todo.of(survey()), todo.of(survey())
    assert todo.as_text(one, 3) == todo.as_text(two, 3) and todo.as_json(one) == todo.as_json(two)
    rules = json.loads(todo.as_json(one))["todo"]
    assert sum(len(rule["tasks"]) for rule in rules) == sum(len(tasks) for _, tasks in one)
    assert "and 1 more: factsheet todo --rule" in todo.as_text(one, 1)
    assert todo.as_text([]) == "nothing to do"


def test_a_withdrawn_source_counts_for_nothing() -> None:
    gone = FILES["data/sources/copy.yml"] + "withdrawn: {on: 2025-01-02, why: It was made up.}\n"
    files = {"data/sources/copy.yml": gone, "sources-seen.json": SEEN}
    assert found("single", files) == ["people/ann#saw: only sources/wire says so"]
    assert not found("gone", files) and not found("one-origin", files)
    assert not [told for told in found("archive", files) if "sources/copy" in told]


def test_passages_that_nobody_has_read_again_come_first() -> None:
    page = 'It left, Ann said{{ rests("groups/army#left", seen="000000") }}.\n'
    made = {**FILES, "content/index.md": f"# Home\n\n{page}"}
    found = tree(made)
    looked_at = Survey(build(found, stale=Stale("show")), found, date(2025, 6, 1))
    (rule, tasks), *_ = todo.of(looked_at)
    assert rule.name == "tellings" and tasks[0].at == "content/index.md:3"
    assert todo.concerning([(rule, tasks)], {"groups/army#left"}) == [(rule, tasks)]
    assert todo.concerning([(rule, tasks)], {"groups/army#stayed"}) == []


def test_each_line_of_a_file_leads_to_what_stands_there() -> None:
    seen = survey()
    for record in seen.library.records.values():
        assert seen.address_at(record.spot) == record.address
        for part in (*record.statements.values(), *record.disputes.values()):
            assert seen.address_at(part.spot) == part.address
            assert seen.address_at(replace(part.spot, line=part.spot.line + 1)) == part.address
    assert seen.address_at(Spot("data/groups/nobody.yml", 3)) == ""
