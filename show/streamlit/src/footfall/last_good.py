"""The newest good answer to each question, kept while the engine is away."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from footfall.answer import Answer
from footfall.errors import EngineBusy, EngineUnreachable, FootfallError

if TYPE_CHECKING:
    from footfall.charts import Chart

_Result = TypeVar("_Result")

ANSWERS_MAX = 500
"""Answers kept; the one that was wanted longest ago goes first."""

REST_SECONDS = 2.0
"""How long an engine that did not answer is left alone."""

TRUST_SECONDS = 10.0
"""How long after it answered an engine is taken to be there."""


@dataclass(frozen=True)
class Shown:
    """What there is to show for a question at one instant.

    Attributes
    ----------
    answer
        The newest good answer; ``None`` before the first.
    problem
        Why it is not of now; ``None`` if it is.
    charts
        The pictures made of the answer so far, by unit; shared by all who are shown it.
    """

    answer: Answer | None
    problem: FootfallError | None
    charts: dict[str, Chart | None] = field(default_factory=dict, compare=False)

    @property
    def is_answering(self) -> bool:
        """Whether the engine speaks, be it against this one question."""
        return not isinstance(self.problem, (EngineUnreachable, EngineBusy))

    def chart(self, *, unit: str = "") -> Chart | None:
        """Return the picture that fits the answer, made once; ``None`` if there is none."""
        if self.answer is None:
            return None
        if unit not in self.charts:
            from footfall.charts import chart

            self.charts[unit] = chart(self.answer, unit=unit)
        return self.charts[unit]


class LastGood:
    """Keeps the last good answers of all sessions. For any thread.

    After an engine did not answer, nobody asks it for two seconds: however many parts a page has,
    it waits for one of them only. And it does not wait long: an engine that has not answered of
    late is asked whether it is there before it is asked anything else.

    Parameters
    ----------
    probe
        Returns soon if the engine is there, and raises soon if it is not.
    """

    def __init__(
        self, probe: Callable[[], None], *, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._probe = probe
        self._now = now
        self._lock = threading.Lock()
        # All are guarded by the lock.
        self._good: OrderedDict[str, Shown] = OrderedDict()
        self._outage: tuple[float, FootfallError] | None = None
        self._trusted_until = now()

    def show(self, name: str, fetch: Callable[[], Answer]) -> Shown:
        """Fetch an answer; where that fails, return the last good one with the reason."""
        try:
            answer = self.reach(fetch)
        except FootfallError as failed:
            last = self._last(name)
            return Shown(None, failed) if last is None else replace(last, problem=failed)
        with self._lock:
            good = self._good.get(name)
            if good is None or good.answer != answer:
                good = self._good[name] = Shown(answer, None)
            self._good.move_to_end(name)
            while len(self._good) > ANSWERS_MAX:
                self._good.popitem(last=False)
        return good

    def reach(self, call: Callable[[], _Result]) -> _Result:
        """Call the engine, unless it was away a moment ago: then fail as that call did.

        Raises
        ------
        FootfallError
            What the call raises, or the one before it did.
        """
        outage = self._resting()
        if outage is not None:
            raise outage
        try:
            if not self._is_trusted():
                self._probe()
                self._trust()
            result = call()
        except (EngineUnreachable, EngineBusy) as away:
            with self._lock:
                self._outage = (self._now() + REST_SECONDS, away)
            raise
        self._trust()
        return result

    def _trust(self) -> None:
        with self._lock:
            self._outage = None
            self._trusted_until = self._now() + TRUST_SECONDS

    def _is_trusted(self) -> bool:
        with self._lock:
            return self._outage is None and self._now() < self._trusted_until

    def _resting(self) -> FootfallError | None:
        with self._lock:
            if self._outage is None or self._now() >= self._outage[0]:
                return None
            return self._outage[1]

    def _last(self, name: str) -> Shown | None:
        with self._lock:
            return self._good.get(name)
