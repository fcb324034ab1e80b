"""How long the worst files take that somebody could send: each case at a size and at twice that, and the ratio of the two.

    .venv/bin/python benchmarks/worst.py [word …]

Twice as much may take twice as long (a ratio of 2) or be refused at once (far below 1). A ratio near 4 is a fault: some step
looks at each pair. With words only the cases that have one of them in their name are run.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from factsheet.build.whole import build  # noqa: E402

Make = Callable[[int], dict[str, str]]

HEAD = "name: X\nchecked: 2024-12-31\n"
PAPER = "title: A report\npublisher: The Paper\nissued: 2024-12-08\norigin: paper\nchecked: 2024-12-31\n"
GROUPS = {"data/groups/a.yml": HEAD, "data/groups/b.yml": HEAD}
SOURCE = "publisher: P, checked: 2024-12-31"


def _rows(count: int, row: str) -> str:
    return "".join(
        row.format(n=n, next=(n + 1) % count, before=(n - 1) % count, odd="ab"[n % 2])
        for n in range(count)
    )


def _group(text: str, **files: str) -> dict[str, str]:
    return {"data/groups/a.yml": HEAD + text, **files}


def _facts(count: int, more: str = "") -> str:
    return "facts:\n" + _rows(count, "  f{n}: {{text: T., references: [paper]" + more + "}}\n")


def _control(count: int, value: str) -> dict[str, str]:
    return {
        **GROUPS,
        "data/cities/t.yml": f"{HEAD}control:\n"
        + _rows(count, f"- {{{{value: groups/{value}, id: c{{n}}, references: [paper]}}}}\n"),
    }


def _sources(rows: str) -> dict[str, str]:
    return {"data/sources.yml": f"s: {{{SOURCE}}}\n" + rows}


def _quotes(count: int) -> dict[str, str]:
    rows = "".join(
        f"  w{n}: {{text: '{'ab ' * 200}{n}', rendition: translation, language: en, references: [paper]}}\n"
        for n in range(count)
    )
    quote = f"{HEAD}speaker: groups/a\nwordings:\n  w: {{text: W, rendition: original, language: en, preferred: true, references: [paper]}}\n"
    return {
        **GROUPS,
        "data/quotes/q.yml": quote + rows,
        "content/p.md": "# T\n\n" + ("“" + "ab " * 60 + "x”\n\n") * 60,
    }


def _page(text: str) -> dict[str, str]:
    return {"content/p.md": f"# T\n\n{text}\n"}


DATES = {
    f"data/dates/d{n}.yml": f"{HEAD}when: 2024-12-07\ntext: T.\nreferences: [paper]\n"
    for n in range(100)
}

DATA: dict[str, tuple[int, Make]] = {
    "equal control": (1_000, lambda n: _control(n, "a")),
    "rival control": (1_000, lambda n: _control(n, "{odd}")),
    "rivals within the limit": (50, lambda n: _control(n, "{odd}")),
    "a chain of sources": (200, lambda n: _sources(_rows(n, f"s{{n}}: {{{{{SOURCE}, derived_from: [sources/s{{before}}]}}}}\n").replace(f"sources/s{n - 1}]", "sources/s]", 1))),
    "a circle of sources": (500, lambda n: _sources(_rows(n, f"s{{n}}: {{{{{SOURCE}, derived_from: [sources/s{{before}}]}}}}\n"))),
    "sources of many origins": (250, lambda n: _sources(_rows(n, f"r{{n}}: {{{{{SOURCE}}}}}\ns{{n}}: {{{{{SOURCE}, derived_from: [sources/s{{before}}, sources/r{{n}}]}}}}\n"))),
    "sources of one origin": (200, lambda n: _sources(_rows(n, f"s{{n}}: {{{{{SOURCE}, origin: o}}}}\n"))),
    "unknown references": (4_000, lambda n: _group("facts:\n" + "".join(f"  f{k}: {{text: T., references: [{', '.join(f'pap{k}x{i}' for i in range(100))}]}}\n" for k in range(n // 100)))),
    "unknown keys": (2_000, lambda n: _group(_rows(n, "short_nam{n}: x\n"))),
    "unknown keys of facts": (1_000, lambda n: _group(_facts(n, ", statu: x"))),
    "facts": (1_000, lambda n: _group(_facts(n))),
    "disputes": (500, lambda n: _group(_facts(n) + "disputes:\n" + _rows(n, "  d{n}: {{question: Q, note: N, statements: ['#f{n}', '#f{next}']}}\n"))),
    "one dispute": (1_000, lambda n: _group(_facts(n) + f"disputes:\n  d: {{question: Q, note: N, statements: [{', '.join(f'groups/a#f{i}' for i in range(n))}]}}\n")),
    "other names": (5_000, lambda n: _group(f"aliases: [{', '.join(f'Ā{i}' for i in range(n))}]\n")),
    "former ids": (5_000, lambda n: _group(f"formerly: [{', '.join(f'o{i}' for i in range(n))}]\n")),
    "marks on a letter": (50_000, lambda n: _group("type: x" + "\u0301\u0316" * n + "\n")),
    "marks as escapes": (20_000, lambda n: _group('type: "x' + "\\u0301\\u0316" * n + '"\n')),
    "unknown claims of a seed": (400, lambda n: _group(_facts(300), **{"seeds/paper.yml": "source: sources/paper\nclaims:\n" + _rows(n, "  c{n}: {{claim: C, facts: [groups/a#g{n}]}}\n")})),
    "wordings": (300, _quotes),
}  # fmt: skip
PAGES: dict[str, tuple[int, Make]] = {
    "escaped brackets": (1_200, lambda n: _page("[\\]" * n)),
    "brackets in lines": (4, lambda n: _page(("[\\]" * 1_500 + "\n\n") * n)),
    "brackets in code": (4, lambda n: _page(("`[`]`" * 900 + "\n\n") * n)),
    "stray backticks": (3, lambda n: _page(("``\\" * 1_600 + "\n\n") * n)),
    "links in quotation marks": (3, lambda n: _page(('[a](b"c")' * 500 + "\n\n") * n)),
    "columns and rows": (700, lambda n: _page("|a" * n + "|\n" + "|-" * n + "|\n" + "|\n" * n)),
    "many tables": (15, lambda n: _page(("|a" * 50 + "|\n" + "|-" * 50 + "|\n" + "|\n" * 8 + "\n") * n)),
    "blanks in a heading": (2_400, lambda n: _page("## a" + " " * n + "b {#x}")),
    "a long abbreviation": (1_000, lambda n: _page("a " * n + "\n\n*[a]: " + "b" * 4_000)),
    "a long link address": (800, lambda n: _page("[a] " * n + "\n\n[a]: http://x.example/" + "b" * 4_000)),
    "a footnote named often": (800, lambda n: _page(("[^a] " * 100 + "\n\n") * (n // 100) + "[^a]: x")),
    "footnotes of footnotes": (150, lambda n: _page(_rows(n, "[^{n}]: x [^{next}]\n"))),
    "a quotation of quotations": (2_000, lambda n: _page("> " * n + "x")),
    "emphasis in emphasis": (2_000, lambda n: _page("_*" * n)),
    "a mail address": (2_000, lambda n: _page("<" + "a@" * n)),
    "links that lead nowhere": (200, lambda n: _page("\n\n".join(f"[a](x{i}.md)" for i in range(n)))),
    "facts that do not exist": (300, lambda n: {**_group(_facts(300)), **_page(_rows(n, '{{{{ fact("groups/a#g{n}") }}}} '.replace("}} ", "}}\n\n")))}),
    "blocks": (80, lambda n: {**DATES, **_page('{{ timeline(since="2024-12-07") }}\n\n' * n)}),
}  # fmt: skip
CASES = {**DATA, **PAGES}


def tree(files: dict[str, str]) -> dict[str, bytes]:
    """A case as `build` takes it, with the one source that its facts name."""
    return {
        path: text.encode() for path, text in {"data/sources/paper.yml": PAPER, **files}.items()
    }


def main() -> None:
    build(tree({}))  # what is loaded once is not measured
    print(
        "| case | size | seconds | twice that | ratio | problems |\n| --- | ---: | ---: | ---: | ---: | ---: |"
    )
    for name, (size, make) in CASES.items():
        if sys.argv[1:] and not any(word in name for word in sys.argv[1:]):
            continue
        took, found = [], 0
        for count in (size, 2 * size):
            files = tree(make(count))
            began = time.process_time()
            found = len(build(files).issues)
            took.append(time.process_time() - began)
        print(
            f"| {name} | {size:,} | {took[0]:.2f} | {took[1]:.2f} | {took[1] / max(took[0], 0.01):.1f} | {found:,} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
