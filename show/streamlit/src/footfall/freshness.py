"""How far to trust numbers right now, and how to say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import Enum

from footfall.answer import AsOf

DELAYED_AFTER = timedelta(seconds=10)
"""Older than this is DELAYED: two ticks of the page, two of the shared cache, and some grace."""

_QUIET_AFTER = timedelta(seconds=60)


class State(Enum):
    """What the badge says."""

    LIVE = "LIVE"
    DELAYED = "DELAYED"
    OFFLINE = "OFFLINE"


@dataclass(frozen=True)
class Freshness:
    """The badge, and the words beside it."""

    state: State
    words: str


def judge(now: datetime, as_of: AsOf | None, *, is_answering: bool, zone: tzinfo) -> Freshness:
    """Say how fresh data with this as-of is at ``now``.

    A quiet shop is not a stuck engine: only the age of the answer counts, never that of the newest
    event. An engine that does not answer is OFFLINE, whatever is still on the page.
    """
    if as_of is None:
        words = "no data yet" if is_answering else "no answer from the engine yet"
        return Freshness(State.DELAYED if is_answering else State.OFFLINE, words)
    lag = max(now - as_of.time, timedelta(0))
    words = f"data as of {as_of.time.astimezone(zone):%H:%M:%S} · {_age(lag)} behind"
    if not is_answering:
        return Freshness(State.OFFLINE, f"{words} · last good numbers, trying again")
    if as_of.event_time is not None and as_of.time - as_of.event_time > _QUIET_AFTER:
        words += f" · last event {_age(now - as_of.event_time)} ago"
    return Freshness(State.DELAYED if lag > DELAYED_AFTER else State.LIVE, words)


def _age(length: timedelta) -> str:
    seconds = max(int(length.total_seconds()), 0)
    if seconds < 60:
        return f"{seconds} s"
    if seconds < 3_600:
        return f"{seconds // 60} min"
    if seconds < 86_400:
        return f"{seconds // 3_600} h"
    return f"{seconds // 86_400} d"
