"""What an input offers while somebody types a name in it: records, facts, sources."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from factsheet.bench.entering import answers
from factsheet.bench.entering.asking import Question
from factsheet.bench.forms.here import bench
from factsheet.bench.looking import find
from factsheet.values import Link

pages = Blueprint("picking", __name__)
SOURCE, FACT = "source", "fact"  # what is picked, in the place of kinds
MOST = 9  # that are offered


@pages.get("/pick")
def offered() -> str:
    """The options for a text, best first: kinds in `to`, separated by commas, or none for any."""
    words, to = request.args.get("q", "").strip(), request.args.get("to", "")
    own = request.args.get("but", "")  # what the form is about
    with bench().trying() as edit:
        names, sources = bench().names(edit), edit.built.kinds.sources
        if to == FACT:
            found = find.find(edit.library, edit.tree, find.Wanted(words)) if words else []
            rows = [(hit.address, hit.says) for hit in found if "#" in hit.address][:MOST]
        else:
            kinds = (sources,) if to == SOURCE else tuple(filter(None, to.split(",")))
            question = Question("", "", Link(kinds), to=kinds)
            picked = answers.candidates(question, words, names) if words else []
            cut = f"{sources}/" if to == SOURCE else ""
            called = [", ".join(dict.fromkeys(names[a].names[:1] + names[a].names[-1:]))
                      if to == SOURCE else names[a].names[0] for a in picked]  # fmt: skip
            named = zip(picked, called)
            rows = [(a.removeprefix(cut), name) for a, name in named if a != own]
    return render_template("picks.html", rows=rows)
