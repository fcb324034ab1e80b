"""What an editor's slips lead to: the cause is told with its place, and what is told to be typed can be read."""

import re
from datetime import date

import pytest
from factsheet.build.whole import build
from factsheet.issues.issue import Issue
from factsheet.values import dates
from factsheet.values.datehints import readings
from factsheet.language import day_words
from factsheet.values.nodes import Text
from factsheet.values.numbers import Amount, Number, meant
from factsheet.values.slips import uncurled
from factsheet.values.yaml_reader import read_yaml
from hypothesis import example, given, settings, strategies as st
from projects import tree

FACT = (
    "name: The Army\nchecked: 2024-12-31\nfacts:\n  moved:\n    text: {}\n    references: [paper]\n"
)
PAGE = "# A page\n\n{}\n"
MARKS = ["<<<<<<< HEAD", "=======", ">>>>>>> other", "||||||| 1a2b3c", "<<<<<<<", "|||||||"]
BLANKS = [0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000]


def issues(text: str) -> list[Issue]:
    found: list[Issue] = []
    read_yaml(text.encode(), "f.yml", found.append)
    return found


def told(files: dict[str, str]) -> list[tuple[str, int]]:
    return [(issue.code, issue.spot.line) for issue in build(tree(files)).issues]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("style", ["|", ">", ">-", "|2-"])
@pytest.mark.parametrize("indent", ["", "      ", "         "])
def test_a_mark_of_a_merge_conflict_is_refused_in_a_block_of_text(
    mark: str, style: str, indent: str
) -> None:
    text = f"{style}\n      The army moved.\n{indent}{mark}\n      It stayed."
    assert told({"data/groups/army.yml": FACT.format(text)}) == [("yaml-syntax", 7)]
    seed = f"source: sources/paper\nnote: >\n  One.\n{indent}{mark}\n  Two.\nclaims:\n  c1: {{claim: x, left_out: y}}\n"
    assert told({"seeds/paper.yml": seed}) == [("yaml-syntax", 4)]


@pytest.mark.parametrize(
    "text", ["a <<<<<<< b", "x =======", "<<<<<<<x", "'======== x'", "'<<<<<< HEAD'", "- ======="]
)
def test_the_same_signs_elsewhere_are_text(text: str) -> None:
    assert issues(f"a: |\n  b\n  {text}\n") == []


@pytest.mark.parametrize("mark", [m for m in MARKS if m != "======="])
def test_a_mark_of_a_merge_conflict_is_refused_in_prose(mark: str) -> None:
    assert told({"content/page.md": PAGE.format(f"One.\n{mark}\nTwo.")}) == [("yaml-syntax", 4)]
    assert told({"content/page.md": PAGE.format(f"- one\n\n    {mark}\n")}) == [("yaml-syntax", 5)]
    assert (
        told(
            {
                "content/page.md": PAGE.format(
                    f"```\none\n{mark}\n```\n\n~~~~ text\n```\n{mark}\n~~~~"
                )
            }
        )
        == []
    )
    assert told({"content/page.md": PAGE.format(f"```\nnever closed\n{mark}\n")}) == [
        ("yaml-syntax", 5)
    ]


def test_a_row_of_equals_signs_underlines_a_heading_in_prose_and_nothing_else() -> None:
    assert told({"content/page.md": "A title\n=======\n\nText.\n"}) == []
    assert told({"content/page.md": PAGE.format("One.\n\n=======\n\nTwo.")}) == [("yaml-syntax", 5)]


@pytest.mark.parametrize("point", BLANKS, ids=[f"{p:04X}" for p in BLANKS])
def test_a_blank_that_is_not_the_ordinary_one_is_named_where_it_counts(point: int) -> None:
    blank = chr(point)
    for text, line, column in (
        (f"a:\n  b:\n{blank * 4}c: d\n    e: f\n", 3, 1),
        (f"a:\n  b:\n  {blank}{blank}c: d\n", 3, 3),
        (f"a:\n  b: c\n {blank}d: e\n", 3, 2),
        (f"a:{blank}b\nc: d\n", 1, 3),
        (f"a{blank}: b\n", 1, 2),
        (f"a:\n  -{blank}b\n  - c\n", 2, 4),
        (f"a:\n{blank}{blank}- b\n{blank}{blank}- c\n", 2, 1),
        (f"a:\n  - b:{blank}c\n    d: e\n", 2, 7),
        (f"a: b\n{blank}{blank}c d\n", 2, 1),
        (f"a: b\n{blank}\nc: d\n", 2, 1),
    ):
        found = issues(text)
        assert [(i.code, i.spot.line, i.spot.column) for i in found] == [
            ("bad-character", line, column)
        ], text
        assert f"U+{point:04X}" in found[0].message and "ordinary blank" in found[0].hint
    for text in (
        f"a: b{blank}c\n",
        f"a: '{blank}b:{blank}c'\n",
        f"a: |\n  {blank}b\n  -{blank}c\n  d:{blank}e\n",
        f"a: c:{blank}d\n",
    ):
        assert issues(text) == [], text


