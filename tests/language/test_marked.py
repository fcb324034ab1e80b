"""What is in another language than its page is marked with it, wherever it comes from."""

import re
from html import unescape
from pathlib import Path

import pytest
from documents import read
from factsheet.build import Built, Form
from factsheet.build.whole import build
from factsheet.cache import Written
from factsheet.document import to_html
from projects import real, tree
from tongues import Texts, unmarked

FORM = Form("html", to_html)
PAPER = """title: How the army moved
publisher: The Daily Paper
container-title: A Paper of Papers
author: [Ann Any Writer]
issued: 2024-12-08
issued_basis: as the page says
URL: https://paper.example/report-of-the-army
language: en
type: {en: news report, ar: تقرير إخباري}
read: The whole report
note: It was read in print as well.
origin: paper
checked: 2024-12-31
"""
ARABIC = """title: الجيش يتحرك إلى الشمال
publisher: صحيفة اليوم السورية
issued: 2024-12-09
language: ar
origin: today
checked: 2024-12-31
"""
LATIN = ARABIC.replace("الجيش يتحرك إلى الشمال", "Aleppo and its governorate").replace(
    "صحيفة اليوم السورية", "The Free Encyclopaedia"
)
FORGED = """publisher: A Forged Weekly
issued: 2024-12-02
withdrawn: {on: 2024-12-20, why: Nobody had ever said so.}
language: en
origin: forged
checked: 2024-12-31
"""
ARMY = """name: {en: The Army, ar: الجيش}
short_name: The Armed Forces
aliases: [The Old Army Corps, The Land Forces]
type: state army of old
checked: 2024-12-31
lead:
  text: The Army is an army of the state.
  references: [paper]
called:
  - {value: {text: Front of the North, spellings: [Frontline of the North]}, when: 2016/.., references: [paper]}
facts:
  moved:
    text: {en: The army moved., ar: تحرك الجيش.}
    scope: all of its brigades
    when: 2024-12-07
    references: [paper#third part of it, arabic, latin]
    changes: [{kind: correction, on: 2025-01-01, was: The army stood very still., why: It had been misread by us.}]
  stayed:
    text: The guard stayed at its post.
    note: Nobody knows for how long it did.
    status: claimed
    asserted_by: a witness who saw it
    via: a friend of the witness
    references: [paper]
  gone:
    text: The guard was seen.
    status: retracted
    note: It had never been there.
    references: [forged]
    changes: [{kind: correction, on: 2024-12-20, was: The guard was really seen., why: The source was a forgery.}]
  erased: {taken_down: {on: 2025-01-02, ground: A court of law said so.}}
  strong: {text: It had ten thousand men., status: disputed, note: The two differ., references: [paper]}
  weak: {text: It had one thousand men., status: disputed, note: The two differ., references: [arabic]}
disputes:
  strength:
    question: How strong was it?
    statements: ["#strong", "#weak"]
    note: They counted on different days.
"""
OTHERS = {
    "data/people/ann.yml": "name: Ann of the Army\nchecked: 2024-12-31\n",
    "data/people/bob.yml": "taken_down: {on: 2025-01-02, ground: He asked us to.}\nchecked: 2024-12-31\n",
    "data/cities/town.yml": """name: The Old Town
checked: 2024-12-31
point: [{value: [37.1, 36.2], references: [paper]}]
control: [{id: held, value: groups/army, when: 2024-12-01/2024-12-05, references: [paper]}]
""",
    "data/quotes/north.yml": """name: A call to the north
speaker: people/ann
said: 2024-12-07
occasion: a speech to the whole town
checked: 2024-12-31
wordings:
  original: {text: نحن نتحرك إلى الشمال الآن, language: ar, rendition: original, preferred: true, references: [arabic]}
  english:
    text: We are moving north now.
    language: en
    rendition: translation
    references: [paper]
    changes: [{kind: correction, on: 2025-01-01, was: We move to the north., why: It was read again.}]
""",
}
FILES = {
    "data/site.yml": "languages: [en, ar]\nname: {en: The desk, ar: المكتب}\n",
    "data/sources/paper.yml": PAPER,
    "data/sources/arabic.yml": ARABIC,
    "data/sources/latin.yml": LATIN,
    "data/sources/forged.yml": FORGED,
    "data/groups/army.yml": ARMY,
    "content/index.md": '# Home\n\n{{ fact("groups/army#moved") }}\n\n{{ leads("groups") }}\n',
    "content/index.ar.md": '# البداية {#home}\n\n{{ fact("groups/army#stayed") }}\n\n{{ leads("groups") }}\n\n{{ map(since="2024-12-01", until="2024-12-05") }}\n',
    **OTHERS,
}


@pytest.fixture(scope="module")
def small() -> Built:
    """A site with each kind of text that nobody has translated."""
    made = build(tree(FILES), form=FORM)
    assert made.ok, [issue.message for issue in made.issues]
    return made


def html(made: Built, path: str) -> str:
    page = made.pages[path]
    return page.html if isinstance(page, Written) else page


def left_over(made: Built) -> list[str]:
    codes = [one.code for one in made.speeches]
    found = []
    for path, page in made.pages.items():
        own = path.partition("/")[0] if path.partition("/")[0] in codes else codes[0]
        found += [f"{path}: {one}" for one in unmarked(page, own)]
    return found


