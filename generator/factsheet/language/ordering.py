"""Where a text stands in an index of a language: CLDR's order, as ICU makes it.

A text has three keys, as in the Unicode Collation Algorithm: its letters, their marks, small and
large. `orders.txt` has the characters in the order of CLDR's root, and what languages do otherwise.
"""

import pkgutil
import re
import unicodedata
from functools import cache
from typing import NamedTuple

SCRIPTS = {
    "Arab": "ARABIC", "Armn": "ARMENIAN", "Beng": "BENGALI", "Cyrl": "CYRILLIC",
    "Deva": "DEVANAGARI", "Ethi": "ETHIOPIC", "Geor": "GEORGIAN", "Grek": "GREEK",
    "Gujr": "GUJARATI", "Guru": "GURMUKHI", "Hebr": "HEBREW", "Khmr": "KHMER", "Knda": "KANNADA",
    "Laoo": "LAO", "Latn": "LATIN", "Mlym": "MALAYALAM", "Orya": "ORIYA", "Sinh": "SINHALA",
    "Taml": "TAMIL", "Telu": "TELUGU",
}  # fmt: skip
# what a key begins with: signs, digits, letters by script (of the language, in our list, others)
SIGN, OTHER_SIGN, DIGIT, OWN, LISTED, OTHER = map(chr, range(0xE000, 0xE600, 0x100))
PLAIN = " "  # a letter without marks
PLACE = 0x100  # the first in a list


class Weight(NamedTuple):
    """What counts first, second and third of a piece of text."""

    letters: str = ""
    marks: str = ""
    sizes: str = ""

    def then(self, other: "Weight") -> "Weight":
        """Both, one after the other."""
        letters, marks, sizes = other
        return Weight(self.letters + letters, self.marks + marks, self.sizes + sizes)


@cache
def said_of() -> dict[str, str]:
    """What `orders.txt` says of each script and language."""
    data = pkgutil.get_data("factsheet.language", "orders.txt") or b""
    rows = (line.partition("\t") for line in data.decode().split("\n") if line[:1] != "#")
    return {key: said for key, _, said in rows}