def test_chinese_paragraphs_in_a_block_do_not_hide_another_slip() -> None:
    assert [
        (i.code, i.spot.line) for i in issues("a: |\n  \u3000一。\n  \u3000二。\nb c\nd: e\n")
    ] == [("yaml-syntax", 4)]


@pytest.mark.parametrize("opened, closed", ["“”", "„“", "«»", "‘’", "””"])
def test_curly_quotes_around_a_whole_value_are_named(opened: str, closed: str) -> None:
    def curly(text: str) -> str:
        return f"{opened}{text}{closed}"

    for typed in (
        "status: accepted",
        "when: 2024-12-07",
        "draft: true",
        "asserted_by: groups/army",
        "about: [groups/army]",
    ):
        key, _, value = typed.partition(": ")
        value = value.strip("[]")
        wrong = typed.replace(value, curly(value))
        (issue,) = build(
            tree({"data/groups/army.yml": FACT.format("It moved.") + f"    {wrong}\n"})
        ).issues
        assert opened in issue.message and issue.hint.endswith(value)
    assert (
        told({"data/groups/army.yml": FACT.format(curly("It moved."))}) == []
    )  # a text may be a quotation
    assert uncurled("“a” and “b”") == "a” and “b"  # which is why a text is left alone


@pytest.mark.parametrize("typed, written", [("paper", "[paper]"), ("", "[…]"), ("{}", "[…]")])
def test_references_that_are_no_list_are_told_once(typed: str, written: str) -> None:
    fact = FACT.format("It moved.").replace("[paper]", typed)
    (issue,) = build(tree({"data/groups/army.yml": fact})).issues
    assert (issue.code, issue.hint) == ("wrong-shape", f"write references: {written}")


NUMBERS = {
    "2,132,100": "2132100", "2 132 100": "2132100", "2.132.100": "2132100", "2’132’100": "2132100", "1,5": "1.5", "010": "10", "+5": "5", ".5": "0.5", "٣": "3", "２０": "20", "two": "2",
    "2.1 million": "2100000", "10.5k": "10500", "three hundred": "300", "about 300": "{about: 300}", "~ 300": "{about: 300}", "at least 2,000": "{at_least: 2000}", "300+": "{at_least: 300}",
    ">300": "{at_least: 300}", "up to 40": "{at_most: 40}", "300 or fewer": "{at_most: 300}", "200-300": "{low: 200, high: 300}", "between 200 and 300": "{low: 200, high: 300}",
    "unknown": "{unknown: true}", "n/a": "{unknown: true}", "?": "{unknown: true}", "many": "", "hundreds": "", "1e3": "", "12 men": "",
}  # fmt: skip


@pytest.mark.parametrize("text, typed", NUMBERS.items())
def test_what_a_number_is_told_to_be_can_be_typed(text: str, typed: str) -> None:
    assert meant(text) == typed
    if typed:
        node = read_yaml(f"value: {typed}\n".encode(), "f.yml", print)
        put: list[Issue] = []
        assert (
            node
            and isinstance(Number().read(node.items["value"], "value", put.append), Amount)
            and not put
        )


def test_numbers_and_points_are_written_in_the_digits_0_to_9() -> None:
    city = "name: Town\nchecked: 2024-12-31\npoint:\n  - value: {}\n    references: [paper]\n"
    for point, hint in ((["٣", "1"], "write 3"), (["1", "２.5"], "write 2.5")):
        (issue,) = build(
            tree({"data/cities/town.yml": city.format(f"[{', '.join(point)}]")})
        ).issues
        assert (issue.code, issue.hint) == ("bad-point", hint)
    put: list[Issue] = []
    for digit in map(chr, range(0x80, 0x20000)):
        if digit.isdecimal():
            assert Number().read(Text(f"1{digit}", None), "value", put.append) is None  # type: ignore[arg-type]
            with pytest.raises(dates.NotADate, match="digits 0 to 9"):
                dates.parse(f"202{digit}")


@given(day=st.dates(min_value=date(1000, 1, 1)))
def test_a_day_in_words_is_read_as_that_day(day: date) -> None:
    iso = day.isoformat()
    spoken = day_words(day)
    number, month, year = spoken.split()
    assert (
        readings(spoken)
        == readings(f"{month} {number}, {year}")
        == readings(f"{number} {month[:3]} {year}")
        == [iso]
    )
    assert iso in readings(f"{day.day}/{day.month}/{year}") and iso in readings(
        f"{day.month:02}/{day.day:02}/{year}"
    )


@settings(max_examples=400)
@example(text="12-0000")
@example(text="January 0000")
@given(text=st.text("0123456789/-. ~?XTZabcdeJanuryDcmbftosinl٣", max_size=24))
def test_whatever_is_no_date_is_told_what_can_be_typed(text: str) -> None:
    try:
        dates.parse(text)
    except dates.NotADate as refused:
        for typed in re.findall(r"(?:write|mean|or) ([0-9.][^ ,?]*)", refused.hint):
            dates.parse(typed)
