"""What an editor types into a field, and what comes of it. No programming is needed to read the tables."""

import json
import math
import os
import re
import subprocess
import sys
import time
import warnings
from fractions import Fraction
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
import yaml
from factsheet.issues import Issue, Spot
from factsheet.language import amount_words, messages, plain_value
from factsheet.values import Amount, Date, FileRef, Identifier, Link, Money, NameText, Number
from factsheet.values import Options, OrAbsent, Outward, Point, Quantity, Text, Type, WebPage, Words
from factsheet.values import YesNo, address_problem, measure, pattern_problem, read_yaml
from factsheet.values import unit_problem, web
from factsheet.values.units import _spelt, asked, unit_meant, usual
from hypothesis import given, settings, strategies as st
from projects import EFFORT, ROOT

TREATY = Identifier("[0-9]{1,6}", "https://treaties.example/doc?id={id}&lang=en")
TYPES: dict[str, Type] = {
    "text": Words(300), "name": NameText(), "number": Number(), "power": Quantity("MW"), "flow": Quantity("m3/a"),
    "area": Quantity("km2"), "weight": Quantity("t"), "any unit": Quantity(), "acid": Quantity("[pH]"), "odd": Quantity("kg.m2/s3"), "money": Money(), "yes-no": YesNo(),
    "choice": Options({"open": "Open", "shut": "Closed for good"}), "link": Link(("places",)), "point": Point(),
    "date": Date(), "web": WebPage(), "id": TREATY, "code": Identifier("Q[1-9][0-9]{0,9}"), "file": FileRef(),
}  # fmt: skip


def read(type_: Type, typed: str) -> tuple[Any, list[Issue]]:
    found: list[Issue] = []
    node = read_yaml(f"value: {typed}\n".encode(), "data/x.yml", found.append)
    assert node and not found, found
    return OrAbsent(type_).read(node.items["value"], "f.value", found.append), found


# The field, what is typed, and the words of it for a report
RIGHT = """
number   | 652609                                        | 652,609
number   | {unknown: true}                               | cannot be known
number   | {none: true}                                  | none
number   | 0.0000001                                     | 0.0000001
power    | 5150 MW                                       | 5,150 MW
power    | 5150.0 MW                                     | 5,150.0 MW
power    | 5150                                          | 5,150 MW
power    | 6.45 GW                                       | 6.45 GW
power    | 15760 GW.h/a                                  | 15,760 GWh a year
power    | -3 kW                                         | -3 kW
power    | {about: 5150}                                 | about 5,150 MW
power    | {about: 5150, unit: MW}                       | about 5,150 MW
power    | {low: 6, high: 6.45, unit: GW}                | 6 to 6.45 GW
power    | {at_least: 5000, unit: MW}                    | at least 5,000 MW
power    | {at_most: 5000, unit: MW}                     | at most 5,000 MW
power    | {unknown: true}                               | cannot be known
power    | {none: true}                                  | none
flow     | 55500000000 m3/a                              | 55.5 billion m³ a year
flow     | 55.5 km3/a                                    | 55.5 km³ a year
flow     | 1600 m3/s                                     | 1,600 m³/s
area     | 1561 km2                                      | 1,561 km²
area     | 187400 har                                    | 187,400 ha
any unit | 12.5 %                                        | 12.5%
any unit | 13 {turbines}                                 | 13 turbines
any unit | 62 {people}/km2                               | 62 people/km²
acid     | 7.4 [pH]                                      | 7.4 [pH]
acid     | {low: 7, high: 7.4}                           | 7 to 7.4 [pH]
any unit | 40 Cel                                        | 40 °C
any unit | 4 mmol/L                                      | 4 mmol/L
odd      | 3 kg.m2/s3                                    | 3 kg·m²/s³
odd      | 3 kW                                          | 3 kW
money    | 4800000000 USD                                | 4.8 billion US dollars
money    | 1 USD                                         | 1 US dollar
money    | 4.75 ETB                                      | 4.75 Ethiopian birrs
money    | {about: 4800000000, currency: USD}            | about 4.8 billion US dollars
money    | {low: 4, high: 5, currency: EUR}              | 4 to 5 euros
money    | {unknown: true}                               | cannot be known
yes-no   | yes                                           | yes
yes-no   | "no"                                          | no
yes-no   | {unknown: true}                               | not known
choice   | shut                                          | Closed for good
choice   | {none: true}                                  | none
name     | Nile                                          | Nile
name     | {text: "የዓባይ ግድብ", language: am}              | የዓባይ ግድብ
name     | {text: Abay, spellings: [Abbai, Abbay]}       | Abay
link     | places/sudan                                  | places/sudan
link     | {none: true}                                  | none
date     | {unknown: true}                               | not known
point    | [35.09, 11.21]                                | 11.21° N, 35.09° E
point    | {unknown: true}                               | not known
id       | "006345"                                      | 006345
code     | Q180173                                       | Q180173
file     | {file: pictures/dam.jpg, alt: The dam, licence: CC0, credit: A. Person} | The dam
file     | {none: true}                                  | none
"""


