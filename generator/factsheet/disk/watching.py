"""Woken by the system when a file changes: nothing has to look at every file time and again."""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from watchdog import events
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

log = logging.getLogger("mkdocs.plugins.factsheet")
logging.getLogger("watchdog").addHandler(logging.NullHandler())  # it complains of watches that end
CHANGES: list[type[FileSystemEvent]] = [  # not: opened to be read
    events.FileModifiedEvent, events.FileCreatedEvent, events.FileDeletedEvent,
    events.FileMovedEvent, events.DirCreatedEvent, events.DirMovedEvent,
    events.DirDeletedEvent,  # also of a folder that is moved away, of whose files nothing is told
]  # fmt: skip
SETTLE = 0.03  # seconds without a further event before a build begins
EVERY = 0.5  # seconds between two looks where the system cannot tell


class _Place(FileSystemEventHandler):
    """One path: heard of in the folder above it and, while it is a folder, from all below it."""

    def __init__(self, path: Path, tell: Callable[[], None], observer: BaseObserver) -> None:
        self.path, self.observer, self.tell = path, observer, tell
        self.watch: ObservedWatch | None = None
        self.inner = FileSystemEventHandler()
        self.inner.on_any_event = self._below  # type: ignore[method-assign]
        if path.parent.is_dir():
            observer.schedule(self, str(path.parent), event_filter=CHANGES)
        self._look()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if str(self.path) in (event.src_path, event.dest_path):
            with suppress(OSError):  # gone again: the next event says so
                self._look()
            self.tell()

    def _below(self, event: FileSystemEvent) -> None:
        if "__pycache__" not in str(event.src_path):  # Python's own
            self.tell()

    def _look(self) -> None:
        """Watch the folder that stands here now; the one that stood here took its watch along."""
        if self.watch:
            self.observer.unschedule(self.watch)
            self.watch = None
        if self.path.is_dir():
            watch = self.observer.schedule
            self.watch = watch(self.inner, str(self.path), recursive=True, event_filter=CHANGES)


class Watcher:
    """Tells of every change to some files and below some folders, also when they go and come back.

    A file that an editor saves by renaming, and a folder that git takes away for a moment, are no
    longer the one that was watched; so each is also looked for by its name.
    """

    def __init__(self) -> None:
        self.observers: list[BaseObserver] = []
        self.places: dict[Path, _Place] = {}

    def follow(self, path: Path, tell: Callable[[], None]) -> None:
        """Call `tell`, in another thread, after each change; the path need not be there yet."""
        if path in self.places:
            return
        for number, make in enumerate((Observer, partial(PollingObserver, timeout=EVERY))):
            try:
                if number == len(self.observers):
                    self.observers.append(make())
                    self.observers[number].start()
                self.places[path] = _Place(path, tell, self.observers[number])
                return
            except OSError as error:  # the system watches only so many folders
                log.debug(f"{path} is looked at every {EVERY} s: {error}")

    def stop(self) -> None:
        """End all watching."""
        for observer in self.observers:
            if observer.is_alive():
                observer.stop()


def changes(paths: Iterable[Path]) -> Iterator[None]:
    """Yields at once, then for each burst of changes to or below the paths, for ever."""
    woken, watcher = threading.Event(), Watcher()
    for path in paths:
        watcher.follow(path.absolute(), woken.set)
    try:
        while True:
            yield  # what changes meanwhile is told next
            while not woken.wait(timeout=60):
                pass
            while woken.is_set():  # an editor writes in several strokes
                woken.clear()
                woken.wait(SETTLE)
    finally:
        watcher.stop()
