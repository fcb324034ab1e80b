"""What an editor types into a field, and what comes of it. No programming is needed to read the tables."""

from typing import Any

import pytest
from factsheet.issues import Issue
from factsheet.language import plain_value
from factsheet.values import Date, FileRef, Identifier, Link, Money, NameText, Number, Options
from factsheet.values import OrAbsent, Point, Quantity, Type, Url, Words, YesNo, read_yaml

TREATY = Identifier("[0-9]{1,6}", "https://treaties.example/doc?id={id}&lang=en")
TYPES: dict[str, Type] = {
    "text": Words(300), "name": NameText(), "number": Number(), "power": Quantity("MW"), "flow": Quantity("m3/a"),
    "area": Quantity("km2"), "weight": Quantity("t"), "any unit": Quantity(), "money": Money(), "yes-no": YesNo(),
    "choice": Options({"open": "Open", "shut": "Closed for good"}), "link": Link(("places",)), "point": Point(),
    "date": Date(), "web": Url(), "id": TREATY, "code": Identifier("Q[1-9][0-9]{0,9}"), "file": FileRef(),
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
power    | 3 [HP]                                        | 3 [HP]
flow     | 55500000000 m3/a                              | 55.5 billion m³ a year
flow     | 55.5 km3/a                                    | 55.5 km³ a year
flow     | 1600 m3/s                                     | 1,600 m³/s
area     | 1561 km2                                      | 1,561 km²
area     | 187400 har                                    | 187,400 ha
any unit | 12.5 %                                        | 12.5%
any unit | 13 {turbines}                                 | 13 turbines
any unit | 62 {people}/km2                               | 62 people/km²
any unit | 7.4 [pH]                                      | 7.4 [pH]
any unit | 40 Cel                                        | 40 °C
any unit | 4 mmol/L                                      | 4 mmol/L
any unit | 3 kg.m2/s3                                    | 3 kg·m²/s³
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
power    | 5150  MWh           | bad-number       | write it in MW, or another unit for the same
power    | 5150 Mw             | bad-number       | write value: 5150 MW
power    | 5150 megawatts      | bad-number       | write value: 5150 MW
power    | 5.15 gigawatt       | bad-number       | write value: 5.15 GW
power    | about 5,150 MW      | bad-number     | write value: {about: 5150, unit: MW}
power    | at least 5000 MW    | bad-number     | write value: {at_least: 5000, unit: MW}
power    | 5000-6000 MW        | bad-number     | write value: {low: 5000, high: 6000, unit: MW}
power    | between 5,000 and 6,000 MW | bad-number | write value: {low: 5000, high: 6000, unit: MW}
power    | ~5150               | bad-number     | write value: {about: 5150, unit: MW}
power    | 5,150               | bad-number     | write value: 5150 MW
power    | 5 150 MW            | bad-number     | write value: 5150 MW
power    | 5 150               | bad-number     | write value: 5150 MW
power    | 15,760 GWh a year   | bad-number     | write value: 15760 GW.h/a
power    | unknown             | bad-number     | write value: {unknown: true}, or what can be said: {at_least: …}, {at_most: …}, {about: …}, {low: …, high: …}
power    | plenty              | bad-number     | write it as in 5150 MW
power    | MW                  | bad-number     | write it as in 5150 MW
power    | {about: 5150 MW}    | bad-number     | write about: 5150
power    | {about: 5150, unit: mw} | bad-number   | write unit: MW
power    | {unit: MW}          | bad-number     | low + high, at_least, at_most, about or unknown
power    | {none: false}       | bad-choice     | one of: true
power    | {unknown: no}       | bad-choice     | one of: true
power    | [5150 MW]           | wrong-shape    | give each source its own statement
flow     | 55.5 billion m3     | bad-number       | write it in m3/a, or another unit for the same
flow     | 55.5 bn m³/yr       | bad-number       | write value: 55500000000 m3/a
flow     | 55.5 bcm/a          | bad-number       | write value: 55500000000 m3/a
flow     | 1600 m3/sec         | bad-number       | write value: 1600 m3/s
area     | 1561 km²            | bad-number       | write value: 1561 km2
area     | 1,561 sq km         | bad-number     | write value: 1561 km2
area     | 187400 ha           | bad-number       | write value: 187400 har
area     | 187400 hectares     | bad-number       | write value: 187400 har
area     | 1561 km             | bad-number       | write it in km2, or another unit for the same
weight   | 5000 T              | bad-number       | write value: 5000 t
any unit | 5150                | bad-number       | write it as in 5150 MW
any unit | 5150 zorks          | bad-number       | write the unit in UCUM, as km2, m3/a, GW.h
any unit | 74000 Mm3           | bad-number       | write value: 74000 hm3
any unit | 5 m1000             | bad-number       | write the unit in UCUM, as km2, m3/a, GW.h
any unit | 5 percent           | bad-number       | write value: 5 %
any unit | 5%                  | bad-number     | write value: 5 %
money    | $4.8bn              | bad-number     | write value: 4800000000 USD
money    | 4.8 billion dollars | bad-number     | write value: 4800000000 USD
money    | US$ 4.8 billion     | bad-number     | write value: 4800000000 USD
money    | USD 4,800,000,000   | bad-number     | write value: 4800000000 USD
money    | €5m                 | bad-number     | write value: 5000000 EUR
money    | 4 to 5 billion US dollars | bad-number   | write value: {low: 4000000000, high: 5000000000, currency: USD}
money    | about $4.8bn        | bad-number     | write value: {about: 4800000000, currency: USD}
money    | 80 Ethiopian birr   | bad-number     | write value: 80 ETB
money    | 80 usd              | bad-number     | write value: 80 USD
money    | 80 XXX              | bad-number     | write it as in 4800000000 USD
money    | 80                  | bad-number     | write it as in 4800000000 USD
yes-no   | Y                   | bad-choice     | write value: yes
yes-no   | true                | bad-choice     | write value: yes
yes-no   | FALSE               | bad-choice     | write value: no
yes-no   | Yes                 | bad-choice     | write value: yes
yes-no   | perhaps             | bad-choice     | one of: yes, no
choice   | Shut                | bad-choice     | write value: shut
choice   | Closed for good     | bad-choice     | write value: shut
name     | {language: am}      | missing-key    | add text: …
name     | {text: x, language: Amharic} | bad-choice | write ar, en, ru, …
id       | 12-34               | bad-choice |
id       | 12 34               | bad-choice | write value: 1234
code     | q180173             | bad-choice | write value: Q180173
code     | https://www.wikidata.org/wiki/Q180173 | bad-choice | write value: Q180173
file     | pictures/dam.jpg    | wrong-shape    | write file, alt, licence, credit below it
file     | {file: pictures/dam.jpg, alt: x, licence: CC0} | missing-key | add credit: …
file     | {file: /pictures/dam.jpg, alt: x, licence: y, credit: z} | wrong-shape | write file: pictures/dam.jpg
file     | {file: content/dam.jpg, alt: x, licence: y, credit: z} | wrong-shape | write file: dam.jpg
file     | {file: ../dam.jpg, alt: x, licence: y, credit: z} | wrong-shape | write it without ..
file     | {file: 'a\\dam.jpg', alt: x, licence: y, credit: z} | wrong-shape | write file: a/dam.jpg
file     | {file: dam.svg, alt: x, licence: y, credit: z} | wrong-shape | its name ends in one of .png, .jpg, .jpeg, .gif, .webp, .avif, .pdf
file     | {file: "https://x.example/dam.jpg", alt: x, licence: y, credit: z} | wrong-shape | put it into content/, and write its path
"""


@pytest.mark.parametrize("row", WRONG.strip().splitlines())
def test_a_slip_is_told_with_what_to_type(row: str) -> None:
    field, typed, code, hint = (cell.strip() for cell in f"{row} ".split(" | "))
    value, found = read(TYPES[field], typed)
    assert value is None and [(one.code, one.hint) for one in found] == [(code, hint)]
