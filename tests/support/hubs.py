"""A made-up project in which a few records are named by hundreds of facts, always with the same bytes.

A source that 600 facts name, a place that 300 name, a year with 400 dates, a kind with 800 records,
a city with 60 holdings, a sheet with 250 facts of its own, a source of 110 numbers of people.
"""

import random
from datetime import date, timedelta
from pathlib import Path

WORDS = """army assembly border bridge camp centre checkpoint coast commander convoy council crossing
district envoy farm forces front garrison governor harbour highway hospital junction market ministry
mountain office patrol police port prison province quarter radio region reserve river road school
settlement square station street suburb supplies tower town truce university valley village"""
ACTS = "entered left reached closed opened held crossed supplied shelled defended joined named"
NOUNS, VERBS = WORDS.split(), ACTS.split()
CHECKED = "checked: 2024-12-31\n"


class Maker:
    """Makes the files of the project."""

    def __init__(self) -> None:
        self.dice = random.Random(1)
        self.files: dict[str, str] = {}

    def words(self, count: int) -> str:
        return " ".join(self.dice.choices(NOUNS, k=count))

    def sentence(self) -> str:
        does = self.dice.choice
        return f"The {self.words(2)} {does(VERBS)} the {self.words(3)} and {does(VERBS)} the {self.words(2)}."

    def day(self, first: int = 2015, last: int = 2024) -> str:
        return f"{self.dice.randint(first, last)}-{self.dice.randint(1, 12):02}-{self.dice.randint(1, 28):02}"

    def name(self, kind: str, number: int) -> str:
        return f"{self.words(2).title()} {kind} {number}"

    def source(self, id_: str, title: str) -> None:
        self.files[f"data/sources/{id_}.yml"] = (
            f"title: {title}\npublisher: The {self.words(1).title()} Times\nissued: {self.day()}\n"
            f"URL: https://paper.example/{id_}\n{CHECKED}"
        )

    def facts(self, count: int, more: str, of: str = "hub", **also: str) -> str:
        rows = [
            f"  fact-{n}: {{text: {self.sentence()}, when: {self.day()}, references: [{of}#P{n % 40 + 1}{', s' + str(n % 30) if n % 3 else ''}]{more}}}\n"
            for n in range(count)
        ]
        return "facts:\n" + "".join(rows)

    def record(self, kind: str, id_: str, name: str, rest: str) -> None:
        self.files[f"data/{kind}/{id_}.yml"] = f"name: {name}\n{CHECKED}{rest}"

    def make(self) -> dict[str, str]:
        """Every file by its path."""
        self.source("hub", "A digest of the year")
        self.source("census", "The census")
        for number in range(30):
            self.source(f"s{number}", self.words(4).capitalize())
        self.record("places", "hub", "Hubland", "type: country\n")
        self.groups()
        self.cities()
        self.dates()
        self.record("people", "talker", "A Talker", self.facts(250, "", of="s1"))
        home = '# Home\n\n{{ overview() }}\n\nSee {{ fact("people/talker#fact-7") }}\n'
        self.files["content/index.md"] = home
        return self.files

    def groups(self) -> None:
        """800 groups; 150 of them with four facts each that rest on the hub, half of which name the place."""
        for number in range(800):
            rest = f"type: {'militia' if number % 4 == 0 else 'party'}\n"
            if number < 150:
                rest += self.facts(4, ", about: [places/hub]" if number < 75 else "")
            self.record("groups", f"g{number}", self.name("Group", number), rest)

    def cities(self) -> None:
        """A city of 60 holdings, and 110 with a number of people each."""
        first, rows = date(2014, 1, 1), []
        for number in range(60):
            last = first + timedelta(days=29)
            rows.append(
                f"  - {{id: c{number}, value: groups/g{number % 2}, when: {first}/{last}, references: [s{number % 30}]}}\n"
            )
            first = last + timedelta(days=31)
        self.record("cities", "held", "Held", f"control:\n{''.join(rows)}")
        for number in range(110):
            rest = f"population:\n  - {{value: {1000 + number * 37}, when: 2004, scope: city, references: [census]}}\n"
            rest += f"part_of:\n  - {{value: places/hub, references: [census#P{number % 7 + 1}]}}\n"
            self.record("cities", f"c{number}", self.name("City", number), rest)

    def dates(self) -> None:
        """400 dates in one year, and some in others."""
        for number in range(420):
            when = self.day(2024, 2024) if number < 400 else self.day(2000, 2010)
            rest = f"when: {when}\ntext: {self.sentence()}\nreferences: [s{number % 30}]\n"
            rest += f"about: [groups/g{number % 20}, cities/c{number % 110}]\n"
            self.record("dates", f"d{number}", self.name("Day", number), rest)


SETTINGS = """site_name: Hubs
site_url: !ENV [SITE_URL, ""]
docs_dir: content
theme: {name: material}
plugins: [search, factsheet]
"""


def write(root: Path) -> None:
    """Write the project into an empty folder, ready for the engine."""
    for name, text in {**Maker().make(), "mkdocs.yml": SETTINGS}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="\n")
