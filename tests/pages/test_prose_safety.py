"""Hand-written pages are contributed too: nothing in them becomes code, and what is refused is refused with its line."""

import re
import time
from datetime import date
from html import unescape
from html.parser import HTMLParser

import html5lib
import markdown
import pytest
from factsheet.build.whole import Built, build
from factsheet.evidence.views import View
from factsheet.pages import allowed, expressions, parser
from factsheet.pages.expressions import EXPRESSION
from factsheet.pages.functions import Refused
from factsheet.values import web
from hypothesis import given, settings, strategies as st
from mkdocs.utils.meta import get_data
from projects import EFFORT, tree

GROUP = """name: Some Group
checked: 2024-12-31
founded:
  - {value: 2017, references: [paper]}
facts:
  a: {text: A fact., references: [paper]}
disputes:
  d: {question: What?, note: A note., statements: ['#a', '#founded']}
"""
ELEMENTS = {*allowed.ELEMENTS, "span", "bdi", "html", "head", "body"}
FORBIDDEN = re.compile(
    r"^(on.*|style|srcset|srcdoc|action|formaction|data(?!-(fact|until|day)$).*|http-equiv|xlink.*|target|ping|background|poster)$"
)


def page(text: str, more: dict[str, str] | None = None) -> Built:
    return build(
        tree(
            {
                "data/groups/x.yml": GROUP,
                "content/p.md": text,
                "content/pic.png": "x",
                **(more or {}),
            }
        )
    )


def lines(built: Built) -> list[tuple[str, int]]:
    return [(i.code, i.spot.line) for i in built.issues if i.spot.path == "content/p.md"]


def dangers(markdown_: str) -> list[str]:
    """What a browser would find on the page, rendered as MkDocs does, that no page may have. MkDocs first reads the text as HTML."""
    body, meta = get_data(markdown_)
    HTMLParser().feed(body)
    extensions = [*parser.EXTENSIONS[:-2], "fenced_code", "toc"]
    html = markdown.markdown(
        body, extensions=extensions, extension_configs={"toc": {"permalink": True}}
    )
    allowed = (
        *("checked", "checked_on", "description", "edit_url", "feed", "linked", "modified"),
        *("preview", "title"),
    )
    found = [f"head: {key}" for key in meta if key not in allowed]
    found += ["title"] if set(unescape(meta.get("title", ""))) & set("<&") else []
    ids: list[str] = []
    for e in html5lib.parse(
        f"<!DOCTYPE html><body>{html}\n<p>after '\">--></p>", namespaceHTMLElements=False
    ).iter():
        if e.tag not in ELEMENTS:
            found.append(f"element {e.tag}")
            continue
        ids += [e.get("id")] if e.get("id") else []
        for name, value in e.items():
            link = re.sub(r"[\x00-\x20]", "", value).lower()
            if (
                FORBIDDEN.match(name)
                and not (name == "style" and re.fullmatch("text-align: [a-z]+;", value))
                or name in ("href", "src")
                and re.match(r"(?!https?:)[\w+.-]+:|//|/|\\", link)
                or re.match(r"https?:", link)
                and web.read(value).why
            ):
                found.append(f"{e.tag} {name}={value}")
            elif name == "src" and re.match(r"[\w+.-]+:", link):
                found.append(f"remote {value}")
            elif name in ("id", "class") and re.search(r"(^|\s)(__|md-|mermaid)", value):
                found.append(f"{name}={value}")
    return found + [f"twice: {i}" for i in set(ids) if ids.count(i) > 1]


