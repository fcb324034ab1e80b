"""Only who may read the preview gets it: by the name that was asked for, by the address, and by what is asked."""

import pytest
from factsheet.site import banner, request_guard
from hypothesis import given, strategies as st

NAMES = {"127.0.0.1", "desk", "desk.local"}


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "localhost:8000",
        "LocalHost.:8000",
        "127.0.0.1:8000",
        "127.9.9.9",
        "0.0.0.0:8000",
        "192.168.1.7:9000",
        "[::1]",
        "[::1]:8000",
        "[fe80::1%eth0]:8000",
        "desk:8000",
        "DESK.local.",
    ],
)
def test_the_preview_answers_to_its_own_names_and_to_addresses_of_numbers(host: str) -> None:
    assert request_guard.allowed(host, NAMES)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil-localhost",
        "localhost,evil.example",
        "localhost@evil.example",
        "user@localhost",
        "evil.example/localhost",
        "[::1].evil.example",
        "[localhost]",
        "[127.0.0.1]",
        "::1",
        "127.0.0.1:80:80",
        "127.0.0.1:http",
        "127.1",
        "0x7f.0.0.1",
        "2130706433",
        "١٢٧.0.0.1",
        "localhost\n",
        " localhost",
        ".",
        "desk.evil.example",
    ],
)
def test_another_site_cannot_read_the_preview_under_its_own_name(host: str) -> None:
    assert not request_guard.allowed(host, NAMES)


@given(st.from_regex(r"[a-z0-9.:\[\]@-]{1,30}", fullmatch=True))
def test_no_name_below_a_registered_domain_is_let_in(text: str) -> None:
    assert not request_guard.allowed(f"{text}.example", NAMES)
    assert not request_guard.allowed(f"{text}.example:8000", NAMES)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/groups/hts/",
        "/search/search_index.json",
        "/a%b.png",
        "/livereload/1/2",
        "/bild…".encode().decode("latin-1"),
    ],
)
def test_addresses_of_pages_are_sound(path: str) -> None:
    assert request_guard.sound(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "*",
        "http://evil.example/",
        "//evil.example/",
        "/\0",
        "/a\nb",
        "/\x1b[31m",
        "/../etc/passwd",
        "/a/..",
        "/..\\..\\secret",
        "/C:/secret",
        "/\xff\xfe",
        "/" + "a" * 3_000,
        "/livereload/" + "9" * 5_000 + "/1",
    ],
)
def test_what_no_browser_asks_for_is_refused(path: str) -> None:
    assert not request_guard.sound(path)


def ask(
    host: str = "localhost",
    path: str = "/",
    method: str = "GET",
    problem: banner.Problem = ("", ""),
    page: bytes = b"<body>Hi</body>",
    kind: str = "text/html",
    **more: str,
) -> tuple[str, dict[str, str], bytes]:
    """What a browser gets from an application behind the banner."""
    said: list[tuple[str, list[tuple[str, str]]]] = []

    def app(request: object, start: banner.App) -> list[bytes]:
        start("200 OK", [("Content-Type", kind), ("Content-Length", str(len(page)))])
        return [page]

    request = {"HTTP_HOST": host, "PATH_INFO": path, "REQUEST_METHOD": method, **more}
    body = b"".join(
        banner.Front(app, NAMES, lambda: problem)(
            request, lambda status, headers: said.append((status, headers))
        )
    )
    return said[0][0], dict(said[0][1]), body


def test_the_guard_stands_before_the_application() -> None:
    assert ask() == (
        "200 OK",
        {"Content-Type": "text/html", "Content-Length": "15"},
        b"<body>Hi</body>",
    )
    for asked, status in (
        ({"host": "evil.example"}, "403"),
        ({"host": "evil.example", "path": "/livereload/1/2"}, "403"),
        ({"path": "/\0"}, "400"),
        ({"method": "POST"}, "405"),
        ({"method": "FOO"}, "405"),
    ):
        said, _, body = ask(**asked)  # type: ignore[arg-type]
        assert said.startswith(status) and b"Hi" not in body and len(body) < 100


def test_the_banner_is_put_into_pages_only_and_cannot_be_broken_out_of() -> None:
    wrong = ("The facts have errors", "a.yml:1:1: <script>alert(1)</script>")
    _, headers, body = ask(problem=wrong, page=b'<html><body class="x"><p>Hi</p></body>')
    assert (
        b'<body class="x"><div role="alert"' in body
        and b"a.yml:1:1: &lt;script&gt;" in body
        and b"<p>Hi</p>" in body
    )
    assert headers["Content-Length"] == str(len(body))
    assert ask(problem=wrong, kind="text/css")[2] == b"<body>Hi</body>"


@pytest.mark.parametrize(
    "path",
    [
        "/editions/2026/index.html", "/editions/2026/", "/editions/2026/a.svg", "/editions/x.zip",
        "/./editions/x/", "/EDITIONS/x/", "/Editions/x/", "/editions./x/", "/editions /x/",
        "/. /editions/x/", "/EDITIO~1/x/", "/editions:x/", "/edition\xc5\xbf/x/", "/e\xe2\x80\x8cditions/x/",
        "/editions/../editions/x/", "/editions/index.html/",
    ],
)  # fmt: skip
def test_files_of_an_edition_are_pages_of_another_site(path: str) -> None:
    status, headers, _ = ask(path=path, kind="image/svg+xml")
    if status.startswith("200"):
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("sandbox ") and "allow-same-origin" not in policy
    else:
        assert ".." in path


@pytest.mark.parametrize(
    "path", ["/", "/editions/", "/editions/index.html", "/editions.html", "/a/editions/x/"]
)
def test_pages_of_the_site_are_not(path: str) -> None:
    assert "Content-Security-Policy" not in ask(path=path)[1]


def test_no_script_stays_between_a_browser_and_the_preview() -> None:
    assert ask(path="/a.js", HTTP_SERVICE_WORKER="script")[0].startswith("403")


def test_a_file_of_an_edition_that_no_disk_has_is_one_of_another_site_too() -> None:
    said: list[dict[str, str]] = []
    front = banner.Front(lambda *_: [], NAMES, lambda: ("", ""), data=lambda path: b"<script>")
    for path in ("/editions/2026/", "/data/v1/facts.csv"):
        request = {"HTTP_HOST": "localhost", "PATH_INFO": path, "REQUEST_METHOD": "GET"}
        assert front(request, lambda status, headers: said.append(dict(headers))) == [b"<script>"]
    assert said[0]["Content-Security-Policy"].startswith("sandbox ")
    assert "Content-Security-Policy" not in said[1]
