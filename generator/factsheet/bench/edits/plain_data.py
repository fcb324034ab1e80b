"""Plain data, texts, lists and mappings: of nodes, and with one thing changed."""

from __future__ import annotations

import re
from typing import Any

from factsheet.values import Map, Node, Seq, fold

Step = str | int
Steps = tuple[Step, ...]  # the keys and indexes of lists that lead to a place in a YAML file


def data_of(node: Node) -> Any:
    """A node as texts, lists and mappings, without their places."""
    if isinstance(node, Map):
        return {key: data_of(child) for key, child in node.items.items()}
    return [data_of(item) for item in node.items] if isinstance(node, Seq) else node.text


def changed(data: Any, steps: Steps, new: Any, how: str) -> Any:
    """A copy of `data` in which something was done at a place: set, append, remove, rename."""
    if not steps:
        return [*data, as_read(new)] if how == "append" else as_read(new)
    step, rest = steps[0], steps[1:]
    if isinstance(data, list):
        assert isinstance(step, int)
        step %= len(data)
        if not rest and how == "remove":
            return data[:step] + data[step + 1 :]
        return [*data[:step], changed(data[step], rest, new, how), *data[step + 1 :]]
    if not rest and how == "remove":
        return {key: value for key, value in data.items() if key != step}
    if not rest and how == "rename":
        return {(new if key == step else key): value for key, value in data.items()}
    return {**data, step: changed(data.get(step), rest, new, how)}


def as_read(data: Any) -> Any:
    """Data as it is read back from a file: all texts, with white space folded."""
    if isinstance(data, dict):
        return {fold(str(key)): as_read(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [as_read(value) for value in data]
    return fold(str(data))


LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # a code


def by_language(data: Any) -> bool:
    """Whether a mapping is a text by language, the original first."""
    if not isinstance(data, dict):
        return False
    first = next(iter(data.values()), None)
    return isinstance(first, str) and all(LANGUAGE.fullmatch(key) for key in data)


def shown(steps: Steps) -> str:
    """Steps as a message has them."""
    return ".".join(map(str, steps)) or "the file"
