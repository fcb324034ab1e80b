"""What shapes every page besides the facts: the engine's settings, the theme, this package."""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from factsheet import disk
from factsheet.site.files_door import THEME

PACKAGE = Path(__file__).parent.parent
Stamp = tuple[str, int, int]  # name, time in nanoseconds, size in bytes


def add_theme(config: MkDocsConfig) -> None:
    """Put our parts of pages before those of Material, and behind the site's own."""
    if config.theme.name == "material":
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))


def settings_files(config: MkDocsConfig) -> list[Path]:
    """The file of the engine's settings, and those that it inherits from."""
    found: list[Path] = []
    path = Path(config.config_file_path).absolute() if config.config_file_path else None
    while path and path not in found:
        found.append(path)
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        above = re.search(r"^INHERIT:\s*[\"']?([^\"'#\n]+)", text, re.M)
        path = Path(os.path.normpath(path.parent / above[1].strip())) if above else None
    return found


def watched(config: MkDocsConfig, root: Path) -> list[Path]:
    """What a preview follows: facts and pages, settings, the project's theme, and this package."""
    theme = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    return [root / name for name in disk.FOLDERS] + settings_files(config) + theme + [PACKAGE]


def _stamps(paths: Iterable[Path]) -> list[Stamp]:
    """Name, time and size of each file; an editor's hidden ones are passed over."""
    plain = (p for p in paths if p.is_file() and not p.name.startswith("."))
    return [(str(p), s.st_mtime_ns, s.st_size) for p in plain if (s := p.stat())]


def outside(config: MkDocsConfig) -> list[Stamp]:
    """The settings and every file of the project's own theme folder, as they are now."""
    found = settings_files(config)
    own = [config.theme.custom_dir] if config.theme.custom_dir else []
    for folder in (Path(str(path)) for path in (*own, THEME, *config.watch)):
        found += sorted(folder.rglob("*")) if folder.is_dir() else [folder]
    return _stamps(found)


def fixed(config: MkDocsConfig) -> dict[str, Any]:
    """What a running preview cannot take up, by the name of it."""
    ours = (p for p in sorted(PACKAGE.rglob("*")) if "theme" not in p.parts and p.suffix != ".pyc")
    own, address = _stamps(ours), str(config.dev_addr)
    return {"dev_addr": address, "watch": list(config.watch), "the generator itself": own}
