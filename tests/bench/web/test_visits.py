"""Sites are visited politely and safely: only public machines, in turn, within bounds; all on a played web."""

import socket
import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path

import pytest
from factsheet.bench.web import web_reader
from factsheet.bench.web.hosts import Network, public
from factsheet.bench.web.manners import MAX_HOPS, MAX_WAIT, PAUSE, Visitor
from factsheet.bench.web.web_reader import MAX_BODY, Asking, ask
from played import AGENT, Played, bomb, leads, packed, page, played, reply, secured

HERE = Asking(Network(lambda *_: ["127.0.0.1"], lambda *_: ""), AGENT)


@pytest.fixture
def web() -> Iterator[Played]:
    with played() as found:
        yield found


def trouble(web: Played, address: str) -> str:
    return web.visitor().visit(web.url(address)).reply.trouble


def test_a_page_is_read_under_the_name_of_the_site(web: Played) -> None:
    url = web.play("paper.example/a?b=c", page(body="Words"))
    visit = web.visitor().visit(f"{url}#part")
    assert visit.reply.status == 200 and b"Words" in visit.reply.body and visit.url == url
    assert web.agents == {AGENT}
    assert web.asked == ["paper.example/robots.txt", "paper.example/a?b=c"]


def test_no_cookie_and_no_referrer_is_sent(web: Played) -> None:
    web.play("paper.example/a", reply(302, Location="/b", Set_Cookie="seen=1"))
    web.play("paper.example/b", page(Set_Cookie="more=2"))
    assert web.visitor().visit(web.url("paper.example/a")).reply.status == 200
    assert not [h for h in web.headers if h["Cookie"] or h["Referer"] or h["Authorization"]]


def test_a_proxy_of_the_environment_is_passed_over(
    web: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    web.play("paper.example/a", page())
    assert web.visitor().visit(web.url("paper.example/a")).reply.status == 200


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1",
        "::1", "::", "fe80::1", "fec0::1", "3fff::1", "64:ff9b:1::7f00:1", "192.0.0.8", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "2001:0:4136::1",
    ],
)  # fmt: skip
def test_a_machine_that_the_world_cannot_reach_is_not_asked(address: str) -> None:
    assert public(ip_address(address), 443)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_a_public_machine_is_asked_at_ports_of_the_web(address: str) -> None:
    assert not public(ip_address(address), 443) and not public(ip_address(address), 80)
    assert public(ip_address(address), 25) == "port 25 is none of web pages"


@pytest.mark.parametrize("where", ["127.0.0.1", "169.254.169.254", "10.1.2.3", "::1"])
def test_a_name_that_leads_into_a_network_is_not_asked(web: Played, where: str) -> None:
    asking = Asking(Network(lambda *_: [where]), AGENT)
    assert "is no public address" in ask("http://paper.example/", asking).trouble
    assert "is no public address" in ask("https://paper.example/", asking).trouble


def test_one_address_of_several_that_is_not_public_is_enough_to_stay_away() -> None:
    asking = Asking(Network(lambda *_: ["93.184.215.14", "192.168.0.1"]), AGENT)
    assert "192.168.0.1 is no public address" in ask("https://paper.example/", asking).trouble


def test_the_address_that_was_judged_is_the_one_that_is_asked(web: Played) -> None:
    """A name that means another machine when it is looked up again (DNS rebinding) gains nothing."""
    web.play("paper.example/a", page())
    web.visitor().visit(web.url("paper.example/a"))
    assert web.looked_up == ["paper.example"] * 2  # once for robots.txt, once for the page
    assert not any(h["Host"].startswith("127.") for h in web.headers)


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("http://127.0.0.1/admin", "a site is linked by its name"),
        ("http://169.254.169.254/latest/meta-data", "a site is linked by its name"),
        ("http://[::1]/", "a site is linked by its name"),
        ("http://0x7f000001/", "a site is linked by its name"),
        ("http://2130706433/", "a site is linked by its name"),
        ("http://localhost/", "within one machine"),
        ("http://router.local/", "within one machine"),
        ("file:///etc/passwd", "starts with http"),
        ("ftp://paper.example/", "starts with http"),
        ("javascript:alert(1)", "starts with http"),
        ("http://user:pw@paper.example/", "no user name"),
        ("http://inside.example/", "10.0.0.7 is no public address"),
        ("http://paper.example:22/", "port 22 is none of web pages"),
        ("", "does not say where"),
    ],
)
def test_nobody_follows_a_redirect_into_a_network(web: Played, to: str, why: str) -> None:
    web.names["inside.example"] = ["10.0.0.7"]
    web.play("paper.example/a", leads(to))
    assert why in trouble(web, "paper.example/a")
    assert {host.partition("/")[0] for host in web.asked} == {"paper.example"}


