"""What we print cannot act on the machine that reads it: no command of a runner, nothing that moves a terminal's cursor."""

import ast
import json
import os
import re
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from factsheet import command as cli
from factsheet.issues.issue import Issue, Spot
from factsheet.issues.printers import harmless, plain, to_github, to_json, to_text
from hypothesis import given, settings, strategies as st
from projects import ROOT, git, run, write_tree

COMMANDS = ["::error::x", " ::set-output name=a::b", "::stop-commands::x", "::add-mask::x", "##[error]x", "###[group]x", "##vso[task.x]y", "::error file=a,line=1::x"]  # fmt: skip
UNPRINTED = [
    "\x1b[2J",
    "\x1b]8;;https://evil.example\x07x\x1b]8;;\x07",
    "\r::error::x",
    "\n::error::x",
    "\u202ex",
    "\x9b1m",
    "\u2028::error::x",
    "\x00",
    "\x7f",
]
OURS = re.compile(r"::(error|warning|notice) file=[^:,]+,line=\d+,col=\d+,title=[a-z-]+::")


def dangers(text: str) -> list[str]:
    """The lines that a runner or a terminal could act on, our own annotations apart."""
    lines = text.split("\n")
    assert not text or lines.pop() == ""
    return [
        line
        for line in lines
        if (line.strip().startswith("::") and not OURS.match(line))
        or re.search(r"##\w*\[", line)
        or not line.isprintable()
    ]


def write(root: Path, files: dict[str, str]) -> None:
    write_tree(root, files)


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


def factsheet(root: Path, *command: str) -> Said:
    """Run a command within this process as a machine of GitHub's would."""
    with (
        pytest.MonkeyPatch.context() as patch,
        redirect_stdout(StringIO()) as out,
        redirect_stderr(StringIO()) as err,
    ):
        patch.setenv("GITHUB_ACTIONS", "true")
        patch.chdir(root)
        try:
            status = cli.main(list(command))
        except SystemExit as end:
            status = int(end.code or 0)
    assert "Traceback" not in err.getvalue()
    return Said(status, out.getvalue(), err.getvalue())


def record(text: str) -> str:
    said = json.dumps(text)
    facts = "".join(
        f"  f{n}: {{text: {json.dumps(c)}, scope: {said}, references: [paper]}}\n"
        for n, c in enumerate(COMMANDS)
    )
    return f"name: {said}\nchecked: 2020-12-31\nfacts:\n{facts}"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Facts without a mistake whose texts are commands, changed since they were published."""
    root = tmp_path_factory.mktemp("sound")
    claims = "".join(
        f"  c{n}: {{claim: {json.dumps(c)}, left_out: {json.dumps(c)}}}\n"
        for n, c in enumerate([*COMMANDS, "هيئة"])
    )
    write(
        root,
        {
            "data/site.yml": "review: {groups: 1}\n",
            "seeds/paper.yml": f"source: sources/paper\nclaims:\n{claims}",
        },
    )
    write(root, {"data/groups/army.yml": record("::error::before")})
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Published")
    write(
        root,
        {
            "data/groups/army.yml": record("##[error]after"),
            "data/groups/new.yml": record("::error::new"),
        },
    )
    return root


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Mistakes in which whatever we quote is hostile: texts, keys, ids, names of files and folders, links, expressions."""
    if sys.platform != "linux":
        pytest.skip("other systems refuse such names themselves")
    root = tmp_path_factory.mktemp("faulty")
    odd = [*COMMANDS, *UNPRINTED]
    keys = "".join(f"{json.dumps(o)}: x\n" for o in COMMANDS)
    write(root, {"data/groups/army.yml": f"name: Army\nchecked: {json.dumps(COMMANDS[0])}\n{keys}"})
    pages = [
        f"{o} {{{{ fact('{o}') }}}} {{{{ {o} }}}} [x](##[error]{o}) [x](https://x.example/{o})"
        for o in odd
    ]
    for number, text in enumerate([*pages, *odd]):
        write(
            root,
            {
                f"content/p{number}.md": f"# T\n\n{text}\n",
                f"data/groups/g{number}.yml": f"{text}\nname: [{text}\n",
            },
        )
        write(
            root,
            {f"data/people/p{number}.yml": f"name: {json.dumps(text)}\nrole: {json.dumps(text)}\n"},
        )
    for number, name in enumerate(odd):
        if "\0" not in name:
            name = name.replace("/", "-")
            write(
                root,
                {
                    f"data/groups/{name}.yml": "",
                    f"seeds/{name}.yml": "x",
                    f"content/{name}.md": "",
                    f"data/{number}{name}/x.yml": "",
                },
            )
    (root / os.fsdecode(b"data/groups/\xff\x1b.yml")).write_bytes(b"\xff")
    return root


