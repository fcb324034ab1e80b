"""Lines of iCalendar (RFC 5545): escaped, folded, ended as the standard has it."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from factsheet.values import Instant

LONGEST = 75  # bytes, without what ends a line
DAY = 24 * 60  # minutes
# what no line may hold: control characters but for the tab, halves of characters
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def text(name: str, said: str) -> str:
    """A property that is a text."""
    plain = said.replace("\r\n", "\n").replace("\r", "\n")
    return f"{name}:{FORBIDDEN.sub(' ', plain).translate(ESCAPED)}"


def day(name: str, on: date) -> str:
    """A property that is a day."""
    return f"{name};VALUE=DATE:{_digits(on)}"


def after(on: date) -> date:
    """The next day, before which what lasts until a day ends; the last one of all has none."""
    return on if on == date.max else on + timedelta(1)


def moment(name: str, found: Instant) -> str:
    """A property that is a minute, in UTC."""
    minute = min(max(found.moments[0], DAY), date.max.toordinal() * DAY + DAY - 1)
    on, clock = date.fromordinal(minute // DAY), minute % DAY
    return f"{name}:{_digits(on)}T{clock // 60:02}{clock % 60:02}00Z"


def midnight(name: str, on: date) -> str:
    """A property that is the first moment of a day, in UTC."""
    return f"{name}:{_digits(on)}T000000Z"


def _digits(on: date) -> str:
    return on.isoformat().replace("-", "")


def joined(lines: Iterable[str]) -> bytes:
    """The file of these lines."""
    return b"".join(folded(line) for line in lines)


def folded(line: str) -> bytes:
    """A line on as many as it takes; no character is cut into its bytes."""
    data = line.encode()
    if len(data) <= LONGEST:
        return data + b"\r\n"
    out, start, room = bytearray(), 0, LONGEST
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        out += data[start:end] + b"\r\n "
        start, room = end, LONGEST - 1  # the blank counts
    return bytes(out) + data[start:] + b"\r\n"
