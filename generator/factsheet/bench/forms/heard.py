"""What the bench has heard since it was opened: open requests, and proposals somebody sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import cast

from flask import current_app

from factsheet.bench.edits.refused import Refused
from factsheet.bench.forms.holding import Held
from factsheet.disk import pushing

MAX_HELD = 3  # proposals that were opened and not written yet, the last ones


@dataclass
class Heard:
    """Kept in memory alone, and gone with the preview."""

    requests: list[pushing.Request] = field(default_factory=list)
    sent: Held[bytes] = field(default_factory=lambda: Held(MAX_HELD))

    def hold(self, content: bytes) -> str:
        """Keep the file of a proposal for a while; gives the name to ask for it by."""
        return self.sent.keep(sha256(content).hexdigest(), content)

    def held(self, name: str) -> bytes:
        """The file that was kept. Raises `Refused` when it is gone."""
        if (content := self.sent.get(name)) is None:
            raise Refused("the preview was started anew since", "open the file once more")
        return content


def heard() -> Heard:
    """What the bench that answers the request has heard."""
    return cast(Heard, current_app.extensions.setdefault("heard", Heard()))