@pytest.mark.parametrize("row", RIGHT.strip().splitlines())
def test_what_is_typed_is_read_and_said(row: str) -> None:
    field, typed, words = (cell.strip() for cell in row.split(" | "))
    value, found = read(TYPES[field], typed)
    assert found == [] and plain_value(value) == words


# The field, what is typed, the code of the issue, and the hint
WRONG = """
power    | 5,150 MW            | bad-number     | write value: 5150 MW
power    | 5150MW              | bad-number     | write value: 5150 MW
power    | 5150  MWh           | bad-unit       | write it in MW, or in another usual unit for the same
power    | 5150 Mw             | bad-unit       | write value: 5150 MW
power    | 5150 megawatts      | bad-unit       | write value: 5150 MW
power    | 5.15 gigawatt       | bad-unit       | write value: 5.15 GW
power    | about 5,150 MW      | bad-number     | write value: {about: 5150, unit: MW}
power    | at least 5000 MW    | bad-number     | write value: {at_least: 5000, unit: MW}
power    | 5000-6000 MW        | bad-number     | write value: {low: 5000, high: 6000, unit: MW}
power    | between 5,000 and 6,000 MW | bad-number     | write value: {low: 5000, high: 6000, unit: MW}
power    | ~5150               | bad-number     | write value: {about: 5150, unit: MW}
power    | 5,150               | bad-number     | write value: 5150 MW
power    | 5 150 MW            | bad-number     | write value: 5150 MW
power    | 5 150               | bad-number     | write value: 5150 MW
power    | 15,760 GWh a year   | bad-number     | write value: 15760 GW.h/a
power    | unknown             | bad-number     | write value: {unknown: true}, or what can be said: {at_least: …}, {at_most: …}, {about: …}, {low: …, high: …}
power    | plenty              | bad-number     | write it as in 5150 MW
power    | MW                  | bad-number     | write it as in 5150 MW
power    | {about: 5150 MW}    | bad-number     | write about: 5150
power    | {about: 5150, unit: mw} | bad-unit       | write unit: MW
power    | {unit: MW}          | bad-number     | low + high, at_least, at_most, about or unknown
power    | {none: false}       | bad-choice     | one of: true
power    | {unknown: no}       | bad-choice     | one of: true
power    | [5150 MW]           | wrong-shape    | give each source its own statement
flow     | 55.5 billion m3     | bad-unit       | write it in m3/a, or in another usual unit for the same
flow     | 55.5 bn m³/yr       | bad-unit       | write value: 55500000000 m3/a
flow     | 55.5 bcm/a          | bad-unit       | write value: 55500000000 m3/a
flow     | 1600 m3/sec         | bad-unit       | write value: 1600 m3/s
area     | 1561 km²            | bad-unit       | write value: 1561 km2
area     | 1,561 sq km         | bad-number     | write value: 1561 km2
area     | 1561 sq. km.        | bad-unit       | write value: 1561 km2
area     | 187400 ha           | bad-unit       | write value: 187400 har
area     | 187400 hectares     | bad-unit       | write value: 187400 har
area     | 1561 km             | bad-unit       | write it in km2, or in another usual unit for the same
weight   | 5000 T              | bad-unit       | write value: 5000 t
any unit | 5150                | bad-unit       | write a usual unit, as km2, m3/a, GW.h, or give the field a unit of its own
any unit | 5150 zorks          | bad-unit       | write a usual unit, as km2, m3/a, GW.h, or give the field a unit of its own
any unit | 74000 Mm3           | bad-unit       | write value: 74000 hm3
any unit | 5 m1000             | bad-unit       | write a usual unit, as km2, m3/a, GW.h, or give the field a unit of its own
any unit | 5 percent           | bad-unit       | write value: 5 %
any unit | 5%                  | bad-number     | write value: 5 %
money    | $4.8bn              | bad-number     | write value: 4800000000 USD
money    | 4.8 billion dollars | bad-unit       | write value: 4800000000 USD
money    | US$ 4.8 billion     | bad-number     | write value: 4800000000 USD
money    | USD 4,800,000,000   | bad-number     | write value: 4800000000 USD
money    | €5m                 | bad-number     | write value: 5000000 EUR
money    | 4 to 5 billion US dollars | bad-unit       | write value: {low: 4000000000, high: 5000000000, currency: USD}
money    | about $4.8bn        | bad-number     | write value: {about: 4800000000, currency: USD}
money    | 80 Ethiopian birr   | bad-unit       | write value: 80 ETB
money    | 80 billion birr     | bad-unit       | write value: 80000000000 ETB
money    | US $4.8B            | bad-number     | write value: 4800000000 USD
money    | 80 usd              | bad-unit       | write value: 80 USD
money    | 80 XXX              | bad-unit       | write it as in 4800000000 USD
money    | 80                  | bad-unit       | write it as in 4800000000 USD
yes-no   | Y                   | bad-choice     | write value: yes
yes-no   | true                | bad-choice     | write value: yes
yes-no   | FALSE               | bad-choice     | write value: no
yes-no   | Yes                 | bad-choice     | write value: yes
yes-no   | perhaps             | bad-choice     | one of: yes, no
choice   | Shut                | bad-choice     | write value: shut
choice   | Closed for good     | bad-choice     | write value: shut
name     | {language: am}      | missing-key    | add text: …
name     | {text: x, language: Amharic} | bad-choice     | write ar, en, ru, …
id       | 12-34               | bad-identifier |
id       | 12 34               | bad-identifier | write value: 1234
code     | q180173             | bad-identifier | write value: Q180173
code     | https://www.wikidata.org/wiki/Q180173 | bad-identifier | write value: Q180173
file     | pictures/dam.jpg    | wrong-shape    | write file, alt, licence, credit below it
file     | {file: pictures/dam.jpg, alt: x, licence: CC0} | missing-key    | add credit: …
file     | {file: /pictures/dam.jpg, alt: x, licence: y, credit: z} | bad-file       | write file: pictures/dam.jpg
file     | {file: content/dam.jpg, alt: x, licence: y, credit: z} | bad-file       | write file: dam.jpg
file     | {file: ../dam.jpg, alt: x, licence: y, credit: z} | bad-file       | write it without ..
file     | {file: 'a\\dam.jpg', alt: x, licence: y, credit: z} | bad-file       | write file: a/dam.jpg
file     | {file: dam.svg, alt: x, licence: y, credit: z} | bad-file       | its name ends in one of .png, .jpg, .jpeg, .gif, .webp, .avif, .pdf
file     | {file: "https://x.example/dam.jpg", alt: x, licence: y, credit: z} | bad-file       | put it into content/, and write its path
"""


