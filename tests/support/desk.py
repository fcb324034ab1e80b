"""A small site in which something of everything is to do: for tests of what looks at facts."""

from datetime import date

from projects import tree

from factsheet.bench import Survey
from factsheet.build.whole import build

ON = date(2025, 6, 1)
SOURCE = "publisher: {who}\nissued: {day}\nchecked: 2024-12-31\n"
FILES = {
    "data/site.yml": "review: {groups: 100}\n",
    "data/sources/wire.yml": SOURCE.format(who="The Wire", day="2024-12-08") + "origin: wire\n",
    "data/sources/copy.yml": SOURCE.format(who="The Copy", day="2024-12-09")
    + "title: What Ann saw\nauthor: [Eve Writer]\nURL: https://copy.example/ann\nderived_from: [sources/wire]\n",
    "data/people/ann.yml": """\
name: Ann Lake
aliases: ["Anna al-Lāk"]
native_name: {ru: Анна}
formerly: [anna]
checked: 2024-12-31
facts:
  saw:
    text: She saw the army leave.
    when: 2024-12-07
    recorded: 2024-12-09
    references: [wire, copy]
  heard:
    text: She heard shots.
    draft: true
""",
    "data/groups/army.yml": """\
name: The Army
checked: 2024-12-31
facts:
  left:
    text: The army left the town.
    when: 2024-12-07
    status: claimed
    asserted_by: people/ann
    references: [wire#P5]
  stayed:
    text: The army stayed in the town.
    when: 2024-12-07
    status: denied
    asserted_by: a spokesman
    note: He spoke for the army.
    references: [paper]
  marched:
    text: The army marched in.
    formerly: [came]
    status: superseded
    note: It left again.
    references: [paper]
disputes:
  left-or-stayed:
    question: Did it leave?
    statements: ["#left", "#stayed"]
    note: Nobody else was there.
""",
    "data/groups/band.yml": "name: The Band\ndraft: true\nchecked: 2024-12-31\n",
    "data/quotes/gone.yml": """\
name: They are gone
speaker: people/ann
said: 2024-12-07
checked: 2024-12-31
wordings:
  original:
    text: They are gone.
    rendition: original
    language: en
    preferred: true
    references: [paper#P2]
""",
    "content/index.md": '# Home\n\n{{ as_of() }}\n\n{{ fact("groups/army#left") }}\n\n{{ quote("quotes/gone") }}\n\n[Ann](people/ann.md#saw)\n',
    "seeds/wire.yml": "source: sources/wire\nclaims:\n  a: {claim: It left., facts: [groups/army#left]}\n",
}


def survey(files: dict[str, str] | None = None, on: date = ON) -> Survey:
    """The site with some other files, looked at on a day; sound, or it is the test's fault."""
    found = tree({**FILES, **(files or {})})
    built = build(found)
    assert built.ok, built.issues
    return Survey(built, found, on)
