"""Woken by the system when a file changes, so that nothing has to look at every file again and again."""

import threading
from collections.abc import Iterator
from pathlib import Path

from watchdog.events import FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

CHANGES: list[type[FileSystemEvent]] = [FileModifiedEvent, FileCreatedEvent, FileDeletedEvent, FileMovedEvent]  # not: opened to be read
SETTLE = 0.03  # seconds without a further event before a build begins


def changes(folders: list[Path]) -> Iterator[None]:
    """Yields at once, then for each burst of changes below the folders, for ever."""
    woken = threading.Event()
    handler, observer = FileSystemEventHandler(), Observer()
    handler.on_any_event = lambda event: woken.set()  # type: ignore[method-assign]
    for folder in folders:
        observer.schedule(handler, str(folder), recursive=True, event_filter=CHANGES)
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
