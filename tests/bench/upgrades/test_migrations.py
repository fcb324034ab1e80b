"""An upgrade: what was written for an older version is right in this one, and nothing else is touched."""

from datetime import date
from pathlib import Path

import pytest
from factsheet.bench import Edit
from factsheet.bench.edits.doc import Doc
from factsheet.bench.upgrades.migrations import OLD_CALLS, EntryDays, migrate
from projects import write_tree

DAY = date(2024, 12, 20)
ARMY = "name: The Army\nchecked: 2024-12-31\n"
GROUPS = "# yaml-language-server: $schema=../schema/groups.json\n"


def upgraded(
    root: Path, files: dict[str, str], first: dict[str, date] | None = None, day: date | None = None
) -> tuple[dict[str, str], EntryDays]:
    """The files that an upgrade changes, and what it asked for."""
    write_tree(root, files)
    edit, asked = Edit(root, date(2025, 1, 1)), EntryDays(lambda: first or {}, day)
    migrate(edit, asked)
    assert edit.check().refused == []
    return {path: (text or b"").decode() for path, text in edit.changes().items()}, asked


def test_every_statement_gets_its_day_in_its_usual_place(tmp_path: Path) -> None:
    army = (
        f"{ARMY}leader:\n  - value: people/ann # since spring\n    when: 2024-12-07\n"
        "    references: [paper]\nfacts:\n  moved:\n    text: It moved.\n    said: 2024-12-07\n"
        "    recorded: 2024-12-10\n    references: [paper]\n"
        "  stood: {text: It stood., references: [paper]}\n"
        "  slept:\n    text: It slept.\n    draft: true\n"
    )
    march = "name: March\nchecked: 2024-12-31\nwhen: 2024-12-07\ntext: It marched.\nreferences: [paper]\n"
    files = {
        "data/groups/army.yml": army,
        "data/people/ann.yml": "name: Ann\nchecked: 2024-12-31\n",
        "data/dates/march.yml": march,
    }
    changed, asked = upgraded(tmp_path, files, {"groups/army#leader": date(2024, 12, 19)}, DAY)
    assert asked.undated == []
    assert changed == {
        "data/dates/march.yml": march.replace("marched.\n", "marched.\nrecorded: 2024-12-20\n"),
        "data/groups/army.yml": army.replace(
            "when: 2024-12-07\n    ref", "when: 2024-12-07\n    recorded: 2024-12-19\n    ref"
        )
        .replace("It stood., ", "It stood., recorded: 2024-12-20, ")
        .replace("It slept.\n", "It slept.\n    recorded: 2024-12-20\n"),
    }


def test_what_has_no_day_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    fact = f"{ARMY}facts:\n  moved: {{text: It moved., references: [paper]}}\n"
    changed, asked = upgraded(tmp_path, {"data/groups/army.yml": fact})
    assert changed == {} and asked.undated == ["groups/army#moved"]


def test_git_is_only_asked_when_a_day_is_lacking(tmp_path: Path) -> None:
    fact = (
        f"{ARMY}facts:\n  moved: {{text: It moved., recorded: 2024-12-20, references: [paper]}}\n"
    )
    write_tree(tmp_path, {"data/groups/army.yml": fact})
    edit = Edit(tmp_path, DAY)
    migrate(edit, EntryDays(lambda: pytest.fail("git was asked")))
    assert edit.changes() == {}


@pytest.mark.parametrize("name", OLD_CALLS)
def test_old_functions_of_prose_are_links_and_other_words_stay(name: str, tmp_path: Path) -> None:
    page = (
        f'# Home\n\nThe {{{{ {name}(\'groups/army\') }}}} and {{{{{name}("groups/army", "it")}}}}, a {name} (old).\r\n\n'
        f'A {name}("groups/army") and {{{{ fact("groups/army#moved") }}}} stay.\n'
    )
    fact = "facts:\n  moved: {text: It moved., recorded: 2024-12-20, references: [paper]}\n"
    files = {"data/groups/army.yml": ARMY + fact, "content/index.md": page}
    changed, _ = upgraded(tmp_path, files)
    new = page.replace(f"{{{{ {name}('", "{{ link('").replace(f"{{{{{name}(", "{{link(")
    assert changed == {"content/index.md": new}


def test_lines_that_name_a_schema_of_ours_name_the_right_one(tmp_path: Path) -> None:
    files = {
        "data/groups/army.yml": GROUPS.replace("groups.json", "organisations.json") + ARMY,
        "data/groups/guard.yml": f"# mine: yes\n{GROUPS.replace('../schema/', 'schema/')}{ARMY.replace('Army', 'Guard')}",
        "data/people.yml": f"{GROUPS}ann:\n  name: Ann\n  checked: 2024-12-31\n",
        "data/groups/other.yml": "# yaml-language-server: $schema=https://example.org/x.json\n"
        + ARMY.replace("Army", "Other"),
        "data/groups/none.yml": ARMY.replace("Army", "None"),
    }
    changed, _ = upgraded(tmp_path, files)
    assert changed == {
        "data/groups/army.yml": GROUPS + ARMY,
        "data/groups/guard.yml": f"# mine: yes\n{GROUPS}{ARMY.replace('Army', 'Guard')}",
        "data/people.yml": files["data/people.yml"].replace(
            "../schema/groups", "schema/people-list"
        ),
    }


