"""The letters of a page: how its bytes are encoded, told as browsers tell it."""

import re

# As browsers read the names of encodings; one that is not here says nothing
_LATIN = ("ascii", "us-ascii", "latin1", "latin-1", "iso-8859-1", "windows-1252", "cp1252")
_ENCODINGS = {
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
    **{f"{maker}{n}": f"cp{n}" for n in range(1250, 1259) for maker in ("windows-", "cp")},
    **{f"iso-8859-{n}": f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **dict.fromkeys(_LATIN, "cp1252"),
    **dict.fromkeys(("iso-8859-11", "tis-620", "windows-874"), "cp874"),
    "iso-8859-9": "cp1254", "utf-16": "utf-16", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be",
    "koi8-r": "koi8-r", "koi8-u": "koi8-u", "macintosh": "mac-roman", "gbk": "gb18030",
    "gb2312": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
    "euc-jp": "euc_jp", "shift_jis": "cp932", "shift-jis": "cp932", "iso-2022-jp": "iso2022_jp",
    "euc-kr": "cp949",
}  # fmt: skip
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w:.-]{1,40})""", re.I
)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def decoded(content: bytes, content_type: str = "") -> tuple[str, bool]:
    """(the text of a page, whether its encoding was guessed).

    The encoding is told by a mark at the beginning, by what the server says in `content_type`, or
    by what the page says itself.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), False
    said = re.search(r"charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", content_type[:500], re.I)
    inside = _CHARSET.search(content[:4096])
    name = said[1] if said else inside[1].decode("ascii", "replace") if inside else ""
    encoding = _ENCODINGS.get(name.lower(), "")
    if inside and not said and encoding.startswith("utf-16"):
        encoding = "utf-8"  # nobody could have read the tag that says so
    if encoding:
        return content.decode(encoding, "replace"), False
    try:
        return content.decode("utf-8"), False
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), True