class Ordering:
    """An order of characters; the first one is CLDR's root, with the scripts of a language first.

    `table` has the weight of each character that it knows, and of letters that count as one;
    `under` letters that stand under others, as `ł` and `æ`; `apart` those that the language has in
    its alphabet beside the root's.
    """

    def __init__(self, own: tuple[str, ...] = (), large_first: bool = False) -> None:
        self.own, self.large_first = own, large_first
        self.table: dict[str, Weight] = {}
        self.under: dict[str, str] = {}
        self.apart: dict[str, str] = {}
        self.longest = 1
        self._known: dict[str, Weight] = {}
        said = said_of()
        self._listed = [one for one in said if one in SCRIPTS.values()]
        for n, mark in enumerate(said["marks"], PLACE):
            self.table[mark] = Weight("", chr(n))
        for n, sign in enumerate(said["signs"], PLACE):
            self.table[sign] = Weight(SIGN + chr(n), PLAIN, self.size())
        for digit in "0123456789":
            self.table[digit] = Weight(DIGIT + digit, PLAIN, self.size())
        for script in self._listed:
            for n, letters in enumerate(said[script].split(" "), PLACE):
                self._add(self._script(script) + chr(n), letters)
        for letter, both in (pair.split("=") for pair in said["both"].split(" ")):
            found = self.weight(both)
            self.table[letter] = found._replace(marks=found.marks + "\x90")
            self.under[letter] = both

    def _add(self, place: str, letters: str) -> None:
        """Letters that only their marks tell apart, as the line through `đ` does."""
        for nth, letter in enumerate(letters):
            marks = PLAIN + (chr(0x80 + nth) if nth else "")
            self.table[letter] = Weight(place, marks, self.size())
            self.under[letter] = letters[0]

    def _script(self, script: str) -> str:
        if script in self.own:
            return chr(ord(OWN) + self.own.index(script))
        if script in self._listed:
            return chr(ord(LISTED) + self._listed.index(script))
        return OTHER

    def keep(self, letter: str, weight: Weight) -> None:
        """Give a letter another weight."""
        self.table[letter] = weight
        self._known.clear()

    def size(self, large: bool = False) -> str:
        """The third key of a small letter, or of a large one; others stand right behind it."""
        return chr(0x50 - 0x20 * large) if self.large_first else chr(0x30 + large)

    def weight(self, text: str) -> Weight:
        """The three keys of a text."""
        out, parts, at = [Weight()], self.parts(text), 0
        while at < len(parts):
            end = self._end(parts, at) if self.longest > 1 else at + 1
            letter = "".join([base for base, _ in parts[at:end]])
            if letter not in self._known:
                self._known[letter] = self._of(letter)
            out.append(self._known[letter])
            out += [self.table[mark] for mark in parts[end - 1][1] if mark in self.table]
            at = end
        return Weight(*map("".join, zip(*out)))

    def parts(self, text: str) -> list[tuple[str, str]]:
        """Letters, with marks that make another letter of them, and the marks that do not."""
        if text.isascii():
            return [(char, "") for char in text]
        out: list[tuple[str, str]] = []
        for char in unicodedata.normalize("NFD", text):
            if not out or not unicodedata.combining(char):
                out.append((char, ""))
                continue
            base, rest = out[-1]
            whole = unicodedata.normalize("NFC", base + char)
            known = whole in self.table or whole.lower() in self.table
            out[-1] = (whole, rest) if known else (base, rest + char)
        return out

    def _end(self, parts: list[tuple[str, str]], at: int) -> int:
        """Where the letters end that count as one."""
        for size in range(min(self.longest, len(parts) - at), 1, -1):
            some = parts[at : at + size]
            if "".join(base for base, _ in some) in self.table and not any(m for _, m in some[:-1]):
                return at + size
        return at + 1

    def _of(self, text: str) -> Weight:
        """The keys of a letter, or of several that count as one."""
        if text in self.table:
            return self.table[text]
        small, plain = text.lower(), unicodedata.normalize("NFKD", text)
        if small in self.table:
            found = self.table[small]
            return found._replace(sizes=self.size(True) * len(found.sizes))
        if plain != text and plain != small:
            found = self.weight(plain)
            return found._replace(sizes="".join(chr(ord(one) + 2) for one in found.sizes))
        return self._unknown(small[0], self.size(small != text))

    def _unknown(self, char: str, size: str) -> Weight:
        """What `orders.txt` does not have: letters and digits of other scripts, rare signs."""
        category = unicodedata.category(char)
        if category == "Nd":
            return Weight(DIGIT + str(unicodedata.digit(char)), PLAIN, self.size())
        if category in ("Cc", "Cf", "Cn", "Cs"):
            return Weight()
        if category[0] not in "LMN":
            return Weight(OTHER_SIGN + char, PLAIN, size)
        script = unicodedata.name(char, "").partition(" ")[0]
        return Weight(self._script(script) + char, PLAIN, size)


@cache
def ordering(code: str) -> Ordering:
    """The order of a language, or of the one that it is a variety of."""
    from factsheet.language.order_rules import follow

    said = said_of()
    rules = said.get(code.replace("-", "_"), said.get(code.partition("-")[0], ""))
    rules = said.get(rules, rules)  # a language may name another one, whose rules it has
    own = re.search(r"\[reorder ([^]]*)\]", rules)
    scripts = tuple(SCRIPTS.get(one, "") for one in own[1].split()) if own else ()
    out = Ordering(scripts, "[caseFirst upper]" in rules)
    follow(out, re.sub(r"\[(?:reorder|caseFirst) [^]]*\]", "", rules))
    return out