def test_the_search_for_unmarked_texts_finds_them() -> None:
    said = '<p>هي <a href="x">The New Times</a> <bdi lang="en">The New Times</bdi> AFP https://a.example/a-b-c</p>'
    assert Texts(said, "ar").found == ["p > a: The New Times"]
    assert Texts("<p>It is صحيفة اليوم here</p>", "en").found == ["p: صحيفة اليوم"]
    assert unmarked('---\nlanguage: "en"\n---\n# The New Times\n', "ar") == []


def test_every_text_of_a_small_site_is_marked_with_its_language(small: Built) -> None:
    assert not left_over(small)


def test_every_text_of_the_real_site_is_marked_with_its_language() -> None:
    made = build(real(), form=FORM)
    assert made.ok and any(path.startswith("ar/") for path in made.pages)
    assert not left_over(made)


def test_a_title_is_in_the_language_of_its_source(small: Built) -> None:
    title = '“<bdi lang="ar" dir="rtl">الجيش يتحرك إلى الشمال</bdi>”'
    who = '<bdi lang="ar" dir="rtl">صحيفة اليوم السورية</bdi>'
    assert f"{title}, {who}<a" in html(small, "sources/arabic.md")
    assert title in html(small, "groups/army.md")
    arabic = html(small, "ar/sources/arabic.md")
    assert "«الجيش يتحرك إلى الشمال»، صحيفة اليوم السورية" in arabic


def test_a_title_in_letters_that_its_language_has_not_is_in_that_of_the_site(small: Built) -> None:
    assert "“Aleppo and its governorate”, The Free Encyclopaedia" in html(small, "sources/latin.md")
    arabic = html(small, "ar/sources/latin.md")
    assert '«<bdi lang="en" dir="ltr">Aleppo and its governorate</bdi>»' in arabic


def test_the_title_of_a_page_is_plain_text_all_the_same(small: Built) -> None:
    page = small.pages["sources/arabic.md"]
    assert isinstance(page, Written)
    assert page.title == "“الجيش يتحرك إلى الشمال”, صحيفة اليوم السورية" == page.more.toc[0][2]


def test_changes_and_grounds_are_in_the_language_in_which_they_were_written(small: Built) -> None:
    sheet = html(small, "ar/groups/army.md")
    for words in ("The army stood very still.", "It had been misread by us.", "A court of law said so."):  # fmt: skip
        assert f'<bdi lang="en" dir="ltr">{words}</bdi>' in sheet, words
    assert '<bdi lang="en" dir="ltr">Nobody had ever said so.</bdi>' in html(
        small, "ar/sources/forged.md"
    )
    assert '<bdi lang="en" dir="ltr">He asked us to.</bdi>' in html(small, "ar/people/bob.md")
    assert "<bdi" not in html(small, "people/bob.md")


def test_a_sentence_that_runs_the_other_way_is_set_apart_and_keeps_its_stop(small: Built) -> None:
    said = '<bdi lang="en" dir="ltr" class="fs-apart">The guard stayed at its post.</bdi> – بحسب '
    assert said in html(small, "ar/groups/army.md")
    assert said in html(small, "ar/index.md")
    assert "fs-apart" not in "".join(html(small, p) for p in small.pages if p[:3] != "ar/")


def test_a_name_on_a_map_says_its_language_without_an_element_that_drawings_have_not(
    small: Built,
) -> None:
    drawn = re.findall("<svg.*?</svg>", html(small, "ar/index.md"), re.S)
    assert drawn and "<bdi" not in "".join(drawn)
    assert re.search('<text [^>]*lang="en"[^>]*>The Old Town</text>', "".join(drawn))


@pytest.mark.parametrize("form", [FORM, Form("read", lambda page, known: read(page))], ids="wr")
def test_a_text_in_another_language_is_text_whatever_is_in_it(form: Form) -> None:
    hostile = "<b>x</b> [a](javascript:b) `c` {{ fact() }} *a*"
    title = f'title: "{hostile} الجيش"'
    source = ARABIC.replace("title: الجيش يتحرك إلى الشمال", title)
    army = ARMY.replace("It had been misread by us.", f'"{hostile}"')
    made = build(tree({**FILES, "data/sources/arabic.yml": source, "data/groups/army.yml": army}), form=form)  # fmt: skip
    assert made.ok, [issue.message for issue in made.issues]
    for path in ("ar/groups/army.md", "groups/army.md"):
        page = html(made, path)
        assert hostile in unescape(re.sub("<[^>]*>", "", page))
        assert not re.search(r'<b>|<em>a|<code>c|href="javascript', page)


def test_the_foot_of_an_article_in_another_language_is_in_that_of_the_site(printed: Path) -> None:
    page = (printed / "site/ar/explainers/who-held-what-when/index.html").read_text("utf-8")
    assert re.search(r'<article [^>]*lang="en" dir="ltr">', page)
    assert '<footer class="fs-foot" lang="ar" dir="rtl">' in page
    assert re.search('<p class="fs-cite">.*?<bdi lang="en">Who held ', page)
    translated = (printed / "site/ar/index.html").read_text("utf-8")
    assert '<footer class="fs-foot">' in translated