def test_redirects_are_followed_and_it_is_told_whether_all_are_for_good(web: Played) -> None:
    web.play("paper.example/a", leads(web.url("other.example/b"), 301))
    web.play("other.example/b", leads("/c", 308))
    web.play("other.example/c", page(body="here"))
    visit = web.visitor().visit(web.url("paper.example/a"))
    assert visit.url == web.url("other.example/c") and visit.permanent and len(visit.hops) == 2
    web.play("other.example/b", leads("/c", 302))
    visit = web.visitor().visit(web.url("paper.example/a"))
    assert visit.url == web.url("other.example/c") and not visit.permanent
    assert "other.example/robots.txt" in web.asked


def test_redirects_that_lead_in_a_circle_or_without_end_are_given_up(web: Played) -> None:
    web.play("paper.example/a", leads("/b"))
    web.play("paper.example/b", leads("/a"))
    assert trouble(web, "paper.example/a") == "the redirects lead in a circle"
    for number in range(20):
        web.play(f"paper.example/{number}", leads(f"/{number + 1}"))
    assert trouble(web, "paper.example/0") == f"it leads on more than {MAX_HOPS} times"


def test_a_redirect_in_letters_of_any_script_is_followed(web: Played) -> None:
    target = "/حلب ü".encode().decode("latin-1")
    web.play("paper.example/a", leads(target))
    web.play("paper.example/%D8%AD%D9%84%D8%A8%20%C3%BC", page(body="here"))
    assert web.visitor().visit(web.url("paper.example/a")).reply.status == 200


def test_a_host_is_asked_once_in_two_seconds_and_others_meanwhile(web: Played) -> None:
    for host in ("one.example", "two.example"):
        for path in ("a", "b", "c"):
            web.play(f"{host}/{path}", page())
    visitor = web.visitor()
    for path in ("a", "b", "c"):
        for host in ("one.example", "two.example"):
            visitor.visit(web.url(f"{host}/{path}"))
    for host in ("one.example", "two.example"):
        times = [when for name, when in web.times if name == host]
        assert len(times) == 4 and all(b - a >= PAUSE for a, b in zip(times, times[1:]))


def test_a_delay_that_robots_txt_asks_for_is_kept_within_reason(web: Played) -> None:
    for asked, kept in (("7", 7.0), ("86400", MAX_WAIT)):
        web.play("paper.example/robots.txt", reply(200, f"User-agent: *\nCrawl-delay: {asked}\n"))
        web.play("paper.example/a", page())
        web.times.clear()
        visitor = web.visitor()
        visitor.visit(web.url("paper.example/a"))
        visitor.visit(web.url("paper.example/a"))
        times = [when for _, when in web.times]
        assert times[2] - times[1] >= kept and times[2] - times[1] < kept + 1


RULES = [
    ("User-agent: *\nDisallow: /\n", "/a", False),
    ("User-agent: *\nDisallow: /private\n", "/a", True),
    ("User-agent: *\nDisallow: /private\n", "/private/a", False),
    ("User-agent: *\nDisallow: /\n\nUser-agent: factsheet\nAllow: /\n", "/a", True),
    ("User-agent: factsheet\nDisallow: /\n", "/a", False),
    ("User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf", False),
    ("User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf.html", True),
    ("User-agent: *\nAllow: /news\nDisallow: /\n", "/news/a", True),
    ("\ufeffUser-agent: *\r\nDisallow: /\r\n", "/a", False),
    ("<html>nothing of the kind</html>", "/a", True),
]


@pytest.mark.parametrize(("rules", "path", "allowed"), RULES)
def test_robots_go_where_they_may(web: Played, rules: str, path: str, allowed: bool) -> None:
    web.play("paper.example/robots.txt", reply(200, rules, "text/plain"))
    web.play(f"paper.example{path}", page())
    said = "" if allowed else "its robots.txt asks robots to stay away"
    assert trouble(web, f"paper.example{path}") == said
    assert (f"paper.example{path}" in web.asked) == allowed


