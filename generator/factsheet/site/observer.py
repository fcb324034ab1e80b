"""What wakes the preview: in the place of the observer that the engine's server has."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from watchdog.events import FileModifiedEvent, FileSystemEventHandler

from factsheet.disk import watching


def observer() -> Any:
    """In the place of the server's own, which looks at every file twice a second.

    The server takes changes of files only, so all are told as such. A path that nobody needs any
    more is followed on: a build too many does no harm.
    """
    watcher = watching.Watcher()

    def schedule(handler: FileSystemEventHandler, path: str, **_: Any) -> str:
        watcher.follow(Path(path), lambda: handler.on_any_event(FileModifiedEvent(path)))
        return path

    idle = {name: lambda *_: None for name in ("unschedule", "start", "join")}
    return SimpleNamespace(schedule=schedule, stop=watcher.stop, **idle)
