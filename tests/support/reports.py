"""Reports on requests, made up: empty ones, and such with changes of some sorts."""

from typing import Any

from code_host import HEAD
from factsheet.bench.desk.report import SCHEMA_VERSION, Change, Item, Place, Report, SecondReader
from factsheet.bench.desk.shapes import as_json

AT = Place("data/groups/army.yml", 3, 5)


def change(sort: str = "update", traits: tuple[str, ...] = (), **more: Any) -> Change:
    """A change of a fact; what is not said is empty."""
    usual: dict[str, Any] = dict.fromkeys(("was_address", "said", "strength"), "")
    usual |= dict.fromkeys(("asked", "differences", "entries", "who", "sources"), ())
    usual |= {
        "digest": "0123456789abcdef", "thing": "fact", "address": "groups/army#marched",
        "name": "The Army", "kind": "group", "says": "The army marched.", "at": AT,
        "page": "groups/army/#marched",
    }  # fmt: skip
    return Change(sort=sort, traits=traits, **(usual | more))


def item(words: str, digest: str = "00000000000000aa") -> Item:
    """Something for the second reader to do."""
    return Item(digest, "source", words, "", "groups/army#marched", "groups/army/#marched")


def report(*changes: Change, **more: Any) -> Report:
    """A report with these changes, of a request whose facts are sound."""
    lists = ("notes", "problems", "passages", "pages", "behind", "notices", "files", "checklist")
    usual: dict[str, Any] = dict.fromkeys((*lists, "left"), ())
    usual |= {
        "schema_version": SCHEMA_VERSION, "base": "c3" * 20, "head": HEAD, "site": "", "ok": True,
        "second_reader": SecondReader(False, (), ()),
    }  # fmt: skip
    return Report(changes=changes, **(usual | more))


def written(one: Report) -> str:
    """The file of a report."""
    return as_json(one)