def test_a_robots_txt_that_cannot_be_read_keeps_us_away_and_one_that_is_not_there_does_not(
    web: Played,
) -> None:
    web.play("paper.example/a", page())
    for status in (404, 401, 403, 410):
        web.play("paper.example/robots.txt", reply(status))
        assert not trouble(web, "paper.example/a")
    web.asked.clear()
    for status in (500, 503, 429):
        web.play("paper.example/robots.txt", reply(status))
        assert trouble(web, "paper.example/a").startswith("its robots.txt cannot be read")
    assert "paper.example/a" not in web.asked


def test_a_robots_txt_that_leads_to_no_name_does_not_mean_that_the_page_has_none(
    web: Played,
) -> None:
    web.unknown.add("gone.example")
    web.play("paper.example/robots.txt", leads(web.url("gone.example/robots.txt")))
    found = web.visitor().visit(web.url("paper.example/a")).reply
    assert found.trouble == "there is no name gone.example" and not found.nameless


def test_a_robots_txt_is_asked_for_once_in_a_run(web: Played) -> None:
    visitor = web.visitor()
    for path in ("a", "b", "c"):
        visitor.visit(web.play(f"paper.example/{path}", page()))
    assert web.asked.count("paper.example/robots.txt") == 1


def test_a_hostile_robots_txt_takes_no_time(web: Played) -> None:
    rules = "User-agent: *\nDisallow: /" + "*a" * 100_000 + "*b$\n"
    web.play("paper.example/robots.txt", reply(200, rules * 3, "text/plain"))
    web.play("paper.example/" + "a" * 1_500, page())
    start = time.perf_counter()
    assert not trouble(web, "paper.example/" + "a" * 1_500)
    assert time.perf_counter() - start < 5


def test_who_asks_for_a_short_wait_is_asked_once_more(web: Played) -> None:
    web.play("paper.example/a", reply(429, Retry_After="30"), page())
    assert web.visitor().visit(web.url("paper.example/a")).reply.status == 200
    times = [when for _, when in web.times]
    assert times[-1] - times[-2] >= 30


def test_a_wait_until_a_time_is_kept_too(web: Played) -> None:
    when = datetime.fromtimestamp(web.now + 40, UTC)
    web.play("paper.example/a", reply(503, Retry_After=format_datetime(when, usegmt=True)), page())
    assert web.visitor().visit(web.url("paper.example/a")).reply.status == 200
    assert web.times[-1][1] >= when.timestamp()


@pytest.mark.parametrize("said", ["3600", "Fri, 31 Dec 2027 23:59:59 GMT", "", "soon", "9" * 40])
def test_who_asks_for_a_long_wait_is_left_in_peace_for_the_run(web: Played, said: str) -> None:
    web.play("paper.example/a", reply(429, **({"Retry_After": said} if said else {})))
    web.play("paper.example/b", page())
    visitor = web.visitor()
    before = web.now
    assert visitor.visit(web.url("paper.example/a")).reply.status == 429
    visit = visitor.visit(web.url("paper.example/b"))
    assert visit.reply.trouble == "paper.example asks for patience (429)"
    assert "paper.example/b" not in web.asked and web.now - before < 10


def test_a_host_that_does_not_answer_twice_is_left_in_peace(web: Played) -> None:
    def silent(asked: BaseHTTPRequestHandler) -> None:
        time.sleep(0.6)

    web.play("slow.example/robots.txt", silent)
    visitor = web.visitor(seconds=0.2)
    assert visitor.visit(web.url("slow.example/a")).reply.trouble == "it took too long"
    visitor.robots.clear()
    visitor.visit(web.url("slow.example/a"))
    visitor.robots.clear()
    trouble = visitor.visit(web.url("slow.example/a")).reply.trouble
    assert trouble == "slow.example does not answer" and len(web.asked) == 2


def drip(asked: BaseHTTPRequestHandler) -> None:
    """A byte now and then, for ever."""
    asked.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n"
    )
    for _ in range(100):
        asked.wfile.write(b"a")
        asked.wfile.flush()
        time.sleep(0.05)


def slow_head(asked: BaseHTTPRequestHandler) -> None:
    """A header now and then, for ever."""
    asked.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100):
        asked.wfile.write(f"X-{number}: a\r\n".encode())
        asked.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("answer", [drip, slow_head])
