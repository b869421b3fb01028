from __future__ import annotations

from collections.abc import Iterator

import pytest
from fake_engine import KEY, FakeEngine

from footfall import Client


@pytest.fixture
def engine() -> Iterator[FakeEngine]:
    with FakeEngine() as started:
        yield started


@pytest.fixture
def client(engine: FakeEngine) -> Iterator[Client]:
    with Client(engine.url, KEY, timeout=5) as connected:
        yield connected
