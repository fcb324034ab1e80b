"""A project that is open in a browser: what it holds, and the one way to change it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from pathlib import Path
from threading import RLock, Thread
from time import monotonic, sleep

from factsheet import disk
from factsheet.bench.edits.edit import Edit, Loaded
from factsheet.bench.forms.holding import Held
from factsheet.bench.forms.saves import MAX_SAVES, Save
from factsheet.bench.forms.source_entry import MAX_READINGS
from factsheet.bench.forms.tables_brought import MAX_TABLES, Brought
from factsheet.bench.looking.survey import Survey
from factsheet.bench.sources.found import Found
from factsheet.build import Built
from factsheet.cache import Memory
from factsheet.language import speaking
from factsheet.reading import Outline, outlines

WAITING = "the facts have errors: mend them first"
PATIENCE = 3.0  # seconds in which the preview is awaited


@dataclass
class Bench:
    """An open project. `good` gives what the preview built last without errors, with its files.

    `token` is what each form that changes something has to send; a new one for each preview.
    """

    root: Path
    good: Callable[[], tuple[Built | None, dict[str, bytes]]]
    folders: Callable[[], bool] = lambda: True  # whether pages are published as `groups/hts/`
    on: Callable[[], date] = date.today
    recent: str = ""  # the record that a fact was last made for out of a text
    as_of: bool = False  # whether the preview shows the facts of another day
    read_at: Callable[[], float] = monotonic  # when it began to read what it built last
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    saves: list[Save] = field(default_factory=list)  # that can be undone, the last one first
    readings: Held[list[Found]] = field(default_factory=lambda: Held(MAX_READINGS))
    tables: Held[Brought] = field(default_factory=lambda: Held(MAX_TABLES))
    _finished: int = 0  # files of an interrupted edit that is finished now, until that is told
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _memory: Memory = field(default_factory=Memory)
    _tries: Memory = field(default_factory=Memory)
    _names: tuple[object, dict[str, Outline]] = (None, {})
    _ahead: tuple[float, Loaded] | None = None
    _lock: RLock = field(default_factory=RLock)

    @property
    def built(self) -> Built:
        """What was built last; an empty site before the first build."""
        return self.good()[0] or Built()

    @property
    def memory(self) -> Memory:
        """What the edits of this project worked out; for who holds one."""
        return self._memory

    def survey(self) -> Survey:
        """What can be looked up."""
        return Survey(self.built, self.good()[1], self.on())

    def finish(self) -> bool:
        """Finish an edit that was interrupted, if one was. Raises CannotWrite."""
        with self._lock:
            found = disk.journal.finish(self.root)
            self._finished = len(found) or self._finished
            return bool(found)

    def news(self) -> str:
        """What the next page has to tell first, once."""
        files, self._finished = self._finished, 0
        return f"An edit of {files} files that was interrupted is finished now." if files else ""

    @contextmanager
    def editing(self) -> Iterator[Edit]:
        """An edit of the project as it stands on the disk now; one at a time.

        Where the preview has read that already, it is not read and built again.
        """
        with self._lock:
            finished = self.finish()
            good = self._sound()
            if good and not finished and _facts(good[1]) == disk.read(self.root)[0]:
                edit = Edit(self.root, self.on(), self._tries, good)
            else:
                edit = Edit(self.root, self.on(), self._memory)
            with speaking(edit.built.speech):
                yield edit

    @contextmanager
    def trying(self) -> Iterator[Edit]:
        """An edit that is only tried out, of what the preview has read already: at once."""
        if (good := self._sound()) is None:
            with self.editing() as edit:
                yield edit
            return
        with self._lock, speaking(good[0].speech):
            yield Edit(self.root, self.on(), self._tries, good)

    def wrote(self, built: Built, tree: dict[str, bytes]) -> None:
        """Go on with what was just written, until the preview has built it, too."""
        self._ahead = monotonic(), (built, tree)

    def caught_up(self) -> None:
        """Wait until the preview has what was written last; a few seconds at most."""
        while (last := self._ahead) and last[0] > self.read_at():
            if monotonic() - last[0] > PATIENCE:
                return
            sleep(0.01)

    def _sound(self) -> Loaded | None:
        """What the preview has built, unless it shows errors or the facts of another day."""
        built, tree = self.good()
        ahead = self._ahead  # once: an undo may forget it meanwhile
        if ahead and ahead[0] > self.read_at():
            built, tree = ahead[1]
        return (built, tree) if built and built.ok and not self.as_of else None

    def warm(self) -> None:
        """Read the facts while somebody begins to type, so that the first answer is fast, too."""
        if not self._tries.files:
            Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        with self.trying() as edit:
            edit.judged()

    def names(self, edit: Edit) -> dict[str, Outline]:
        """What every record is called, drafts included."""
        if self._names[0] is not edit.built:
            self._names = edit.built, dict(outlines(edit.tree, edit.built.kinds))
        return self._names[1]

    def keep(self, save: Save) -> Save:
        """Remember what was written, so that it can be undone; gives it with its number."""
        save = replace(save, number=next(self._numbers))
        self.saves = [save, *self.saves][:MAX_SAVES]
        return save

    def undo(self, number: int) -> Save | None:
        """Give the files back the bytes that they had before the last save, if it is this one.

        Raises CannotWrite when one of them was changed since.
        """
        with self._lock:
            if not self.saves or self.saves[0].number != number:
                return None
            save = self.saves[0]
            disk.journal.replace_all(self.root, save.before, save.after)
            self.saves, self._ahead = self.saves[1:], None
            return save


def _facts(tree: dict[str, bytes]) -> dict[str, bytes]:
    """The files of facts and prose among those of a project."""
    return {p: data for p, data in tree.items() if p.partition("/")[0] in disk.FOLDERS}
