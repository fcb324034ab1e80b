"""The page of what is to do, which the preview alone shows: no build knows it.

It is made when it is asked for, and only for a browser on this machine.
"""

from html import escape
from urllib.parse import quote

from factsheet.bench import Survey, Task, todo
from factsheet.document import published
from factsheet.issues import plain
from factsheet.language import day_words, plural

SHOWN = 10  # of one rule before the rest is folded away
_STYLE = """
:root { color-scheme: light dark; --line: #8884; --link: #00695c; --small: #555 }
@media (prefers-color-scheme: dark) { :root { --link: #4db6ac; --small: #aaa } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 1.6rem; line-height: 1.2 } h2 { font-size: 1.15rem; margin: 2rem 0 .25rem }
h2 code, .at { color: var(--small); font-size: .85em; font-weight: normal }
ul { list-style: none; padding: 0; margin: 0 }
li { border-top: 1px solid var(--line); padding: .5rem 0; overflow-wrap: anywhere }
.at { display: block } a { color: var(--link) }
a:focus-visible, summary:focus-visible { outline: 2px solid; outline-offset: 2px }
nav ul { columns: 20rem; margin-top: 1rem } nav li { border: 0; padding: .125rem 0 }
summary { cursor: pointer; padding: .5rem 0; border-top: 1px solid var(--line) }
"""
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><style>{style}</style></head>
<body><p><a href="../">To the site</a></p><main><h1>{title}</h1>{body}</main></body></html>
"""


def page(survey: Survey, folders: bool) -> bytes:
    """The page for what was built last; `folders`: sheets are published as `groups/hts/`."""
    found = todo.of(survey)
    total = plural(sum(len(tasks) for _, tasks in found), "thing")
    said = f"<p>{escape(total)} to look at on {escape(day_words(survey.on))}."
    said += " Nobody but you sees this page: it is in the preview alone.</p>"
    links = "".join(
        f'<li><a href="#{rule.name}">{escape(rule.title)}</a> {len(tasks)}</li>'
        for rule, tasks in found
    )
    rules = "".join(_rule(survey, rule, tasks, folders) for rule, tasks in found)
    menu = f'<nav aria-label="Rules"><ul>{links}</ul></nav>' if found else ""
    return _whole("What is to do", f"{said}{menu}{rules}")


def waiting() -> bytes:
    """The page before anything was built."""
    return _whole("What is to do", "<p>The facts have errors: mend them first.</p>")


def _whole(title: str, body: str) -> bytes:
    return _PAGE.format(title=title, style=_STYLE, body=body).encode()


def _rule(survey: Survey, rule: todo.Rule, tasks: list[Task], folders: bool) -> str:
    """A heading and its list, of which the end is folded away."""
    rows = [_row(survey, task, folders) for task in tasks]
    head = f'<h2 id="{rule.name}">{escape(rule.title)}: {len(tasks)} <code>{rule.name}</code></h2>'
    out = f"{head}<ul>{''.join(rows[:SHOWN])}</ul>"
    if rest := rows[SHOWN:]:
        out += f"<details><summary>{len(rest)} more</summary><ul>{''.join(rest)}</ul></details>"
    return out


def _row(survey: Survey, task: Task, folders: bool) -> str:
    """One task: what it is about, as a link where a page has it; why; where it stands."""
    name, href = escape(plain(task.address)), _sheet(survey, task.address, folders)
    link = f'<a href="{escape(href)}">{name}</a>' if href else f"<b>{name}</b>"
    return f'<li>{link}: {escape(plain(task.why))} <span class="at">{escape(task.at)}</span></li>'


def _sheet(survey: Survey, address: str, folders: bool) -> str:
    """The way from the page to the sheet of an address, or to a page by hand; empty for a draft."""
    record, hash_, anchor = address.partition("#")
    path = address.removeprefix("content/") if address.startswith("content/") else f"{record}.md"
    if path not in survey.built.pages:
        return ""
    anchor = f"{hash_}{anchor}" if address in survey.published.statements else ""
    return quote(f"../{published(path, folders)}") + anchor
