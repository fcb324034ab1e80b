"""Other languages: every word is there, plurals and dates are those of the language, nothing mixes."""

from pathlib import Path

import pytest
from factsheet import language as package
from factsheet.bench import catalogues
from factsheet.build.whole import build
from factsheet.language import amount_words, by_category, counted, date_words, day_words
from factsheet.language import english, listed, messages, say, speaking, speech
from factsheet.language.catalogue import read
from factsheet.values import Amount, parse
from projects import tree

FOLDER = Path(package.__file__).parent
COMPLETE = sorted(path.stem for path in FOLDER.glob("*.po"))
RUSSIAN = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\\n"

msgctxt "count.source"
msgid "1 source"
msgid_plural "{count} sources"
msgstr[0] "{count} источник"
msgstr[1] "{count} источника"
msgstr[2] "{count} источников"

msgctxt "count.sheet"
msgid "1 page, once"
msgid_plural "{count} pages"
msgstr[0] "a translation of other English"
msgstr[1] "a translation of other English"
msgstr[2] "a translation of other English"
"""


@pytest.fixture
def russian(monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue with one message, for a language that has three forms."""
    found = read(RUSSIAN.encode(), "ru")
    monkeypatch.setattr("factsheet.language.catalogue.catalogue", lambda code: found)


def test_five_languages_are_complete() -> None:
    assert COMPLETE == ["ar", "de", "es", "fr"]
    for code in COMPLETE:
        faults = catalogues.check((FOLDER / f"{code}.po").read_bytes(), code)
        assert not faults, f"{code}: {faults[:5]}"


@pytest.mark.parametrize("code", COMPLETE)
def test_a_catalogue_that_is_brought_up_to_date_again_stays_as_it_is(code: str) -> None:
    old = (FOLDER / f"{code}.po").read_bytes()
    assert catalogues.written(code, old).encode() == old


def test_counts_have_the_forms_of_the_language(russian: None) -> None:
    with speaking(speech("ru")):
        said = [counted(n, "source") for n in (1, 2, 5, 11, 21, 1_002)]
        assert counted(3, "sheet") == "3 sheets", (
            "what was translated from other English is not said"
        )
    assert said == [
        "1 источник", "2 источника", "5 источников", "11 источников", "21 источник",
        "1\u00a0002 источника",
    ]  # fmt: skip


def test_arabic_counts_in_six_ways() -> None:
    with speaking(speech("ar")):
        said = {n: counted(n, "source") for n in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103)}
        forms = by_category("count.source")
    assert said == {
        0: "لا مصادر", 1: "مصدر واحد", 2: "مصدران", 3: "3 مصادر", 10: "10 مصادر",
        11: "11 مصدرًا", 99: "99 مصدرًا", 100: "100 مصدر", 102: "102 مصدر", 103: "103 مصادر",
    }  # fmt: skip
    assert isinstance(forms, dict)
    assert set(forms) == {"zero", "one", "two", "few", "many", "other"}, "as browsers call them"


DATES = {
    "de": ["7. bis 8. Dezember 2024", "30. November bis 2. Dezember 2024", "seit dem 7. Dezember 2024",
           "seit 2024", "etwa 2017", "1. Dezember 2024"],
    "fr": ["du 7 au 8 décembre 2024", "du 30 novembre au 2 décembre 2024", "depuis le 7 décembre 2024",
           "depuis 2024", "2017 environ", "1er décembre 2024"],
    "es": ["del 7 al 8 de diciembre de 2024", "del 30 de noviembre al 2 de diciembre de 2024",
           "desde el 7 de diciembre de 2024", "desde 2024", "hacia 2017", "1 de diciembre de 2024"],
    "ar": ["من 7 إلى 8 ديسمبر 2024", "من 30 نوفمبر إلى 2 ديسمبر 2024", "منذ 7 ديسمبر 2024", "منذ 2024",
           "نحو 2017", "1 ديسمبر 2024"],
}  # fmt: skip
TYPED = ["2024-12-07/2024-12-08", "2024-11-30/2024-12-02", "2024-12-07/..", "2024/..", "2017~",
         "2024-12-01"]  # fmt: skip


@pytest.mark.parametrize("code", DATES)
def test_dates_are_told_as_the_language_tells_them(code: str) -> None:
    with speaking(speech(code)):
        said = [date_words(when) for text in TYPED if (when := parse(text))]
    assert said == DATES[code]


