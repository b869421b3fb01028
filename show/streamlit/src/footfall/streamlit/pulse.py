"""When parts that Python draws are drawn again, at a pace that the process can keep."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import streamlit as st

from footfall.streamlit import element
from footfall.streamlit.turn import TURN

_Result = TypeVar("_Result")

LOAD_MAX = 0.5
"""The part of one core above which ticks become rarer: the rest is for readers who click."""

STRETCH_MAX = 30.0
"""How many times rarer at most."""

WINDOW_SECONDS_MIN = 2.0
"""Over how long the load is measured; longer than the pace, so that each session had its tick."""


class Pace:
    """Stretches the pace of all sessions so that together they do not fill the process.

    Under Python's lock all sessions draw on one core. The load is the part of it that the process
    took or, where others keep the machine busy, the part of the time in which somebody drew. It
    grows as the pace shrinks, so the stretch that brings it to ``LOAD_MAX`` follows from the load
    under the present one. For any thread.
    """

    def __init__(
        self,
        *,
        now: Callable[[], float] = time.monotonic,
        spent: Callable[[], float] = time.process_time,
        drawn: Callable[[], float] = lambda: TURN.seconds,
    ) -> None:
        self._now = now
        self._measures = (spent, drawn)
        self._lock = threading.Lock()
        # All are guarded by the lock.
        self._stretch = 1.0
        self._since = now()
        self._before = self._seconds()

    def next(self, seconds: float) -> float:
        """Tell in how many seconds to draw again what is wanted every so many."""
        with self._lock:
            passed = self._now() - self._since
            if passed >= max(WINDOW_SECONDS_MIN, seconds * self._stretch):
                seconds_now = self._seconds()
                used = max(
                    after - before for after, before in zip(seconds_now, self._before, strict=True)
                )
                wanted = self._stretch * used / passed / LOAD_MAX
                self._stretch = min(max(wanted, 1.0), STRETCH_MAX)
                self._since, self._before = self._now(), seconds_now
            return seconds * self._stretch

    def _seconds(self) -> tuple[float, ...]:
        return tuple(measure() for measure in self._measures)


_PACE = Pace()
_NUMBERS = itertools.count(1)
_is_inside: ContextVar[bool] = ContextVar("footfall_is_inside_a_pulse", default=False)


def is_inside() -> bool:
    """Tell whether what is being drawn is drawn again with something around it."""
    return _is_inside.get()


def beat(draw: Callable[[], _Result], *, seconds: float | None, key: str) -> _Result:
    """Draw now, and as a fragment of its own again every so many seconds; never if ``None``.

    Where Streamlit has components in the page, the browser asks for the next tick once the last
    one is drawn. In older versions Streamlit's own timer asks, be the page hidden or the process
    behind.
    """
    has_timer = seconds is not None and not element.HAS_ELEMENTS

    def tick() -> _Result:
        with _inside():
            result = draw()
        if seconds is not None and not has_timer:
            _mount(_PACE.next(seconds), key)
        return result

    return st.fragment(tick, run_every=seconds if has_timer else None)()


@contextmanager
def _inside() -> Iterator[None]:
    outside = _is_inside.set(True)
    try:
        yield
    finally:
        _is_inside.reset(outside)


def _mount(seconds: float, key: str) -> None:
    _component()(
        key=element.component_key(f"pulse:{key}"),
        data={"number": next(_NUMBERS), "seconds": seconds},
        on_beat_change=_nothing,
    )


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("footfall_pulse", js=element.script("pulse.js"))


def _nothing() -> None:
    """Do nothing: that a beat reruns the fragment is all that is wanted."""
