"""How much of an explainer rests on facts, and which of its sentences on none; words that its facts do not hold."""

import pytest
from factsheet.build import guesses, handwritten, prose_coverage
from factsheet.build.whole import build
from factsheet.pages import Stale, coverage
from factsheet.pages.running_text import blocks, sentences
from projects import built, real, tree

FILES = {
    "data/groups/army.yml": """name: The Army
short_name: Army
checked: 2024-12-31
facts:
  moved:
    text: The army moved north with 1,500 Turkish soldiers and cost 1.5 million.
    when: 2024-12-07/2024-12-08
    note: Some say with 20 tanks.
    recorded: 2024-12-31
    references: [paper]
""",
    "data/places/turkey.yml": "name: Turkey\nchecked: 2024-12-31\n",
    "data/places/iran.yml": "name: Iran\naliases: [Islamic Republic]\nchecked: 2024-12-31\n",
}
MARK = '{{ rests("groups/army#moved", seen="000000") }}'


def of(text: str) -> coverage.Coverage:
    return coverage.of(text, build(tree(FILES)).library)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two? “Three!” Four", ["One.", "Two?", "“Three!”", "Four"]),
        ("The U.S. troops left. Gen. Smith, J. B. Jones et al. came.", ["The U.S. troops left.", "Gen. Smith, J. B. Jones et al. came."]),
        ("About 5.3 million. and so on", ["About 5.3 million. and so on"]),
        (f"It went.{MARK} It stayed{MARK}.", [f"It went.{MARK}", f"It stayed{MARK}."]),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_hears_it(text: str, found: list[str]) -> None:
    (block,) = blocks(text)
    assert [text[one.start : one.end] for one in sentences(text, block)] == found


def test_words_before_a_mark_rest_on_facts_and_every_other_sentence_is_listed() -> None:
    found = of(
        f"# T\n\nIt went north{MARK}. Nobody knows why. So [we think](x.md). {{{{ judgement() }}}}\n"
    )
    # "Nobody knows why" has no mark before the judgement, which covers it, too
    assert (found.words, found.resting, found.judgement) == (9, 3, 6)
    assert [said for _, said in found.judged] == ["Nobody knows why.", "So we think."]
    assert found.bare == []
    found = of(
        f"# T\n\nIt went north{MARK}.\n\n- Nobody knows why\n\nIt is {{{{ cite('groups/army#moved') }}}} so.\n"
    )
    assert (found.words, found.resting) == (9, 5)
    assert found.bare == [(5, "Nobody knows why")]


def test_facts_in_the_text_count_as_what_they_print_and_a_row_as_one_sentence() -> None:
    fact = '{{ fact("groups/army#moved") }}'
    found = of(
        f"# T\n\n{fact} And then?\n\n| A | B |\n|---|---|\n| one | two{MARK} |\n| three | four |\n"
    )
    assert found.resting == 12 + 2 and found.words == 12 + 2 + 4
    assert [said for _, said in found.bare] == ["And then?", "three four"]


def test_headings_code_and_blocks_are_no_running_text() -> None:
    text = "# T\n\n## Why so? {#why}\n\n{{ as_of() }}\n\n```\ncode here\n```\n\n{{ timeline() }}\n"
    assert of(text).words == 0


def notices(passage: str, language: str = "en") -> list[str]:
    page = {"content/page.md": f"# T\n\n{passage}{MARK}.\n"}
    files = tree({**FILES, **page, "data/site.yml": f"language: {language}\n"})
    found = guesses.of(build(files, stale=Stale("show")), files)
    return [i.message.split('"')[1] for i in found if i.code == "prose-word"]


@pytest.mark.parametrize(
    ("passage", "odd"),
    [
        ("On 7 December 1,500 soldiers of Turkey moved", []),
        ("Before 8 December the Army had 20 tanks, for 1,500,000", []),
        ("It cost 1.5 million and more in 2024", []),
        ("On 9 December they moved", ["9"]),
        ("In November 1,600 moved", ["1,600", "November"]),
        ("For 2 million they moved", ["2 million"]),
        ('With {{ link("places/iran") }} they moved', ["Iran"]),
        ("The *Islamic Republic* moved with them", ["Islamic Republic"]),
        ("Iranian soldiers may march", []),
    ],
)
def test_words_that_the_facts_of_a_passage_do_not_hold_are_noticed(
    passage: str, odd: list[str]
) -> None:
    assert sorted(notices(passage)) == sorted(odd)


@pytest.mark.parametrize(
    ("language", "passage", "odd"),
    [
        ("de", "Am 7. Dezember zogen 1.500 Soldaten, für 1.500.000", []),
        ("de", "Im November zogen 1.600 Soldaten", ["1.600", "November"]),
        ("de", "Es kostete 1,5 Millionen", []),
        ("fr", "Le 8 décembre 1\u202f500 soldats", []),
        ("es", "El 8 de diciembre 1500 soldados, 15,1 de ellos", ["15,1"]),
        ("ar", "في 8 ديسمبر تحرك 1,500 جندي", []),
    ],
)
def test_numbers_and_months_are_compared_in_the_language_of_the_site(
    language: str, passage: str, odd: list[str]
) -> None:
    assert sorted(notices(passage, language)) == sorted(odd)


def test_the_command_tells_of_each_explainer_and_of_no_other_page() -> None:
    files = tree(
        {
            **FILES,
            "content/a.md": f"# A\n\nIt went{MARK}. Why?\n",
            "content/b.md": "# B\n\nWords.\n",
        }
    )
    said = prose_coverage.of(build(files, stale=Stale("show")), files)
    assert said == "content/a.md: 66 % of 3 words rest on facts\n  3: Why?"


def test_the_real_explainers_say_nothing_with_a_number_that_rests_on_no_fact() -> None:
    for path, text in handwritten.bodies(real()).items():
        # a page with bars says in words what they show
        if "/explainers/" in path and coverage.explains(text) and "{{ control(" not in text:
            found = coverage.of(text, built().library)
            assert not [said for _, said in found.bare if any(c.isdigit() for c in said)], path


@pytest.mark.parametrize("odd", [b"\xff", b"It went. " * 50_000])
def test_a_page_that_no_check_reads_has_no_coverage(odd: bytes) -> None:
    files = {**tree(FILES), "content/page.md": b"# A page\n\n" + odd + MARK.encode()}
    assert handwritten.bodies(files) == {}
