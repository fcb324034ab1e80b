"""A national archive of made-up facts: six statements a record, three sources that everything names, two languages.

    python benchmarks/archives.py RECORDS FOLDER

Otherwise as in `sites.py`: the same bytes for the same number of records. Every statement has the day on which it was
entered, so that feeds have entries; one in fifty was corrected since. Every name and every second fact but the first has its
words in Arabic, too. All files of data are made; every city has its point.
"""

import re
import sys
from pathlib import Path

import sites
from languages import NAME
from outputs import ADDRESS, REFERENCES

HUBS = ("register", "gazette", "observatory")
FACTS = {"groups": 10, "people": 10, "cities": 7, "places": 10, "quotes": 4, "dates": 5}
NOUNS = (
    "جيش حدود جسر مخيم مركز حاجز ساحل قائد قافلة مجلس معبر منطقة مبعوث مزرعة قوات جبهة حامية محافظ ميناء "
    "طريق مستشفى سوق وزارة جبل مكتب دورية شرطة سجن إقليم إذاعة نهر مدرسة ساحة محطة شارع برج بلدة هدنة جامعة واد قرية"
)
ARABIC = NOUNS.split()
FACT = re.compile(r"(?m)^(  fact-[1-9]\d*:\n    text: )(.*)$")
HOME = """# A national archive

A made-up site, as large as an archive of one topic.

{{ timeline("dates", turning="yes") }}

## What was changed last? {#latest}

{{ latest("5") }}

[All corrections](corrections.md)

## What is here? {#here}

{{ overview() }}

[Where the cities lie](map.md)
"""
PAGES = {
    "content/index.md": HOME,
    "content/map.md": '# Where are the cities?\n\n{{ map("cities") }}\n',
    "content/corrections.md": "# Corrections\n\n{{ corrections() }}\n",
}
SETTINGS = "languages: [en, ar]\nleast_translated: 20\nsearch: pagefind\n"


class Archive(sites.Maker):
    """Makes the files of one archive."""

    def refs(self, number: int, of: str) -> str:
        """The references of a statement: those of a small site, and one of the sources that everything names."""
        hub = self.dice.choice(HUBS)
        return f"[{hub}#P{self.dice.randint(1, 900)}, {super().refs(number, of)[1:]}"

    def facts(self, number: int, of: str, count: int) -> str:
        """As many facts as make six statements a record, over all kinds."""
        return super().facts(number, of, FACTS[of])

    def arabic(self, count: int) -> str:
        return " ".join(self.dice.choices(ARABIC, k=count))

    def entered(self, found: re.Match[str]) -> str:
        """The references of a statement with the day on which it was entered, now and then with a correction."""
        indent, references = found.groups()
        day = f"2024-{self.dice.randint(1, 12):02}-{self.dice.randint(1, 28):02}"
        lines = [references, f"recorded: {day}"]
        if self.dice.random() < 0.02:
            change = f"{{kind: correction, on: 2024-12-30, was: {self.sentence()}, why: A slip.}}"
            lines.append(f"changes: [{change}]")
        return "\n".join(indent + line for line in lines)

    def told(self, found: re.Match[str]) -> str:
        """Every second fact with its words in Arabic."""
        if self.dice.random() < 0.5:
            return found[0]
        return f"{found[1]}{{en: {found[2]}, ar: {self.arabic(8)}.}}"

    def hub(self, name: str) -> str:
        return f"title: The national {name}\n" + self.source(0).split("\n", 1)[1]

    def point(self) -> str:
        at = f"{self.dice.uniform(33, 37):.4f}, {self.dice.uniform(36, 42):.4f}"
        return f"point:\n  - value: [{at}]\n    references: {self.refs(0, 'cities')}\n"

    def make(self) -> dict[str, str]:
        super().make()
        for name, text in self.files.items():
            if not re.match(r"data/[^/]+/", name) or "/sources/" in name:
                continue
            text += self.point() if "/cities/" in name else ""
            text += "turning_point: true\n" if re.search(r"/dates/d(0|\d*00)\.yml", name) else ""
            text = NAME.sub(lambda m: f"name: {{en: {m[1]}, ar: {self.arabic(3)}}}", text)
            self.files[name] = REFERENCES.sub(self.entered, FACT.sub(self.told, text))
        self.files |= {f"data/sources/{name}.yml": self.hub(name) for name in HUBS}
        settings = re.sub(r"(?m)^site_url:.*\n", "", self.files["mkdocs.yml"])
        self.files["mkdocs.yml"] = ADDRESS + settings
        self.files |= PAGES | {"data/site.yml": SETTINGS}
        return self.files


def write(root: Path, records: int) -> None:
    """Write the archive of N records into an empty folder."""
    sites.write(root, records, Archive)


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