# a state, an event, and both of a year
ENDS = {
    "de": ["6. März 2025 bis später im selben Monat", "zwischen dem 6. März 2025 und dem Ende des Monats",
           "bis März 2025, Beginn früher im selben Jahr", "zwischen dem Anfang des Jahres und März 2025"],
    "fr": ["du 6 mars 2025 à un jour ultérieur du même mois", "entre le 6 mars 2025 et la fin du mois",
           "plus tôt dans l’année – mars 2025", "intervalle début de l’année – mars 2025"],
    "es": ["desde el 6 de marzo de 2025 hasta un día posterior de ese mes",
           "entre el 6 de marzo de 2025 y el final de ese mes",
           "hasta marzo de 2025, desde antes ese mismo año", "entre el principio del año y marzo de 2025"],
    "ar": ["من 6 مارس 2025 إلى وقت لاحق من الشهر نفسه", "بين 6 مارس 2025 ونهاية الشهر نفسه",
           "حتى مارس 2025، بدءًا من وقت سابق من العام نفسه", "بين بداية العام ومارس 2025"],
}  # fmt: skip


@pytest.mark.parametrize("code", ENDS)
def test_an_end_that_is_only_a_month_says_no_month_twice(code: str) -> None:
    with speaking(speech(code)):
        spans = [parse(text) for text in ("2025-03-06/2025-03", "2025/2025-03")]
        said = [date_words(when, event) for when in spans for event in (False, True)]
    assert said == ENDS[code]


def test_dates_in_cases_come_from_cldr() -> None:
    with speaking(speech("ru")):
        assert day_words(parse("2024-12-07").start.first) == "7 декабря 2024\u202fг."  # type: ignore[union-attr]
        assert date_words(parse("2024-12")) == "декабрь 2024\u202fг."  # type: ignore[arg-type]


def test_numbers_and_rows_are_written_as_the_language_writes_them() -> None:
    amount = Amount(4_800_000_000, 4_800_000_000, True, currency="USD")
    said = {}
    for code in ("de", "fr", "es", "ar"):
        with speaking(speech(code)):
            said[code] = [
                amount_words(amount),
                say("count.source", count=30_000),
                "".join(listed([*"abc"])),
            ]
    assert said == {
        "de": ["etwa 4,8 Milliarden US-Dollar", "30.000 Quellen", "a, b und c"],
        "fr": ["environ 4,8 milliards en dollars des États-Unis", "30\u202f000\u00a0sources", "a, b et c"],
        "es": ["alrededor de 4,8 mil millones de dólares estadounidenses", "30.000 fuentes", "a, b y c"],
        "ar": ["نحو 4.8 مليار دولار أمريكي", "30,000 مصدر", "a وb وc"],
    }  # fmt: skip


def test_a_language_has_its_own_digits_where_the_site_wants_them() -> None:
    with speaking(speech("ar", native=True)):
        assert date_words(parse("2024-12-07/2024-12-08")) == "من ٧ إلى ٨ ديسمبر ٢٠٢٤"  # type: ignore[arg-type]
        assert counted(30_000, "source").startswith("٣٠٬٠٠٠ ")
    with speaking(speech("de", native=True)):
        assert counted(30_000, "source") == "30.000 Quellen"


SITE = {
    "data/groups/army.yml": "name: Die Armee\nchecked: 2024-12-31\nleader: [{value: people/ann, when: 2024-05/.., references: [paper]}]\n"
    "facts: {moved: {text: Die Armee zog ab., status: claimed, asserted_by: people/ann, references: [paper]}}\n",
    "data/people/ann.yml": "name: Ann\nchecked: 2024-12-31\n",
    "content/index.md": "# Start\n\n{{ overview() }}\n",
}  # fmt: skip


def test_a_site_prints_in_its_language() -> None:
    built = build(tree({**SITE, "data/site.yml": "language: de\n"}))
    assert built.ok, built.issues
    sheet, home = (
        str(built.pages["groups/army.md"]),
        str(built.pages["content/index.md".partition("/")[2]]),
    )
    assert "Führung" in sheet and "seit Mai 2024" in sheet and "Unbestätigt" in sheet
    assert "# Ereignisse" in str(built.pages["dates/index.md"]) or "# Chronologie" in str(
        built.pages["dates/index.md"]
    )
    assert "Gruppe" in home
    for word in ("Leader", "Sources", "since", "checked on", "Claimed"):
        assert word not in sheet
    assert "Leader" in str(build(tree(SITE)).pages["groups/army.md"]), "the next site is in English"


