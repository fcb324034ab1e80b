"""Our style sheet and scripts get names that tell their bytes, so that browsers may keep them."""

import hashlib
import re
from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

OURS = re.compile(r"(assets/factsheet(?:\.[\w-]+)?)\.(css|js)")


def rename(files: Iterable[File], config: MkDocsConfig) -> None:
    """Rename what the theme has of ours, and say so to whoever asks for it."""
    names = {}
    for file in files:
        if found := OURS.fullmatch(file.src_uri):
            digest = hashlib.sha256(file.content_bytes).hexdigest()[:8]
            file.url = file.dest_uri = f"{found[1]}.{digest}.{found[2]}"
            names[file.src_uri] = file.dest_uri
    config.extra_css = [names.get(one, one) for one in config.extra_css]
    for script in config.extra_javascript:
        if not isinstance(script, str):
            script.path = names.get(script.path, script.path)
    config.extra["hashed"] = names
