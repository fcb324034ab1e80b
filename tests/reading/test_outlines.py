"""What records are called is read at once, also where facts are wrong."""

from factsheet.evidence import linking
from factsheet.kinds import kinds_of
from factsheet.reading import Outline, outlines
from projects import real


def read(**files: str) -> dict[str, Outline]:
    """The outlines of files of `data/`, each named by its path with `__` for a slash."""
    paths = {f"data/{name.replace('__', '/')}.yml": text for name, text in files.items()}
    tree = {path: text.encode() for path, text in paths.items()}
    return outlines(tree, kinds_of(tree)[0])


def test_a_record_is_known_by_all_its_names_and_its_parts_by_their_ids() -> None:
    found = read(
        people__ann="name: Ann Lee\naliases: [Anne, Än]\nnative_name: {ru: Анна}\n"
        "known_as:\n  - value: {text: Annie, spellings: [Anny]}\n    references: []\n"
        "facts:\n  judge: {text: Ann was a judge.}\n  'no id': {text: x}\n"
        "disputes:\n  age: {question: How old?}\n",
        quotes__hello="name: Hello\nwordings:\n  original: {text: Hello!}\n",
    )
    assert found == {
        "people/ann": Outline(
            ("Ann Lee", "Anne", "Än", "Анна", "Annie", "Anny"),
            {"judge": "Ann was a judge.", "age": "How old?", "known_as": "Annie"},
        ),
        "quotes/hello": Outline(("Hello",), {"original": "Hello!"}),
    }


def test_a_source_is_known_by_title_and_by_publisher_and_day() -> None:
    found = read(sources="paper:\n  title: A day\n  publisher: Paper\n  issued: 2024-12-07\n")
    assert found == {"sources/paper": Outline(("A day", "Paper 2024-12-07"))}


def test_what_cannot_be_read_is_left_out_in_silence() -> None:
    found = read(
        people__ann="name: Ann", people__bob="name: [", people__UP="name: Up", lakes="a: b",
        people__deep__er="name: x", places="x: y\ny: {name: Y, facts: x, aliases: {a: {b: c}}}",
    )  # fmt: skip
    assert found == {"people/ann": Outline(("Ann",)), "places/y": Outline(("Y",))}


def test_every_address_of_the_real_data_is_there() -> None:
    tree = real()
    library, _ = linking.read(tree)
    found = outlines(tree, library.kinds)
    assert found.keys() == library.records.keys() | library.unpublished
    parts = {f"{record}#{id_}" for record, one in found.items() for id_ in one.parts}
    assert parts == {a for a in (*library.statements, *library.disputes) if "#" in a}
    for address, record in library.records.items():
        assert {*record.other_names} <= {*found[address].names}
