"""Under which name we ask: the tool and who runs it, so that who is asked can write to them."""

from importlib.metadata import version
from typing import Any

from factsheet.bench.edits.refused import Refused
from factsheet.bench.web.hosts import Network
from factsheet.bench.web.manners import NAME, Visitor
from factsheet.bench.web.web_reader import Asking

MAX_NAME = 80  # characters of the publisher's name


def visitor(settings: dict[str, Any]) -> Visitor:
    """One who visits sites for the site with these settings. Raises `Refused` without a contact."""
    return Visitor(Asking(Network(), agent(settings)))


def agent(settings: dict[str, Any]) -> str:
    """What a server reads of us: tool, version, contact, publisher. Raises `Refused`."""
    contact = str(settings.get("contact", ""))
    if not contact:
        why = "data/site.yml names no contact, and who is asked should know who asks"
        raise Refused(why, "add contact: desk@… or the https address of a page")
    name = "".join(c for c in str(settings.get("publisher", "")) if c.isalnum() or c in " .-&")
    name = name.encode("ascii", "ignore").decode().strip()[:MAX_NAME]
    return f"{NAME}/{version('mkdocs-factsheet')} (+{contact}{'; ' + name if name else ''})"
