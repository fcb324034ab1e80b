"""What a view is asked in: the bench of the application, and the way from it to a form."""

from __future__ import annotations

from typing import cast

from flask import current_app, url_for

from factsheet.bench.forms.bench import Bench


def bench() -> Bench:
    """The bench that answers the request."""
    return cast(Bench, current_app.config["BENCH"])


def form_of(address: str) -> str:
    """The way to the form of a record, or of a part of one."""
    record, _, part = address.partition("#")
    kind, _, id_ = record.partition("/")
    return url_for("forms.edit", kind=kind, id_=id_, part=part or None)
