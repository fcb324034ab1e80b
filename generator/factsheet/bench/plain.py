"""Plain data with one thing changed, by which an edit of a text is judged."""

from __future__ import annotations

from typing import Any

from factsheet.values import fold


def changed(data: Any, steps: tuple[str | int, ...], new: Any, how: str) -> Any:
    """A copy of `data` in which something was done at a place: set, append, remove, rename."""
    if not steps:
        return [*data, folded(new)] if how == "append" else folded(new)
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


def folded(data: Any) -> Any:
    """Data as it is read back: all texts, with white space folded."""
    if isinstance(data, dict):
        return {fold(str(key)): folded(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [folded(value) for value in data]
    return fold(str(data))
