"""The engine gets our theme with its words: templates as it loads them, the script as a file."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2.ext import Extension
from mkdocs.structure.files import File

from factsheet.site.around import Frames
from factsheet.site.theme_words import filled

SCRIPT = "assets/factsheet.js"
OURS = re.compile(r"/(material/templates|factsheet/site/(theme|templates))/")
BLANKS = re.compile(r"\n\s+")  # no template of the theme prints text that has to keep them


class WordedTemplates(Extension):
    """Gives templates their words as they are loaded, and takes out the indents of their lines."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The text of a template as it is printed from; blanks of the theme's own weigh a tenth."""
        speeches: Any = self.environment.globals.get("speeches", ())
        text = filled(name or "", source.encode(), speeches).decode()
        theirs = not filename or not OURS.search(Path(filename).as_posix())
        return text if theirs or not self.environment.trim_blocks else BLANKS.sub("\n", text)


def fill_script(files: Iterable[File], embed: Frames | None) -> None:
    """Give the script its words, if it is among these files; and what it has to know of frames."""
    for file in files:
        if file.src_uri == SCRIPT:
            file.content_bytes = filled(SCRIPT, file.content_bytes, (), embed)
