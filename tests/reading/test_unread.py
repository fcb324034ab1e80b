"""Causes before consequences: what could not be read gives one error, and nothing is said of what leads there."""

from collections import Counter
from pathlib import Path

import pytest
from factsheet import command as cli
from factsheet.build import project
from factsheet.build.whole import Built, build
from factsheet.cache.memory import Memory
from factsheet.issues.issue import CATALOGUE, in_order, rank
from projects import PAPER, real, tree

ARMY = "name: The Army\nchecked: 2024-12-31\nfacts:\n  moved:\n    text: The army moved.\n    references: [paper]\n"
ANN = (
    "name: Ann\nchecked: 2024-12-31\nmember_of:\n  - value: groups/army\n    references: [paper]\n"
)
FOUGHT = "name: The fight\nchecked: 2024-12-31\nwhen: 2024-12-07\ntext: They fought.\nasserted_by: groups/army\nreferences: [paper]\n"
SEED = "source: sources/paper\nclaims:\n  c1:\n    claim: The army moved.\n    facts: [groups/army#moved]\n"
PAGE = '# A page\n\n{{ fact("groups/army#moved") }} {{ link("groups/army") }} [The army](groups/army.md)\n'
LINKED = {
    "data/people/ann.yml": ANN,
    "data/dates/fight.yml": FOUGHT,
    "seeds/paper.yml": SEED,
    "content/page.md": PAGE,
}
LINKS = 6  # to the army, in these


def codes(built: Built) -> list[str]:
    return [issue.code for issue in built.issues]


@pytest.fixture(scope="module")
def memory() -> Memory:
    """Of a good build of the real project, so that a build with one other file reads that one only."""
    memory = Memory()
    build(real(), memory=memory)
    return memory


def most_linked(kind: str) -> str:
    """The file of a kind that is named most often in the real data."""
    text = b"\n".join(real().values()).decode("utf-8", "replace")
    paths = [path for path in real() if path.startswith(f"data/{kind}/")]
    return max(
        paths,
        key=lambda path: Counter(
            {path: text.count(path.removeprefix("data/").removesuffix(".yml"))}
        )[path],
    )


@pytest.mark.parametrize("kind", ["groups", "cities", "people", "quotes", "dates", "sources"])
@pytest.mark.parametrize("slip", ["no colon\n", "motto: “x: y”\n"])
def test_one_broken_file_of_the_real_data_gives_one_error(
    kind: str, slip: str, memory: Memory
) -> None:
    path = most_linked(kind)
    for content in (real()[path] + slip.encode(), slip.encode()):
        (issue,) = build({**real(), path: content}, memory=memory).issues
        assert issue.spot.path == path


def test_links_to_a_file_that_cannot_be_read_wait_and_are_counted() -> None:
    built = build(tree({**LINKED, "data/groups/army.yml": ARMY + "no colon\n"}))
    assert codes(built) == ["yaml-syntax"]
    assert built.library.waiting == {"data/groups/army.yml": LINKS}
    assert (
        project.tally(built)
        == f"1 error, 0 warnings; {LINKS} links wait until data/groups/army.yml can be read"
    )
    assert project.told(built, {}).endswith(project.tally(built))
    assert build(tree({**LINKED, "data/groups/army.yml": ARMY})).library.waiting == {}


@pytest.mark.parametrize(
    "path, content, code",
    [
        (
            "data/groups.yml",
            f"army:\n  {ARMY}\nno colon\n",
            "yaml-syntax",
        ),  # any group may have stood there
        ("data/groups/army.yml", ARMY + "- stray item\n", "yaml-syntax"),
        ("data/groups/army.yml", "- a\n- list\n", "wrong-shape"),
        ("data/groups/army.yml", "", "wrong-shape"),
        ("data/groups/Army.yml", ARMY, "bad-id"),
        ("data/group/army.yml", ARMY, "stray-file"),
        ("data/groups/army.yaml", ARMY, "stray-file"),
        ("data/groups/syria/army.yml", ARMY, "stray-file"),
        ("data/groups/army.yml", ARMY.replace("text:", "txt:"), "unknown-key"),
        ("data/groups/army.yml", ARMY.replace("The army moved.", ""), "missing-key"),
        ("data/groups/army.yml", ARMY.replace("  moved:", "  Moved:"), "bad-id"),
        ("data/groups/army.yml", ARMY.replace("facts:", "fatcs:"), "unknown-key"),
    ],
)
def test_whatever_left_a_record_or_a_fact_out_is_told_alone(
    path: str, content: str, code: str
) -> None:
    built = build(tree({**LINKED, path: content}))
    assert {issue.spot.path for issue in built.issues} == {path} and code in codes(built)
    assert built.library.waiting[path]