UNSAFE = [
    "so&shy;ft", "x&#x202e;y", "x&#8203;y", "&#xe0041;", "<script>alert(1)</script>", "<ScRiPt>alert(1)</sCrIpT>", "<scr\nipt>x</script>", "<img src=x onerror=alert(1)>", "<img/src=x/onerror=alert(1)>",
    "<a/href=https://x.example>x</a>", '<a href="https://x.example" onclick=x>x</a>', "x <b>bold</b>", "<p onclick=alert(1)>x</p>", "<p style=color:red>x</p>",
    "<svg onload=alert(1)>", "<iframe src=https://x.example></iframe>", "<style>p{}</style>", "<link rel=stylesheet href=//x>", "<base href=//x>", "<div>x</div>",
    '<div class="md-x">x</div>', "<meta http-equiv=refresh content=0>", "<form action=//x>", "<math><mi>x</mi></math>", "<details>x</details>",
    "<!-- c -->", "<!DOCTYPE x>", "<?php x ?>", "<![CDATA[x]]>", "x <!-- y", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))", "[x](java&#x0A;script:alert(1))", "[x](javascript&colon;alert(1))", "[x](<java script:alert(1)>)", "[x](vbscript:x)",
    "[x](data:text/html,x)", "[x](//x.example)", "[x](/etc/passwd)", "[x](\\\\x.example)", "[x](file:///etc/passwd)", "[x][y]\n\n[y]: javascript:alert(1)",
    "[x]\n\n[x]: <javascript:alert(1)>", "<javascript:alert(1)>", "![x](javascript:alert(1))", "![x](https://x.example/track.png)", "![x](data:image/png,x)",
    "[x](https://x.example){: href=javascript:alert(1) }", "![x](pic.png){: src=https://x.example }", "[x](https://x.example){: onclick=alert(1) }",
    "*x*{: onclick=alert(1) }", "x\n{: onload=x }", "*x*{: style=color:red }", "*x*{: .md-overlay }", "*x*{: .fs-claimed }", "*x*{: .mermaid }", "*x*{: #__config }",
    "#### `__config`", "| a |\n| - |\n| *x*{: onclick=x } |", "- x\n\n    <script>x</script>", "> <script>x</script>", "x[^a]\n\n[^a]: <script>x</script>",
    "x[^a]\n\n[^a]: [x](javascript:x)", "HTS\n\n*[HTS]: x\n\n<b>x</b>", "!!! note\n    <script>x</script>", '!!! note "<script>x</script>"', "term\n:   <b>x</b>",
    "``` { onclick=x }\nx\n```", "<span>x</span>", '<span class="fs-status">x</span>', '<a id="x"></a>', '<bdi lang="ar" dir="rtl">x</bdi>',
    "x\n\n<img src=x onerror=alert(1) ", "x <img src=x onerror='alert(1)", '[x]({{ fact("groups/x#a") }})', "![{{ legend() }}](pic.png)", '`{{ fact("groups/x#a") }}`',
    '[{{ cite("groups/x#a") }}](https://x.example)', '*x*{: title="{{ legend() }}" }', 'HTS\n\n*[HTS]: {{ cite("groups/x#a") }}', "## a {: #x }\n\n## b {: #x }",
    "<a@x.example>", "[x](mailto:a@x.example)", "[x](https:x.example)", "[x](https:/\\x.example)", "[x](&#9;//x.example)", "[x](https://a@x.example)", "[x](http://localhost/)",
    "[x](https://pаypal.com/)", "<https://x.example\\@good.example/>", "[x](/\\x.example)", "[https://good.example](https://x.example)", "[x](https://x.example){: href=//y.example }",
    "[good.example](https://x.example)", "[x](https://x.example 'www.good.example')", "[![https://good.example](pic.png)](https://x.example)", "[https://good.example][n]\n\n[n]: https://x.example", "x[^a]\n\n[^a]: <https://a@x.example>",
    '[look]{{ link("groups/x") }}\n\n[Some Group]: https://x.example', '[look] {{ link("groups/x") }}', '{{ link("groups/x") }}{: href=https://x.example }', '!{{ link("groups/x") }}',
    '\\{{ link("groups/x") }}', "[x](##[error]y)", "[x](p.md###[error]y)",
    "HTS\n\n*[HTS]: no longer listed", "- a\n\n    *[ HTS ]: x", "> *[HTS]: x", "*x*{: title=y }", "x\n{: title=y }", "*x*{: .footnote-ref }", "x\n{: .headerlink }",
    "x\n{: .footnote }", "## a {#fs-pop}", "## a {#who-is-who_}", "## a {#corrections_}", '{{ fact("groups/x#a") }}\n\n- [^x-a]: Mine.',
    '{{ fact("groups/x#a") }}\n\nterm\n:   [^x-a]: Mine.', '{{ fact("groups/x#a") }}\n\n#### x {: #fn:x-a }', '{{ fact("groups/x#a") }}\n\n#### x {: #fnref:x-a }',
    "`x\n\u2003\n<img src=x onerror=alert(1)>`", "`x\n\u00a0\n<span class=fs-claimed>x</span>`", "#### a {: data-toc-label='b c' }", "#### a {: data-toc-label }", "*a*{: x }", "[a](p.md){: x{ }", "a <![x", "`<![x`", "a\n<![^p]: x\n(<",
    '<!{{ link("groups/x") }}', "![pic](pic.png)",
    '```\n{{ fact("groups/x#a") }}\n```', '{{ fact("groups/x#a") }}\n\n[^x-a]: Another source.',
]  # fmt: skip


