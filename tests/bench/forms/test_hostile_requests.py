"""Forty ways to misuse the bench: each is answered plainly, writes nothing, and leaves no traceback.

What asks for a change is tried on every address that takes one, those that come later included.
"""

import io
import json
import logging
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import html5lib
import pytest
from benches import HOST, Visitor
from projects import git, stand
from repositories import alone
from werkzeug.test import EnvironBuilder, TestResponse

from factsheet.bench.edits.doc import Doc
from factsheet.bench.forms import guard
from factsheet.issues import plain
from factsheet.values import fold

ORIGIN = f"http://{HOST}"
Ask = Callable[[Visitor], TestResponse]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """A bench of a project that git keeps, with a change in it that could be proposed."""
    patch = pytest.MonkeyPatch()
    folder = tmp_path_factory.mktemp("hostile")
    alone(patch, folder / "home")
    visitor = Visitor(
        folder / "site", {"data/people/eve.yml": "name: Eve Writer\nchecked: 2024-12-31\n"}
    )
    (visitor.root / ".gitignore").write_text(".cache/\n")
    git(visitor.root, "init", "--quiet", "-b", "main")
    git(visitor.root, "add", ".")
    git(visitor.root, "commit", "--quiet", "-m", "The site begins")
    army = visitor.root / "data/groups/army.yml"
    army.write_text(army.read_text().replace("name: The Army", "name: The Army  # so they say"))
    yield visitor
    patch.undo()


def ask(
    visitor: Visitor, path: str = "changes", method: str = "GET", **headers: str
) -> TestResponse:
    """A request as it comes over the network; `Host` and others as given, empty for none."""
    sender = headers.pop("sender", "127.0.0.1")
    builder = EnvironBuilder(f"/_bench/{path}", method=method, base_url=ORIGIN)
    environ = {**builder.get_environ(), "REMOTE_ADDR": sender, "HTTP_HOST": HOST}
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    return visitor.client.open(environ_overrides=environ, path=f"/_bench/{path}", method=method)


def send(visitor: Visitor, path: str = "propose", data: Any = None, **environ: Any) -> TestResponse:
    """A form of the bench, with token and origin unless other ones are given."""
    sent = {"token": visitor.bench.token, "title": "T", "why": ""} if data is None else data
    here = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": HOST, "HTTP_ORIGIN": ORIGIN}
    sort = environ.pop("sort", None)
    here |= {key: value for key, value in environ.items() if value is not None}
    here = {key: value for key, value in here.items() if environ.get(key, "") is not None}
    return visitor.client.post(
        f"/_bench/{path}", data=sent, content_type=sort, environ_overrides=here
    )


def token(visitor: Visitor, **fields: Any) -> dict[str, Any]:
    return {"token": visitor.bench.token, **fields}


def bomb() -> bytes:
    """A spreadsheet of some kilobytes that is 50 MB when it is unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", b"0" * 50_000_000)
    return out.getvalue()


def book(xml: str) -> bytes:
    """A spreadsheet of one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("xl/workbook.xml", xml)
    return out.getvalue()


HOSTS = (
    "rebound.example", "rebound.example:8000", "localhost.rebound.example", "localhost.", "127.0.0.1.rebound.example:8000",
    "[::2]:8000", "[::1", "user@localhost:8000", "localhost:8000@rebound.example", "localhost:8000/x", "localhost:8000?x",
    "localhost:8000, rebound.example", "localhost\t", "0.0.0.0:8000", "192.168.1.7:8000", "2130706433", "127.1", "", "localhost:x",
)  # fmt: skip
ORIGINS = (None, "null", "", "http://rebound.example", "https://localhost:8000", "http://localhost:3000", "http://127.0.0.1:8000", "http://localhost:8000.rebound.example")  # fmt: skip
NOT_TEXT = ("\x1b]0;x\x07", "\u202e", "\x00", "a\x7fb", "\u2066x", "\ufeffx", "\U000e0041")
PATHS = (
    "edit/../../../etc/passwd", "edit/%2e%2e/%2e%2e/etc/passwd", "edit/..%2f..%2fetc%2fpasswd", "edit/groups/%00", "edit/groups/..%5carmy",
    "edit/%2fetc/passwd", "edit/nothing/army", "edit/groups/%D8%A7%D9%84", "edit/groups/army.yml", "edit/data%2fgroups/army",
    "edit/groups/army%0d%0aSet-Cookie:%20a=b", "edit/GROUPS/Army", "edit/groups/linked", "read/..%2f..%2fsite", "read/%2e%2e", "read/paper%00",
    "add/record/..%2f..", "add/fact/groups/..", "assets/../app.py", "assets/%2e%2e/app.py", "assets/..%2fapp.py", "assets/%2fetc%2fpasswd",
    "assets/bench.css%00", "assets/..%5capp.py", "assets/", "templates/layout.html", "%2e%2e/%2e%2e/etc/passwd", "..;/x", "CON", "x" * 5_000,
)  # fmt: skip
REACHING = {
    "rename": "groups/army",
    "move": "groups/army%23left",
    "merge": "people/ann",
}  # form -> what it is about
ELSEWHERE = {"new": "host", "to": "people/ann", "other": "people/eve", "stays": "people/eve"}
NO_ADDRESSES = (
    "", "#", "/", "groups", "groups/", "groups/army#", "#left", "groups/army#x#y", "data/groups/army.yml", "../../etc/passwd", "/etc/passwd",
    "groups/../people/ann", "groups/.", "groups/ARMY", "groups\\army", "groups/army\n", "groups/army\x00", "groups/\u0430rmy", "mkdocs.yml", "content/index.md",
    "site", "sources/", "x" * 5_000, "groups/" + "a" * 81, "groups/con", "*", "groups/*", "-", "--help",
)  # fmt: skip

