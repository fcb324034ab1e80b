"""Keys that stand where they are not known: a fact on the wrong level, a key of another kind, a misspelt one."""

from collections.abc import Collection

from factsheet.issues import Hints, Issue
from factsheet.kinds import Kind, register
from factsheet.values import Map, Node, Number, Put, Text, looks_like_fact


def tell(
    node: Map, kind: Kind, known: Collection[str], of_facts: Collection[str], put: Put
) -> bool:
    """Put an issue for what a record does not have. True when a fact is among it, which was to stand below `facts`."""
    facts, loose, hints = False, [], Hints()
    for key, child in node.items.items():
        if key in known:
            continue
        if looks_like_fact(child):
            facts = True
            hint = f"write facts: on a line of its own, and below it {key}: two blanks further in, with its keys two more"
            if "facts" in node.items:
                hint = f"put {key}: below facts:, two blanks further in, with its keys two more"
            put(
                _issue(
                    node, key, f'{key}: this looks like a fact, and facts stand below "facts"', hint
                )
            )
        elif key in of_facts:
            loose.append(key)
        else:
            put(
                _issue(
                    node,
                    key,
                    f"{key}: {kind.plural} have no such key",
                    hints.nearest(key, known) or _elsewhere(key, child, kind),
                )
            )
    if loose:
        hint = "write facts:, below it an id such as has-moved:, and these keys below the id, each two blanks further in"
        put(
            _issue(
                node,
                loose[0],
                f"{', '.join(loose)}: a key of a fact stands on the level of the record",
                hint,
            )
        )
    return facts


def _issue(node: Map, key: str, message: str, hint: str) -> Issue:
    return Issue(node.keys[key].spot, "unknown-key", message, hint, len(key))


def _elsewhere(key: str, child: Node, kind: Kind) -> str:
    """What to type in the place of a key that other kinds have."""
    others = [
        other
        for other in register().values()
        if key in other.all_labels or key in other.all_properties
    ]
    if not others:
        return ""
    if key == "name" and "title" in kind.labels and isinstance(child, Text):
        return f"write title: {child.text}"
    have = f"{' and '.join(other.plural for other in others)} have it"
    if any(key in o.properties and isinstance(o.properties[key].type, Number) for o in others):
        return f"{have}; here write figures:, with scope: {key}"
    return f"{have}; here write a sentence about it below facts:"


def beside(node: Node, field: str, keys: Collection[str], put: Put) -> Node:
    """`facts` without the keys of a fact that stand beside its id, where they are told once for all."""
    if not isinstance(node, Map):
        return node
    loose = [key for key, child in node.items.items() if key in keys and not isinstance(child, Map)]
    if not loose:
        return node
    empty = [
        id_
        for id_, child in node.items.items()
        if id_ not in keys and isinstance(child, Text) and not child.text
    ]
    id_ = next(
        (id_ for id_ in reversed(empty) if node.keys[id_].spot < node.keys[loose[0]].spot), ""
    )
    hint = (
        f"put them below {id_}:, two blanks further in"
        if id_
        else "write an id such as has-moved: above them, and put them two blanks further in"
    )
    message = f"{', '.join(f'{field}.{key}' for key in loose)}: a key of a fact stands beside the id of the fact"
    put(_issue(node, loose[0], message, hint))
    gone = {*loose, *empty}
    kept = {key: child for key, child in node.items.items() if key not in gone}
    return Map(kept, {key: node.keys[key] for key in kept}, node.spot)
