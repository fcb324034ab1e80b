"""Two records merged by a form: both beside each other, what is left out told, and split again by an undo."""

import html
from pathlib import Path
from typing import Any

import pytest
from benches import Visitor, as_commanded, sealed, serving, watched
from looks import kept_out
from projects import stand

GUARD = """\
name: The Guard
type: guard
aliases: [Guards]
native_name: {ar: الحرس}
checked: 2024-12-31
lead: {text: The Guard is a guard., references: [paper]}
facts:
  left:
    text: It stood.
    references: [paper]
"""
FILES = {
    "data/groups/guard.yml": GUARD,
    "data/groups/watch.yml": "name: The Watch\ntype: army\nchecked: 2024-12-30\nlead: {text: The Watch watches., references: [wire]}\nstrength:\n  - {value: 4000, when: 2024-12, references: [paper]}\n",
    "data/people/eve.yml": "name: Eve Writer\nchecked: 2024-12-31\n",
    "data/dates/fall.yml": "name: The fall\ntext: It fell.\nwhen: 2024-12-08\nchecked: 2024-12-31\nreferences: [wire]\n",
    "data/dates/end.yml": "name: The end\ntext: It ended.\nwhen: 2024-12-08\nchecked: 2024-12-31\nreferences: [paper]\n",
    "mkdocs.yml": "site_name: S\n# kept\nnav:\n- Home: index.md\n- The army: groups/army.md\n",
}  # fmt: skip
ARMY = "merge?address=groups/army"
INTO_GUARD = {"other": "groups/guard"}
Form = dict[str, Any]
WAYS: dict[str, tuple[list[str], str, Form]] = {
    "into the other": (["merge", "groups/army", "groups/guard"], ARMY, INTO_GUARD),
    "into this one": (["merge", "groups/guard", "groups/army"], ARMY, {**INTO_GUARD, "stays": "groups/army"}),
    "both with a lead": (["merge", "groups/watch", "groups/guard"], "merge?address=groups/watch", {**INTO_GUARD, "stays": "groups/guard"}),
    "people": (["merge", "people/ann", "people/eve"], "merge?address=people/ann", {"other": "people/eve"}),
    "sources": (["merge", "sources/copy", "sources/paper"], "merge?address=sources/copy", {"other": "sources/paper"}),
    "events": (["merge", "dates/fall", "dates/end"], "merge?address=dates/fall", {"other": "dates/end"}),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_form_merges_as_the_command_does_and_an_undo_splits_them_again(
    way: str, tmp_path: Path
) -> None:
    call, path, form = WAYS[way]
    page = as_commanded(tmp_path, FILES, call, path, form)
    assert "Saved" in page and f"{call[1]} is part of {call[2]} now" in page


def test_both_stand_beside_each_other_and_what_is_left_out_is_told_before_and_after(
    tmp_path: Path,
) -> None:
    visitor = Visitor(tmp_path, FILES)
    path, form = WAYS["both with a lead"][1:]
    assert 'data-pick="groups"' in visitor.get(path).text
    shown = visitor.post(path, form).text
    for said in ("The Watch", "The Guard", "<dd>groups/guard</dd>", "<dd>2</dd>", "Named at"):
        assert said in shown
    assert 'value="groups/guard" checked' in shown
    assert "Merge them: groups/guard stays" in shown
    left = "left out, groups/guard says otherwise: type: army"
    assert left in shown
    turned = visitor.post(path, {**form, "stays": "groups/watch"}).text
    assert "Merge them: groups/watch stays" in turned
    assert "left out, groups/watch says otherwise: type: guard" in turned
    answer = visitor.post(path, sealed(visitor, path, form))
    assert left in visitor.get(answer.headers["Location"].removeprefix("/_bench/")).text


def test_whoever_turns_it_round_after_it_was_shown_is_shown_that_first(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    whole = sealed(visitor, ARMY, INTO_GUARD)
    before = stand(tmp_path)
    answer = visitor.post(ARMY, {**whole, "stays": "groups/army"})
    assert answer.status_code == 422
    assert "something else than what was shown" in answer.text
    assert "Merge them: groups/army stays" in answer.text
    assert stand(tmp_path) == before


@pytest.mark.parametrize(
    "form, said",
    [
        ({"other": ""}, "with which record?"),
        ({"other": "groups/army"}, "cannot be merged"),
        ({"other": "people/ann"}, "they are of two kinds"),
        ({"other": "groups/band"}, "groups/band is a draft: publish it first"),
        ({"other": "groups/nobody"}, 'there is no "groups/nobody"'),
        ({"other": "groups/guard#left"}, "cannot be merged"),
        ({"other": "guard"}, "there is no"),
        ({"other": "data/groups/guard.yml"}, "there is no"),
        ({"other": "people/anna"}, "it is now people/ann"),
    ],
)
def test_what_cannot_be_merged_is_told_at_the_field(form: Form, said: str, tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    before = stand(tmp_path)
    for more in ({}, {"stays": "groups/army", "seal": "x"}, {"stays": "../x"}):
        answer = visitor.post(ARMY, {**form, **more})
        assert answer.status_code == 422
        text = html.unescape(answer.text)
        assert said in text and 'name="seal"' not in text and "factsheet rename" not in text
        assert f'value="{form["other"]}"' in text
    assert stand(tmp_path) == before


def test_one_that_was_merged_already_leads_to_the_other(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    whole = sealed(visitor, ARMY, INTO_GUARD)
    assert visitor.post(ARMY, whole).status_code == 303
    before = stand(tmp_path)
    for answer in (visitor.get(ARMY), visitor.post(ARMY, whole)):
        assert answer.status_code == 400
        assert "it is now groups/guard" in answer.text
    again = visitor.post("merge?address=groups/watch", {"other": "groups/army"})
    assert "it is now groups/guard" in again.text
    assert stand(tmp_path) == before
    assert visitor.post("merge?address=groups/guard%23left", {"other": "x"}).status_code == 422


def test_what_is_merged_into_one_that_somebody_changes_meanwhile_is_shown_anew(
    tmp_path: Path,
) -> None:
    visitor = Visitor(tmp_path, FILES)
    whole = sealed(visitor, ARMY, INTO_GUARD)
    guard = tmp_path / "data/groups/guard.yml"
    guard.write_text(guard.read_text().replace("It stood.", "It fell."))
    before = stand(tmp_path)
    assert "something else than what was shown" in visitor.post(ARMY, whole).text
    assert stand(tmp_path) == before
    assert visitor.post(ARMY, sealed(visitor, ARMY, INTO_GUARD)).status_code == 303
    assert "It fell." in guard.read_text()


def test_the_form_of_a_record_leads_there_and_that_of_a_fact_does_not(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    assert 'href="/_bench/merge?address=groups/army"' in visitor.get("edit/groups/army").text
    assert "merge?" not in visitor.get("edit/groups/army?part=left").text


@pytest.mark.slow
def test_two_are_merged_and_split_by_keyboard(browser: Any, tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    before = stand(tmp_path)
    with serving(visitor) as bench, watched(browser) as page:
        page.goto(f"{bench}{ARMY}")
        page.focus("[name=other]")
        page.keyboard.type("guar")
        page.wait_for_selector("[role=option][data-value='groups/guard']")
        for key in ("ArrowDown", "Enter", "Enter"):
            page.keyboard.press(key)
        page.wait_for_selector(".foreseen")
        assert page.is_checked("[name=stays][value='groups/guard']")
        page.focus("[name=stays][value='groups/guard']")
        page.keyboard.press("ArrowUp")
        assert page.is_checked("[name=stays][value='groups/army']")
        page.get_by_role("button", name="See what it changes").press("Enter")
        page.wait_for_selector("button:has-text('groups/army stays')")
        assert page.is_checked("[name=stays][value='groups/army']"), "no draft takes it back"
        page.get_by_role("button", name="Merge them").press("Enter")
        page.wait_for_selector("[data-saved]")
        assert not (tmp_path / "data/groups/guard.yml").exists()
        page.get_by_role("button", name="Undo").press("Enter")
        page.wait_for_url("**/undo/1")
    assert stand(tmp_path) == before


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_are_shown_to_everybody(scheme: Any, browser: Any, tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    with serving(visitor) as bench, watched(browser) as page:
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{bench}{ARMY}")
        page.fill("[name=other]", "groups/guard")
        page.keyboard.press("Enter")
        page.wait_for_selector(".foreseen")
        wrong = kept_out(page, ARMY)
    assert not wrong, "\n".join(wrong)