TABLES: dict[str, Callable[[], bytes]] = {
    "a.xlsx": lambda: bomb(), "b.xlsx": lambda: book("<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"), "c.xlsx": lambda: b"PK\3\4",
    "../../etc/passwd": lambda: b"root", "<script>alert(1)</script>.exe": lambda: b"MZ", "": lambda: b"Name\nA\n", "d.csv": lambda: b"",
    "e.csv": lambda: b"x" * 10_000_001,
}  # fmt: skip
LIST: dict[str, Ask] = {
    **{f"1 Host {host!r}": lambda v, h=host: ask(v, HOST=h) for host in HOSTS},
    **{f"2 form to Host {host!r}": lambda v, h=host: send(v, HTTP_HOST=h, HTTP_ORIGIN=f"http://{h}") for host in HOSTS},
    **{f"3 Origin {origin!r}": lambda v, o=origin: send(v, HTTP_ORIGIN=o) for origin in ORIGINS},
    "4 no token": lambda v: send(v, data={"title": "T"}),
    "5 an empty token": lambda v: send(v, data={"title": "T", "token": ""}),
    "6 a wrong token": lambda v: send(v, data={"title": "T", "token": "x" * 43}),
    "7 an overlong token": lambda v: send(v, data={"title": "T", "token": v.bench.token + "x" * 100_000}),
    "8 half a token": lambda v: send(v, data={"title": "T", "token": v.bench.token[:20]}),
    "9 a token that is no text": lambda v: send(v, data={"title": "T"}, HTTP_X_BENCH_TOKEN="\xff\xfe"),
    "10 the token in the address": lambda v: send(v, f"propose?token={v.bench.token}", data={"title": "T"}),
    "11 the token in a cookie": lambda v: send(v, data={"title": "T"}, HTTP_COOKIE=f"token={v.bench.token}"),
    "12 GET for a change": lambda v: ask(v, f"propose?title=T&token={v.bench.token}"),
    **{f"13 {method}": lambda v, m=method: ask(v, "propose", m, ORIGIN=ORIGIN, X_BENCH_TOKEN=v.bench.token) for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "PROPFIND", "post", "G\x00T")},
    "14 a method in disguise": lambda v: ask(v, "propose?_method=POST", X_HTTP_METHOD_OVERRIDE="POST"),
    **{f"15 {site} form": lambda v, s=site: send(v, HTTP_SEC_FETCH_SITE=s) for site in ("cross-site", "same-site", "x")},
    **{f"16 {site} script or picture": lambda v, s=site: ask(v, "changes", SEC_FETCH_SITE=s, SEC_FETCH_MODE="no-cors", SEC_FETCH_DEST="script") for site in ("cross-site", "same-site")},
    "17 a frame of another site": lambda v: ask(v, "changes", SEC_FETCH_SITE="cross-site", SEC_FETCH_MODE="navigate", SEC_FETCH_DEST="iframe"),
    **{f"18 a form as {sort}": lambda v, s=sort: send(v, data=f'{{"title": "T", "token": "{v.bench.token}"}}', sort=s) for sort in ("text/plain", "application/json", "text/xml", "x", "multipart/form-data; boundary=")},
    "19 JSON with the token in the head": lambda v: send(v, data=json.dumps({"title": "T"}), sort="application/json", HTTP_X_BENCH_TOKEN=v.bench.token),
    "20 a body that is too large": lambda v: send(v, "read-proposal", data=token(v, file=(io.BytesIO(b"x" * (guard.MAX_SENT + 1)), "a.json"))),
    "21 a field that is too large": lambda v: send(v, data=token(v, title="T", why="x" * (guard.MAX_FIELD + 1))),
    "22 too many fields": lambda v: send(v, data=token(v, **{f"f{n}": "x" for n in range(guard.MAX_PARTS)}), sort="multipart/form-data"),
    "23 a body without a length": lambda v: send(v, data=b"token=" + v.bench.token.encode(), sort="application/x-www-form-urlencoded", CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked"),
    **{f"24 a length of {length}": lambda v, n=length: send(v, data=token(v), CONTENT_LENGTH=n) for length in ("-1", "x", "9" * 30)},
    **{f"25 {path[:40]}": lambda v, p=path: ask(v, p) for path in PATHS},
    **{f"26 a fact {address!r}": lambda v, a=address: send(v, "changes/back", data=token(v, address=a)) for address in ("../../etc/passwd", "data/groups/army.yml", "groups/army\n", "groups/army#x#y", "", "\x00")},
    **{f"27 a file {path!r}": lambda v, p=path: send(v, "changes/back", data=token(v, file=p)) for path in ("/etc/passwd", "../x", "data/../../x", ".git/config", "mkdocs.yml", "data/groups\\army.yml")},
    **{f"28 a branch {name!r}": lambda v, n=name: send(v, "proposals/open", data=token(v, proposal=n)) for name in ("--orphan", "main", "-", "HEAD~1", "proposal/../main", "x\n", "@{-1}")},
    **{f"29 sending {name!r}": lambda v, n=name: send(v, "proposals/send", data=token(v, proposal=n)) for name in ("--mirror", "+main:main", ":main", "")},
    **{f"30 a title {text!r}": lambda v, t=text: send(v, data=token(v, title=f"T{t}")) for text in NOT_TEXT},
    **{f"31 reasons {text!r}": lambda v, t=text: send(v, data=token(v, title="T", why=f"T{t}")) for text in NOT_TEXT},
    "32 a file of a title": lambda v: send(v, "proposal-file", data=token(v, title="")),
    "33 a bomb as a proposal": lambda v: send(v, "read-proposal", data=token(v, file=(io.BytesIO(bomb()), "a.xlsx"))),
    "34 brackets as a proposal": lambda v: send(v, "read-proposal", data=token(v, file=(io.BytesIO(b"[" * 4_000_000), "a.json"))),
    "35 a hostile name of a file": lambda v: send(v, "read-proposal", data=token(v, file=(io.BytesIO(b"{}"), '../../<script>"\r\nX: y.json'))),
    "36 a text in the place of a file": lambda v: send(v, "read-proposal", data=token(v, file="{}")),
    "37 a proposal that nobody opened": lambda v: send(v, "read-proposal/write", data=token(v, held="../../data/x")),
    **{f"38 from {sender!r}": lambda v, s=sender: ask(v, sender=s) for sender in ("192.168.1.7", "10.0.0.1", "::ffff:192.168.1.7", "fe80::1%eth0", "", "localhost", "127.0.0.1, 8.8.8.8")},
    "39 a machine that says it is another": lambda v: ask(v, sender="8.8.8.8", X_FORWARDED_FOR="127.0.0.1", FORWARDED="for=127.0.0.1", X_REAL_IP="127.0.0.1"),
    **{f"41 {way} of {path!r}": lambda v, w=way, p=path: ask(v, f"{w}?address={quote(p)}") for way in REACHING for path in NO_ADDRESSES},
    **{f"42 {way} of {path!r}, sent": lambda v, w=way, p=path: send(v, f"{w}?address={quote(p)}", data=token(v, **ELSEWHERE, seal="x")) for way in REACHING for path in NO_ADDRESSES},
    **{f"43 to {path!r} by {way}": lambda v, w=way, p=path: send(v, f"{w}?address={REACHING[w]}", data=token(v, new=p, to=p, other=p, stays=p, seal="x")) for way in REACHING for path in (*NO_ADDRESSES, *NOT_TEXT)},
    **{f"44 a made-up seal for {way}": lambda v, w=way: send(v, f"{w}?address={REACHING[w]}", data=token(v, **ELSEWHERE, seal="0" * 64)) for way in REACHING},
    **{f"45 {way} by an address": lambda v, w=way: ask(v, f"{w}?address=groups/nobody&new=host&seal=x&token={v.bench.token}") for way in REACHING},
    **{f"46 a table {name!r}": lambda v, n=name, c=content: send(v, "import", data=token(v, kind="groups", source="wire", file=(io.BytesIO(c()), n))) for name, content in TABLES.items()},
    "47 a table of no kind": lambda v: send(v, "import", data=token(v, kind="../groups", file=(io.BytesIO(b"Name\nA\n"), "a.csv"))),
    "48 a mapping that is too large": lambda v: send(v, "import", data=token(v, kind="groups", file=(io.BytesIO(b"Name\nA\n"), "a.csv"), mapping=(io.BytesIO(b"#" * 1_000_001), "m.yml"))),
    **{f"49 a table that nobody brought {name!r}": lambda v, n=name, d=do: send(v, f"import/{n}", data=token(v, do=d, mapping="kind: groups")) for name in ("x", "..%2f..%2fsite", "%00") for do in ("write", "look", "mapping", "rejected")},
    **{f"50 an import {name!r}": lambda v, n=name: send(v, f"imports/{n}", data=token(v)) for name in ("x", "..%2f..%2fdata%2fgroups%2farmy", "%2e%2e", "army.yml", "%00", "x%0ay")},
    "40 a host in another's name": lambda v: ask(v, HOST="rebound.example", X_FORWARDED_HOST=HOST),
}  # fmt: skip


