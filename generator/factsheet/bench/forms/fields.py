"""The fields of a form, made from questions: how each is filled in, what stands there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from factsheet.bench.edits.plain_data import data_of
from factsheet.bench.entering.answers import ABSENT
from factsheet.bench.entering.asking import Question
from factsheet.bench.forms.sent import INTO, Sent, Texts, translatable
from factsheet.values import ByLanguage, Date, Flag, LongWords, Map, OrAbsent, Words, YesNo
from factsheet.values import read_yaml

LONG = 1_000  # characters that a text may have for which several lines are there
HINTS = {
    "date": "2024-12-07, 2024-12, 2017~ (about), 2024-12-07/2024-12-08, ../2025",
    "languages": "the code of the language, and the text in it",
}
_ABSENT = dict(zip(ABSENT, ("nobody knows", "there is none")))
_YES = {"yes": "yes", "no": "no"}


@dataclass
class Field:
    """One question as a form shows it; `values` are texts as typed."""

    question: Question
    values: list[str]
    codes: list[str]  # languages of the site, for texts by language
    wrong: list[str] = field(default_factory=list)
    translations: dict[str, str] = field(default_factory=dict)  # by language of the site

    def translate(self, there: Mapping[str, str], sent: Sent) -> None:
        """Show its translations: what is typed, else what is there, else a place for each."""
        if translatable(self.question):
            names = {
                code: f"{self.key}{INTO}{code}"
                for code in {**there, **dict.fromkeys(self.codes[1:])}
            }
            self.translations = {
                code: sent.one(name) if name in sent.fields else there.get(code, "")
                for code, name in names.items()
            }

    @property
    def key(self) -> str:
        """The name of its inputs."""
        return self.question.key

    @property
    def sort(self) -> str:
        """How it is filled in."""
        question, one = self.question, self.question.one
        if question.source:
            return "references"
        if question.choices or isinstance(one, YesNo):
            return "choice"
        if question.to is not None:
            return "pick"
        sorts = {ByLanguage: "languages", Flag: "flag", Date: "date", LongWords: "long"}
        long = isinstance(one, Words) and one.longest >= LONG
        return "long" if long else next((s for t, s in sorts.items() if isinstance(one, t)), "text")

    @property
    def help(self) -> str:
        """What is to be known of it."""
        if self.key == "status":
            return ""  # what is left out stands among the choices
        said = self.question.help or HINTS.get(self.sort, "")
        example = self.question.example if self.sort not in ("languages", "choice") else ""
        return "; ".join(filter(None, (said, f"as in {example}" if example else "")))

    @property
    def choices(self) -> dict[str, str]:
        """What there is to choose, by what is written of it."""
        choices = dict(self.question.choices) or dict(_YES)
        there = {**choices, **(self.absent if self.sort == "choice" else {})}
        return {key: label or key.replace("-", " ") for key, label in there.items()}

    @property
    def absent(self) -> dict[str, str]:
        """What can be said instead of a value."""
        type_ = self.question.type
        if not isinstance(type_, OrAbsent):
            return {}
        return {k: said for k, said in _ABSENT.items() if type_.none or "unknown" in k}

    @property
    def several(self) -> bool:
        """Whether its inputs stand in rows."""
        return self.sort == "references" or (self.question.many and self.sort != "choice")

    @property
    def rows(self) -> list[str]:
        """What stands in its inputs: an empty one behind, where there can be more."""
        return [*self.values, ""] if self.several else (self.values[:1] or [""])

    @property
    def places(self) -> list[tuple[str, str]]:
        """(source, place) of each reference, an empty one behind."""
        split = [row.partition("#") for row in self.rows]
        return [(source, place) for source, _, place in split]

    @property
    def languages(self) -> list[tuple[str, str]]:
        """(code, text): those that are there, those of the site, one more."""
        there = {key: text for one in self.values for key, text in _mapping(one).items()}
        others = {code: "" for code in self.codes if code not in there}
        return [*there.items(), *others.items(), ("", "")]


def fields(
    questions: Iterable[Question], values: Texts, codes: Sequence[str],
    wrong: Mapping[str, list[str]],
) -> list[Field]:  # fmt: skip
    """The fields of a form, with what stands in them and what is wrong there."""
    asked = list(questions)
    return [Field(q, values.get(q.key, []), [*codes], wrong.get(q.key, [])) for q in asked]


def _mapping(typed: str) -> dict[str, str]:
    root = read_yaml(f"value: {typed}".encode(), "", lambda issue: None)
    found = data_of(root.items["value"]) if isinstance(root, Map) and "value" in root.items else {}
    return {k: str(v) for k, v in found.items()} if isinstance(found, dict) else {}
