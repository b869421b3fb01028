"""One session draws after another."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


class Turn:
    """Lets one thread draw after another, and keeps how long somebody drew.

    Drawing hands Python's lock away and takes it back a hundred times, and where others are busy
    each time waits for its turn of 5 ms: many sessions at once would all crawl, and Streamlit's own
    thread, which sends what was drawn, with them. Nothing that waits may be done within.
    """

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.RLock()
        # All are guarded by the lock.
        self._depth = 0
        self._began = 0.0
        self.seconds = 0.0

    def __enter__(self) -> None:
        self._lock.acquire()
        if self._depth == 0:
            self._began = self._now()
        self._depth += 1

    def __exit__(self, *_: object) -> None:
        self._depth -= 1
        if self._depth == 0:
            self.seconds += self._now() - self._began
        self._lock.release()


TURN = Turn()
"""That of this process."""


def in_turn(draw: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """Decorate a function so that one session runs it after another."""

    @wraps(draw)
    def drawn(*args: _Given.args, **kwargs: _Given.kwargs) -> _Result:
        with TURN:
            return draw(*args, **kwargs)

    return drawn
