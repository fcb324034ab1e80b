"""Keys that stand where they are not known: a fact on the wrong level, a key of another kind."""

from collections.abc import Collection

from factsheet.issues import Hints, Issue
from factsheet.kinds import Kind, Kinds, keys
from factsheet.values import Map, Node, Number, Put, Text, looks_like_fact

FURTHER_IN = "two blanks further in, with its keys two more"


def tell(node: Map, kind: Kind, kinds: Kinds, known: Collection[str], put: Put) -> bool:
    """Put an issue for each unknown key; True when one is a fact that belongs below `facts`."""
    facts, loose, hints = False, [], Hints()
    for key, child in node.items.items():
        if key in known:
            continue
        if looks_like_fact(child):
            facts = True
            hint = f"write facts: on a line of its own, and below it {key}: {FURTHER_IN}"
            if "facts" in node.items:
                hint = f"put {key}: below facts:, {FURTHER_IN}"
            looks = f'{key}: this looks like a fact, and facts stand below "facts"'
            put(_issue(node, key, looks, hint))
        elif key in keys.FACT or key in kinds.statement:
            loose.append(key)
        else:
            hint = hints.nearest(key, known) or _elsewhere(key, child, kind, kinds)
            put(_issue(node, key, f"{key}: {kind.plural} have no such key", hint))
    if loose:
        hint = "write facts:, below it an id such as has-moved:, and these keys below the id"
        wrong = f"{', '.join(loose)}: a key of a fact stands on the level of the record"
        put(_issue(node, loose[0], wrong, f"{hint}, each two blanks further in"))
    return facts


def _issue(node: Map, key: str, message: str, hint: str) -> Issue:
    return Issue(node.keys[key].spot, "unknown-key", message, hint, len(key))


def _elsewhere(key: str, child: Node, kind: Kind, kinds: Kinds) -> str:
    """What to type in the place of a key that other kinds have; where keys stand if none has it."""
    others = [one for one in kinds.values() if key in one.all_labels or key in one.all_fields]
    if not others:
        file = f"data/kinds/{kind.plural}.yml"
        return f"factsheet kinds {kind.plural} lists its fields; one of your own stands in {file}"
    if key == "name" and "title" in kind.labels and isinstance(child, Text):
        return f"write title: {child.text}"
    have = f"{' and '.join(other.plural for other in others)} have it"
    if any(key in o.fields and isinstance(o.fields[key].type, Number) for o in others):
        return f"{have}; here write figures:, with scope: {key}"
    return f"{have}; here write a sentence about it below facts:"


def beside(node: Node, field: str, known: Collection[str], put: Put) -> Node:
    """`facts` without the keys of a fact that stand beside its id, which are told once for all."""
    if not isinstance(node, Map):
        return node
    children = node.items.items()
    loose = [key for key, child in children if key in known and not isinstance(child, Map)]
    if not loose:
        return node
    strange = [(key, child) for key, child in children if key not in known]
    empty = [id_ for id_, child in strange if isinstance(child, Text) and not child.text]
    first = node.keys[loose[0]].spot
    id_ = next((id_ for id_ in reversed(empty) if node.keys[id_].spot < first), "")
    hint = "write an id such as has-moved: above them, and put them two blanks further in"
    if id_:
        hint = f"put them below {id_}:, two blanks further in"
    named = ", ".join(f"{field}.{key}" for key in loose)
    wrong = f"{named}: a key of a fact stands beside the id of the fact"
    put(_issue(node, loose[0], wrong, hint))
    gone = {*loose, *empty}
    kept = {key: child for key, child in children if key not in gone}
    return Map(kept, {key: node.keys[key] for key in kept}, node.spot)
