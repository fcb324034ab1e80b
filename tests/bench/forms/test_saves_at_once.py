"""Saves at once, and saves that are killed: what was answered stands there, and nothing is half."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from time import sleep
from typing import Any

import pytest
from benches import Visitor, opened
from factsheet.bench.edits.edit import Edit
from factsheet.bench.forms.app import application
from factsheet.bench.forms.bench import Bench
from factsheet.bench.forms.opening import Opening
from factsheet.bench.proposing import proposal_file
from factsheet.disk import journal
from killed import KILLER
from projects import stand
from werkzeug.test import Client, TestResponse

SUPPORT = str(Path(__file__).parents[2] / "support")
ADD, LEFT = "add/fact/groups/army", "edit/groups/army?part=left"
ARMY = "data/groups/army.yml"
PEOPLE = {f"data/people/p{n}.yml": f"name: Person {n}\nchecked: 2024-12-31\n" for n in range(6)}
NOW = {
    "text": "The army left the town.", "when": "2024-12-07", "status": "claimed",
    "asserted_by": "people/ann", "cited": "wire#P5", "holds": "keep",
    "kind": "correction", "why": "We misread it.",
}  # fmt: skip
# saves a proposal of many files by its form, and kills itself at the n-th call that reaches the disk
KILLED = (
    KILLER
    + f"""
sys.path.insert(0, {SUPPORT!r})
from pathlib import Path
from benches import Visitor
count_replacing()
visitor = Visitor(Path(sys.argv[1]), there=True)
with open(sys.argv[3], "rb") as file:
    page = visitor.post("read-proposal", {{"file": (file, "a.json")}}).text
held = page.partition('name="held" value="')[2].partition('"')[0]
assert visitor.post("read-proposal/write", {{"held": held}}).status_code == 200
"""
)
# sends facts to a record, each again while another program writes; prints those that were taken
SENDING = f"""
import sys
sys.path.insert(0, {SUPPORT!r})
from pathlib import Path
from benches import Visitor

visitor = Visitor(Path(sys.argv[1]), there=True)
for text in sys.argv[2:]:
    for _ in range(200):
        answer = visitor.post({ADD!r}, {{"text": text, "references": "wire", "anyway": "1"}})
        if answer.status_code == 303:
            print(text)
            break
        assert answer.status_code in (409, 422), answer.text
