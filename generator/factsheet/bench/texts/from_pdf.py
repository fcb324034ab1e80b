"""The text of a PDF, page by page, read in a process of its own: one that hangs is ended."""

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec

from factsheet.bench.edits.refused import Refused
from factsheet.bench.texts.passages import Passage, clean, placed

MAX_SECONDS = 30  # for a whole file
MAX_TEXT = 20_000_000  # bytes of the answer that are looked at
INSTALL = "install it with: pip install 'mkdocs-factsheet[read]'; or paste the text"
BEGINS = b"%PDF-"  # such a file
_SENTENCE = re.compile(r"[.!?:؟。][\"'”’»)\]]*$")
_READER = "factsheet.bench.texts.pdf_process"


def read(content: bytes) -> list[Passage]:
    """The passages of a PDF; their places are its pages. Raises Refused."""
    if find_spec("pypdf") is None:
        raise Refused("PDF files are read by pypdf", INSTALL)
    call = [sys.executable, "-I", "-m", _READER]
    try:
        done = subprocess.run(call, input=content, capture_output=True, timeout=MAX_SECONDS)
    except subprocess.TimeoutExpired:
        why = f"this PDF takes more than {MAX_SECONDS} seconds to read"
        raise Refused(why, "open it and paste the text") from None
    if done.returncode:
        raise Refused("this PDF cannot be read", "open it and paste the text")
    pages = done.stdout[:MAX_TEXT].decode("utf-8", "replace").split("\f")
    found = [
        Passage(text, page=number)
        for number, page in enumerate(pages, 1)
        for text in paragraphs(page)
    ]
    if not found:
        raise Refused("this PDF has no text, only pictures of it", "type what you need of it")
    return placed(found)


def paragraphs(page: str) -> Iterator[str]:
    """The paragraphs of a page, guessed from its lines: a sentence that ends early ends one."""
    lines = [line.strip() for line in page.split("\n")]
    lengths = sorted(len(line) for line in lines if line) or [0]
    usual = lengths[3 * len(lengths) // 4]  # most lines of a paragraph are full ones
    parts: list[str] = []
    for line in [*lines, ""]:
        parts.append(line)
        if not line or (len(line) < 0.8 * usual and _SENTENCE.search(line)):
            if text := clean(_joined(parts)):
                yield text
            parts = []


def _joined(lines: list[str]) -> str:
    """Lines as one, words put together that were broken at the end of a line."""
    return re.sub(r"(?<=[^\W\d_])[-\u00ad\u2010]\n(?=[^\W\d_A-Z])", "", "\n".join(lines))
