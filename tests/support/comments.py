"""A host as it prints comments, what it looks for in them, and texts that would act there."""

import re

from markdown_it import MarkdownIt

HOST = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
# what hosts look for in a text that is printed
LOOKED_FOR = re.compile(
    r"@\w|#\w|!\w|\bGH-\d|:[\w+-]+:|://|\bwww\.|\b[0-9a-f]{7,40}\b", re.I | re.A
)  # fmt: skip
HOSTILE = [
    "@octocat and @desk/team", "#1 GH-1 o/r#2 o/r@0123456789 !7", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "![x](https://x.example/y.png)",
    "- [x] done", "[x] <!-- 0123456789abcdef --> done", "1. a", "| a | b |", "</details></li></ul><h1>", "`c` ``d``", "$x$ $$y$$", "https://x.example www.x.example a@x.example",
    ":smile:", "<!-- factsheet report -->", "    code", "\\@x \\\\", "~~x~~ **y** __z__", "# H", "---", "&#64;x &commat;x", "deadbeef1234", "> q", "```\n", "<https://x.example>", "@", "#", "www.",
]  # fmt: skip
