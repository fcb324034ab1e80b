"""The bench as the preview opens it: an application, made when somebody asks for its first page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from threading import RLock
from typing import TYPE_CHECKING, Any

from factsheet.bench.forms.bench import Bench

if TYPE_CHECKING:
    from flask import Flask

AT = "/_bench"  # its folder below the top of the preview
MARKS = (
    '<link rel="stylesheet" href="{at}/assets/marks.css">'
    '<script src="{at}/assets/marks.js" data-record="{record}" data-add="{add}"></script>'
)


class Opening:
    """A bench before a server; `top` is the folder of the site on it: `/`, or `/project/`."""

    def __init__(self, project: Callable[[], Bench], top: str = "/") -> None:
        self._project, self.top = project, top
        self._lock = RLock()  # pages are asked for at once, and there is one bench
        self._bench: Bench | None = None
        self._application: Flask | None = None

    @property
    def bench(self) -> Bench:
        """The project, as soon as the server knows which one it serves."""
        with self._lock:
            self._bench = self._bench or self._project()
            return self._bench

    def __call__(self, request: dict[str, Any], start: Any) -> Iterable[bytes]:
        with self._lock:
            if self._application is None:
                from factsheet.bench.forms.app import application  # a preview may never need it

                self._application = application(self.bench)
        answer: Iterable[bytes] = self._application(request, start)
        return answer

    def marks(self, path: str) -> bytes:
        """What leads from a page of the preview to its forms, as HTML.

        A page that is asked for right after a save waits for it: a browser loads it once, then.
        """
        if not path or path.endswith(("/", ".html")):
            self.bench.caught_up()
        page = path.removesuffix("/").removesuffix(".html").removesuffix("/index")
        known = page if dict.__contains__(self.bench.built.library.records, page) else ""
        at, add = f"{self.top.rstrip('/')}{AT}", self._add(page, known)
        return MARKS.format(at=escape(at), record=escape(known), add=escape(add)).encode()

    def _add(self, page: str, record: str) -> str:
        """The form for what can be added to a page; empty where nothing can."""
        kind = self.bench.built.kinds.get(page.partition("/")[0])
        if kind is None or (page != kind.plural and not record):
            return ""
        if not record:
            return f"add/record/{page}"
        return "" if kind.is_source else f"add/{'wording' if kind.has_wordings else 'fact'}/{page}"
