"""What search engines ask for first: that they may read everything, and where the map is."""

from collections.abc import Callable, Iterator

from factsheet.outputs.facts import Facts

PATH = "robots.txt"


def files(facts: Facts) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """`robots.txt`, of a site that knows its address.

    Robots look for it at the top of a host: below that it says nothing to them, and harms nobody.
    """
    if top := facts.site.place.address:
        said = f"User-agent: *\nDisallow:\n\nSitemap: {top}sitemap.xml\n"
        yield PATH, said.encode
