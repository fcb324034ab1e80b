"""How far a long build is: a bar on a terminal, else a line every few seconds; one at the end."""

import sys
from collections.abc import Callable
from time import monotonic
from typing import TextIO

PATIENCE = 3.0  # seconds before anything is said
EVERY = 5.0  # seconds between two lines where there is no terminal
WIDTH = 30
Say = Callable[[str], None]
Clock = Callable[[], float]


class Progress:
    """Counts steps and tells of them; `say` prints a line where there is no terminal.

    `what` stands behind the share that is done.
    """

    def __init__(
        self, say: Say, stream: TextIO = sys.stderr, clock: Clock = monotonic,
        what: str = "of the site is built",
    ) -> None:  # fmt: skip
        self.say, self.stream, self.clock, self.what = say, stream, clock, what
        self.bar = stream.isatty()
        self.total = self.done = 0
        self.start = self.told = clock()

    def begin(self, total: int) -> None:
        """A build of so many steps."""
        self.total, self.done, self.start, self.told = total, 0, self.clock(), self.clock()

    def step(self) -> None:
        """One step is done."""
        self.done += 1
        now, often = self.clock(), 0.1 if self.bar else EVERY
        if not self.total or now - self.start < PATIENCE or now - self.told < often:
            return
        self.told = now
        share = min(1.0, self.done / max(1, self.total))
        if self.bar:
            self.stream.write(f"\r[{'#' * int(share * WIDTH):{WIDTH}}] {share:4.0%}")
            self.stream.flush()
        else:
            self.say(f"{share:.0%} {self.what}")

    def to(self, done: int, total: int) -> None:
        """So many steps of so many are done."""
        self.total, self.done = total, done - 1
        self.step()

    def end(self) -> None:
        """Take the bar away."""
        if self.bar and self.done:
            self.stream.write("\r" + " " * (WIDTH + 8) + "\r")
            self.stream.flush()
        self.total = 0


def summary(facts: int, pages: int, changed: int, seconds: float) -> str:
    """One line on a finished build."""
    return f"{facts:,} facts, {pages:,} pages, {changed:,} of them new or changed, {seconds:.1f} s"
