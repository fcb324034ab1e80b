"""The catalogue: every key that is asked for is there, every one that is there is asked for, and its texts are whole."""

import ast
import re
from decimal import Decimal
from pathlib import Path

import material
from factsheet.language import amount_words, catalogues, messages, say, speaking, speech
from factsheet.values import Amount
from projects import ROOT

PACKAGE = ROOT / "generator" / "factsheet"
FORMS = {
    "counted": "count.{}",
    "say": "{}",
    "tell": "{}",
}  # a call -> the key that its first argument names
TIMES = ("day", "longer", "marked")  # the forms that `dated` asks for


def forms(message: str | list[str]) -> list[str]:
    return [message] if isinstance(message, str) else message


def places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def pattern(node: ast.expr, gap: str = r"[\w.-]+") -> list[str]:
    """What an expression may give, as patterns: a text, an f-string, or one of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [re.escape(node.value)]
    if isinstance(node, ast.JoinedStr):
        parts = (
            pattern(part)[0] if isinstance(part, ast.Constant) else gap for part in node.values
        )
        return ["".join(parts)]
    return [*pattern(node.body), *pattern(node.orelse)] if isinstance(node, ast.IfExp) else []


TREES = {
    path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))
}


def calls(tree: ast.Module) -> list[ast.Call]:
    """The calls of what a module takes from the room language."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    ours = [node for node in imports if (node.module or "").startswith("factsheet.language")]
    names = {alias.name for node in ours for alias in node.names}
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    return [call for call in found if getattr(call.func, "id", "") in names]


CALLS = [(path, call) for path, tree in TREES.items() for call in calls(tree)]
SCRIPTS = sorted((PACKAGE / "site/theme/assets").glob("*.js"))
SCRIPT = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
TEMPLATES = "".join(p.read_text(encoding="utf-8") for p in (PACKAGE / "site").rglob("*.html"))


def test_every_key_that_is_asked_for_is_there() -> None:
    for path, call in CALLS:
        name = getattr(call.func, "id", "")
        for found in pattern(call.args[0]) if name in FORMS else []:
            key = FORMS[name].format(found)
            assert any(re.fullmatch(key, known) for known in messages()), f"{path.name}: {found}"
        for found in pattern(call.args[1 - len(call.args)]) if name == "dated" else []:
            assert all(f"{found}.{form}".replace("\\", "") in messages() for form in TIMES), found
    asked = re.findall(r"\b(?:say|tell|saysLike)\((?:[\w. ]+[?,] )?\"([^\"]+)\"", SCRIPT)
    asked += re.findall(r"WORDS\[\"([^\"]+)\"\]", TEMPLATES)
    assert len(asked) > 30 and not set(asked) - messages().keys()


def test_every_key_that_is_there_is_asked_for() -> None:
    """By itself, by an f-string, or by its beginning (`list.and` stands for `list.and.between`)."""
    nodes = [node for tree in TREES.values() for node in ast.walk(tree)]
    texts = {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    texts |= set(re.findall(r"[\"`]([\w.-]+)[\"`]", SCRIPT + TEMPLATES))
    made = {
        pattern(node, r"[\w-]+")[0]
        for node in nodes
        if isinstance(node, ast.JoinedStr) and len(node.values) > 1
    }
    begun = {found for found in made if re.match(r"[a-z]+(-[a-z]+)*\\\.", found)}
    begun |= {r"script\.filter\.[a-z]+", r"attribution\.[a-z]+\.via", r"unit\..+"}
    known = re.compile("|".join(sorted(begun)))
    for key in messages():
        stems = [key[: dot.start()] for dot in re.finditer(r"\.", key)]
        assert (
            key in texts or known.fullmatch(key) or any("." in s and s in texts for s in stems)
        ), key


def test_the_theme_knows_the_words_that_are_put_in_the_place_of_its_own() -> None:
    folder = Path(material.__file__).parent / "templates" / "partials" / "languages"
    theirs = (folder / "en.html").read_text(encoding="utf-8")
    ours = [key.removeprefix("theme.frame.") for key in messages() if "theme.frame." in key]
    assert ours and not [key for key in ours if f'"{key}":' not in theirs]
    numbers = [key for key in ours if re.search(f'"{re.escape(key)}": "[^"]*#', theirs)]
    for code in catalogues():
        with speaking(speech(code)):
            assert not [key for key in numbers if "#" not in say(f"theme.frame.{key}")], code


def test_a_message_is_whole_and_its_forms_have_the_same_places() -> None:
    """Only what stands between things in a row begins or ends with a blank or a comma."""
    for key, message in messages().items():
        one, more = forms(message)[0], forms(message)[-1]
        assert places(one) | {"count"} == places(more) | {"count"}, key
        for text in forms(message):
            assert text and (key.endswith((".between", ".last")) or text == text.strip(" ,\n")), key
            assert not re.search(r"\{(?!\w+\})|(?<!\w)\}", text), key


def test_a_message_is_given_what_it_has_places_for() -> None:
    for path, call in CALLS:
        name, given = getattr(call.func, "id", ""), {word.arg for word in call.keywords}
        if (
            name not in ("say", "tell")
            or None in given
            or not isinstance(call.args[0], ast.Constant)
        ):
            continue
        message = messages().get(str(call.args[0].value), "")
        wanted = set().union(*map(places, forms(message)))
        assert wanted == given - ({"count"} - wanted), f"{path.name}: {call.args[0].value}"


def test_numbers_are_told_with_their_bounds_and_decimals() -> None:
    told = {
        Amount(30_000, 30_000): "30,000",
        Amount(30_000, 30_000, about=True): "about 30,000",
        Amount(Decimal("1.5"), Decimal("2.5")): "1.5 to 2.5",
        Amount(910, None): "at least 910",
        Amount(None, Decimal("1000.5")): "at most 1,000.5",
        Amount(None, None): "cannot be known",
        Amount(1, 1, unit="a"): "1 year",
        Amount(4_800_000_000, 4_800_000_000, True, currency="USD"): "about 4.8 billion US dollars",
        Amount(1_234_567, 1_234_567, unit="m3"): "1,234,567 m³",
        Amount(74_000_000_000, 79_000_000_000, unit="m3"): "74 billion to 79 billion m³",
        Amount(Decimal("1.5"), 2_500_000, unit="m3"): "1.5 to 2,500,000 m³",
        Amount(0, 2, unit="a"): "0 to 2 years",
        Amount(3, 3, unit="m3{gas}"): "3 m³ gas",
        Amount(2, 2, unit="10*9.{cells}/L"): "2 10⁹·cells/L",
        Amount(2, 2, unit="m.s-2"): "2 m·s⁻²",
    }
    assert {amount: amount_words(amount) for amount in told} == told