"""


def proposal(folder: Path) -> Path:
    """A proposal that changes six records and adds three, in a file."""
    texts: proposal_file.Texts = {
        path: (text.encode(), text.replace("Person", "Somebody").encode())
        for path, text in PEOPLE.items()
    }
    new = {f"data/groups/n{n}.yml": f"name: Group {n}\nchecked: 2024-12-31\n" for n in range(3)}
    texts |= {path: (None, text.encode()) for path, text in new.items()}
    (folder / "a.json").write_bytes(proposal_file.write(proposal_file.Sent("T", "", "A", texts)))
    return folder / "a.json"


def facts(root: Path) -> dict[str, bytes]:
    """The files of the project, but for what is kept between calls."""
    return {path: b for path, b in stand(root).items() if not path.startswith(".cache/")}


@pytest.mark.slow
def test_a_save_killed_anywhere_is_whole_or_not_there_and_the_bench_says_so(tmp_path: Path) -> None:
    sent = proposal(tmp_path)
    call = [sys.executable, "-c", KILLED]
    before = facts(Visitor(tmp_path / "0", PEOPLE).root)
    run = [*call, tmp_path / "0", "0", sent]
    done = subprocess.run(run, check=True, capture_output=True, text=True)
    calls, whole = int(done.stdout.partition("calls ")[2]), facts(tmp_path / "0")
    assert len(set(whole.items()) - set(before.items())) == 9
    seen = set()
    for step in sorted({1 + calls * part // 5 for part in range(5)}):
        root = Visitor(tmp_path / str(step), PEOPLE).root
        ended = subprocess.run([*call, root, str(step), sent], capture_output=True)
        assert ended.returncode == -9, ended.stderr
        waits = journal.pending(root)
        anew = Visitor(root, there=True)
        page = anew.get("")
        assert page.status_code == 200
        assert ("An edit of 9 files that was interrupted is finished now" in page.text) == waits
        assert "was interrupted" not in anew.get("").text
        now = facts(root)
        assert now in (before, whole), f"killed at call {step} of {calls}"
        answer = anew.post(ADD, {"text": "It came.", "references": "wire"})
        assert answer.status_code == 303 and b"It came." in facts(root)[ARMY]
        seen.add((waits, now == whole))
    assert seen >= {(False, False), (True, True)}


def test_an_interrupted_save_that_cannot_be_finished_is_told(tmp_path: Path) -> None:
    root, sent = Visitor(tmp_path / "0", PEOPLE).root, proposal(tmp_path)
    for step in range(20, 100):
        subprocess.run([sys.executable, "-c", KILLED, root, str(step), sent], capture_output=True)
        if journal.pending(root):
            break
    (root / "data/people/p5.yml").write_text("name: Theirs\nchecked: 2024-12-31\n")
    before = facts(root)
    anew = Visitor(root, there=True)
    for answer in (anew.get(""), anew.post(ADD, {"text": "It came.", "references": "wire"})):
        assert answer.status_code == 409
        assert "p5.yml was changed while an edit of 9 files was interrupted" in answer.text
    assert facts(root) == before


def at_once(visitor: Visitor, *forms: tuple[str, dict[str, Any]]) -> list[TestResponse]:
    """Send forms at the same moment, each by a browser of its own."""
    ready = Barrier(len(forms), timeout=60)

    def browser() -> Visitor:
        other = Visitor(visitor.root, there=True)
        other.bench = visitor.bench
        other.client = application(visitor.bench).test_client()
        return other

    def send(other: Visitor, form: tuple[str, dict[str, Any]]) -> TestResponse:
        ready.wait()
        return other.post(*form)

    browsers = [browser() for _ in forms]  # one by one, as the preview makes its one application
    with ThreadPoolExecutor(len(forms)) as pool:
        return [*pool.map(send, browsers, forms)]


def fact(text: str, **more: str) -> tuple[str, dict[str, Any]]:
    return ADD, {"text": text, "references": "wire", **more}


def test_facts_saved_at_once_are_all_there(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path)
    words = ("Birds", "Cows", "Dogs", "Frogs", "Goats", "Hens")
    forms = [fact(f"{word} sang there.", anyway="1", when=f"2024-0{n + 1}") for n, word in enumerate(words)]  # fmt: skip
    forms.append(("add/fact/people/ann", {"text": "She slept.", "references": "wire"}))
    forms.append(("add/record/groups", {"name": "The Navy"}))
    answers = at_once(visitor, *forms)
    assert [answer.status_code for answer in answers] == [303] * 8
    assert len({answer.headers["Location"] for answer in answers}) == 8
    built = visitor.bench.built
    assert built.ok and "groups/the-navy" in built.library.records
    told = [one.text for one in built.library.statements.values()]
    for text in (*(f"{word} sang there." for word in words), "She slept."):
        assert told.count(text) == 1
    for number in range(8, 0, -1):  # and each can be taken back
        assert visitor.post(f"undo/{number}", {}).status_code == 200
    assert facts(tmp_path) == facts(Visitor(tmp_path / "new").root)


@pytest.mark.parametrize(
    ("path", "form", "said"),
    [
        (*fact("It came."), "perhaps it is there already"),
        (*fact("It came.", id="here"), "is there already"),
        ("add/record/groups", {"name": "The Navy"}, "perhaps it is there already"),
        ("add/record/groups", {"name": "The Navy", "id": "navy", "anyway": "1"}, "is there already"),
    ],
)  # fmt: skip
def test_the_same_sent_twice_is_taken_once(
    path: str, form: dict[str, Any], said: str, tmp_path: Path
) -> None:
    visitor = Visitor(tmp_path)
    answers = at_once(visitor, *[(path, form)] * 3)
    assert sorted(answer.status_code for answer in answers) == [303, 422, 422]
    assert all(said in one.text for one in answers if one.status_code == 422)
    assert len(visitor.bench.saves) == 1 and visitor.bench.built.ok


def test_two_who_save_the_same_fact_at_once_are_both_heard(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path)
    seen = opened(visitor.get(LEFT).text)
    texts = ("The army has left.", "The army went away.")
    forms = [(LEFT, {**NOW, "text": text, "opened": seen}) for text in texts]
    one, two = sorted(at_once(visitor, *forms), key=lambda answer: answer.status_code)
    assert (one.status_code, two.status_code) == (303, 422)
    assert "Somebody else changed this meanwhile" in two.text
    assert all(text in two.text for text in texts)
    assert sum(text.encode() in facts(tmp_path)[ARMY] for text in texts) == 1


def test_what_another_program_writes_during_a_save_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = Visitor(tmp_path)
    real: Callable[..., Any] = Edit.check

    def check(edit: Edit, *more: Any) -> Any:
        (tmp_path / ARMY).write_text((tmp_path / ARMY).read_text() + "# theirs\n")
        return real(edit, *more)

    monkeypatch.setattr(Edit, "check", check)
    answer = visitor.post(*fact("It came."))
    assert answer.status_code == 409 and "was changed by somebody meanwhile" in answer.text
    text = facts(tmp_path)[ARMY].decode()
    assert text.endswith("# theirs\n") and "It came." not in text and not visitor.bench.saves


@pytest.mark.slow
def test_two_previews_that_save_at_once_lose_nothing(tmp_path: Path) -> None:
    root = Visitor(tmp_path).root
    words = [[f"{who} {what}." for what in ("sang", "slept", "won")] for who in ("Ann", "Bob", "Cid")]  # fmt: skip
    call = [sys.executable, "-c", SENDING, str(root)]
    sending = [
        subprocess.Popen([*call, *texts], stdout=subprocess.PIPE, text=True) for texts in words
    ]
    told = [process.communicate()[0].splitlines() for process in sending]
    assert told == words
    built = Visitor(root, there=True).bench.built
    assert built.ok
    there = [one.text for one in built.library.statements.values()]
    assert all(there.count(text) == 1 for texts in words for text in texts)


def test_a_page_that_is_asked_for_while_a_save_is_taken_back_is_answered(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path)
    assert visitor.post(ADD, {"text": "Rain fell.", "references": "wire"}).status_code == 303
    bench, asked = visitor.bench, list[bool]()

    def taken_back() -> float:
        asked.append(bench.undo(1) is not None)
        return 0.0

    bench.read_at = taken_back
    assert visitor.get(LEFT).status_code == 200
    assert asked[0] and not bench.saves


def test_who_asks_first_at_once_gets_the_same_bench(tmp_path: Path) -> None:
    visitor, made = Visitor(tmp_path), list[Bench]()

    def project() -> Bench:
        sleep(0.05)  # long enough for all to ask
        made.append(visitor.bench)
        return visitor.bench

    opening, ready = Opening(project), Barrier(4, timeout=60)

    def ask(_: int) -> int:
        ready.wait()
        return Client(opening).get("/", base_url="http://localhost:8000").status_code

    with ThreadPoolExecutor(4) as pool:
        assert len({*pool.map(ask, range(4))}) == 1
    assert len(made) == 1