def test_a_server_that_drips_is_given_up_in_time(web: Played, answer: object) -> None:
    url = web.play("paper.example/a", answer)  # type: ignore[arg-type]
    start = time.monotonic()
    found = ask(url, Asking(Network(web.resolve, web.refused), AGENT, seconds=0.5))
    assert found.trouble == "it took too long" and found.late
    assert time.monotonic() - start < 3


def test_a_silent_handshake_is_given_up_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        network = Network(lambda *_: ["127.0.0.1"], lambda *_: "")
        start = time.monotonic()
        found = ask(f"https://paper.example:{port}/", Asking(network, AGENT, seconds=0.5))
    assert found.trouble == "it took too long" and time.monotonic() - start < 3


def test_a_huge_page_and_a_packed_one_are_cut(web: Played) -> None:
    web.play("paper.example/huge", reply(200, b"a" * (MAX_BODY + 70_000)))
    web.play("paper.example/bomb", bomb(200_000_000))
    for path in ("huge", "bomb"):
        found = web.visitor().visit(web.url(f"paper.example/{path}")).reply
        assert found.cut and len(found.body) == MAX_BODY and not found.trouble
    web.play("paper.example/fits", reply(200, b"a" * MAX_BODY))
    found = web.visitor().visit(web.url("paper.example/fits")).reply
    assert not found.cut and len(found.body) == MAX_BODY


def test_a_packed_page_is_unpacked_and_other_packings_are_told(web: Played) -> None:
    web.play("paper.example/a", packed("<p>Words"))
    assert web.visitor().visit(web.url("paper.example/a")).reply.body == b"<p>Words"
    web.play("paper.example/b", reply(200, b"\x1f\x8bnonsense", Content_Encoding="gzip"))
    assert trouble(web, "paper.example/b") == "the page cannot be unpacked"
    web.play("paper.example/c", reply(200, b"x", Content_Encoding="br"))
    assert trouble(web, "paper.example/c") == "the page is packed as br, which nobody asked for"


def reset(asked: BaseHTTPRequestHandler) -> None:
    asked.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    asked.connection.close()


def short(asked: BaseHTTPRequestHandler) -> None:
    asked.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nfew"
    )


def nonsense(asked: BaseHTTPRequestHandler) -> None:
    asked.wfile.write(b"\x00\x16 no HTTP \r\n\r\n")


def many_headers(asked: BaseHTTPRequestHandler) -> None:
    asked.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 500 + b"\r\n")


@pytest.mark.parametrize("answer", [reset, short, nonsense, many_headers])
def test_a_connection_that_breaks_is_told_and_raises_nothing(web: Played, answer: object) -> None:
    web.play("paper.example/a", answer)  # type: ignore[arg-type]
    assert "broke off" in trouble(web, "paper.example/a")


SIGNED_BY_ITSELF = Path(__file__).with_name("self-signed.pem")  # of paper.example, for tests alone


@pytest.fixture
def secure() -> Iterator[tuple[int, Path]]:
    """A server with a certificate for paper.example that it has signed itself: port, certificate."""
    with played() as web:
        web.play("paper.example/a", page(body="safe"))
        with secured(web, SIGNED_BY_ITSELF, SIGNED_BY_ITSELF) as port:
            yield port, SIGNED_BY_ITSELF


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: tuple[int, Path]) -> None:
    found = ask(f"https://paper.example:{secure[0]}/a", HERE)
    assert found.trouble == "the connection is not safe: self-signed certificate"


def test_a_certificate_is_that_of_the_name_not_of_the_machine(
    secure: tuple[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, certificate = secure
    trusting = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(web_reader, "_verified", lambda: trusting)
    found = ask(f"https://paper.example:{port}/a", HERE)
    assert found.status == 200 and b"safe" in found.body
    found = ask(f"https://other.example:{port}/a", HERE)
    assert found.trouble.startswith("the connection is not safe: Hostname mismatch")


def test_a_name_that_is_not_there_is_told_apart(web: Played) -> None:
    web.unknown.add("gone.example")
    found = web.visitor().visit(web.url("gone.example/a")).reply
    assert found.nameless and found.trouble == "there is no name gone.example"


def test_a_visitor_judges_by_the_public_rule_unless_a_test_says_otherwise() -> None:
    assert Network().refused is public
    assert Visitor(Asking(Network(), AGENT)).clock.sleep is time.sleep