def test_schemas_are_renewed_where_a_site_has_them(tmp_path: Path) -> None:
    changed, _ = upgraded(tmp_path, {"data/groups/army.yml": ARMY})
    assert changed == {}
    changed, _ = upgraded(tmp_path, {"data/schema/groups.json": "{}\n"})
    assert {*changed} >= {"data/schema/groups.json", "data/schema/site.json"}


def test_a_file_that_cannot_be_read_waits_and_keeps_nobody_else_waiting(tmp_path: Path) -> None:
    fact = "facts:\n  moved: {text: It moved., references: [paper]}\n"
    files = {
        "data/groups/army.yml": f"{ARMY}{fact}  moved: twice\n",
        "data/groups/guard.yml": f"{ARMY.replace('Army', 'Guard')}{fact}",
    }
    changed, _ = upgraded(tmp_path, files, day=DAY)
    assert {*changed} == {"data/groups/guard.yml"}


def test_a_second_upgrade_finds_nothing(tmp_path: Path) -> None:
    files = {
        "data/groups/army.yml": GROUPS.replace("groups", "old")
        + f"{ARMY}facts:\n  moved: {{text: It moved., references: [paper]}}\n",
        "content/index.md": '# Home\n\n{{ group("groups/army") }}\n',
        "data/schema/groups.json": "{}\n",
    }
    changed, _ = upgraded(tmp_path, files, day=DAY)
    assert len(changed) > 3
    again, _ = upgraded(tmp_path, {**files, **changed}, day=DAY)
    assert again == {}


def test_a_long_file_is_filled_in_one_go() -> None:
    facts = "".join(f"  f{n}: {{text: It is., references: [paper]}}\n" for n in range(3_000))
    doc = Doc(f"{ARMY}facts:\n{facts}".encode(), "data/groups/army.yml")
    doc.add({("facts", f"f{n}", "recorded"): "2024-12-20" for n in range(3_000)})
    assert doc.content.decode() == f"{ARMY}facts:\n" + facts.replace(
        "It is., ", "It is., recorded: 2024-12-20, "
    )


def test_what_was_taken_down_is_not_written_into(tmp_path: Path) -> None:
    stub = "    taken_down: {on: 2025-01-01, ground: a court's order}\n"
    files = {
        "data/groups/army.yml": f"{ARMY}facts:\n  moved:\n{stub}",
        "data/dates/march.yml": stub.strip() + "\nchecked: 2024-12-31\n",
    }
    changed, asked = upgraded(tmp_path, files, day=DAY)
    assert changed == {} and asked.undated == []
    assert Edit(tmp_path, DAY).built.issues == []


# Pins of passages, as version 0.1 wrote them

FACTS = {
    "data/kinds/groups.yml": "fields:\n  port: {type: text, label: Home port}\n",
    "data/groups/other.yml": "name: Other\nchecked: 2024-12-31\n",
    "data/groups/army.yml": ARMY
    + "backer: [{value: groups/other, recorded: 2024-12-20, references: [paper]}]\n"
    + "port: [{value: Tartus, recorded: 2024-12-20, references: [paper]}]\n"
    + "facts:\n  moved: {text: It moved., recorded: 2024-12-20, references: [paper]}\n",
}
PASSAGES = """# Page

{Other} backed it{{{{ rests("groups/army#backer", seen="{backer}") }}}}.

Its port was Tartus{{{{ rests("groups/army#port", seen='{port}') }}}}.

It moved, and Other backed it{{{{ rests("groups/army#moved",
  "groups/army#backer", seen="{both}") }}}}.

It moved{{{{ rests("groups/army#moved", seen="{moved}") }}}}.
"""


def page(**pins: str) -> str:
    return PASSAGES.format(Other="Other", **pins)


@pytest.mark.parametrize("language", ["", "language: de\n"])
def test_a_pin_with_the_label_of_a_field_is_renewed(tmp_path: Path, language: str) -> None:
    old = page(backer="441141", port="6ef017", both="3208ef", moved="003288")
    files = {**FACTS, "content/page.md": old, **({"data/site.yml": language} if language else {})}
    changed, asked = upgraded(tmp_path, files)
    new = page(backer="9c5a28", port="4a7ea3", both="e7424a", moved="003288")
    assert changed == {"content/page.md": new.replace("'4a7ea3'", '"4a7ea3"')}
    assert asked.unread == []


def test_a_pin_of_other_facts_is_the_site_s_own(tmp_path: Path) -> None:
    old = page(backer="441141", port="000000", both="3208ef", moved="ffffff")
    facts = {**FACTS, "data/groups/other.yml": "name: Others\nchecked: 2024-12-31\n"}
    changed, asked = upgraded(tmp_path, {**facts, "content/page.md": old})
    assert changed == {}
    assert asked.unread == [f"content/page.md:{line}" for line in (3, 5, 7, 10)]


def test_a_mark_on_a_fact_that_is_not_there_keeps_its_pin_and_the_others_get_theirs(
    tmp_path: Path,
) -> None:
    old = page(backer="441141", port="6ef017", both="3208ef", moved="003288")
    old = old.replace("# Page", '# Page\n\n{{ rests("groups/nobody#x", seen="000000") }}')
    write_tree(tmp_path, {**FACTS, "content/page.md": old})
    edit, asked = Edit(tmp_path, date(2025, 1, 1)), EntryDays(dict, None)
    migrate(edit, asked)
    text = edit.changes()["content/page.md"] or b""
    assert b'"groups/nobody#x", seen="000000"' in text and b"9c5a28" in text
