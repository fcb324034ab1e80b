"""The many forms of an address that lead to one page: what only counts visits, other doors."""

import re
from urllib.parse import unquote

_FORM = re.compile(
    r"https?://(?:(?:www|m|mobile|amp)\.)?(?P<host>[^/?#:]+)(?::80|:443)?(?P<rest>[^#]*)"
)
_LAST = re.compile(r"/(?:(?:index|default)\.\w{3,5}|amp|amp\.html)?$")
# What is added to an address to count who comes from where, and leads to the same page without
_COUNTING = re.compile(
    r"(utm_\w+|at_(medium|campaign|custom\d|link_\w+)|fbclid|gclid|dclid|gbraid|wbraid|msclkid"
    r"|yclid|twclid|igshid|igsh|mc_[ce]id|mkt_tok|_hsenc|_hsmi|ocid|cmpid|smid|smtyp|sr_share"
    r"|fromrss|traffic_source|ref_src|ref_url|__twitter_impression|amp_js_v|usqp|s_campaign)",
    re.I,
)


def untracked(text: str) -> str:
    """An address without the parts that only count visits; all else stays as it is."""
    before, asked, rest = text.partition("?")
    query, sign, fragment = rest.partition("#")
    if not asked:
        return text
    kept = [p for p in query.split("&") if not _COUNTING.fullmatch(p.partition("=")[0])]
    return before + ("?" + "&".join(kept) if kept else "") + sign + fragment


def folded(url: str) -> str:
    """An address without what differs between ways to the same page; empty for none."""
    shape = _FORM.fullmatch(untracked(url.strip()).partition("#")[0])
    if not shape:
        return ""
    path, _, query = shape["rest"].partition("?")
    path = _LAST.sub("", unquote(path).rstrip("/")).rstrip("/")
    parts = sorted(part for part in query.split("&") if part)
    return f"{shape['host'].lower()}{path}{'?' if parts else ''}{'&'.join(parts)}"
