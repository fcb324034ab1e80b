"""The process in which a PDF is read: its bytes come in, its text goes out, a page a form feed.

Whoever made the file decides what happens here, so this process has little memory and little time.
"""

import sys
from contextlib import suppress

MAX_PAGES = 500
MAX_CHARACTERS = 2_000_000  # more than are kept
MAX_MEMORY = 1_500_000_000  # bytes


def main() -> None:
    """Read a PDF from the standard input; its text is written to the standard output."""
    _limit()
    from io import BytesIO

    import pypdf

    pages, size = list[str](), 0
    for page in pypdf.PdfReader(BytesIO(sys.stdin.buffer.read())).pages[:MAX_PAGES]:
        text = page.extract_text().replace("\f", "\n")
        pages.append(text)
        size += len(text)
        if size > MAX_CHARACTERS:
            break
    sys.stdout.buffer.write("\f".join(pages).encode("utf-8", "replace"))


def _limit() -> None:
    """Have no more memory than a file of honest size needs, where the system can say so."""
    if sys.platform != "win32":
        import resource

        with suppress(ValueError, OSError):  # macOS refuses, and so does who allows less already
            resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


if __name__ == "__main__":
    main()
