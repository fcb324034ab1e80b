"""Notices: guesses told on request, and accepted one by one."""

import json
from pathlib import Path

import pytest
import yaml
from factsheet.build.guesses import of as guesses_of
from factsheet.build.whole import build
from factsheet.evidence import notices
from factsheet.evidence.lookalikes import skeleton
from factsheet.issues.issue import Issue
from projects import CASES, built, real, run, tree, write_tree

TWINS = {
    "data/people/ann.yml": "name: Ann\nchecked: 2024-12-31\n",
    "data/people/anne.yml": "name: Ann\nchecked: 2024-12-31\n",
    "content/index.md": "# Home\n",
}


def guesses(files: dict[str, str]) -> list[Issue]:
    made = build(tree(files))
    assert made.issues == []
    found = guesses_of(made, tree(files))
    return [guess for guess in found if guess.code != "unrecorded"]


def write(root: Path, files: dict[str, str]) -> None:
    write_tree(root, files)


@pytest.mark.slow
def test_only_who_asks_for_notices_hears_of_them(tmp_path: Path) -> None:
    write(tmp_path, TWINS)
    asked = run("factsheet", "check", "--notices", cwd=tmp_path)
    assert asked.returncode == 0 and "notice[same-name]" in asked.stdout
    assert "0 errors, 0 warnings, 1 notice\n" in asked.stdout and "all is well" in asked.stdout
    for command in (
        ["check"],
        ["build", "out"],
        ["check", "--json"],
        ["stale", "--on", "2025-01-01"],
    ):
        done = run("factsheet", *command, cwd=tmp_path)
        assert done.returncode == 0 and "notice" not in done.stdout + done.stderr, command
    told = json.loads(run("factsheet", "check", "--json", "--notices", cwd=tmp_path).stdout)
    assert [(one["code"], one["severity"]) for one in told] == [("same-name", "notice")]


def test_the_real_facts_have_no_warning_and_no_notice_that_nobody_has_judged() -> None:
    assert built().issues == []
    assert guesses_of(built(), real()) == []


def test_what_an_editor_accepts_is_told_to_no_reader() -> None:
    page = "---\naccepted: {same-name people/ann: A secret reason.}\n---\n# Home\n"
    files = {
        **TWINS,
        "data/people/anne.yml": TWINS["data/people/anne.yml"]
        + "accepted: {same-name people/ann: A secret reason.}\n",
    }
    printed = build(tree({**files, "content/index.md": page})).files
    assert printed and not any(
        "secret" in str(text) or "accepted:" in str(text) for text in printed.values()
    )


def test_an_acceptance_of_a_day_ends_when_the_day_is_changed() -> None:
    fact = "name: Army\nchecked: 2024-12-31\naccepted: {unlikely-day moved 2024-12-20: A slip of the paper.}\nfacts:\n  moved: {text: It moved., when: DAY, references: [paper]}\n"
    assert guesses({"data/groups/army.yml": fact.replace("DAY", "2024-12-20")}) == []
    codes = [i.code for i in guesses({"data/groups/army.yml": fact.replace("DAY", "2024-12-21")})]
    assert sorted(codes) == ["unlikely-day", "unused-acceptance"]


def test_a_notice_gives_the_very_line_that_accepts_it() -> None:
    for path in CASES:
        case = yaml.safe_load(path.read_text(encoding="utf-8"))
        files, on_page = {**case["files"]}, dict[str, str]()
        for told in case.get("notices", []):
            if "unused-acceptance" in told:
                continue
            name = told.split(":")[0]
            line = yaml.safe_load(told.partition("write accepted: ")[2])
            if name.endswith(".md"):
                on_page = {**on_page, **line}
                head = yaml.safe_dump({"accepted": on_page}, allow_unicode=True)
                files[name] = f"---\n{head}---\n{case['files'][name]}"
                continue
            record = yaml.safe_load(files[name])
            record["accepted"] = {**record.get("accepted", {}), **line}
            files[name] = yaml.safe_dump(record, allow_unicode=True, sort_keys=False)
        if files != case["files"]:
            left = [i for i in guesses(files) if i.code != "unused-acceptance"]
            assert left == [], path.name


def test_names_that_look_alike_have_one_skeleton_and_others_have_not() -> None:
    alike = [
        ("Аleppo", "Aleppo"),
        ("HTS 1", "HTS l"),
        ("modern", "modem"),
        ("Ja’far", "Jaʼfar"),
        ("Ηama", "Hama"),
        ("می‌خواهم", "میخواهم"),
    ]
    assert [pair for pair in alike if skeleton(pair[0]) != skeleton(pair[1])] == []
    apart = [
        ("Hama", "Homs"),
        ("al-Assad", "al-Asad"),
        ("Jolani", "Jolānī"),
        ("HTS", "hts"),
        ("حلب", "حماة"),
    ]
    assert [pair for pair in apart if skeleton(pair[0]) == skeleton(pair[1])] == []


def test_notices_of_a_large_data_set_are_as_many_as_there_are_twins_and_not_as_there_are_pairs() -> (
    None
):
    """Thousands of twins of every sort: a step for each pair would take minutes, and an issue for each pair nobody could read."""

    def told(count: int) -> int:
        row = "  - {{value: groups/g{}, id: c{}, scope: quarter {}, references: [paper]}}\n"
        files = {
            f"data/groups/g{n}.yml": "name: Same\naliases: [Ѕame]\nchecked: 2024-12-31\n"
            for n in range(count)
        }
        files["data/cities/town.yml"] = "name: Town\nchecked: 2024-12-31\ncontrol:\n" + "".join(
            row.format(n, n, n) for n in range(count)
        )
        files["data/groups/army.yml"] = "name: Army\nchecked: 2024-12-31\nfacts:\n" + "".join(
            f"  f{n}: {{text: It moved., when: 2024-07-12, references: [paper]}}\n"
            for n in range(count)
        )
        return len(notices.of(reading_of(files), {}))

    assert 0 < told(3_000) <= 2.1 * told(1_500)


def reading_of(files: dict[str, str]):  # type: ignore[no-untyped-def]
    from factsheet.evidence import linking

    library, issues = linking.read(tree(files))
    assert issues == []
    return library
