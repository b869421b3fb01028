"""An engine for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from engine import Engine


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    running = Engine(tmp_path / "data")
    yield running
    running.kill()
