"""Another address by a form: what it changes is shown first, written as the command writes it, and taken back whole."""

import html
from pathlib import Path
from typing import Any

import pytest
from benches import Visitor, as_commanded, sealed, serving, watched
from looks import kept_out
from projects import stand

GUARD = "name: The Guard\nchecked: 2024-12-31\nfacts:\n  left:\n    text: {en: It stood., ar: {text: وقف الحرس., seen: 12345678}}\n    references: [paper]\n"
NAV = "site_name: S\n# kept\nnav:\n- Home: index.md\n- The army: groups/army.md\n"
FILES = {
    "data/groups/guard.yml": GUARD, "data/site.yml": "languages: [en, ar]\n", "mkdocs.yml": NAV,
    "data/groups/watch.yml": "name: The Watch\nchecked: 2024-12-31\nstrength:\n  - {value: 4000, when: 2024-12, references: [paper]}\n",
    "data/groups/lines.yml": "name: Lines\nchecked: 2024-12-31\nlead: {text: Lines are lines., references: [paper]}\n",
}  # fmt: skip
RENAME, MOVE = "rename?address=groups/army", "move?address=groups/army%23left"
LEFT = "rename?address=groups/army%23left"
Form = dict[str, Any]
WAYS: dict[str, tuple[list[str], str, Form]] = {
    "a record": (["rename", "groups/army", "host"], RENAME, {"new": "host"}),
    "a record that was called so": (["rename", "people/ann", "anna"], "rename?address=people/ann", {"new": "anna"}),
    "a record of another kind": (["rename", "groups/guard", "places/guard"], "rename?address=groups/guard", {"new": "places/guard"}),
    "a draft": (["rename", "groups/band", "bands"], "rename?address=groups/band", {"new": "bands"}),
    "a source": (["rename", "sources/wire", "the-wire"], "rename?address=sources/wire", {"new": "the-wire"}),
    "a fact": (["rename", "groups/army#left", "gone"], LEFT, {"new": "gone"}),
    "a wording": (["rename", "quotes/gone#original", "first"], "rename?address=quotes/gone%23original", {"new": "#first"}),
    "a dispute": (["rename", "groups/army#left-or-stayed", "whether"], "rename?address=groups/army%23left-or-stayed", {"new": "whether"}),
    "a value": (["rename", "groups/watch#strength", "men"], "rename?address=groups/watch%23strength", {"new": "men"}),
    "a fact elsewhere": (["move", "groups/army#left", "groups/guard"], MOVE, {"to": "groups/guard"}),
    "a value elsewhere": (["move", "groups/watch#strength", "groups/guard", "--why", "It was theirs."], "move?address=groups/watch%23strength", {"to": "groups/guard", "why": "It was theirs."}),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_form_writes_what_the_command_writes_and_gives_every_byte_back(
    way: str, tmp_path: Path
) -> None:
    call, path, form = WAYS[way]
    page = as_commanded(tmp_path, FILES, call, path, form)
    assert "Saved" in page and f"{call[1]} is now " in page


def test_what_names_it_is_told_before_and_what_it_changes_before_it_does(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    page = visitor.get(RENAME).text
    assert "3 files name it, at 3 places. It stands on 10 pages, told in 1 passage." in page
    assert "content/index.md:5:10" in page and "mkdocs.yml:5:" in page
    assert 'value="the-army"' in page, "made from the name"
    assert "now army" in page
    shown = visitor.post(RENAME, {"new": "host"}).text
    assert "<b>groups/army</b> will be <b>groups/host</b>" in shown
    assert "the old address leads on" in shown
    assert "5 files written" in shown and "data/groups/host.yml" in shown
    assert "<ins>+- The army: groups/host.md</ins>" in shown
    assert 'value="the-army-left-the-town"' in visitor.get(LEFT).text, "made from the sentence"


@pytest.mark.parametrize(
    "path, form, said",
    [
        (RENAME, {"new": ""}, "type the new id"),
        (RENAME, {"new": "army"}, "that is the address it has"),
        (RENAME, {"new": "groups/army"}, "that is the address it has"),
        (RENAME, {"new": "guard"}, "groups/guard is there already"),
        (RENAME, {"new": "band"}, "groups/band is there already"),
        (RENAME, {"new": "con"}, "this name is reserved"),
        (RENAME, {"new": "Army"}, "lower-case letters"),
        (RENAME, {"new": "ármy"}, "lower-case letters"),
        (RENAME, {"new": "a" * 81}, "at most 80 characters"),
        (RENAME, {"new": "../../etc/passwd"}, "there is no kind"),
        (RENAME, {"new": "groups/../x"}, "lower-case letters"),
        (RENAME, {"new": "nothing/army"}, "there is no kind"),
        (RENAME, {"new": "groups/army#x"}, "cannot become"),
        (LEFT, {"new": "stayed"}, "is there already"),
        (LEFT, {"new": "groups/guard#left"}, "cannot become"),
        (LEFT, {"new": "came"}, "came"),
        (LEFT, {"new": "x#y"}, "lower-case letters"),
        ("rename?address=groups/lines%23lead", {"new": "first"}, "is the lead of its record"),
        (MOVE, {"to": ""}, "to which record?"),
        (MOVE, {"to": "groups/army"}, "cannot move to"),
        (MOVE, {"to": "groups/nobody"}, 'there is no "groups/nobody"'),
        (MOVE, {"to": "groups/guard#left"}, "cannot move to"),
        (MOVE, {"to": "data/groups/guard.yml"}, "there is no"),
        ("move?address=groups/watch%23strength", {"to": "groups/guard", "why": ""}, "say why it moves"),
        ("move?address=groups/watch%23strength", {"to": "people/ann", "why": "So."}, 'people have no "strength"'),
        ("move?address=groups/lines%23lead", {"to": "groups/guard"}, "says what groups/lines is"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_and_nothing_is_written(
    path: str, form: Form, said: str, tmp_path: Path
) -> None:
    visitor = Visitor(tmp_path, FILES)
    before = stand(tmp_path)
    for seal in ({}, {"seal": "x" * 64}):
        answer = visitor.post(path, {**form, **seal})
        assert answer.status_code == 422
        text = html.unescape(answer.text)
        assert said in text and 'name="seal"' not in text
        assert not [word for word in ("factsheet move", "factsheet merge", "--why") if word in text]
        assert all(f'value="{typed}"' in text for typed in form.values() if typed)
    assert stand(tmp_path) == before


@pytest.mark.parametrize("address", ["", "groups", "groups/nobody", "groups/army%23x", "/etc/passwd", "data/groups/army.yml"])  # fmt: skip
def test_what_is_not_there_has_no_form(address: str, tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    for way in ("rename", "move"):
        for answer in (visitor.get(f"{way}?address={address}"), visitor.post(f"{way}?address={address}", {"new": "x"})):  # fmt: skip
            assert answer.status_code == 400
            assert "there is no" in html.unescape(answer.text)


def test_nothing_but_what_was_shown_is_written(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    whole = sealed(visitor, RENAME, {"new": "host"})
    before = stand(tmp_path)
    other = visitor.post(RENAME, {**whole, "new": "force"})
    assert other.status_code == 422
    assert "something else than what was shown" in other.text
    assert "will be <b>groups/force</b>" in other.text
    assert stand(tmp_path) == before
    army = tmp_path / "data/groups/army.yml"
    army.write_text(army.read_text().replace("The army marched in.", "The army marched out."))
    before = stand(tmp_path)
    meanwhile = visitor.post(RENAME, whole)
    assert meanwhile.status_code == 422
    assert "something else than what was shown" in meanwhile.text
    assert stand(tmp_path) == before
    assert visitor.post(RENAME, sealed(visitor, RENAME, {"new": "host"})).status_code == 303
    assert "marched out" in (tmp_path / "data/groups/host.yml").read_text()


def test_a_second_tab_is_told_where_it_is_now(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    whole = sealed(visitor, RENAME, {"new": "host"})
    assert visitor.post(RENAME, whole).status_code == 303
    before = stand(tmp_path)
    second = visitor.post(RENAME, whole)
    assert second.status_code == 400
    assert "it is now groups/host" in second.text
    assert stand(tmp_path) == before


def test_an_undo_takes_back_nothing_that_somebody_changed_since(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    visitor.post(RENAME, sealed(visitor, RENAME, {"new": "host"}))
    (tmp_path / "mkdocs.yml").write_text("site_name: Other\n")
    before = stand(tmp_path)
    assert visitor.post("undo/1", {}).status_code == 409
    assert stand(tmp_path) == before


def test_what_is_named_at_a_thousand_places_is_told_in_a_page_that_stays_small(
    tmp_path: Path,
) -> None:
    passages = '{{ fact("groups/army#left") }}\n\n' * 50
    more = {f"content/p{n}.md": f"# Page {n}\n\n{passages}" for n in range(20)}
    visitor = Visitor(tmp_path, {**FILES, **more})
    page = visitor.get(RENAME).text
    assert "23 files name it, at 1,003 places." in page
    assert "903 more." in page
    shown = visitor.post(RENAME, {"new": "host"}).text
    assert "lines more." in shown
    assert len(shown) < 200_000


def test_the_form_of_a_thing_leads_there(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    assert 'href="/_bench/rename?address=groups/army"' in visitor.get("edit/groups/army").text
    part = visitor.get("edit/groups/army?part=left").text
    assert 'href="/_bench/rename?address=groups/army%23left"' in part
    assert 'href="/_bench/move?address=groups/army%23left"' in part
    lead = visitor.get("edit/groups/lines?part=lead").text
    assert "rename?" not in lead and "move?" not in lead


@pytest.mark.slow
def test_a_record_is_renamed_by_keyboard_and_the_id_checked_while_it_is_typed(
    browser: Any, tmp_path: Path
) -> None:
    visitor = Visitor(tmp_path, FILES)
    with serving(visitor) as bench, watched(browser) as page:
        page.goto(f"{bench}edit/groups/army")
        page.get_by_role("link", name="Give it another address").press("Enter")
        page.wait_for_selector("[name=new]")
        page.focus("[name=new]")
        page.keyboard.press("Control+A")
        page.keyboard.type("Guard")
        page.wait_for_selector("#said-new .wrong:has-text('lower-case')")
        page.keyboard.press("Control+A")
        page.keyboard.type("guard")
        page.wait_for_selector("#said-new .wrong:has-text('is there already')")
        page.keyboard.press("Control+A")
        page.keyboard.type("host")
        page.wait_for_selector("#said-new .wrong", state="detached")
        page.keyboard.press("Enter")
        page.wait_for_selector(".foreseen")
        assert page.evaluate("document.activeElement.textContent") == "What it changes"
        assert page.input_value("[name=new]") == "host"
        assert (tmp_path / "data/groups/army.yml").exists()
        page.get_by_role("button", name="Rename it").press("Enter")
        page.wait_for_selector("[data-saved]")
        assert (tmp_path / "data/groups/host.yml").exists()
        page.get_by_role("button", name="Undo").press("Enter")
        page.wait_for_url("**/undo/1")
        assert (tmp_path / "data/groups/army.yml").exists()


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_it_changes_is_told_to_everybody(scheme: Any, browser: Any, tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    wrong = []
    with serving(visitor) as bench, watched(browser) as page:
        page.emulate_media(color_scheme=scheme)
        for path, key, typed in ((LEFT, "new", "X"), (RENAME, "new", "h" * 80), (MOVE, "to", "groups/guard")):  # fmt: skip
            page.goto(f"{bench}{path}")
            page.fill(f"[name={key}]", typed)
            page.click("form#form button.main")
            page.wait_for_selector(".foreseen, .notice")
            wrong += kept_out(page, path)
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
def test_a_fact_moves_without_script(browser: Any, tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    with serving(visitor) as bench:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{bench}{MOVE}")
        page.fill("[name=to]", "groups/guard")
        page.get_by_role("button", name="See what it changes").click()
        page.get_by_role("button", name="Take it there").click()
        assert "Saved" in page.inner_text("h1")
        context.close()
    assert "  left-2:" in (tmp_path / "data/groups/guard.yml").read_text()