@pytest.mark.parametrize("text", UNSAFE)
def test_refused(text: str) -> None:
    built = page(f"# T\n\nfirst\n\n{text}\n")
    found = lines(built)
    assert (
        not built.files
        and {code for code, _ in found} <= {"prose-unsafe", "prose-link", "prose-expression"}
        or not dangers(str(built.files["p.md"]))
    ), found
    if not built.ok:
        assert all(5 <= line <= 5 + text.count("\n") or line == 1 for _, line in found)
    elif "<" not in text or "script>" in text:  # an unfinished tag is text for Markdown
        pytest.fail("not refused")


@pytest.mark.parametrize(
    "text",
    [t for t in UNSAFE if t.startswith(("<script", "<img", "[x](javascript:", "*x*{: on", "<!--"))],
)
def test_the_line_is_that_of_the_text(text: str) -> None:
    assert [
        line for _, line in lines(page(f"---\ndescription: x\n---\n\n# T\n\nfirst\n\n{text}\n"))
    ][0] in (9, 10)


def test_a_block_that_breaks_a_code_span_brings_nothing_to_light() -> None:
    assert not page('# T\n\n`a\n{{ dispute("groups/x#d") }}\n [x](javascript:alert(1))`\n').ok
    assert not page('# T\n\n`a\n{{ dispute("groups/x#d") }}\n <script>x</script>`\n').ok


HARMLESS = [
    "A [link](https://x.example/a?b=1&c=2 \"title\").", "<https://x.example>", '{{ picture("pic.png", alt="x", licence="CC0", credit="Ann") }}', "| a | b |\n| :-: | --: |\n| 1 | 2 |", "x[^a]\n\n[^a]: Note.",
    "!!! note \"Title\"\n\n    Text", "term\n:   definition", "1. a\n2. b", "> quotation", "    code <b>", "```\n<script>alert(1)</script>\n```",
    "`<b>`", "5 < 6 & 7 > 3", "[top](#t)", "[TOC]\n\n## a {#a}", "## a {: #x }", "*x*{: lang=ar dir=rtl }", "- {{ fact(\"groups/x#a\") }}\n- {{ cite('groups/x#a') }}",
    '## {{ value("groups/x#founded") }} {#founded}', "{{ legend() }}", '{{ dispute("groups/x#d") }}', '{{ link("groups/x", "<b>&amp;[x](y)") }}', "a \\<b\\> c", "a ---\n\n---\n\n***",
]  # fmt: skip


@pytest.mark.parametrize("text", HARMLESS)
def test_allowed(text: str) -> None:
    built = page(f"# T\n\n{text}\n")
    assert not built.issues
    assert not dangers(str(built.files["p.md"]))


BESIDE = [
    "[x]{}",
    "[x] {}",
    "[x]\n{}",
    "!{}",
    "\\{}",
    "{}{{: title=no }}",
    "{}{{: .x }}",
    "{}[x]",
    "{}(x)",
    "{}: x",
    "x {} x",
]


@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize(
    "call",
    ['link("groups/x")', 'fact("groups/x#a")', 'cite("groups/x#a")', 'value("groups/x#founded")'],
)
def test_what_stands_beside_an_expression_takes_in_nothing_of_it_or_is_refused(
    beside: str, call: str
) -> None:
    """References are defined for every name on the page; what the expression prints is the same as alone on a page."""
    defined = "".join(
        f"[{name}]: https://evil.example\n"
        for name in ("x", "some group", "paper", "2017", "a fact.")
    )

    def printed(text: str) -> list[tuple[str, str, str]]:
        built = page(f"# T\n\nA {text}\n\n{defined}")
        if not built.ok:
            return alone
        body = get_data(str(built.files["p.md"]))[0]
        html = markdown.markdown(body, extensions=parser.EXTENSIONS)
        found = html5lib.parse(html, namespaceHTMLElements=False).iter("a")
        return [
            (a.get("href") or "", a.get("title") or "", "".join(a.itertext()))
            for a in found
            if "evil" not in str(a.get("href"))
        ]

    alone: list[tuple[str, str, str]] = []
    alone = printed(f"{{{{ {call} }}}}")
    assert alone and printed(beside.format(f"{{{{ {call} }}}}")) == alone


