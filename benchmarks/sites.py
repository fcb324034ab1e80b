"""Sites to measure on: N made-up records of every kind, always the same bytes for the same N.

References, links and mentions stay in a neighbourhood of each record, so that a page of a large site is as long as one of
a small site (about 400 words), except for the lists that have a line per record by nature.
"""

import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARES = {
    "sources": 28,
    "groups": 12,
    "people": 12,
    "cities": 8,
    "places": 4,
    "quotes": 12,
    "dates": 24,
}  # of 100 records
NOUNS = (
    "army assembly border bridge camp centre checkpoint coast commander convoy council crossing district eastern envoy farm forces front "
    "garrison governor harbour highway hospital junction market ministry mountain night northern office patrol police port prison province "
    "quarter radio region reserve river road school settlement southern square station street suburb supplies talks tower town truce unit "
    "university valley village volunteers western withdrawal"
)
ACTS = "entered left reached closed opened held crossed supplied shelled defended joined refused announced rebuilt named"
WORDS, VERBS = NOUNS.split(), ACTS.split()


class Maker:
    """Makes the files of one site."""

    def __init__(self, records: int) -> None:
        self.dice = random.Random(records)
        self.counts = {kind: max(4, records * share // 100) for kind, share in SHARES.items()}
        self.counts["dates"] += records - sum(self.counts.values())
        self.files: dict[str, str] = {}

    def near(self, kind: str, number: int, of: str) -> str:
        """The address of a record of `kind` near the given one of kind `of`."""
        count = self.counts[kind]
        at = number * count // self.counts[of]
        return f"{kind}/{kind[0]}{(at + self.dice.randint(0, min(9, count - 1))) % count}"

    def refs(self, number: int, of: str) -> str:
        found = sorted(
            {
                self.near("sources", number, of).removeprefix("sources/")
                for _ in range(self.dice.choice((1, 1, 2)))
            }
        )
        return "[" + ", ".join(f"{id_}#P{self.dice.randint(1, 30)}" for id_ in found) + "]"

    def words(self, count: int) -> str:
        return " ".join(self.dice.choices(WORDS, k=count))

    def sentence(self) -> str:
        return f"The {self.words(2)} {self.dice.choice(VERBS)} the {self.words(3)} and {self.dice.choice(VERBS)} the {self.words(2)}."

    def day(self) -> str:
        return f"{self.dice.randint(2015, 2023)}-{self.dice.randint(1, 12):02}-{self.dice.randint(1, 28):02}"

    def facts(self, number: int, of: str, count: int) -> str:
        lines = ["facts:"]
        for i in range(count):
            lines += [
                f"  fact-{i}:",
                f"    text: {self.sentence()}",
                f"    when: {self.day()}",
                f"    references: {self.refs(number, of)}",
            ]
            if i == 0 and (about := self.near("groups", number, of)) != f"{of}/{of[0]}{number}":
                lines.append(f"    about: [{about}]")
            if i == 1:
                lines += [
                    "    status: claimed",
                    f"    asserted_by: {self.near('people', number, of)}",
                    f"    said: {self.day()}",
                ]
            if i == 2:
                lines += ["    status: disputed", f"    note: {self.sentence()}"]
        return "\n".join(lines) + "\n"

    def head(self, kind: str, number: int) -> str:
        name = f"{self.words(2).title()} {kind[:-1].title()} {number}"
        return f"name: {name}\nshort_name: {name.split()[0]} {number}\naliases: [{self.words(3).title()}]\nchecked: 2024-12-31\n"

    def dispute(self) -> str:
        return (
            "disputes:\n  which:\n    question: Which of the two is right?\n"
            f"    statements: ['#fact-0', '#fact-2']\n    note: {self.sentence()}\n"
        )

    def source(self, number: int) -> str:
        return (
            f"title: {self.words(6).capitalize()}\npublisher: The {self.words(2).title()}\nissued: {self.day()}\n"
            f"URL: https://paper.example/{number}\norigin: origin-{number % 40}\nchecked: 2024-12-31\nnote: {self.sentence()}\n"
        )

    def sheet(self, kind: str, number: int) -> str:
        text = self.head(kind, number)
        link = {
            "groups": ("leader", "people"),
            "people": ("member_of", "groups"),
            "cities": ("part_of", "places"),
            "places": ("held_by", "groups"),
        }
        key, other = link[kind]
        text += f"{key}:\n  - value: {self.near(other, number, kind)}\n    when: {self.day()}/..\n    references: {self.refs(number, kind)}\n"
        if kind == "cities":
            text += f"population:\n  - value: {1000 + number * 37}\n    when: 2019\n    references: {self.refs(number, kind)}\n"
            text += f"control:\n  - value: {self.near('groups', number, kind)}\n    when: 2019-03-02/2020-04-05\n    references: {self.refs(number, kind)}\n"
        return text + self.facts(number, kind, 3) + self.dispute()

    def quote(self, number: int) -> str:
        text = f"name: {self.words(2).title()} said {number}\nspeaker: {self.near('people', number, 'quotes')}\nsaid: {self.day()}\nchecked: 2024-12-31\n"
        text += f"about: [{self.near('cities', number, 'quotes')}, {self.near('groups', number, 'quotes')}]\noccasion: {self.words(5)}\nwordings:\n"
        for i, kind in enumerate(("original", "translation")):
            words = " ".join(self.sentence() for _ in range(4))
            text += f"  w{i}:\n    text: {words}\n    rendition: {kind}\n    language: en\n    references: {self.refs(number, 'quotes')}\n"
            text += "    preferred: true\n" if i == 0 else f"    note: {self.sentence()}\n"
        return text + self.facts(number, "quotes", 1)

    def date(self, number: int) -> str:
        text = f"name: {self.words(3).capitalize()} {number}\nwhen: {self.day()}\ntext: {self.sentence()}\nreferences: {self.refs(number, 'dates')}\n"
        text += f"about: [cities/c{number % self.counts['cities']}]\nchecked: 2024-12-31\nnote: {self.sentence()} {self.sentence()}\n"
        return text + self.facts(number, "dates", 1)

    def explainer(self, number: int) -> str:
        parts = [f"# The {self.words(3)} {number}\n"]
        for i in range(8):
            kind = self.dice.choice(["groups", "people", "cities"])
            at = self.dice.randrange(self.counts[kind])
            parts.append(
                f'## The {self.words(2)} {i} {{#s{i}}}\n\n{self.sentence()} {{{{ fact("{kind}/{kind[0]}{at}#fact-{self.dice.randint(0, 1)}") }}}}\n'
            )
            parts.append(f'{self.sentence()} {{{{ cite("{kind}/{kind[0]}{at}#fact-0") }}}}\n')
        quote = self.dice.randrange(self.counts["quotes"])
        parts.append(
            f'{{{{ quote("quotes/q{quote}") }}}}\n\n{{{{ timeline("cities/c{number % self.counts["cities"]}") }}}}\n'
        )
        return "\n".join(parts)

    def make(self) -> dict[str, str]:
        for number in range(self.counts["sources"]):
            self.files[f"data/sources/s{number}.yml"] = self.source(number)
        for kind in ("groups", "people", "cities", "places"):
            for number in range(self.counts[kind]):
                self.files[f"data/{kind}/{kind[0]}{number}.yml"] = self.sheet(kind, number)
        for number in range(self.counts["quotes"]):
            self.files[f"data/quotes/q{number}.yml"] = self.quote(number)
        for number in range(self.counts["dates"]):
            self.files[f"data/dates/d{number}.yml"] = self.date(number)
        self.files["content/index.md"] = "# Home\n\nA made-up site.\n\n{{ overview() }}\n"
        names = [f"explainers/e{i}.md" for i in range(max(2, sum(self.counts.values()) // 100))]
        for number, name in enumerate(names):
            self.files[f"content/{name}"] = self.explainer(number)
        settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
        self.files["mkdocs.yml"] = settings[: settings.index("\nnav:") + 1]
        return self.files


def write(root: Path, records: int, maker: type[Maker] = Maker) -> None:
    """Write the site of N records into an empty folder, ready for every engine."""
    for name, text in maker(records).make().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