@pytest.mark.parametrize("row", WRONG.strip().splitlines())
def test_a_slip_is_told_with_what_to_type(row: str) -> None:
    field, typed, code, hint = (cell.strip() for cell in f"{row} ".split(" | "))
    value, found = read(TYPES[field], typed)
    assert value is None and [(one.code, one.hint) for one in found] == [(code, hint)]


def as_an_editor_reads(typed: str) -> Any:
    """What a completing editor makes of a value: YAML 1.2, in which yes and no are texts."""
    loader = yaml.SafeLoader(f"value: {typed}\n")
    value = loader.get_single_data()["value"]
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


@pytest.mark.parametrize("row", RIGHT.strip().splitlines())
def test_an_editor_underlines_nothing_that_is_right(row: str) -> None:
    field, typed, _ = (cell.strip() for cell in row.split(" | "))
    schema = OrAbsent(TYPES[field]).schema()
    jsonschema.Draft7Validator.check_schema(schema)
    assert not list(jsonschema.Draft7Validator(schema).iter_errors(as_an_editor_reads(typed)))


@settings(max_examples=200 * EFFORT, deadline=None)
@given(
    number=st.from_regex(
        r"-?[1-9][0-9]{0,5}0{0,15}[0-9]{0,5}(\.0{0,8}[1-9])?|0(\.0[1-9])?", fullmatch=True
    ),
    of=st.sampled_from(
        [(Quantity(), unit) for unit in usual()] + [(Money(), "USD"), (Money(), "ETB")]
    ),
)
def test_a_number_keeps_its_digits_and_its_unit(number: str, of: tuple[Type, str]) -> None:
    amount, found = read(of[0], f"{number} {of[1]}")
    assert not found and f"{amount.low} {amount.unit or amount.currency}" == f"{number} {of[1]}"
    assert amount.low == amount.high
    said = re.match(r"([-0-9.,]+)( (?:m|b|tr)illion)?", plain_value(amount))
    assert said
    times = {" million": 10**6, " billion": 10**9, " trillion": 10**12}.get(said[2], 1)
    assert Fraction(said[1].replace(",", "")) * times == Fraction(number), "another number"
    assert times > 1 or said[1].replace(",", "") == number, "the page has other digits"
    assert "," in said[1] or len(said[1].lstrip("-").partition(".")[0]) < 4