CALLS = [
    '"x".__class__', "fact.__globals__", "fact", "fact.__call__('x')", "self", "config", "cycler.__init__", "''.join(['a'])", '"a"|upper', 'fact("groups/x#a")|safe',
    'fact("groups/x" ~ "#a")', 'fact(*["x"])', 'fact(**{"address": "x"})', "fact(fact)", "fact(1)", "fact(None)", "fact()", 'fact("groups/x#a", "b")', 'fact(x="y")',
    "[x for x in y]", "1 if x else 2", "lambda: 1", "range(9)", "lipsum()", "namespace()", "dict()", '_usable("groups/x#a")', '__init__("x")', '_run("x")', "x.y", "", " ",
    '"a" * 99999999', "9 ** 9 ** 9", '"%s" % x', 'fact("groups/x#a") + fact("groups/x#a")', 'fact("groups/x#a"), fact("groups/x#a")', 'fact("a" %} x', "#}", "fact('", 'fact("\\ud800")',
    'group("groups/x", "\\x02klzzwxh:0\\x03")', 'group("groups/x", "\\u202e")', 'group("groups/x", "\\x3cscript>")', 'fact("groups/zzz#a")', 'fact("groups/x")', 'fact("../../etc/passwd")',
    'quote("groups/x")', 'dispute("groups/x")', 'timeline("nobody")', 'person("groups/x")', "(" * 300 + ")" * 300, "[" * 200, "not " * 100 + "x", "-" * 500 + "1", "fact(" * 90,
]  # fmt: skip


@pytest.mark.parametrize("source", CALLS)
def test_only_calls_with_constants(source: str) -> None:
    built = page("# T\n\nfirst\n\n{{ " + source + " }}\n")
    assert not built.files and {line for _, line in lines(built)} == {5}


@pytest.mark.parametrize(
    "text",
    [
        "{% include 'x' %}",
        "{% for a in b %}{% endfor %}",
        "{%- raw -%}",
        "x {{ y",
        "{{ fact('x')",
        "{{{{ x }}}}",
        "{{ {{ }} }}",
    ],
)
def test_no_other_template_syntax(text: str) -> None:
    assert {line for _, line in lines(page(f"# T\n\n{text}\n"))} == {3}


SLIPS = ["{", "{{", "}", "}}", "fact", "group", "latest", "(", ")", '"', "'", "“", "”", "groups/x#a", "groups/x", "/", ".md", ",", "=", "since", "\\",
         "\n", "\n\n", " ", "|", "*", "1", "#", "[", "]", "!", '"a"', 'fact("groups/x#a")']  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(text=st.lists(st.sampled_from(SLIPS), max_size=12).map("".join))
def test_what_a_hint_says_to_write_can_be_read(text: str) -> None:
    hints = [hint for _, _, hint, _ in expressions.loose_ends(text)]
    try:
        expressions.parse(text)
    except Refused as refused:
        hints.append(refused.hint)
    for hint in hints:
        if hint.startswith("write "):
            whole = EXPRESSION.search(hint)
            assert whole
            if whole[0] not in text:  # a whole expression that only stood beside a brace too many
                expressions.parse(whole[1])


@pytest.mark.parametrize(
    "head",
    ["title: x", "template: x.html", "author: x", "tags: [x]", "redirect: https://x", "edit_url: https://x.example", "robots: x", "hide: {a: b}", "description: [a]", "description: &a x",
     "a: b: c", "? [x]\n: y", "- x", "x"],
)  # fmt: skip
def test_the_head_knows_three_keys(head: str) -> None:
    built = page(f"---\n{head}\n---\n\n# T\n")
    assert not built.files and lines(built)[0][1] == 2


def test_a_description_is_text() -> None:
    built = page("---\ndescription: '\"><script>alert(1)</script>'\nhide: [toc]\n---\n\n# T\n")
    assert built.ok
    meta = get_data(str(built.files["p.md"]))[1]
    assert not set(meta["description"]) & set("<>\"'")


def test_the_text_of_a_page_is_never_taken_for_its_head() -> None:
    built = page('# T\n\ntitle: "\\x3cscript\\x3ealert(1)"\ntemplate: x.html\n\n---\n\nMore.\n')
    assert built.ok and get_data(str(built.files["p.md"]))[1].keys() == {"linked", "preview"}
    built = page("title: x\ntemplate: y\n\n# T\n")
    assert not built.ok or get_data(str(built.files["p.md"]))[1].keys() == {"linked", "preview"}


def test_a_file_name_cannot_write_the_head() -> None:
    name = 'content/a"\ntitle: "\\x3cscript\\x3ex.md'
    built = page("# T\n", {name: "# U\n", "data/site.yml": "edit_url: https://x.example/edit"})
    for path, text in built.files.items():
        assert not path.endswith(".md") or set(get_data(str(text))[1]) <= {
            "description",
            "edit_url",
            "preview",
        }


