"""What names what in a project: every place at which an address is typed, to the character."""

from collections.abc import Iterator, Mapping

from factsheet.bench.uses import reach_data, reach_prose
from factsheet.bench.uses.use import Use
from factsheet.build import NO_RECORDS, SETTINGS_PATH
from factsheet.kinds import FOLDER, Kinds

ENGINE = "mkdocs.yml"  # whose menu may name sheets; no part of what a build reads


def references_to(tree: Mapping[str, bytes], kinds: Kinds, address: str, *others: str) -> list[Use]:
    """Every place that names a record, its statements and disputes too, or one statement.

    In the order of the files. `tree` are the project's files by path, with `mkdocs.yml` among them
    if its menu counts. What a record says of its own parts by `#id` names the parts alone. Former
    addresses are others: name them too if what is typed as they were shall be found.
    """
    wanted = (address, *others)
    words = {one.partition("#")[2] or one.partition("/")[2] for one in wanted}
    found = []
    for path, content in sorted(tree.items()):
        if any(word.encode() in content for word in words) or b"\\" in content:
            found += [use for use in uses(path, content, kinds) if _meets(use, wanted)]
    return found


def _meets(use: Use, wanted: tuple[str, ...]) -> bool:
    """Whether a use names one of these, or a part of a record among them from elsewhere."""
    if use.names in wanted:
        return True
    inner = use.form in ("sibling", "anchor")
    return not inner and use.names.partition("#")[0] in wanted


def references_from(tree: Mapping[str, bytes], kinds: Kinds, address: str) -> list[Use]:
    """Every place at which a record with its parts, or one statement or dispute, names another."""
    record = address.partition("#")[0]
    plural, _, id_ = record.partition("/")
    found: list[Use] = []
    for path in (f"data/{plural}.yml", f"data/{plural}/{id_}.yml"):
        found += uses(path, tree.get(path, b""), kinds)
    return [use for use in found if address in (use.by, use.home)]


def uses(path: str, content: bytes, kinds: Kinds) -> Iterator[Use]:
    """All that one file names, in the order of its lines."""
    if path == ENGINE:
        yield from reach_prose.of_engine(path, content, kinds)
    elif path == SETTINGS_PATH:
        yield from reach_data.of_settings(path, content, kinds)
    elif path.startswith("data/") and not path.startswith(FOLDER) and path not in NO_RECORDS:
        yield from reach_data.of_data(path, content, kinds)
    elif path.startswith("seeds/") and path.endswith(".yml"):
        yield from reach_data.of_seed(path, content, kinds)
    elif path.startswith("content/") and path.endswith(".md"):
        yield from reach_prose.of_page(path, content, kinds)
