"""The law of the page tree: HTML written from it is the document that Python-Markdown reads in its Markdown."""

import pytest
from documents import first_difference, read, tree
from factsheet.document import Page, to_html
from factsheet.pages import plans
from projects import built


def same(page: Page) -> None:
    written = to_html(page)
    difference = first_difference(tree(read(page), page.path), tree(written.html, page.path))
    assert not difference, f"{page.path} {difference}"


@pytest.mark.parametrize("part", range(4))
def test_every_real_page_is_one_document(part: int) -> None:
    makers = plans.Plan(built().library, {"groups": 365}).pages()
    pages = [make() for make in list(makers.values())[part::4]]
    assert len(pages) > 60
    for page in pages:
        same(page)
