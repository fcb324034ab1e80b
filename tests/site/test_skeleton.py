"""A theme's page is rendered once for each sort, and only where the others would be the same."""

from typing import Any

import jinja2
import pytest
from factsheet.site.skeleton import Skeletons, use_skeletons
from mkdocs.utils.templates import script_tag_filter, url_filter

FOLLOWED = (
    "<title>{{ page.title | striptags | e }}</title>{{ page.content }}",
    "{% if page.title is string and 'x' not in page.content %}{{ page.title }}{% endif %}",
    "{{ 'a.css' | url }}{{ page.canonical_url or 'groups/' | url }}{{ page.meta.description }}",
    "{{ page.title | d('none', true) }}{{ page.edit_url | e }}",
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
    "{{ page.title is sequence }}{{ page.title | list }}",
)


class Page:
    """As much of a page of the engine as these templates ask for."""

    parent, canonical_url, abs_url, edit_url, toc = None, None, None, None, ()
    file = type("File", (), {"src_uri": "x.md"})

    def __init__(self, title: str) -> None:
        self.title, self.content, self.meta = title, f"<h1>{title}</h1>", {}
        self.url = f"groups/{title.lower()}/"


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
        context: dict[str, Any] = {"page": Page(title), "nav": type("Nav", (), {"pages": []})}
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


def test_an_environment_that_is_set_up_in_another_way_is_left_alone() -> None:
    bare, other = jinja2.Environment(), environment()
    other.finalize = str
    assert use_skeletons(bare) is None and use_skeletons(other) is None
    assert bare.template_class is other.template_class is jinja2.Template
