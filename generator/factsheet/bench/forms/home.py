"""The first page of the bench, and the box that finds anything."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from factsheet.bench.forms.here import bench
from factsheet.bench.looking import find

pages = Blueprint("home", __name__)
MOST = 30  # things that are shown of what was found


@pages.get("/")
def first() -> str:
    """What can be done here, when what was interrupted is done."""
    bench().finish()
    return render_template("home.html", kinds=bench().built.kinds.values())


@pages.get("/find")
def found() -> str:
    """What fits the words, by any spelling; as rows alone for a page that is there."""
    words = request.args.get("q", "").strip()
    survey = bench().survey()
    hits = find.find(survey.library, {}, find.Wanted(words)) if words else []
    rows = "found_rows.html" if request.headers.get("HX-Request") else "found.html"
    return render_template(rows, words=words, hits=hits[:MOST], more=len(hits) - MOST)
