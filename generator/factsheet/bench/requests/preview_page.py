"""The files of a site as a preview of a request: no search engine keeps them, no script is new."""

import base64
import hashlib
import re
from collections.abc import Mapping

from factsheet.bench.requests.artifact import BadArtifact

# what a request decides: pages, pictures, data; all else is the main branch's or is left out
ITS_OWN = (
    ".html", ".json", ".csv", ".txt", ".ics", ".bib", ".ris", ".geojson",
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".pdf",
)  # fmt: skip
MAINS = (".js", ".css", ".svg", ".woff", ".woff2", ".wasm")
# of the whole host, or what other sites would take for published
_LEFT_OUT = re.compile(r"(404\.html|robots\.txt|CNAME)|(editions|preview)/.*")
_HEAD = re.compile(rb"\s*<!doctype html>\s*<html( [^<>]*)?>\s*<head>", re.I)
_INLINE = re.compile(rb"<(script|style)>(.*?)</\1>", re.S)
_MARK = (
    '<meta name="robots" content="noindex"><meta http-equiv="Content-Security-Policy" content="{}">'
)
_BODY = re.compile(rb"<body( [^<>]*)?>")
_NOTE = (
    '<aside class="md-banner" lang="en" dir="ltr"><div class="md-banner__inner md-grid md-typeset">'
    "Preview of request #{}, which nobody has published.</div></aside>"
)


def policy(main: Mapping[str, bytes]) -> str:
    """What pages of a preview may load and run: nothing that the main branch's pages do not."""
    pages = (content for path, content in main.items() if path.endswith(".html"))
    found = {pair for page in pages for pair in _INLINE.findall(page)}
    scripts, styles = (
        " ".join(sorted(_hash(text) for tag, text in found if tag == sort))
        for sort in (b"script", b"style")
    )
    return (
        f"default-src 'none'; script-src 'self' {scripts}; style-src 'self' {styles}; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
        "manifest-src 'self'; base-uri 'none'; form-action 'none'"
    )


def _hash(text: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'"


def shown(
    site: Mapping[str, bytes], main: Mapping[str, bytes], rules: str, number: int
) -> dict[str, bytes]:  # fmt: skip
    """The files of a preview, by their paths in the site. Raises BadArtifact for an odd page."""
    out = {path: data for path, data in main.items() if path.endswith(MAINS)}
    for path, content in site.items():
        if not path.endswith(ITS_OWN) or _LEFT_OUT.fullmatch(path):
            continue
        out[path] = _page(path, content, rules, number) if path.endswith(".html") else content
    return {path: data for path, data in out.items() if not _LEFT_OUT.fullmatch(path)}


def _page(path: str, content: bytes, rules: str, number: int) -> bytes:
    """A page whose head begins with the policy, and which says that it is a preview."""
    head = _HEAD.match(content)
    if head is None:
        raise BadArtifact(f"the page {path[:80]} does not begin as our pages do")
    mark, note = _MARK.format(rules).encode(), _NOTE.format(number).encode()
    rest = _BODY.sub(lambda body: body[0] + note, content[head.end() :], count=1)
    return head[0] + mark + rest
