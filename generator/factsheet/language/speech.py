"""The language that is spoken now: its catalogue, its rules for dates and numbers, its digits.

A build speaks one language at a time; whoever prints in another says so with `speaking`.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache, wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from babel import Locale

P = ParamSpec("P")
T = TypeVar("T")
ENGLISH = "en"
# languages that are written from right to left
RTL = {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"}
# CLDR's locale where a language alone would mean a country's usage: dates begin with the day
_LOCALES = {"en": "en_001"}
_ZEROS = {  # CLDR's name of digits -> the first of the ten
    "arab": "\u0660", "arabext": "\u06f0", "beng": "\u09e6", "deva": "\u0966", "gujr": "\u0ae6",
    "mymr": "\u1040", "tamldec": "\u0be6", "telu": "\u0c66", "khmr": "\u17e0", "laoo": "\u0ed0",
}  # fmt: skip


@dataclass(frozen=True, eq=False)  # each is made once, see `speech`: caches go by it
class Speech:
    """How a site speaks: the code of its language, whether in its own digits, words of its own.

    `own` has words of the site by the keys of messages, in the place of ours.
    """

    code: str = ENGLISH
    native: bool = False
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The code without region or script: `pt` of `pt-BR`."""
        return self.code.partition("-")[0]

    @property
    def rtl(self) -> bool:
        """Whether it is written from right to left."""
        return direction(self.code) == "rtl"

    @property
    def locale(self) -> "Locale":
        """The rules of CLDR that it follows."""
        return _locale(self.code)

    @property
    def numbering(self) -> str:
        """CLDR's name of its digits."""
        return _native(self.code) if self.native else "latn"

    def in_digits(self, text: str) -> str:
        """A text with the digits of the language."""
        return text.translate(_digits(self.numbering)) if self.native else text


def direction(code: str) -> str:
    """`rtl` or `ltr`: how a language is written, by its code (BCP 47)."""
    return "rtl" if code.partition("-")[0] in RTL else "ltr"


@cache
def _locale(code: str) -> "Locale":
    from babel import Locale, UnknownLocaleError  # here, because it takes a while

    parts = code.split("-")
    for end in range(len(parts), 0, -1):
        name = "_".join(parts[:end])
        try:
            return Locale.parse(_LOCALES.get(name, name))
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en_001")


@cache
def _native(code: str) -> str:
    """The digits that a language has of its own; Latin ones where we do not know them."""
    found = _locale(code).other_numbering_systems.get("native", "latn")
    return found if found in _ZEROS else "latn"


@cache
def _digits(system: str) -> dict[int, int]:
    zero = ord(_ZEROS.get(system, "0"))
    return {ord("0") + n: zero + n for n in range(10)}


@lru_cache(maxsize=64)
def _made(code: str, native: bool, own: tuple[tuple[str, tuple[str, ...]], ...]) -> Speech:
    return Speech(code, native, dict(own))


def speech(
    code: str = ENGLISH, native: bool = False, own: Mapping[str, tuple[str, ...]] | None = None
) -> Speech:
    """The one `Speech` of these."""
    return _made(code, native, tuple(sorted((own or {}).items())))


_OURS = speech()
_now: ContextVar[Speech] = ContextVar("speech", default=_OURS)


def now() -> Speech:
    """What is spoken."""
    return _now.get()


def language() -> str:
    """The code of the language that is spoken."""
    return _now.get().code


def speak(one: Speech) -> None:
    """Speak so from now on."""
    _now.set(one)


class speaking:  # noqa: N801  # it reads as a verb, and a generator costs twice the time
    """Speak so until the block ends."""

    __slots__ = ("_before", "_one")

    def __init__(self, one: Speech) -> None:
        self._one = one

    def __enter__(self) -> None:
        self._before = _now.set(self._one)

    def __exit__(self, *_: object) -> None:
        _now.reset(self._before)


def remembered(size: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Remember what a function gave for its arguments, in each language apart."""

    def wrap(make: Callable[P, T]) -> Callable[P, T]:
        @lru_cache(maxsize=size)
        def kept(_: Speech, *args: P.args, **named: P.kwargs) -> T:
            return make(*args, **named)

        @wraps(make)
        def call(*args: P.args, **named: P.kwargs) -> T:
            return kept(_now.get(), *args, **named)  # type: ignore[arg-type]  # they are hashable

        return call

    return wrap
