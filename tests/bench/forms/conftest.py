"""What tests of the bench share: a project in git, with a place to send to; the bench served, and a browser's page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from benches import Visitor, serving, watched
from repositories import Desk, alone


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    alone(monkeypatch, tmp_path / "home")
    return Desk(tmp_path)


@pytest.fixture
def bench(visitor: Visitor) -> Iterator[str]:
    with serving(visitor) as address:
        yield address


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    with watched(browser) as page:
        yield page