def test_a_link_into_a_sound_record_is_judged_whatever_is_wrong_elsewhere() -> None:
    wrong = ANN.replace("groups/army", "groups/amry")
    files = {
        "data/people/ann.yml": wrong,
        "data/groups/army.yml": ARMY,
        "data/people/bob.yml": "name: Bob\nno colon\n",
    }
    assert codes(build(tree(files))) == ["yaml-syntax", "unknown-address"]
    late = ARMY.replace("checked: 2024-12-31", "checked: 2024-13-31")  # nothing was left out
    assert codes(
        build(
            tree({"data/groups/army.yml": late, "content/page.md": PAGE.replace("#moved", "#move")})
        )
    ) == ["bad-date", "prose-address"]


CONTROL = """name: Town
checked: 2024-12-31
control:
  - {id: a, value: groups/army, when: 2024-12-07, references: [paper]}
  - {id: b, value: groups/rebels, when: 2024-12-07, references: [paper]}
"""
DISPUTE = "disputes:\n  who:\n    question: Who?\n    statements: ['cities/town#a', 'cities/town#b']\n    note: Both are told.\n"
TOWN = {
    "data/groups/army.yml": ARMY,
    "data/groups/rebels.yml": ARMY,
    "data/cities/town.yml": CONTROL,
}


@pytest.mark.parametrize("path", ["data/groups/army.yml", "data/cities/town.yml"])
def test_a_dispute_that_could_not_be_read_makes_no_contradiction(path: str) -> None:
    text = TOWN[path] + DISPUTE
    assert build(tree({**TOWN, path: text})).issues == []
    for broken, code in (
        (text + "no colon\n", "yaml-syntax"),
        (text.replace("note:", "nte:"), "unknown-key"),
        ("", "wrong-shape"),
    ):
        built = build(tree({**TOWN, path: broken}))
        assert codes(built)[0] == code and "undeclared-dispute" not in codes(built)


def test_a_contradiction_is_told_when_no_lost_dispute_can_name_it() -> None:
    built = build(
        tree({**TOWN, "data/groups/army.yml": ARMY + "leader: [{value: people/x}]\nno colon\n"})
    )
    assert codes(built) == ["yaml-syntax", "undeclared-dispute"]


def test_a_file_that_cannot_be_opened_is_told_alone(tmp_path: Path) -> None:
    for path, text in {**LINKED, "data/sources/paper.yml": PAPER}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    (tmp_path / "data/groups").mkdir()
    (tmp_path / "data/groups/army.yml").symlink_to(tmp_path / "data/people/ann.yml")
    built, _, _ = project.load(tmp_path)
    assert codes(built) == ["stray-file"]
    assert sum(built.library.waiting.values()) == LINKS


def test_issues_are_told_in_the_order_in_which_to_mend_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "data/cities/a.yml": "name: A\nchecked: 2024-12-31\npart_of: [{value: places/nowhere, references: [paper]}]\nshort_name: A #1\n",
        "data/groups/b.yml": "name: B\n",
        "data/people/c.yml": "name: C\nno colon\n",
        "content/page.md": '# P\n\n{{ fact("groups/x#y") }}\n',
    }
    for path, text in {"data/sources/paper.yml": PAPER, **files}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    order = ["yaml-syntax", "missing-key", "prose-address", "unknown-address", "cut-value"]
    assert codes(build(tree(files))) == order
    for command in (
        ["check"],
        ["check", "--json"],
        ["build", str(tmp_path / "out")],
        ["diff", "HEAD"],
    ):
        cli.main(["--root", str(tmp_path), *command])
        out = capsys.readouterr().out
        places = [
            out.index(f"[{code}]" if "--json" not in command else f'"{code}"') for code in order
        ]
        assert places == sorted(places), command


def test_every_error_comes_before_every_warning() -> None:
    by_rank = sorted(CATALOGUE, key=rank)
    severities = [CATALOGUE[code][0] for code in by_rank]
    assert severities == sorted(severities, key=["error", "warning", "notice"].index)
    assert in_order([]) == []
