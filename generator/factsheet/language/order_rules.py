"""The rules by which a language orders letters otherwise than CLDR's root, in CLDR's own notation.

`&N<ñ<<<Ñ`: after N stands ñ, a letter of its own; Ñ is it, large. `<<` are letters that only marks
tell apart, `=` those that nothing does, `&[before 1]b` is what stands before b, `/h` adds an h.
"""

import re
import unicodedata

from factsheet.language.ordering import PLACE, PLAIN, Ordering, Weight

_TOKEN = re.compile(r"(&)(?:\[before ([12])\])?|(<{1,3}|=)(\*?)|(/)|((?:'[^']*'|[^&<=/'])+)")
BEHIND = "\U0010ffff"  # behind a letter and all that begins with it


def follow(order: Ordering, rules: str) -> None:
    """Let an order follow the rules."""
    chain, sign, each = _Chain(order), "", False
    for reset, before, relation, star, slash, text in _TOKEN.findall(rules):
        if reset:
            chain.before = before
        if not text:
            sign, each = reset or relation or slash, bool(star)
            continue
        plain = re.sub("'([^']*)'", lambda found: found[1] or "'", text.strip())
        for piece in plain if each else [plain]:
            chain.add(sign, piece)


class _Chain:
    """One rule as far as it was read: what the next letter stands behind."""

    def __init__(self, order: Ordering) -> None:
        self.order = order
        self.before = ""
        self.start = self.now = self.base = Weight()
        self.head = self.last = ""
        self.letters = self.marks = self.sizes = 0

    def add(self, sign: str, piece: str) -> None:
        """One letter, or several that count as one."""
        if sign == "&":
            self._begin(piece)
            return
        if sign == "/":
            whole = self.order.table[self.last].then(self.order.weight(piece))
            self.order.keep(self.last, whole)
            return
        if sign == "<":
            self.letters += 1
            place = self.start.letters + BEHIND + chr(PLACE + self.letters)
            self.now = self.base = Weight(place, PLAIN, self.order.size())
            self.head, self.marks = unicodedata.normalize("NFC", piece), 0
        elif sign == "<<":
            self.now = self._marked()
        elif sign == "<<<":
            self.now = self._larger(piece)
        self._keep(piece)

    def _begin(self, piece: str) -> None:
        """What the rule starts from."""
        self.letters = self.marks = self.sizes = 0
        self.head = ""
        found = Weight() if piece.startswith("[last") else self.order.weight(piece)
        if self.before == "1":
            letters = found.letters[:-1] + chr(ord(found.letters[-1]) - 1)
            found = Weight(letters, PLAIN, self.order.size())
        self.start = self.now = self.base = found

    def _marked(self) -> Weight:
        """The same letters with other marks: before the mark of all that the root has."""
        self.marks += 1
        marks = self.base.marks + chr(0x30 + self.marks)
        if self.before == "2" and not self.head:
            marks = self.base.marks[:-1] + chr(0x10 + self.marks)
        return Weight(self.base.letters, marks, self.order.size() * len(self.base.sizes))

    def _larger(self, piece: str) -> Weight:
        """The same, right behind; where large letters come first: AA, then Aa, then aa."""
        self.sizes += 1
        sizes = self.now.sizes
        if not sizes:
            return self.now._replace(sizes=chr(PLACE))
        last = chr(ord(sizes[-1]) + 1)
        if self.order.large_first:
            large = (piece == piece.upper()) + (piece != piece.lower())
            last = chr(ord(self.order.size()) - 0x10 * large + self.sizes)
        return self.now._replace(sizes=sizes[:-1] + last)

    def _keep(self, piece: str) -> None:
        parts = [base for base, _ in self.order.parts(piece)]
        self.last = whole = unicodedata.normalize("NFC", piece)
        self.order.keep(whole, self.now)
        self.order.longest = max(self.order.longest, len(parts))
        if self.head and len(parts) == 1:
            self.order.apart[whole] = self.head