def plainly(answer: TestResponse) -> None:
    """An answer that nobody can frame, keep or read from elsewhere, without a word of our code."""
    for name, value in guard.HEADERS.items():
        assert answer.headers[name] == value, name
    assert not [name for name, _ in answer.headers if name.lower().startswith("access-control")]
    assert "Set-Cookie" not in answer.headers
    for word in ("Traceback", "factsheet/bench", "werkzeug", "<script>alert"):
        assert word not in answer.text


@pytest.mark.parametrize("name", LIST)
def test_it_is_refused_in_plain_words_and_nothing_is_written(
    whole: Visitor, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    before = stand(whole.root)
    with caplog.at_level(logging.INFO):
        answer = LIST[name](whole)
    assert 400 <= answer.status_code < 500, (answer.status_code, answer.text[-300:])
    assert stand(whole.root) == before
    plainly(answer)
    assert not [
        record for record in caplog.records if record.exc_info or record.levelno >= logging.ERROR
    ]
    assert not any(sign in answer.text for sign in "\x00\x07\x1b\x7f\u202e\u2066\ufeff")


def rules(visitor: Visitor, method: str) -> list[str]:
    """Every address that answers a method; a word of the list in the place of each part."""
    found = []
    for rule in visitor.client.application.url_map.iter_rules():
        if method in (rule.methods or ()):
            parts = dict.fromkeys(rule.arguments, "army") | {
                "kind": "groups",
                "filename": "bench.css",
            }
            path = rule.rule
            for part in rule.arguments:
                path = path.replace(
                    next(p for p in path.split("/") if part in p and "<" in p), parts[part]
                )
            found.append(path.removeprefix("/_bench/"))
    return found


def test_every_address_that_changes_something_wants_its_own_page_and_the_token(
    whole: Visitor,
) -> None:
    before, found = stand(whole.root), rules(whole, "POST")
    assert {"propose", "newest", "read-proposal/write"} <= {*found}
    for path in found:
        mine = {"token": whole.bench.token}
        for answer in (
            send(whole, path, data={}),
            send(whole, path, data={"token": "x"}),
            send(whole, path, data=mine, HTTP_ORIGIN="http://rebound.example"),
            send(whole, path, data=mine, HTTP_ORIGIN="null"),
            send(whole, path, data=mine, HTTP_ORIGIN=None),
            send(whole, path, data=mine, HTTP_SEC_FETCH_SITE="cross-site"),
            send(whole, path, data=mine, HTTP_HOST="rebound.example", HTTP_ORIGIN="http://rebound.example"),
            send(whole, path, data=mine, REMOTE_ADDR="192.168.1.7"),
        ):  # fmt: skip
            assert answer.status_code == 403, (path, answer.status_code)
            plainly(answer)
    assert stand(whole.root) == before


def test_every_page_writes_nothing_and_is_for_this_machine_alone(
    whole: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    before = stand(whole.root)
    for path in rules(whole, "GET"):
        answer = ask(whole, path)
        assert answer.status_code < 500, path
        plainly(answer)
        for other in (
            ask(whole, path, HOST="rebound.example"), ask(whole, path, sender="192.168.1.7"),
            ask(whole, path, SEC_FETCH_SITE="cross-site", SEC_FETCH_MODE="cors", SEC_FETCH_DEST="empty"),
        ):  # fmt: skip
            assert other.status_code == 403, path
            plainly(other)
    after = stand(whole.root)
    assert {p: c for p, c in after.items() if p != ".git/index"} == {p: c for p, c in before.items() if p != ".git/index"}  # fmt: skip
    assert not [record for record in caplog.records if record.exc_info]


def test_a_link_in_the_place_of_a_record_is_neither_shown_nor_proposed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone(monkeypatch, tmp_path / "home")
    visitor = Visitor(tmp_path / "site")
    git(visitor.root, "init", "--quiet", "-b", "main")
    git(visitor.root, "add", ".")
    git(visitor.root, "commit", "--quiet", "-m", "The site begins")
    (tmp_path / "secret.yml").write_text("name: The secret word\nchecked: 2024-12-31\n")
    (visitor.root / "data/groups/linked.yml").symlink_to(tmp_path / "secret.yml")
    page = ask(visitor, "changes")
    assert "symbolic links are not followed" in page.text and "secret word" not in page.text
    assert send(visitor).status_code == 400
    assert send(visitor, "proposal-file").status_code in (400, 409)
    assert "secret word" not in ask(visitor, "edit/groups/linked").text


def test_a_page_that_a_person_opens_or_follows_is_shown(whole: Visitor) -> None:
    for site in ("none", "cross-site", "same-origin"):
        asked = {"SEC_FETCH_SITE": site, "SEC_FETCH_MODE": "navigate", "SEC_FETCH_DEST": "document"}
        assert ask(whole, "proposals", **asked).status_code == 200
    for host in ("localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000"):
        assert ask(whole, "proposals", HOST=host).status_code == 200
    assert ask(whole, "proposals", sender="::1").status_code == 200


TYPED = (
    "&anchor", "*alias", "!!python/object/apply:os.system [ls]", "{a: b}", "[a, b]", "--- text", "%TAG ! x", "| block", "> folded", "# no comment", "a: b #c",
    "'", '"', "'\"\\", "- item", "? key", "<<: *x", "yes", "~", "0x1F", "22:22", "{{ fact('x') }}", "{% raw %}", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "</textarea><b>", "\" onfocus=alert(1) x=\"", "![x](javascript:alert(1))", "=cmd|' /C calc'!A0", "::set-output name=x::y", "لا إله", "a\r\nb: c",
)  # fmt: skip


@pytest.mark.parametrize("text", TYPED)
def test_what_is_typed_into_a_form_is_text_in_the_file_and_on_the_page(
    tmp_path: Path, text: str
) -> None:
    visitor = Visitor(tmp_path)
    form = {
        "text": text,
        "when": "2024-12-08",
        "references": "wire",
        "references.place": "P6",
        "status": "accepted",
    }
    answer = send(visitor, "add/fact/groups/army", data=token(visitor, **form))
    plainly(answer)
    page = ask(visitor, answer.headers["Location"].partition("/_bench/")[2])
    assert page.status_code == 200
    plainly(page)
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page.text)
    shown = " ".join("".join(tree.itertext()).split())
    assert fold(text) in shown or plain(fold(text)) in shown
    assert not [e for e in tree.iter() if {"onfocus", "onerror"} & {*e.keys()} or e.tag == "img"]
    file = Doc((visitor.root / "data/groups/army.yml").read_bytes(), "data/groups/army.yml").data()
    new = [fact for id_, fact in file["facts"].items() if id_ not in ("left", "stayed", "marched")]
    assert [fact["text"] for fact in new] == [fold(text)]
    assert {*file} == {"name", "checked", "facts", "disputes"}


@pytest.mark.parametrize("text", NOT_TEXT)
def test_signs_that_act_are_refused_in_every_field(tmp_path: Path, text: str) -> None:
    visitor = Visitor(tmp_path)
    before = stand(visitor.root)
    right = {"text": "It rained.", "when": "2024-12-08", "references": "wire", "references.place": "P6", "status": "accepted"}  # fmt: skip
    for key in right:
        answer = send(
            visitor, "add/fact/groups/army", data=token(visitor, **{**right, key: f"x{text}"})
        )
        assert answer.status_code < 500
        assert stand(visitor.root) == before, key
        plainly(answer)
