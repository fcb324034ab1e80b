"""What stands beside a form: the page of what it is about, and where else that is told."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import url_for

from factsheet.bench.forms import tasks
from factsheet.bench.forms.here import bench
from factsheet.bench.looking import impact, show
from factsheet.bench.looking.survey import Survey
from factsheet.document import published
from factsheet.language import plural

MOST = 40  # pages and passages that are named


@dataclass
class Touched:
    """Where an address is read: in words, and (what it is called, its way) of each place."""

    told: str = ""
    pages: list[tuple[str, str]] = field(default_factory=list)
    passages: list[tuple[str, str]] = field(default_factory=list)


def top() -> str:
    """The way to the top of the preview's site."""
    return url_for("home.first").removesuffix("_bench/")


def frame(survey: Survey, address: str) -> str:
    """The way to the page that stands beside a form; of what has none yet, its kind's list."""
    kind, _, id_ = address.partition("#")[0].partition("/")
    folders = bench().folders()
    found = tasks.sheet(survey, address, folders) if id_ else ""
    found = found or tasks.sheet(survey, f"{kind}/index", folders)
    return f"{top()}{found.removeprefix('../')}"


def touched(survey: Survey, address: str) -> Touched:
    """The pages that show it, and the passages written by hand that tell it."""
    if not survey.library.known(address):
        return Touched()
    folders = bench().folders()
    pages = show.pages(survey, address)
    uses = [use for use in impact.of(survey, address).prose if use.path.startswith("content/")]
    retold = f", told in {plural(len(uses), 'passage')}" if uses else ""
    told = f"on {plural(len(pages), 'page')}{retold}"
    paths = [(use.spot, use.path.removeprefix("content/")) for use in uses]
    ways = [(path, path) for path in pages], paths
    found = [[(name, f"{top()}{published(p, folders)}") for name, p in one[:MOST]] for one in ways]
    return Touched(told, *found)