BOMBS = {
    "parens": "{{ " + "(" * 10_000 + " }}", "brackets": "[" * 10_000, "images": "![" * 5_000, "tags": "<a " * 5_000, "links": "[a](" * 5_000, "braces": "{{" * 5_000, "big": "word " * 200_000,
    "quotes": "> " * 5_000 + "x", "stairs": "\n".join(">" * n for n in range(1, 150)), "lists": "\n".join("    " * n + "- x" for n in range(60)), "stars": "*a **b " * 2_000,
    "ticks": "".join("`" * n + " " for n in range(1, 150)), "headings": "## a\n\n" * 3_000, "notes": "[^a]" * 5_000, "definitions": "a\n: b\n" * 3_000, "calls": "{{ x }} " * 2_000,
    "admonitions": "\n".join("    " * n + "!!! note" for n in range(60)), "underlines": "a\n=\n" * 3_000, "entities": "&amp;" * 5_000, "timelines": "{{ timeline() }}\n\n" * 700,
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_answered_soon(name: str) -> None:
    started = time.process_time()
    built = page(f"# T\n\n{BOMBS[name]}\n")
    assert time.process_time() - started < 2
    assert built.ok or lines(built)


@pytest.mark.parametrize(
    "name",
    [
        "x.html",
        "x.svg",
        "x.js",
        "x.markdown",
        "x.mkd",
        "assets/javascripts/bundle.js",
        "search/search_index.json",
        "x.css",
        "CNAME",
        "x.xml",
        "x.MD",
    ],
)
def test_no_file_beside_the_pages_can_run_or_become_a_page(name: str) -> None:
    assert not page("# T\n", {f"content/{name}": "<script>alert(1)</script>"}).ok


PIECES = [
    "<", ">", "</", "<a", "<p", "<div", "<script", "<img", "<!--", "-->", "<!", "<?", "?>", "]]>", "<![CDATA[", "<pre>", "<code>", "/", " ", "\n", "\n\n", "\n    ", "\t", '"', "'", "=", "`", "```\n",
    "~~~\n", "href=", "src=", "onerror=", "onclick=x", "style=x", "x", "[", "]", "(", ")", "[x]", "[x]: ", "](", "![", "javascript:", "&#106;", "&colon;", "&lt;", "&#60;", "&Tab;", "alert(1)",
    "https://x.example", "//x.example", "{:", " }", "{: onclick=x }", "{: #__config }", "{: .md-x }", "*", "**", "_", "\\", "|", "| - |\n", "> ", "- ", "1. ", "# ", ":   ", "!!! note", "[^a]", "[^a]: ",
    "*[x]: ", "{{ legend() }}", '{{ fact("groups/x#a") }}', '{{ dispute("groups/x#d") }}', "\n{{ dispute(\"groups/x#d\") }}\n", "{{", "}}", "@x.example", "mailto:", "<x@y.z>", "\u00a0", "klzzwxh:0", "\n\u2003\n",
    "data-toc-label=x", "{: x }", "{: data-toc-label }", "![x](pic.png)",
]  # fmt: skip


@settings(max_examples=200 * EFFORT, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_what_is_allowed_is_harmless_in_a_browser(text: str) -> None:
    built = page(f"# T\n\nfirst\n\n{text}\n")
    if built.ok:
        assert not dangers(str(built.files["p.md"]))


@pytest.mark.parametrize(
    "start", ["    ", "\n\n    ", ":   a\n\n    ", "- a\n\n    ", "Words.\n\n    "]
)
def test_nothing_above_the_title_joins_the_box_in_which_a_view_says_what_it_is(start: str) -> None:
    files = tree({"content/p.md": f"{start}<img src=x onerror=x>\n\n# T\n"})
    then = build(files, View(as_of=date(2024, 12, 1)))
    assert "prose-shape" in {i.code for i in then.issues} or not dangers(str(then.files["p.md"]))
    assert not then.ok


@settings(max_examples=60 * EFFORT, deadline=None)
@given(text=st.lists(st.sampled_from([*PIECES, "# T\n"]), max_size=8).map("".join))
def test_what_is_allowed_is_harmless_in_a_view_too(text: str) -> None:
    then = build(
        tree({"data/groups/x.yml": GROUP, "content/p.md": text}), View(as_of=date(2024, 12, 1))
    )
    if then.ok:
        assert not dangers(str(then.files["p.md"]))
