"""What the engine lists beside answers: pins, customers behind a number, the schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from footfall.answer import AsOf, read_as_of
from footfall.errors import malformed
from footfall.instants import instant

Record = TypeVar("Record")


@dataclass(frozen=True)
class PinnedQuestion:
    """A question the engine keeps live.

    Attributes
    ----------
    name
        The name it is pinned under.
    question
        Its JSON.
    kept
        How its answer is kept true, in words; empty where the engine does not say.
    error
        Why it has no answer; ``None`` if it has one.
    definition
        What it counts, in words.
    """

    name: str
    question: Mapping[str, Any]
    kept: str = ""
    error: str | None = None
    definition: str = ""


@dataclass(frozen=True)
class Member:
    """One of the customers behind a number; ``anonymous`` where the id is an anonymous one."""

    customer: str
    anonymous: bool


@dataclass(frozen=True)
class EventName:
    """A name under which events came: how many, and when last."""

    event: str
    type: str
    count: int
    last_seen: datetime | None


@dataclass(frozen=True)
class Property:
    """A path that events carry, as questions write it.

    Attributes
    ----------
    types
        How many of its values are text, number, boolean, list or object.
    distinct
        How many different values there are; ``None`` for more than are counted.
    top
        The most frequent values and how often each came.
    """

    path: str
    count: int
    types: Mapping[str, int]
    distinct: int | None
    top: tuple[tuple[Any, int], ...]


@dataclass(frozen=True)
class Schema:
    """Which events there are and what they say; ``left_out`` counts what a full list would add."""

    events: tuple[EventName, ...]
    properties: tuple[Property, ...]
    left_out: Mapping[str, int]
    as_of: AsOf


def read_pin(item: Mapping[str, Any]) -> PinnedQuestion:
    """Read one pinned question."""
    return PinnedQuestion(
        str(item["name"]),
        item["question"],
        str(item.get("kept", "")),
        item.get("error"),
        str(item.get("definition", "")),
    )


def read_member(item: Mapping[str, Any]) -> Member:
    """Read one customer behind a number."""
    return Member(str(item["customer"]), bool(item["anonymous"]))


def read_schema(document: Any) -> Schema:
    """Read the whole schema.

    Raises
    ------
    MalformedAnswer
        If it is none.
    """
    return readable(
        lambda: Schema(
            events=tuple(_event_name(item) for item in document["events"]),
            properties=tuple(_property(item) for item in document["properties"]),
            left_out=dict(document["leftOut"]),
            as_of=read_as_of(document["asOf"]),
        ),
        "schema",
    )


def readable(read: Callable[[], Record], what: str) -> Record:
    """Run a reader; whatever it stumbles over is a malformed answer.

    Raises
    ------
    MalformedAnswer
        If it stumbles.
    """
    try:
        return read()
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise malformed(f"the {what} has another form ({wrong!r})") from wrong


def _event_name(item: Mapping[str, Any]) -> EventName:
    seen = item.get("lastSeen")
    return EventName(
        str(item["event"]), str(item["type"]), int(item["count"]), instant(seen) if seen else None
    )


def _property(item: Mapping[str, Any]) -> Property:
    return Property(
        path=str(item["property"]),
        count=int(item["count"]),
        types=dict(item["types"]),
        distinct=item.get("distinct"),
        top=tuple((top["value"], int(top["count"])) for top in item.get("top") or ()),
    )