def test_a_site_has_words_of_its_own() -> None:
    words = "words: {status.claimed: Alleged, status.accepted: [Said]}\n"
    built = build(tree({**SITE, "data/site.yml": words}))
    assert built.ok and "Alleged" in str(built.pages["groups/army.md"])
    assert say("status.claimed") == "Claimed"


def test_words_of_a_site_go_by_language() -> None:
    words = "languages: [en, de]\nwords: {status.claimed: {en: Alleged, de: Angeblich}}\n"
    built = build(tree({**SITE, "data/site.yml": words}))
    assert built.ok and "Alleged" in str(built.pages["groups/army.md"])
    assert "Angeblich" in str(built.pages["de/groups/army.md"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("words: {status.claimd: Alleged}", 'no word has the key "status.claimd"'),
        ("words: {checked: checked}", "its places are not those of the message"),
        ("words: {checked: '{day} {who}'}", "its places are not those of the message"),
        ("words: [a]", "a mapping from keys of words to texts is expected"),
        ("language: german", '"german" is not a language code'),
        ("digits: roman", "roman"),
    ],
)
def test_wrong_words_are_told(words: str, said: str) -> None:
    built = build(tree({**SITE, "data/site.yml": words}))
    assert [issue.spot.path for issue in built.issues] == ["data/site.yml"]
    assert said in built.issues[0].message


def test_words_of_a_site_and_of_catalogues_are_text() -> None:
    words = "words: {sheet.reported: '<b>*x*</b> [y](z)'}\n"
    built = build(tree({**SITE, "data/site.yml": words}))
    assert built.ok
    sheet = str(built.pages["groups/army.md"])
    assert "<b>*x*" not in sheet and "[y](z)" not in sheet


def test_a_pin_is_the_same_in_every_language() -> None:
    from factsheet.evidence import linking, pins

    found = set()
    for code in ("en", "de", "ar"):
        with speaking(speech(code)):
            library, _ = linking.read(
                {p: b for p, b in tree(SITE).items() if p.startswith("data/")}
            )
            found.add(pins.pin(library, ["groups/army#leader", "groups/army#moved"]))
    assert len(found) == 1


def test_each_fault_of_a_catalogue_is_told_with_its_line() -> None:
    text = catalogues.written("nl")
    assert len(catalogues.check(text.encode(), "nl")) == len(list(catalogues.entries()))
    text = text.replace(
        'msgid "checked on {day}"\nmsgstr ""', 'msgid "checked on {day}"\nmsgstr "nagezien {dag}"'
    )
    text += '\nmsgctxt "no.such"\nmsgid "Nothing"\nmsgstr "Niets"\n'
    told = {one.message: one.line for one in catalogues.check(text.encode(), "nl")}
    wrong = next(message for message in told if message.startswith("checked:"))
    assert wrong == "checked: its places are {dag}, those of the English {day}" and told[wrong] > 10
    assert "no.such: nobody says 'Nothing'" in told
    assert catalogues.check(b'msgid "x\n', "nl")[0].message.startswith("this is no catalogue")


def test_what_was_translated_from_other_english_is_kept_and_marked() -> None:
    old = catalogues.written("nl").replace(
        'msgctxt "checked"\nmsgid "checked on {day}"\nmsgstr ""',
        '# by hand\nmsgctxt "checked"\nmsgid "looked at on {day}"\nmsgstr "nagezien op {day}"',
    )
    new = catalogues.written("nl", old.encode())
    kept = '# by hand\n#. names\n#, fuzzy\nmsgctxt "checked"\nmsgid "checked on {day}"\nmsgstr "nagezien op {day}"\n'
    assert kept in new
    assert "checked: marked as fuzzy: the English has changed" in {
        one.message for one in catalogues.check(new.encode(), "nl")
    }


def test_every_message_has_a_comment_for_translators() -> None:
    assert not [
        one.context for one in catalogues.entries() if not one.comment and one.context in english()
    ]
    assert messages().keys() == english().keys()
