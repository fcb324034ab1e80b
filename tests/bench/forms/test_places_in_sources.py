"""The place of a reference that stands there is mended in the form of its fact, and nothing else."""

import html
import json
from pathlib import Path
from typing import Any

import pytest
from benches import Visitor, opened
from projects import stand

LEFT, SAW = "edit/groups/army?part=left", "edit/people/ann?part=saw"
ARMY, ANN, GONE = "data/groups/army.yml", "data/people/ann.yml", "data/quotes/gone.yml"
NOW = {
    "text": "The army left the town.", "when": "2024-12-07", "status": "claimed",
    "asserted_by": "people/ann", "cited": "wire#P5", "holds": "",
}  # fmt: skip
SEEN = {"text": "She saw the army leave.", "when": "2024-12-07", "holds": ["", ""]}
LINES = "name: Guard\nchecked: 2024-12-31\nfacts:\n  a:\n    text: It stood.\n    references:\n      - 'wire#P1' # read\n      - wire#P2\n      - paper\n"
FILES = {"data/groups/guard.yml": LINES}
GUARD = {"text": "It stood.", "cited": ["wire#P1", "wire#P2", "paper"], "holds": ["", "", ""]}
WORDS = {"name": "", "text": "They are gone.", "rendition": "original", "language": "en", "preferred": "true", "cited": "paper#P2", "holds": ""}  # fmt: skip
Form = dict[str, Any]


@pytest.mark.parametrize(
    ("path", "form", "file", "was", "now"),
    [
        (LEFT, {**NOW, "cited.place": "P6"}, ARMY, "[wire#P5]", "[wire#P6]"),
        (LEFT, {**NOW, "cited.place": "#p. 3, note"}, ARMY, "[wire#P5]", '["wire#p. 3, note"]'),
        (LEFT, {**NOW, "cited.place": ""}, ARMY, "[wire#P5]", "[wire]"),
        (SAW, {**SEEN, "cited": ["wire", "copy"], "cited.place": ["", "P2"]}, ANN, "[wire, copy]", "[wire, copy#P2]"),
        ("edit/quotes/gone?part=original", {**WORDS, "cited.place": "p12"}, GONE, "[paper#P2]", "[paper#p12]"),
        ("edit/groups/guard?part=a", {**GUARD, "cited.place": ["P3", "P2", ""]}, "data/groups/guard.yml", "'wire#P1' # read", "'wire#P3' # read"),
        ("edit/groups/guard?part=a", {**GUARD, "cited.place": ["P2", "P1", ""]}, "data/groups/guard.yml", "'wire#P1' # read\n      - wire#P2", "'wire#P2' # read\n      - wire#P1"),
    ],
)  # fmt: skip
def test_only_the_place_is_written(
    path: str, form: Form, file: str, was: str, now: str, tmp_path: Path
) -> None:
    visitor = Visitor(tmp_path, FILES)
    before = stand(tmp_path)
    assert "All is well." in visitor.post(f"{path}&check=1", form).text
    answer = visitor.post(path, form)
    assert answer.status_code == 303, answer.text
    changed = before[file].decode().replace(was, now)
    assert was in before[file].decode()
    assert stand(tmp_path) == {**before, file: changed.encode()}
    visitor.post("undo/1", {})
    assert stand(tmp_path) == before


@pytest.mark.parametrize(
    ("path", "form", "said"),
    [
        ("edit/groups/guard?part=a", {**GUARD, "cited.place": ["P2", "P2", ""]}, "cites wire#P2 already"),
        (LEFT, {**NOW, "cited.place": "P6", "references": "wire", "references.place": "P6"}, "cites wire already"),
        (LEFT, {**NOW, "cited.place": "P" * 400}, "300"),
        (LEFT, {**NOW, "cited.place": "P\u202e6"}, "U+202E"),
        (LEFT, {**NOW, "cited.place": "P5"}, "nothing is other than it was"),
        (LEFT, {**NOW, "cited": "paper#P9", "cited.place": "P6"}, "nothing is other than it was"),
    ],
)  # fmt: skip
def test_a_place_that_cannot_be_is_told(path: str, form: Form, said: str, tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    before = stand(tmp_path)
    answer = visitor.post(path, form)
    assert answer.status_code == 422 and said in html.unescape(answer.text)
    assert stand(tmp_path) == before


def test_a_form_has_the_place_beside_its_source(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    assert 'name="cited.place" value="P5"' in visitor.get(LEFT).text
    said = visitor.post(f"{LEFT}&check=1", {**NOW, "cited.place": "P6"}).text
    assert "The Wire report, 8 December 2024, paragraph 6" in said
    again = visitor.post(LEFT, {**NOW, "text": "", "cited.place": "P6"}).text
    assert 'name="cited" value="wire#P5"' in again and 'name="cited.place" value="P6"' in again


def test_a_place_is_mended_with_what_is_said(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    more = {"kind": "correction", "why": "We misread it.", "holds": "keep", "cited.place": "P6"}
    form = {**NOW, "text": "The army left town.", **more}
    assert visitor.post(LEFT, form).status_code == 303
    text = (tmp_path / ARMY).read_text()
    assert "text: The army left town.\n" in text and "references: [wire#P6]" in text


def test_what_followed_rests_on_the_mended_place_too(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    more = {"kind": "update", "why": "It is back.", "holds": "keep", "cited.place": "P6"}
    form = {**NOW, "text": "The army is in town.", "ended": "2024-12-09", **more}
    assert visitor.post(LEFT, form).status_code == 303
    text = (tmp_path / ARMY).read_text()
    assert text.count("references: [wire#P6]") == 2 and "wire#P5" not in text


def test_a_place_that_two_mended_is_shown_to_the_second(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    seen = opened(visitor.get(LEFT).text)
    file = tmp_path / ARMY
    file.write_text(file.read_text().replace("wire#P5", "wire#P7"))
    before = stand(tmp_path)
    answer = visitor.post(LEFT, {**NOW, "opened": seen, "cited.place": "P6"})
    assert answer.status_code == 422 and stand(tmp_path) == before
    for text in ("wire#P5", "wire#P7", "wire#P6"):
        assert f'<td dir="auto">{text}</td>' in answer.text
    assert json.loads(opened(answer.text))["cited"] == ["wire#P7"]
    assert 'name="cited.place" value="P7"' in answer.text
