"""Texts that know their language keep it, whatever is put around them or cut off."""

from factsheet.language import say
from factsheet.values import Foreign, Mixed, Outdated, capital, cut, joined


def parts(text: str) -> list[tuple[str, str]]:
    found = text.parts if isinstance(text, Mixed) else (text,)
    return [(str(one), getattr(one, "language", "")) for one in found]


def test_a_message_with_a_text_in_another_language_keeps_its_parts() -> None:
    said = say("quoted.by", what=Foreign("Der Fall", "de"), who="Ann")
    assert said == "Der Fall – Ann" and parts(said) == [
        ("Der Fall", "de"),
        (" – ", ""),
        ("Ann", ""),
    ]
    assert type(say("quoted.by", what="The fall", who="Ann")) is str
    assert type(joined(["a", "b"])) is str


def test_what_is_cut_stays_in_its_language() -> None:
    text = joined(["ab ", Foreign("cd ef", "de"), " gh"])
    assert parts(cut(text, 5)) == [("ab ", ""), ("cd", "de")]
    assert cut(text, 2) == "ab" and type(cut(text, 2)) is str
    assert [cut(text, n) for n in range(12)] == [str(text)[:n] for n in range(12)]
    assert parts(joined([Foreign("Er fiel.", "de")]).removesuffix(".")) == [("Er fiel", "de")]
    assert parts(text.removesuffix("x")) == parts(text)


def test_a_capital_and_a_stop_are_of_the_same_language() -> None:
    assert parts(capital(Foreign("bericht", "de"))) == [("Bericht", "de")]
    old = Outdated("Er fiel.", Foreign("It fell.", "en")).removesuffix(".")
    assert (old, old.original, old.original.language) == ("Er fiel", "It fell", "en")


def test_the_language_is_a_part_of_what_is_remembered() -> None:
    one, two = Foreign("Tour", "fr"), Foreign("Tour", "en")
    assert one == two and repr(one) != repr(two) and repr(joined([one])) != repr(joined([two]))
