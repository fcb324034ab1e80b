"""Expressions of prose, `{{ fact("groups/some-id#fact") }}`: read, never run.

An expression is one call of one function with constant texts. What cannot be read is compared with
what an editor most likely meant; the hint is that expression, ready to be typed.
"""

import inspect
import re
from collections.abc import Iterator
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from factsheet.issues import closest
from factsheet.pages.blocks import CALLS, Blocks
from factsheet.pages.functions import Refused, tidied

# an expression ends within its paragraph and holds no other one
EXPRESSION = re.compile(r"\{\{(?!\{)((?:(?!\{\{|\n[ \t]*\n).){0,600}?)\}\}", re.S)
EXAMPLE = 'write {{ fact("groups/some-id#fact") }}'
_PARSER = Environment()
_STRAIGHT = str.maketrans(dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‘’‚‛′", "'"))
_SAMPLE, _SAMPLES = (
    "groups/some-id#fact",
    {"link": "groups/some-id", "picture": "pictures/some.png"},
)
_DAYS = {"since": "2024-12-07", "until": "2024-12-08"}

Call = tuple[str, list[str], dict[str, str]]  # function, texts, named texts


@lru_cache(maxsize=5_000)  # pages are expanded again after an edit: reading took half of its time
def parse(source: str) -> Call:
    """The call that stands between the braces. Raises Refused."""
    if "\\" in source:  # an escape could write characters that the reader refuses
        raise Refused("an expression has no backslashes", _meant(source))
    try:
        call = _only_call(source)
    except (TemplateSyntaxError, RecursionError):
        raise Refused(_reason(source), _meant(source)) from None
    if not call or not isinstance(call.node, nodes.Name):
        raise Refused("only a call of one function is read here", _meant(source))
    name = call.node.name
    if name not in CALLS:
        raise Refused(f'there is no function "{name}"', _meant(source))
    values = [*call.args, *(k.value for k in call.kwargs)]
    constants = [value.value for value in values if isinstance(value, nodes.Const)]
    if len(constants) < len(values) or not all(isinstance(text, str) for text in constants):
        raise Refused("arguments are texts in quotation marks", _meant(source))
    texts, after = constants[: len(call.args)], constants[len(call.args) :]
    named = dict(zip([k.key for k in call.kwargs], after))
    why, fitting = _fitted(name, texts, named)
    if why:
        raise Refused(why, f"write {fitting}")
    return name, texts, named


def _only_call(source: str) -> nodes.Call | None:
    """The one call of which an expression consists, as Jinja reads it."""
    body = _PARSER.parse("{{" + source + "}}").body
    printed = body[0].nodes if len(body) == 1 and isinstance(body[0], nodes.Output) else []
    call = printed[0] if len(printed) == 1 else None
    if not isinstance(call, nodes.Call) or call.dyn_args or call.dyn_kwargs:
        return None
    return call


def _as_typed(name: str, texts: list[str], named: dict[str, str]) -> str:
    """A call as it is typed in a page."""

    def quoted(text: str) -> str:
        return f"'{text}'" if '"' in text else f'"{text}"'

    inside = [*map(quoted, texts), *(f"{key}={quoted(text)}" for key, text in named.items())]
    return f"{{{{ {name}({', '.join(inside)}) }}}}"


def _fitted(name: str, texts: list[str], named: dict[str, str]) -> tuple[str, str]:
    """(why a function does not take these texts, or nothing; the nearest call that it takes)."""
    known = list(inspect.signature(getattr(Blocks, name)).parameters.values())[1:]
    any_number = any(p.kind is p.VAR_POSITIONAL for p in known)
    places = [] if any_number else [p for p in known if p.kind is p.POSITIONAL_OR_KEYWORD]
    keys = {p.name for p in known if p.kind is not p.VAR_POSITIONAL}
    odd = [key for key in named if key not in keys]
    twice = [p.name for p in places[: len(texts)] if p.name in named]
    needed = [*places[len(texts) :], *(p for p in known if p.kind is p.KEYWORD_ONLY)]
    missing = [p.name for p in needed if p.default is p.empty and p.name not in named]
    why = ""
    if odd:
        why = f'{name} knows no "{odd[0]}"'
    elif not any_number and len(texts) > len(places):
        most = f"{len(places) or 'no'} text{'s' * (len(places) != 1)}"
        why = f"{name} takes {most}; here are {len(texts)}"
    elif twice:
        why = f'{name} is given "{twice[0]}" twice'
    elif missing:
        why = f"{name}(…) lacks {'its address' if missing[0] == 'address' else missing[0]}"
    kept = {key: text for key, text in named.items() if key not in (*odd, *twice)}
    if any_number and missing:  # days that lack their names
        texts = [text for text in texts if not text[:1].isdigit()]
    texts = texts if any_number else texts[: len(places)]
    typed = {p.name for p in places}
    texts = [*texts, *(_SAMPLES.get(name, _SAMPLE) for p in missing if p in typed)]
    samples = {p: _DAYS.get(p, "…") for p in missing if p not in typed}
    return why, _as_typed(name, texts, {**samples, **kept})


def _reason(source: str) -> str:
    """Why an expression cannot be read, in an editor's words."""
    if source != source.translate(_STRAIGHT):
        return "the quotation marks are curly; an expression has straight ones"
    if source.count('"') % 2 or ('"' not in source and source.count("'") % 2):
        return "a quotation mark is missing"
    if source.count("(") != source.count(")"):
        return f'a "{")" if source.count("(") > source.count(")") else "("}" is missing'
    if not set("\"'") & set(source) and re.search(r"[\w-]/[\w-]", source):
        return "the address stands without quotation marks"
    return "the expression cannot be read"


def _meant(source: str) -> str:
    """The hint to write what `source` most likely means, or which functions there are."""
    straight = re.sub(r"\\([\"'])", r"\1", source).replace("\\", "/").translate(_STRAIGHT)
    inner = re.search(r"\b(\w+)\(([^()]*)\)", straight)
    for part in (straight, inner[0] if inner else ""):
        if meant := _mended(part):
            return f"write {meant}"
    return f"functions: {', '.join(sorted(CALLS))}"


def _mended(source: str) -> str:
    """`source` as a call with every text in straight quotation marks, or the empty string."""
    source = source.strip(" \n\t-")
    if address := re.fullmatch(r"[\"']?([a-z]+/[\w./#-]+)[\"']?", source):
        return _naming(tidied(address[1]))
    shape = re.fullmatch(r"(\w+)\s*(.*)", source, re.S)
    if not shape:
        return ""
    rest = shape[2].strip(" \n\t()[]:,")
    name = shape[1] if shape[1] in CALLS else _likely(shape[1], rest)
    if not name:
        return ""
    even = not rest.count('"') % 2 and not rest.count("'") % 2
    texts, named = [], {}
    for part in re.findall(r"(?:\"[^\"]*\"|'[^']*'|[^,\"'])+" if even else r"[^,]+", rest):
        key = re.match(r"\s*([a-z]+)\s*=", part)
        text = part[key.end() if key else 0 :].strip(" \n\t\"'")
        if not re.fullmatch(r"[^\"\\{}()|=\n]{1,200}", text):
            return ""
        if key:
            named[key[1]] = text
        else:
            texts.append(tidied(text) if re.fullmatch(r"[\w./#-]+/[\w./#-]+", text) else text)
    return _fitted(name, texts, named)[1]


def _naming(address: str) -> str:
    """The plainest call for an address that stands alone."""
    return _as_typed("fact" if "#" in address else "link", [address], {})


def _likely(name: str, rest: str) -> str:
    """The function that a name which is none stands for, by what is handed to it."""
    if re.match(r"[\"']?[a-z]+/[\w./-]+[\"']?(,|$)", rest):  # a record: `city("cities/town")`
        return "link"
    return closest(name, sorted(CALLS))


def loose_ends(text: str) -> Iterator[tuple[int, str, str, int]]:
    """(offset, message, hint, width) of what is half an expression, or stands too close to one."""
    blanked = EXPRESSION.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    for half in _halves().finditer(blanked):
        yield half.start(), *_half(text[half.start() : half.end()], half[0]), len(half[0].rstrip())
    for match in EXPRESSION.finditer(text):
        start, end = match.span()
        before, after = text[max(0, start - 2) : start], text[end : end + 2]
        if before.endswith("{"):
            if before != "{{":
                yield start - 1, 'one "{" too many', f"write {match[0]}", 1
        elif after.startswith("}"):
            yield end, 'one "}" too many', f"write {match[0]}", 1
        elif after.startswith("{") and after != "{{":
            message = "an attribute list cannot stand right behind an expression"
            yield end, message, "put a blank between, or delete it", 1
        elif match[1].split("(")[0].strip(" \n\t-") == "link":
            if close := re.search(r"(\]\s?|[!\\])$", before):
                message = f'a link cannot stand right behind "{close[0].strip()}"'
                yield start, message, "put a word between", end - start


def _halves() -> re.Pattern[str]:
    call = rf"\b(?:{'|'.join(sorted(CALLS))})\([ \t]*[\"'“‘]?[a-z]+/[^{{}}\n]{{0,300}}"
    return re.compile(rf"\{{%|\{{\{{[^{{}}\n]*\}}?|(?:\{{[ \t]*)?{call}\}}{{1,2}}")


def _half(typed: str, blanked: str) -> tuple[str, str]:
    """(message, hint) for half an expression; in `blanked` whole ones within it are blanks."""
    if typed == "{%":
        message = '"{%" is not read; there are no conditions or loops'
        return message, 'only {{ fact("…") }} and the like'
    if typed != blanked and blanked.endswith("}"):
        hint = "close the first before the next begins, or delete its {{"
        return "an expression stands inside another one", hint
    if typed != blanked:
        typed = typed[: typed.index("{{", 2)]
    inside = typed.strip("{} \t")
    hint = _meant(inside) if inside else EXAMPLE
    hint = hint if hint.startswith("write") else EXAMPLE
    if not typed.startswith("{{"):
        found = 'one "{" is missing' if typed.startswith("{") else "both are missing"
        return f'an expression begins with "{{{{"; {found} here', hint
    if len(typed) > 600:
        return "an expression has at most 600 characters", hint
    if typed.endswith("}"):
        return 'the expression that begins here ends with one "}" instead of two', hint
    return 'the expression that begins here is never closed with "}}"', hint