def test_json_stays_json_whatever_prints_it(tmp_path: Path) -> None:
    write(tmp_path, {"data/groups/army.yml": "name: Army\nchecked: é – هيئة 😀\n"})
    old = {"PYTHONIOENCODING": "cp1251", "PYTHONUTF8": "0"}
    done = run("factsheet", "check", "--json", cwd=tmp_path, env=old)
    assert "é – هيئة 😀" in json.dumps(json.loads(done.stdout), ensure_ascii=False)


@pytest.mark.parametrize(
    "command",
    ["check", "check --json", "diff main", "stale --on 2024-01-01", "coverage", "build out"],
)
def test_a_fact_is_no_command(sound: Path, command: str) -> None:
    done = factsheet(sound, *command.split())
    assert dangers(done.out) + dangers(done.err) == []
    if command in ("diff main", "coverage"):
        assert "error" in done.out


@pytest.mark.parametrize("command", ["check", "check --json", "diff main", "coverage", "build out"])
def test_a_mistake_is_no_command(faulty: Path, command: str) -> None:
    done = factsheet(faulty, *command.split())
    assert done.status == 1 and dangers(done.out) + dangers(done.err) == []
    if command == "check":
        assert sum(bool(OURS.match(line)) for line in done.out.split("\n")) > 100
    if command == "check --json":
        said = json.loads(done.out)
        assert any("::error::x" in i["message"] for i in said) and any(
            "##[error]" in i["message"] for i in said
        )


def test_neither_is_what_git_says_nor_a_wrong_call(sound: Path) -> None:
    for command in (
        ["diff", "x\n::error::y##[error]\x1b[2J"],
        ["stale", "--on", "x\n::error::y"],
        ["--root", "a\n::error::b", "check"],
    ):
        done = factsheet(sound, *command)
        assert done.status and "error" in done.out + done.err
        assert dangers(done.out) + dangers(done.err) == []


def test_a_fault_of_ours_is_told_without_harm(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fault(root: Path) -> None:
        raise ValueError("x\n::error::y ##[error] \x1b[2J")

    monkeypatch.setattr("factsheet.build.load", fault)
    assert cli.main(["check"]) == 1
    said = capsys.readouterr().err
    assert "ValueError" in said and "please report it" in said and dangers(said) == []


def test_what_a_stream_cannot_print_is_printed_as_its_number(sound: Path) -> None:
    done = run(
        "factsheet", "coverage", cwd=sound, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    )
    assert done.returncode == 0 and "\\u0647" in done.stdout


@settings(deadline=None)
@given(
    text=st.text()
    | st.lists(
        st.sampled_from([*COMMANDS, *UNPRINTED, "#", "##", "[", ":", " ", "\u3000", "\n"])
    ).map("".join)
)
def test_no_text_gets_through(text: str) -> None:
    assert dangers(harmless(text) + "\n") == [] and "\n" not in plain(text)
    issue = Issue(Spot(text, 1, 1), "bad-url", text, text)
    assert dangers(to_text(issue, text) + "\n") == []
    assert (
        re.fullmatch(r"::error file=[^:,\n]*,line=1,col=1,title=bad-url::.*", to_github(issue))
        and dangers(to_github(Issue(Spot("a"), "bad-url", text)) + "\n") == []
    )
    printed = to_json([issue])
    assert dangers(printed + "\n") == []
    if not re.search("[\ud800-\udfff]", text):
        assert json.loads(printed)[0]["message"] == text


def test_a_harmless_text_is_printed_as_it_is() -> None:
    for text in ("", "a::b", "## Who led? {#who-led}", "هيئة “x” – é", "  - a: b", "#[x]"):
        assert plain(text) == text


def test_everything_is_printed_by_one_function() -> None:
    """`print` is called where texts are made harmless and where a printer of issues has done so."""
    allowed = {"harmless(text)", "told(built, tree, sys.stdout)", "to_json(built.issues)"}
    allowed |= {"SHELLS[shell](group, {}, 'factsheet', VARIABLE).source()"}  # click’s own script
    # to a shell: ids by the one rule, and what is said of them made plain in `candidates`
    allowed |= {"SHELLS[shell](group, {}, 'factsheet', VARIABLE).complete()"}
    for path in (ROOT / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "print"
            ):
                said = ast.unparse(node.args[0])
                assert (
                    said in allowed
                    or "to_json(" in said
                    or said.startswith("explain.")
                    or "watching for changes" in said
                ), f"{path.name}: print({said})"