def test_the_usual_units_are_what_the_library_says() -> None:
    for unit, known in usual().items():
        found = asked(unit)
        assert found and found.dimension == known.dimension, unit
        assert math.isclose(found.factor, known.factor, rel_tol=1e-12), unit
        assert math.isclose(found.offset, known.offset, rel_tol=1e-12), unit


def test_each_usual_unit_is_meant_by_itself_and_has_words_where_its_code_has_none() -> None:
    words = {key.removeprefix("unit.") for key in messages() if key.startswith("unit.")}
    assert words <= usual().keys() and all(unit_meant(unit) == unit for unit in usual())
    odd = re.compile(r"[\[\]*]|har|Cel|^[a-z]*u[A-Z]|^u|\.|/[ad]$|^/|^(d|wk|mo|a|%|deg)$")
    assert {unit for unit in usual() if odd.search(unit)} <= words


def test_each_way_to_write_a_unit_is_that_of_a_usual_one() -> None:
    assert not {unit_meant(text) for text in _spelt()} - usual().keys() - {""}
    assert all(unit_meant(text) or len(text) == 1 for text in _spelt())
    assert unit_meant("Mm3") == "hm3"


ODD = ["m" * 41, "(" * 20 + "m" + ")" * 20, "m.m." * 9 + "m", "km99", "Ym99", "10*99.10*99", "m999999999", "{a}{b}", "/", "m//s",
       "100", "5m", "{", "}", "[", "", " ", "m s", "°", "м", "Cel/m", "dB/m", "pH", "[pH]", "1/[pH]", "%%", "m^2", "${x}",
       "__import__", "m**2", "1e99", "0", "m0"]  # fmt: skip


@pytest.mark.parametrize("unit", ODD)
def test_an_odd_unit_is_refused_or_stands_alone_and_raises_nothing(unit: str) -> None:
    start = time.process_time()
    found = measure(unit)
    assert unit_problem(unit) is None if found else unit_problem(unit)
    if found:
        assert measure("m") != found and isinstance(found.basic(3), float)
    assert time.process_time() - start < 2


@settings(max_examples=300 * EFFORT, deadline=None)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=12))
def test_any_unit_is_a_unit_or_not(unit: str) -> None:
    if measure(unit) is None:
        assert unit_problem(unit)
    said = amount_words(Amount(2, 2, unit=unit)) if unit else "2 x"
    assert said.startswith("2")


def test_usual_units_and_no_money_load_no_library() -> None:
    """Half a second for who has a dozen units, each time that he checks."""
    script = (
        "import sys; from factsheet.build.whole import build; from projects import tree; import yaml, pathlib;"
        "case = yaml.safe_load(pathlib.Path(sys.argv[1]).read_text(encoding='utf-8'));"
        "files = {k: v for k, v in case['files'].items()};"
        "build(tree(files)); print(sorted({'pint', 'lark', 'ucumvert'} & sys.modules.keys()))"
    )
    path = ROOT / "tests/golden/undeclared-dispute-units.yml"
    found = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests/support")},
    )  # fmt: skip
    assert found.stdout.strip() == "[]"


# A pattern, and a text that fits it, or the reason why it is none
PATTERNS = {
    "[0-9]{1,6}": "006345", "Q[1-9][0-9]{0,9}": "Q180173", "[A-Z]{2}-?[0-9]{4}": "ET1959", r"10\.[0-9]{4,9}/[a-z0-9.-]{1,60}": "10.1000/a-b",
    "[А-Я]{3}": "НИЛ", "[0-9X-]{13}": "0-306-40615-X", "ET [0-9]{2}": "ET 59", r"\[[a-z]{1,3}\]": "[ab]", "[0-9]{100}": "7" * 100,
}  # fmt: skip
NO_PATTERNS = [
    "", "a*", "a+", ".", "(a)", "a|b", "^a", "a$", "[^a]", "[a", "a]", "a{", "a{1,}", "a{,2}", "a{3,1}", "[9-0]", "a??", "a{1}{2}", r"\d", r"\b",
    "[[:alpha:]]", "[a&&b]", "[a--b]", "[\\d]", "[0-9]{101}", "[a-z]{0,50}[a-z]{0,50}", "a{0,10}" * 4, "x" * 101, "(?i)a", "[]", "a{999}",
]  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_fits_what_it_says(pattern: str) -> None:
    text = PATTERNS[pattern]
    assert pattern_problem(pattern) is None
    assert read(Identifier(pattern), f'"{text}"') == (Outward(text), [])
    assert (
        read(Identifier(pattern), f'"{text}!"')[0] is None
        and read(Identifier(pattern), f'"!{text}"')[0] is None
    )


