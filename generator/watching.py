"""Woken by the system when a file changes, so that nothing has to look at every file again and again."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

CHANGES = ("modified", "created", "deleted", "moved")
SETTLE = 0.03  # seconds without a further event before a build begins


class Changes(FileSystemEventHandler):
    """Passes on the events that mean a change; reading a file is none."""

    def __init__(self, tell: Callable[[FileSystemEvent], object]) -> None:
        self.tell = tell

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in CHANGES and not event.is_directory:
            self.tell(event)


def changes(folders: list[Path]) -> Iterator[None]:
    """Yields at once, then for each burst of changes below the folders, for ever."""
    woken = threading.Event()
    observer = Observer()
    for folder in folders:
        observer.schedule(Changes(lambda _: woken.set()), str(folder), recursive=True)
    observer.start()
    try:
        while True:
            yield  # what changes meanwhile is told next
            while not woken.wait(timeout=60):
                pass
            while woken.is_set():  # an editor writes in several strokes
                woken.clear()
                woken.wait(SETTLE)
    finally:
        observer.stop()
        observer.join()
