"""`factsheet requests answer`, against a host played here: whatever a stranger's job leaves, one harmless comment and one status."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from code_host import BOT, HEAD, OLDER, REPOSITORY, TOKEN, CodeHost, archive, played, user
from comments import HOST, HOSTILE, LOOKED_FOR
from factsheet.bench.requests import made
from factsheet.bench.requests.comment import MARKER
from factsheet.command import main
from projects import ROOT, git, write_tree
from reports import AT, change, item, report, written

RULES = {"data/site.yml": "review: {second_reader: [correction, quote], reviewers: [carla]}\n"}


@pytest.fixture
def there() -> Iterator[CodeHost]:
    with played() as host:
        host.artifact = archive(("report.json", written(report(change("correction")))))
        yield host


@pytest.fixture
def answer(
    there: CodeHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., str]:  # fmt: skip
    """Run the command on a checkout of the main branch; gives all that it printed."""
    write_tree(tmp_path, RULES)
    monkeypatch.setenv("GITHUB_API_URL", there.api)
    monkeypatch.setenv("GITHUB_REPOSITORY", REPOSITORY)
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://host.example")

    def run(*more: str, head: str = HEAD, status: int = 0) -> str:
        call = ["--root", str(tmp_path), "requests", "answer", "--head", head, *more]
        ended = main(call)
        said = "".join(capsys.readouterr())
        assert ended == status, said
        assert TOKEN not in said and "Traceback" not in said
        return said

    return run


Answer = Callable[..., str]


def test_a_request_gets_one_comment_and_one_status(there: CodeHost, answer: Answer) -> None:
    said = answer("--site", "https://desk.example/facts")
    assert said == "request #7: pending: waits for a second reader: correction\n"
    (comment,) = there.comments
    assert comment["body"].startswith(f"{MARKER}\n\n⏳ **Waits for a second reader: correction**")
    assert "https://desk.example/facts/groups/army/#marched" in comment["body"]
    assert (
        f"https://host.example/{REPOSITORY}/blob/{HEAD}/data/groups/army.yml#L3" in comment["body"]
    )
    assert there.statuses == [
        (HEAD, {
            "state": "pending", "context": "factsheet / second reader",
            "description": "waits for a second reader: correction",
            "target_url": comment["html_url"],
        })
    ]  # fmt: skip


def test_the_comment_is_renewed_and_no_second_one_is_written(
    there: CodeHost, answer: Answer
) -> None:
    there.comment("Somebody else: " + MARKER, by="ann")
    there.comment(f"{MARKER}\nmade to look like ours", by="ann")
    there.comment("another robot of ours", by=BOT)
    answer()
    there.review("bela")
    assert answer() == "request #7: success: read by bela: correction\n"
    ours = [one for one in there.comments if one["user"]["login"] == BOT]
    assert len(ours) == 2 and "✅ **Read by bela" in ours[1]["body"]
    assert [one["body"] for one in there.comments[:3]] == [
        "Somebody else: " + MARKER, f"{MARKER}\nmade to look like ours", "another robot of ours"
    ]  # fmt: skip


def test_what_is_the_same_is_not_written_again(there: CodeHost, answer: Answer) -> None:
    answer()
    answer()
    assert not [one for one in there.asked if one[0] == "PATCH"]


def test_a_preview_is_linked_where_there_can_be_one(there: CodeHost, answer: Answer) -> None:
    answer("--site", "https://desk.example/", "--previews")
    assert "https://desk.example/preview/pr-7/groups/army/#marched" in there.comments[0]["body"]
    there.paths.append({"filename": "mkdocs.yml"})
    there.requests[0]["changed_files"] = 2
    answer("--site", "https://desk.example/", "--previews")
    assert "/preview/" not in there.comments[0]["body"]


def test_ticks_stay_as_long_as_what_they_are_about_is_the_same(
    there: CodeHost, answer: Answer
) -> None:
    first, second, third = (f"{n:016x}" for n in (1, 2, 3))

    def leave(*digests: str) -> None:
        todo = tuple(item(f"Open the source {digest}", digest) for digest in digests)
        there.artifact = archive(("report.json", written(report(change(), checklist=todo))))

    leave(first, second)
    answer()
    body = there.comments[0]["body"]
    assert body.count("- [ ] <!--") == 2
    there.comments[0]["body"] = body.replace("- [ ]", "- [x]").replace("\n", "\r\n")
    leave(second, third)
    answer()
    body = there.comments[0]["body"]
    assert f"- [x] <!-- {second} -->" in body and f"- [ ] <!-- {third} -->" in body
    assert first not in body


# What a stranger's job leaves


def told(**more: Any) -> dict[str, Any]:
    """The data of a sound report, with something else in it."""
    return json.loads(written(report(change("update")))) | more


def packed(text: str | bytes) -> bytes:
    return archive(("report.json", text))


def with_change(**more: Any) -> bytes:
    found = told()
    found["changes"][0] |= more
    return packed(json.dumps(found))


REFUSED = {
    "no archive": b"PK",
    "two files": archive(("report.json", written(report())), ("x", "")),
    "a path up": archive(("../report.json", written(report()))),
    "a bomb": archive(("report.json", b" " * 30_000_000)),
    "too long": packed(written(report()) + " " * 2_000_001),
    "no JSON": packed("# Markdown\n\n@everybody"),
    "not UTF-8": packed(b"\xff\xfe{}"),
    "another shape": packed("[]"),
    "a text alone": packed('"<b>"'),
    "nothing in it": packed("{}"),
    "deep": packed("[" * 100_000 + "]" * 100_000),
    "deep in objects": packed('{"a":' * 50_000 + "1" + "}" * 50_000),
    "a key twice": packed(written(report()).replace('"ok": true', '"ok": false, "ok": true')),
    "no number": packed(json.dumps(told(schema_version=float("nan")))),
    "endless": packed(json.dumps(told(schema_version=float("inf")))),
    "a number of thousands of digits": packed(
        written(report()).replace('"schema_version": 1', f'"schema_version": {"9" * 5_000}')
    ),
    "a later version": packed(json.dumps(told(schema_version=2))),
    "an unknown key": packed(json.dumps(told(markdown="# Hello"))),
    "a number of its own": packed(json.dumps(told(number=8))),
    "another commit": packed(written(replace(report(change("update")), head=OLDER))),
    "nothing to compare with": packed(written(replace(report(change("update")), base=""))),
    "no commit": packed(written(replace(report(change("update")), head=""))),
    "yes as a number": packed(json.dumps(told(schema_version=True))),
    "a text where a list belongs": packed(json.dumps(told(changes="none"))),
    "too many changes": packed(json.dumps(told(changes=told()["changes"] * 501))),
    "an unknown sort": with_change(sort="harmless"),
    "an unknown trait": with_change(traits=["approved"]),
    "a text that is too long": with_change(says="x" * 4_001),
    "two lines": with_change(says="one\n- [x] two"),
    "a control character": with_change(says="\x1b[31m"),
    "a turned direction": with_change(says="\u202eevil"),
    "half a character": packed(json.dumps(told()).replace("The army marched.", "\\ud800")),
    "a digest that closes the comment": with_change(digest="--> <b>now</b>"),
}  # fmt: skip


@pytest.mark.parametrize("artifact", REFUSED.values(), ids=REFUSED)
def test_what_is_no_report_is_refused_and_somebody_has_to_read_the_request(
    there: CodeHost, answer: Answer, artifact: bytes
) -> None:
    there.artifact = artifact
    assert "pending: waits for a second reader: its report" in answer()
    (comment,) = there.comments
    text = comment["body"].split("\n\n")
    assert len(text) == 3 and text[2].startswith("There is no report: its report ")
    assert not re.search(r"[<>@\[`]", comment["body"].removeprefix(MARKER))
    assert there.status["state"] == "pending" and there.status["description"].isprintable()


TEXTS = [
    *HOSTILE,
    f"{MARKER} --> <!-- <!--",
    "- [x] <!-- 0123456789abcdef --> done",
    "> [!WARNING] all is well",
    "fixes #12, closes https://host.example/desk/facts/issues/4",
    "[^1] [^1]: note",
]


def hostile(text: str) -> bytes:
    """A report in which every text is this."""
    made = report(
        change("update", says=text, said=text, name=text, address=text, kind=text, strength=text,
               who=(text,), at=replace(AT, path=text)),
        checklist=(item(text),), notes=(text,),
    )  # fmt: skip
    return packed(written(made))


def read(body: str) -> str:
    """A comment as a host prints it, without what is ours: marks of tasks and addresses."""
    html = HOST.render(body)
    return re.sub(r"<!--(?: [0-9a-f]{16} | factsheet: the report on this request )-->", "", html)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_in_a_report_stands_there_and_does_nothing(
    there: CodeHost, answer: Answer, text: str
) -> None:
    there.artifact = hostile("plain words")
    answer()
    plain = read(there.comments[0]["body"])
    there.artifact = hostile(" ".join(text.split()))
    answer()
    html = read(there.comments[0]["body"])
    own = unescape(re.sub("<[^>]+>", "", plain))

    def tags(page: str) -> list[str]:
        return [re.sub(r' href="[^"]*"', " href", tag) for tag in re.findall("<[^>]+>", page)]

    assert tags(html) == tags(plain), "the same elements, whatever is said"
    seen = unescape(re.sub("<[^>]+>", "", html))
    assert " ".join(text.split()) in seen.replace("\u200b", ""), "every letter of it"
    assert len(LOOKED_FOR.findall(seen)) == len(LOOKED_FOR.findall(own)), "no more than in ours"
    found = re.findall(r'href="([^"]*)"', html)
    assert all(one.startswith(f"https://host.example/{REPOSITORY}/blob/{HEAD}/") for one in found)


def test_a_report_of_the_longest_texts_fits_into_a_comment(there: CodeHost, answer: Answer) -> None:
    many = tuple(change("update", says="<" * 900, address=f"groups/army#f{n}") for n in range(400))
    there.artifact = packed(written(report(*many)))
    answer()
    assert 30_000 < len(there.comments[0]["body"]) < 65_536
    assert "more, left out here" in there.comments[0]["body"]


@pytest.mark.parametrize("letter", ["<", "😀", "ش"])
def test_the_longest_comments_of_others_hide_nothing(
    there: CodeHost, answer: Answer, letter: str
) -> None:
    for _ in range(65):
        there.comment(letter * 65_536, by="somebody")
    answer()
    assert "What this request changes" in there.comments[65]["body"]
    answer()
    assert len(there.comments) == 66, "ours is found again, and renewed"


STEP = next(
    step["run"]
    for step in yaml.safe_load((ROOT / made.WORKFLOW).read_text(encoding="utf-8"))["jobs"]["build"][
        "steps"
    ]
    if step.get("id") == "report"
)
ARMY = "name: The Army\nchecked: 2024-12-31\nfacts:\n  moved: {text: The army moved., references: [paper]MORE}\n"
WHY = ", changes: [{kind: correction, on: 2024-12-20, was: The army slept., why: Misread.}]"


@pytest.mark.skipif(sys.platform == "win32", reason="the workflow runs elsewhere")
@pytest.mark.parametrize(
    ("text", "wrong", "state", "said"),
    [
        (ARMY.replace("MORE", WHY), False, "pending", "waits for a second reader: correction"),
        (ARMY.replace("moved.", "slept.").replace("MORE", ""), False, "success", "nothing in it"),
        ("facts: [\n", True, "pending", "waits for a second reader: the facts have errors"),
    ],
    ids=["corrected", "the same", "broken"],
)
def test_what_the_workflow_makes_of_a_request_is_what_is_answered(
    there: CodeHost, answer: Answer, tmp_path: Path, text: str, wrong: bool, state: str, said: str
) -> None:
    before = ARMY.replace("moved.", "slept.").replace("MORE", "")
    root = write_tree(tmp_path / "request", {**RULES, "data/groups/army.yml": before})
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Published")
    git(root, "update-ref", "refs/remotes/origin/main", "HEAD")
    (root / "data/groups/army.yml").write_text(text, encoding="utf-8")
    git(root, "commit", "-q", "-a", "--allow-empty", "-m", "Proposed")
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": tools, "BASE": "main", "HEAD": HEAD, "GITHUB_OUTPUT": "output"}
    done = subprocess.run(["bash", "-ec", STEP], cwd=root, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (root / "output").exists() is wrong
    there.artifact = archive(("report.json", (root / "report.json").read_bytes()))
    answer()
    assert there.status["state"] == state and said in there.status["description"]
    assert "## What this request changes" in there.comments[0]["body"]


# What the host tells


def test_a_request_that_touches_a_workflow_is_shown_and_not_believed(
    there: CodeHost, answer: Answer
) -> None:
    there.artifact = packed(written(report(change("checked"))))
    there.paths[:] = [{"filename": ".github/workflows/site.yml"}]
    assert "it touches more than facts and prose: .github/workflows/site.yml" in answer()
    assert "> [!WARNING]\n> Not to be relied on" in there.comments[0]["body"]


def test_a_renamed_file_counts_under_both_names(there: CodeHost, answer: Answer) -> None:
    there.artifact = packed(written(report(change("checked"))))
    there.paths[:] = [{"filename": "content/old.md", "previous_filename": "mkdocs.yml"}]
    assert "pending: waits for a second reader: it touches more than facts" in answer()


def test_files_that_are_not_all_listed_are_not_believed(there: CodeHost, answer: Answer) -> None:
    there.artifact = packed(written(report(change("checked"))))
    there.requests[0]["changed_files"] = 2
    assert "it touches too many files to list" in answer()
    there.requests[0]["changed_files"] = 3_001
    assert "it touches too many files to list" in answer()


@pytest.mark.parametrize(
    ("who", "commit", "state"),
    [("bela", HEAD, "success"), ("ann", HEAD, "pending"), ("amir", HEAD, "pending"),
     ("bela", OLDER, "pending"), ("reader[bot]", HEAD, "pending")],
)  # fmt: skip
def test_a_review_counts_if_somebody_else_gave_it_for_this_commit(
    there: CodeHost, answer: Answer, who: str, commit: str, state: str
) -> None:
    there.commits.append({"author": user("Amir"), "committer": None})
    there.requests[0]["commits"] = 2
    there.review(who, commit=commit)
    answer()
    assert there.status["state"] == state


def test_a_review_of_somebody_whom_the_site_names_counts(there: CodeHost, answer: Answer) -> None:
    there.review("Carla", standing="NONE")
    answer()
    assert there.status["description"] == "read by carla: correction"


def test_a_deleted_account_is_nobody(there: CodeHost, answer: Answer) -> None:
    there.review("ghost")
    there.reviews[0]["user"] = None
    there.commits[0]["author"] = None
    answer()
    assert there.status["state"] == "pending"


def test_more_commits_than_the_host_lists_are_an_error(there: CodeHost, answer: Answer) -> None:
    there.review("bela")
    there.requests[0]["commits"] = 251
    answer()
    assert there.status["state"] == "error" and "too many commits" in there.status["description"]


def test_two_requests_with_one_last_commit_are_both_held_back(
    there: CodeHost, answer: Answer
) -> None:
    there.requests.append(there.request(8, by="eve"))
    assert "#7, #8 have the same last commit" in answer(status=1)
    assert there.status["state"] == "error" and there.comments == []


@pytest.mark.parametrize("head", [OLDER, "c" * 40])
def test_a_commit_that_no_open_request_ends_in_is_left_alone(
    there: CodeHost, answer: Answer, head: str
) -> None:
    there.requests.append(there.request(8, head=OLDER, base="an-old-branch"))
    assert answer(head=head).startswith("nothing to do: no open request")
    assert there.statuses == [] and there.comments == []


def test_a_request_that_moves_on_meanwhile_is_left_to_the_next_answer(
    there: CodeHost, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = there.answer

    def moving(method: str, path: str, *more: Any) -> Any:
        if path.endswith("/reviews"):
            there.requests[0]["head"]["sha"] = OLDER
        return asked(method, path, *more)

    monkeypatch.setattr(there, "answer", moving)
    assert answer() == "nothing to do: request #7 has moved on meanwhile\n"
    assert there.statuses == [] and there.comments == []


def test_a_request_that_was_aimed_at_another_branch_before_is_reported_on_anew(
    there: CodeHost, answer: Answer
) -> None:
    there.artifact = packed(written(report(change("checked"))))
    there.elsewhere = {"c3" * 20}
    assert "refused: it compares with another branch; close the request" in answer()
    there.elsewhere.clear()
    assert "success" in answer()


def run_of(**more: Any) -> dict[str, Any]:
    path = ".github/workflows/site.yml"
    usual = {"id": 41, "head_sha": HEAD, "event": "pull_request", "path": path}
    return {**usual, "status": "completed", **more}


@pytest.mark.parametrize(
    ("runs", "said"),
    [
        ([], "its job has not begun"),
        ([run_of(status="in_progress")], "its job has not ended"),
        ([run_of(), run_of(id=42, status="queued")], "its job has not ended"),
        ([run_of(path=".github/workflows/evil.yml")], "its job has not begun"),
        ([run_of(event="push")], "its job has not begun"),
        ([run_of(head_sha=OLDER)], "its job has not begun"),
    ],
)
def test_a_report_that_is_to_come_is_waited_for_without_a_comment(
    there: CodeHost, answer: Answer, runs: list[dict[str, Any]], said: str
) -> None:
    there.runs = runs
    answer()
    assert there.status["state"] == "pending" and said in there.status["description"]
    assert there.comments == []


@pytest.mark.parametrize(
    ("artifacts", "said"),
    [
        ([], "its job has left no report"),
        ([{"id": 1, "name": "Report", "expired": False, "size_in_bytes": 1}], "left no report"),
        ([{"id": 1, "name": "report", "expired": True, "size_in_bytes": 1}], "is too old"),
        ([{"id": 1, "name": "report", "expired": False, "size_in_bytes": 10**9}], "more than"),
        ([{"id": "1/../2", "name": "report", "expired": False, "size_in_bytes": 1}], "no number"),
    ],
)  # fmt: skip
def test_an_artifact_that_cannot_be_had_is_told(
    there: CodeHost, answer: Answer, artifacts: list[dict[str, Any]], said: str
) -> None:
    there.artifacts = artifacts
    answer()
    assert said in there.status["description"] and said in there.comments[0]["body"]
    assert not [path for _, path, _ in there.asked if "blob" in path]


def test_a_comment_that_cannot_be_written_keeps_no_status_back(
    there: CodeHost, answer: Answer
) -> None:
    there.fails["POST /repos/desk/facts/issues/7/comments"] = 403
    assert "the host answers 403 about issues comments" in answer(status=1)
    assert there.status["state"] == "pending"


@pytest.mark.parametrize("head", ["a1b2", "../../x", "A1" * 20, "--help"])
def test_a_commit_that_is_none_is_not_asked_for(there: CodeHost, answer: Answer, head: str) -> None:
    assert "40 hexadecimal digits" in answer(head=head, status=1)
    assert there.asked == []


def test_without_a_token_nothing_is_asked(
    there: CodeHost, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    assert "there is no token in GITHUB_TOKEN" in answer(status=1)
    assert there.asked == []
