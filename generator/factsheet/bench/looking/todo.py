"""`factsheet todo`: what a desk should look at next, in order, with one line each and why."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict, dataclass

from factsheet.bench.looking import rules_of_facts, rules_of_records
from factsheet.bench.looking.past import parts
from factsheet.bench.looking.survey import Survey
from factsheet.bench.looking.task import Task
from factsheet.kinds import Kinds
from factsheet.language import plural


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason to look at something: its name, a heading, and what finds the tasks, in order."""

    name: str
    title: str
    find: Callable[[Survey], Iterable[Task]]

    def command(self, task: Task) -> str:
        """The command that does something about a task of it."""
        id_ = task.address.partition("#")[0].rpartition("/")[2]
        return f"factsheet {ACTS[self.name].format(address=task.address, id=id_)}"


# in the order in which a desk should go through them: what readers may be told wrongly first
RULES = (
    Rule("tellings", "Passages to be read again", rules_of_facts.tellings_to_read),
    Rule("due", "Due for review", rules_of_records.due_for_review),
    Rule("gone", "Sources that are gone, moved or changed", rules_of_records.gone),
    Rule("quotes", "Quotations never found in their source", rules_of_facts.quotes),
    Rule("claims", "Claims that nobody has confirmed", rules_of_facts.claims),
    Rule("successor", "Superseded, with no word by what", rules_of_facts.successor),
    Rule("guessed", "Sources with guessed values", rules_of_records.guessed),
    Rule("dates", "Dates that are hardly right", rules_of_facts.dates),
    Rule("names", "Names spelt apart", rules_of_records.names),
    Rule("guesses", "Other notices", rules_of_records.guesses),
    Rule("one-origin", "Several reports, one origin", rules_of_facts.one_origin),
    Rule("single", "One source alone", rules_of_facts.single),
    Rule("thin", "Pages with thin coverage", rules_of_records.thin),
    Rule("drafts", "Drafts", rules_of_records.drafts),
    Rule("archive", "Sources without an archived copy", rules_of_records.archive),
    Rule("unlinked", "Records that nobody links to", rules_of_records.unlinked),
    Rule("unrecorded", "Published without the day of entry", rules_of_records.unrecorded),
)
NAMES = tuple(rule.name for rule in RULES)
ACTS = {  # by the name of a rule: the command about what it finds
    "tellings": "confirm {address}", "due": "checked {address}",
    "gone": "sources check --source {id}", "quotes": "change {address}",
    "claims": "cite {address}", "successor": "supersede {address}", "guessed": "change {address}",
    "dates": "change {address}", "names": "show {address}", "guesses": "show {address}",
    "one-origin": "cite {address}", "single": "cite {address}", "thin": "find",
    "drafts": "change {address}", "archive": "sources archive --source {id}",
    "unlinked": "show {address}", "unrecorded": "show {address}",
}  # fmt: skip

Todo = list[tuple[Rule, list[Task]]]


def of(survey: Survey, names: Collection[str] = NAMES) -> Todo:
    """The tasks by rule, in order; rules that find nothing are left out."""
    found = ((rule, list(rule.find(survey))) for rule in RULES if rule.name in names)
    return [(rule, tasks) for rule, tasks in found if tasks]


def concerning(found: Todo, touched: Collection[str]) -> Todo:
    """Only the tasks that concern these addresses: theirs, or those of their records and pages."""
    records = {address.partition("#")[0] for address in touched}

    def concerns(task: Task) -> bool:
        if task.concerns:
            return not task.concerns.isdisjoint(touched)
        return task.address in (touched if "#" in task.address else records)

    kept = ((rule, [task for task in tasks if concerns(task)]) for rule, tasks in found)
    return [(rule, tasks) for rule, tasks in kept if tasks]


def touched(now: dict[str, bytes], before: dict[str, bytes], kinds: Kinds) -> set[str]:
    """The addresses of what reads otherwise in two states of `data/`, or is in one alone."""
    out = set[str]()
    for path in now.keys() | before.keys():
        new, old = now.get(path, b""), before.get(path, b"")
        if new != old and path.startswith("data/"):
            there, was = parts(path, new, kinds), parts(path, old, kinds)
            out |= {a for a in there.keys() | was.keys() if there.get(a) != was.get(a)}
    return out


def as_text(found: Todo, limit: int = 0) -> str:
    """The list for a terminal: each rule with its number, its tasks below; `limit` of each."""
    lines: list[str] = []
    for rule, tasks in found:
        lines.append(f"{rule.title} ({rule.name}): {len(tasks)}")
        lines += _lines(tasks[: limit or None])
        if left := len(tasks) - len(tasks[: limit or None]):
            lines.append(f"  … and {left} more: factsheet todo --rule {rule.name}")
        lines.append("")
    total = sum(len(tasks) for _, tasks in found)
    return "\n".join([*lines, plural(total, "thing") + " to look at" if total else "nothing to do"])


def _lines(tasks: list[Task]) -> Iterator[str]:
    for task in tasks:
        yield f"  {task.address}: {task.why}"


def as_json(found: Todo) -> str:
    """The list as JSON text, in ASCII: rule by rule, each with all its tasks."""
    rules = [
        {"rule": rule.name, "title": rule.title, "tasks": [_data(task) for task in tasks]}
        for rule, tasks in found
    ]
    return json.dumps({"todo": rules}, indent=1)


def _data(task: Task) -> dict[str, str]:
    return {key: value for key, value in asdict(task).items() if key != "concerns"}