@pytest.mark.parametrize("pattern", NO_PATTERNS)
def test_what_is_more_than_a_pattern_is_refused(pattern: str) -> None:
    assert pattern_problem(pattern)


@settings(max_examples=500 * EFFORT, deadline=None)
@given(st.text(st.sampled_from("ab09[]{}(),-^$.*+?|\\d&~!1 "), max_size=20))
def test_any_pattern_is_refused_or_compares_in_no_time(pattern: str) -> None:
    if pattern_problem(pattern):
        return
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        re.purge()
        start = time.process_time()
        for text in ("a" * 100, "0" * 100, "b!"):
            read(Identifier(pattern), f'"{text}"')
    assert time.process_time() - start < 1


def test_the_worst_pattern_compares_in_no_time() -> None:
    worst = Identifier("[a-z]{0,31}[a-z]{0,30}!")
    assert pattern_problem(worst.pattern) is None
    start = time.process_time()
    for _ in range(1_000):
        assert not re.fullmatch(worst.pattern, "a" * 100)
    assert time.process_time() - start < 1


NO_ADDRESSES = [
    "", "https://x.example/", "http://x.example/{id}", "https://{id}.example/", "https://x.example{id}", "https://x.example/{id}/{id}",
    "https://x.example/#{id}", "javascript:{id}", "https://u@x.example/{id}", "https://localhost/{id}", "https://x.example/{id} b",
    "https://x.example/{ID}", "//x.example/{id}", "https:///{id}", 'https://x.example/"{id}', "https://10.0.0.1/{id}", "https://x.example:99999/{id}",
]  # fmt: skip


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_an_identifier_leads_to_a_place_on_a_known_site_only(address: str) -> None:
    assert address_problem(address)


@settings(max_examples=200 * EFFORT, deadline=None)
@given(
    st.text(
        st.characters(
            min_codepoint=33,
            max_codepoint=0x2FFF,
            exclude_categories=["Cs", "Cn", "Cc", "Cf", "Mn"],
        ),
        min_size=1,
        max_size=30,
    )
)
def test_no_identifier_leads_to_another_place(text: str) -> None:
    typed = json.dumps(text, ensure_ascii=False)
    for address in (TREATY.address, "https://t.example/{id}"):
        type_ = Identifier("", address)
        found: list[Issue] = []
        node = read_yaml(f"value: {typed}\n".encode(), "data/x.yml", found.append)
        if node is None:
            return
        value = type_.read(node.items["value"], "f.value", found.append)
        if value is None:
            assert not "".join(text.split()).strip(".")
            continue
        before, _, after = type_.address.partition("{id}")
        inside = value.url.removeprefix(before).removesuffix(after)
        assert web.read(value.url).text == value.url and not set(inside) & set("/?#&=@:\\"), inside
        assert unquote(inside) == value.text


def test_ten_thousand_slips_are_answered_in_two_seconds() -> None:
    slips = [
        "about 5 150 zorks and 3 " * 4,
        "9" * 100,
        "1 a 2 b 3 c 4 d 5 e 6 f " * 4,
        "5 " + "m3/" * 12,
        "$" * 100,
        "US$ 5 bn " * 11,
    ]
    type_: Type
    for type_ in (Quantity("MW"), Money()):
        found: list[Issue] = []
        start = time.process_time()
        for n in range(10_000):
            node = Text(f"{slips[n % len(slips)]}{n}"[-100:], Spot("data/x.yml"))
            type_.read(node, "f.value", found.append)
        assert time.process_time() - start < 2 and len(found) == 10_000


@pytest.mark.parametrize("unit", ["%99.%99", "10*99.10*99.10*99.10*99"])
def test_amounts_of_a_unit_beyond_all_measure_are_still_told_apart(unit: str) -> None:
    found = measure(unit)
    assert found and found.basic(5) != found.basic(7)
