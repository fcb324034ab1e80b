"""What a host of static files sends with each of them, as a file that several of them read.

The policy of a page names by hash the inline scripts that the theme prints. No two rules that say
the same header meet on a path: hosts join what two rules say, or take the last.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

FILE = "_headers"
MARK = "# Written by `factsheet headers`, which writes it again unless it was changed: "
MAX_RULES, MAX_LINE = 100, 2_000  # of Cloudflare
FRAME = '<base target="_blank">'  # what no page has but one that is made for frames
BY_HASH = re.compile(r"(.+?)\.(?=[0-9]*[a-f])[0-9a-f]{8}\.[\w.]+")  # a name that tells the bytes
SCRIPT, STYLE = (re.compile(f"<{tag}>(.*?)</{tag}>", re.S) for tag in ("script", "style"))
FOR_EVER = "Cache-Control: public, max-age=31536000, immutable"
FOR_ALL = "Access-Control-Allow-Origin: *"
OPEN = ("api", "data", "feeds")  # other sites' scripts may read what is below
EVERYBODY = "*"
HOSTS = re.compile(r"\*|'none'|https://[\w.*-]+(:\d+)?( https://[\w.*-]+(:\d+)?)*", re.A)
Policies = dict[bool, str]  # of the pages that are for frames, and of those that are not


def headers(files: Iterable[str], read: Callable[[str], str], framers: str = EVERYBODY) -> str:
    """The text of `_headers` for the files of a site by their paths; `read` gives a page's HTML.

    `framers` may show the pages that are made for frames, as `frame-ancestors` has it. Raises
    ValueError for a name that a rule would take for a pattern.
    """
    files, scripts, styles, framed = sorted(files), set[str](), set[str](), dict[str, bool]()
    for path in (path for path in files if path.endswith(".html")):
        if re.search(r"[*:\s]", path):
            raise ValueError(f"{path} has a sign that means something in a rule; rename it")
        html = read(path)
        framed[path] = FRAME in html
        if framed[path]:
            styles.update(STYLE.findall(html))
        else:
            scripts.update(SCRIPT.findall(html))
    wasm = any(path.startswith("search/pagefind/") for path in files)
    policies = {False: _policy(scripts, wasm), True: _policy_of_frames(styles, framers)}
    rules: list[tuple[str, str]] = [("/*", "X-Content-Type-Options: nosniff")]
    rules += _by_folder("", framed, policies).items()
    rules += ((way, FOR_EVER) for way in sorted(_kept(files)))
    tops = {path.split("/")[0] for path in files if "/" in path}
    rules += ((f"/{top}/*", FOR_ALL) for top in OPEN if top in tops)
    return marked("".join(f"{way}\n  {said}\n" for way, said in rules))


def marked(rules: str) -> str:
    """The rules below a line by which it can be told whether somebody changed them."""
    return f"{MARK}{hashlib.sha256(rules.encode()).hexdigest()[:16]}\n{rules}"


def ours(text: str) -> bool:
    """Whether a `_headers` is as it was written."""
    return text == marked(text.partition("\n")[2])


def too_much(text: str) -> str:
    """What of `_headers` is more than Cloudflare reads, as words; empty if nothing."""
    rules = sum(line.startswith("/") for line in text.splitlines())
    if rules > MAX_RULES:
        return f"{rules} rules, and Cloudflare reads {MAX_RULES}"
    longest = max(map(len, text.splitlines()))
    if longest > MAX_LINE:
        return f"a line of {longest:,} characters, and Cloudflare reads {MAX_LINE:,}"
    return ""


def _by_folder(folder: str, framed: dict[str, bool], policies: Policies) -> dict[str, str]:
    """The policy of each page of a folder: one rule where all of them have the same."""
    sorts, rules = {*framed.values()}, dict[str, str]()
    if folder and len(sorts) == 1:
        return {f"/{folder}*": policies[sorts.pop()]}
    below: dict[str, dict[str, bool]] = {}
    for path, is_framed in framed.items():
        name, inside, _ = path.removeprefix(folder).partition("/")
        if inside:
            below.setdefault(f"{folder}{name}/", {})[path] = is_framed
        else:
            short = path.removesuffix("index.html" if name == "index.html" else ".html")
            rules |= {f"/{way}": policies[is_framed] for way in (short, path)}  # by host
    for name, inside_it in below.items():
        rules |= _by_folder(name, inside_it, policies)
    return rules


def _policy(scripts: Iterable[str], wasm: bool) -> str:
    program = ["'wasm-unsafe-eval'"] if wasm else []
    run = " ".join(["'self'", *program, *_hashes(scripts)])
    return (
        f"Content-Security-Policy: default-src 'none'; script-src {run}; style-src 'self'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
        "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


def _policy_of_frames(styles: Iterable[str], framers: str) -> str:
    look = " ".join(["'self'", *_hashes(styles)])
    return (
        f"Content-Security-Policy: default-src 'none'; script-src 'self'; style-src {look}; "
        f"img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {framers}"
    )


def _hashes(texts: Iterable[str]) -> list[str]:
    """The words by which a policy lets inline scripts run, or styles."""
    digests = (base64.b64encode(hashlib.sha256(one.encode()).digest()) for one in texts)
    return sorted(f"'sha256-{digest.decode()}'" for digest in digests)


def _kept(files: Iterable[str]) -> set[str]:
    """Patterns of the files that never change under their names, which browsers keep for ever."""
    named = {
        f"/{PurePosixPath(path).parent}/{found[1]}.*"
        for path in files
        if path.startswith("assets/") and (found := BY_HASH.fullmatch(PurePosixPath(path).name))
    }
    pieces = {f"/{path.rsplit('/', 1)[0]}/*" for path in files if _piece(path)}
    ways = sorted(named | pieces)
    return {one for one in ways if not any(_within(one, other) for other in ways if other != one)}


def _within(way: str, other: str) -> bool:
    """Whether all that meets a pattern meets another, both with their star at the end."""
    return way.startswith(other.removesuffix("*"))


def _piece(path: str) -> bool:
    """Whether a file is a piece of a search, which Pagefind names by its bytes."""
    return bool(re.fullmatch(r"search/pagefind/([\w-]+/)?(fragment|index)/[^/]+", path))
