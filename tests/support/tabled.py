"""A small site with everything that its tables can say, and texts that try to act on a spreadsheet or a page."""

from functools import cache

import yaml
from factsheet.build.whole import Built, build
from factsheet.outputs import Place
from projects import tree

HOSTILE = [
    '=cmd|"/c calc"!A1', "+1+1", "-2+3", "@SUM(A1)", "|x", "%0d", "＝1+1", "＠x", "'quoted", "''twice",
    "<script>alert(1)</script>", 'He said "no", then left; twice;; even;', "a\\b\\n", "مرحبا، العالم", "שלום", "😀 é",
    "1; 2", "x,y", "'; DROP TABLE statements; --", "{{ 7*7 }}", "[^1]", "-5", "+4.5",
]  # fmt: skip
BOARD = """
name: {en: The Lake Board, ar: مجلس البحيرة}
short_name: Board
aliases: ["Köln Board", "a; b", "هيئة أحمد"]
formerly: [old-board]
checked: 2024-12-31
lead: {text: The Lake Board looks after the lake., references: [paper]}
leader:
  - {value: people/ann, when: 2020/.., recorded: 2024-12-08, references: [paper], status: claimed, asserted_by: [people/ann, "a man; of the board"]}
strength:
  - {value: {low: 5, high: 7}, when: 2021, references: [paper], id: strength}
  - {value: {about: 30}, when: 2022, references: [paper], id: strength-2022}
facts:
  moved:
    text: {en: It moved to the hill., ar: انتقل إلى التل.}
    when: 2019-05
    recorded: 2024-12-08
    references: ["paper#P5; P6", other]
    changes:
      - {kind: clarification, on: 2024-12-09, was: It moved., why: It is clearer.}
      - {kind: correction, on: 2024-12-10, was: It moved to the lake., why: We misread it.}
  stayed: {text: It stayed where it was., status: disputed, note: Others say that it moved., references: [paper]}
  gone: {text: It left., status: retracted, note: Nobody said so., references: [paper]}
  later: {text: A secret., draft: true, references: [paper]}
  hidden: {taken_down: {on: 2024-12-11, ground: A person asked.}}
disputes:
  where: {question: Where is it?, statements: ['#moved', '#stayed'], note: They speak of different years.}
"""
CITY = """
name: Lakeside
type: town
checked: 2024-12-31
point: [{value: [10.50, -3.25], references: [paper]}]
population: [{value: 1200, when: 2020, scope: town, references: [paper]}]
control:
  - {value: groups/board, when: 2019/2020-05-01, references: [paper], id: control}
  - {value: groups/nasty, when: 2020-05-02/.., status: claimed, asserted_by: people/ann, references: [paper], id: control-ann}
"""
QUOTE = """
name: Ann on the lake
speaker: people/ann
said: 2024-01-02
checked: 2024-12-31
wordings:
  english: {text: 'The lake is "ours", she said; 100%.', rendition: original, language: en, preferred: true, references: [paper]}
"""
OTHER = "title: Another report\npublisher: The Paper\nissued: 2024-12-09\norigin: paper\nchecked: 2024-12-31\n"
SETTINGS = """languages: [en, ar]
publisher: The Lake Desk
licence: {name: CC BY 4.0, address: https://creativecommons.org/licenses/by/4.0/}
"""
ROWS = [{"text": text, "id": f"x{n}", "references": ["paper"]} for n, text in enumerate(HOSTILE)]
NASTY = {
    "name": HOSTILE[0], "checked": "2024-12-31", "aliases": HOSTILE,
    "facts": {row.pop("id"): row for row in ROWS},
}  # fmt: skip
FILES = {
    "data/site.yml": SETTINGS,
    "data/groups/board.yml": BOARD,
    "data/groups/nasty.yml": yaml.safe_dump(NASTY, allow_unicode=True, sort_keys=False),
    "data/people/ann.yml": "name: Ann\nchecked: 2024-12-31\n",
    "data/people/gone.yml": "taken_down: {on: 2024-12-12, ground: A court.}\n",
    "data/cities/lakeside.yml": CITY,
    "data/quotes/ours.yml": QUOTE,
    "data/sources/other.yml": OTHER,
    "data/sources/old.yml": f"{OTHER}URL: https://paper.example/old\nwithdrawn: {{on: 2024-12-13, why: It was made up.}}\n",
    "content/index.md": '# Home\n\n{{ fact("groups/board#moved") }}\n',
}
SITE = Place("https://lakes.example/", True, "Lakes")


@cache
def small() -> Built:
    """The site, built once."""
    built = build(tree(FILES), place=SITE)
    assert built.ok, built.issues
    return built


def file(name: str, built: Built | None = None) -> bytes:
    """A file below `data/v1/`."""
    return (built or small()).outputs[f"data/v1/{name}"]
