"""A theme's page is rendered once for each sort, and only where the others would be the same."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from factsheet.site.skeleton import Skeletons, use_skeletons
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils.templates import script_tag_filter, url_filter

FOLLOWED = (
    "<title>{{ page.title | striptags | e }}</title>{{ page.content }}",
    "{% if page.title is string and 'x' not in page.content %}{{ page.title }}{% endif %}",
    "{{ 'a.css' | url }}{{ page.canonical_url or 'groups/' | url }}{{ page.meta.description }}",
    "{{ page.title | d('none', true) }}{{ page.edit_url | e }}",
    "{% for one in page.toc %}{{ one.title }}{{ one.url | url }}{{ one.level }}{% endfor %}",
)
TWO_KINDS = ("{% if 'B' in page.title %}!{% endif %}", "{{ 'groups/bob/' | url }}")
ODD = (
    "{% if page.title == 'Bob' %}!{% endif %}",
    "{{ page.title | upper }}",
    "{{ page.title[0] }}",
    "{{ page.title | length }}",
    "{{ page.title | truncate(40) }}",
    "{{ page.title ~ '!' }}",
    "{% if page.title is lower %}!{% endif %}",
    "{% if page.url == 'groups/bob/' %}!{% endif %}",
    "{% set t %}{{ page.title }}{% endset %}{{ t | upper }}",
    "{% set t %}{{ page.title }}{% endset %}{{ t | trim }}",
    "{% set t %}{{ page.title }}{% endset %}{{ t | length }}",
    "{{ page.title.lower() }}",
    "{{ page.title | int }}{{ page.title | float }}",
    "{{ page.title | safe }}",
    "{{ page.title | replace('B', 'C') }}",
    "{{ '%s' | format(page.title) }}",
    "{{ page.meta.get('description') }}",
    "{{ page.title is sequence }}{{ page.title | list }}",
)


class Sheet(Page):
    """As much of a page of the engine as these templates ask for."""

    def __init__(self, title: str) -> None:
        self.title, self.content, self.meta = title, f"<h1>{title}</h1>", {}
        self.canonical_url = self.abs_url = self.edit_url = None
        self.toc = get_toc([{"level": 1, "id": "top", "name": title, "children": []}])
        self.file = SimpleNamespace(src_uri="x.md", url=f"groups/{title.lower()}/")


def environment() -> jinja2.Environment:
    env = jinja2.Environment()
    env.filters |= {"url": url_filter, "script_tag": script_tag_filter}
    return env


def rendered(source: str) -> int:
    """How many of four pages the theme rendered itself; each is as it would be by itself."""
    env = environment()
    skeletons = use_skeletons(env)
    assert isinstance(skeletons, Skeletons)
    ours, plain = env.from_string(source), environment().from_string(source)
    for title in ("Ann", "Bob", "Cem", "Abe"):
        context: dict[str, Any] = {"page": Sheet(title), "nav": type("Nav", (), {"pages": []})}
        context |= {"base_url": "../..", "extra_css": [], "extra_javascript": []}
        assert ours.render(context) == plain.render(context), source
    return skeletons.rendered


@pytest.mark.parametrize("source", FOLLOWED)
def test_a_theme_that_prints_texts_as_they_are_renders_one_page_of_a_sort(source: str) -> None:
    assert rendered(source) == 1


@pytest.mark.parametrize("source", TWO_KINDS)
def test_pages_of_which_a_theme_learns_something_else_are_another_sort(source: str) -> None:
    assert rendered(source) == 2


@pytest.mark.parametrize("source", ODD)
def test_a_theme_that_looks_into_a_text_renders_every_page_itself(source: str) -> None:
    assert rendered(source) > 2


def test_pages_that_lead_to_themselves_in_other_languages_are_of_one_sort() -> None:
    env, source = environment(), '{{ page.meta["in_" ~ "ar"] | url }}'
    skeletons, template = use_skeletons(env), env.from_string(source)
    context = {"nav": SimpleNamespace(pages=[]), "base_url": "..", "extra_css": []}
    for title in ("Ann", "Bob", "Cem"):
        page = Sheet(title)
        page.meta = {"in_ar": f"ar/groups/{title.lower()}/"}
        printed = template.render(context, page=page, extra_javascript=[])
        assert printed == f"../../ar/groups/{title.lower()}/", printed
    assert skeletons and skeletons.rendered == 1


def test_pages_that_have_feeds_of_their_own_are_of_one_sort() -> None:
    env, source = environment(), "{% if page.meta.feed %}{{ page.meta.feed | url }}{% endif %}"
    skeletons, template = use_skeletons(env), env.from_string(source)
    context = {"nav": SimpleNamespace(pages=[]), "base_url": "..", "extra_css": []}
    for title in ("Ann", "Bob", "Cem"):
        page = Sheet(title)
        page.meta = {"feed": f"feeds/pages/{title}.xml"}
        printed = template.render(context, page=page, extra_javascript=[])
        assert printed == f"../../feeds/pages/{title}.xml", printed
    assert skeletons and skeletons.rendered == 1


def test_an_environment_that_is_set_up_in_another_way_is_left_alone() -> None:
    bare, other = jinja2.Environment(), environment()
    other.finalize = str
    assert use_skeletons(bare) is None and use_skeletons(other) is None
    assert bare.template_class is other.template_class is jinja2.Template


def test_headings_that_another_plug_in_has_added_to_are_printed_by_the_theme() -> None:
    env, source = environment(), "{% for one in page.toc %}{{ one.icon or one.title }}{% endfor %}"
    skeletons, template, printed = use_skeletons(env), env.from_string(source), []
    for title in ("Ann", "Bob"):
        page = Sheet(title)
        page.toc.items[0].icon = "Ann"
        context = {"page": page, "nav": SimpleNamespace(pages=[]), "base_url": "."}
        printed.append(template.render(context, extra_css=[], extra_javascript=[]))
    assert printed == ["Ann", "Ann"] and skeletons and skeletons.rendered == 2


def test_what_another_plug_in_prints_with_the_environment_is_its_own_business() -> None:
    env = environment()
    use_skeletons(env)
    assert env.from_string("{{ page.a }}").render(page={"a": "b"}) == "b"
    assert env.from_string("{{ page.title }}").render(page=Sheet("Ann")) == "Ann"


def test_what_cannot_be_compared_makes_a_page_another_sort() -> None:
    env, source = environment(), "{% if page.meta.day %}{{ page.meta.day.year }}{% endif %}"
    skeletons, template = use_skeletons(env), env.from_string(source)
    context = {"nav": SimpleNamespace(pages=[]), "base_url": ".", "extra_css": []}
    for title, meta in (("Ann", {}), ("Bob", {"day": date(2024, 12, 8)}), ("Cem", {})):
        page = Sheet(title)
        page.meta = meta
        assert template.render(context, page=page, extra_javascript=[]) == "2024" * bool(meta)
    assert skeletons and skeletons.rendered == 2
