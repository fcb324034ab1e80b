"""What is to do."""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, render_template, url_for

from factsheet.bench.forms.here import bench, form_of
from factsheet.bench.looking import todo
from factsheet.bench.looking.survey import Survey
from factsheet.bench.looking.task import Task
from factsheet.document import published
from factsheet.language import day_words, plural

pages = Blueprint("tasks", __name__)
SHOWN = 10  # of one rule before the rest is folded away
MOST = 200  # of one rule on the page at all: the page of a large site would be some MB


@pages.get("/todo")
def listed() -> str:
    """Every task, by the rule that found it, and where something can be done about it."""
    survey, folders = bench().survey(), bench().folders()
    found = todo.of(survey)
    total = plural(sum(len(tasks) for _, tasks in found), "thing")
    day, ways = day_words(survey.on), lambda address: sheet(survey, address, folders)
    return render_template(
        "todo.html", found=found, total=total, day=day, way=ways, shown=SHOWN,
        most=MOST,
        acts=lambda rule, task: acts(survey, rule, task),
    )  # fmt: skip


def acts(survey: Survey, rule: todo.Rule, task: Task) -> list[tuple[str, str]]:
    """(what can be done about a task, the page of the bench on which it is)."""
    record = task.address.partition("#")[0]
    known = survey.library.records.get(record)
    out = []
    if rule.name == "tellings":
        out.append(("read again", f"{url_for('rereading.listed')}#{quote(task.address)}"))
    if known:
        out.append(("edit", form_of(task.address)))
    if known and known.kind.is_source:
        out.append(("check", f"{url_for('seeing.listed')}#source-{known.id}"))
        out.append(("read", url_for("reading.read", id_=known.id)))
    cited = survey.library.statements.get(task.address) if rule.name == "quotes" else None
    for id_ in dict.fromkeys(one.source for one in cited.references) if cited else ():
        out.append((f"read {id_}", url_for("reading.read", id_=id_)))
    return out


def sheet(survey: Survey, address: str, folders: bool) -> str:
    """The way from the bench to the sheet of an address, or a page by hand; empty for a draft."""
    record, hash_, anchor = address.partition("#")
    path = address.removeprefix("content/") if address.startswith("content/") else f"{record}.md"
    if path not in survey.built.pages:
        return ""
    anchor = f"{hash_}{anchor}" if address in survey.published.statements else ""
    return quote(f"../{published(path, folders)}") + anchor
