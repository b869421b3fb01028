"""Which columns an answer has, and their types: a function of the question, never of the rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any


class ColumnType(Enum):
    """What the cells of a column are."""

    INSTANT = "instant"
    COUNT = "count"
    NUMBER = "number"
    TRUTH = "truth"
    TEXT = "text"
    VALUE = "value"
    """Whatever the events carried: text, a number or a truth."""


_STANDINGS = ("new", "returning", "resurrecting", "dormant")
_EXPERIMENT = {
    "variation": ColumnType.VALUE,
    **dict.fromkeys(("customers", "converted"), ColumnType.COUNT),
    **dict.fromkeys(("rate", "difference", "low", "high", "z", "p"), ColumnType.NUMBER),
}
_COUNTING_MEASURES = frozenset({"count", "customers", "distinct"})


def columns(question: Mapping[str, Any]) -> dict[str, ColumnType]:
    """List the columns of the question's rows in order; none for a kind not known here."""
    kind = question.get("kind")
    if kind == "trend":
        return _trend(question)
    if kind == "funnel":
        return _funnel(question)
    if kind == "retention":
        return _retention(question)
    if kind == "sessions":
        return _sessions(question)
    if kind == "lifecycle":
        return {"at": ColumnType.INSTANT, **dict.fromkeys(_STANDINGS, ColumnType.COUNT)}
    if kind == "paths":
        return {
            "step": ColumnType.COUNT,
            "from": ColumnType.TEXT,
            "to": ColumnType.TEXT,
            "customers": ColumnType.COUNT,
            "occurrences": ColumnType.COUNT,
        }
    if kind == "stickiness":
        result = dict.fromkeys(("intervals", "customers"), ColumnType.COUNT)
        return _compared(question, result)
    if kind == "audience":
        return dict.fromkeys(("customers", "entered24h", "left24h"), ColumnType.COUNT)
    if kind == "experiment":
        return _EXPERIMENT
    return {}


def columns_of(
    question: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
) -> dict[str, ColumnType]:
    """List the columns as ``columns`` does, and after them the fields not known there."""
    result = columns(question)
    for row in rows:
        for name, value in row.items():
            if name not in result:
                result[name] = _guess(value)
    return result


def _guess(value: object) -> ColumnType:
    """Choose for a field this version does not know."""
    if isinstance(value, bool):
        return ColumnType.TRUTH
    return ColumnType.NUMBER if isinstance(value, (int, Decimal)) else ColumnType.VALUE


def _trend(question: Mapping[str, Any]) -> dict[str, ColumnType]:
    result: dict[str, ColumnType] = {}
    if question.get("interval", "none") != "none":
        result["at"] = ColumnType.INSTANT
    if question.get("by") is not None:
        result["by"] = ColumnType.VALUE
    several = question.get("formula") is not None or question.get("series") is not None
    counting = not several and question.get("measure", "count") in _COUNTING_MEASURES
    result["value"] = ColumnType.COUNT if counting else ColumnType.NUMBER
    if question.get("compare") is not None:
        result["previous"] = result["value"]
    return result


def _funnel(question: Mapping[str, Any]) -> dict[str, ColumnType]:
    counted = "customers" if question.get("count", "customers") == "customers" else "count"
    result = {"step": ColumnType.COUNT, "event": ColumnType.TEXT}
    if question.get("by") is not None:
        result["by"] = ColumnType.VALUE
    result[counted] = ColumnType.COUNT
    for name in ("fromStart", "fromPrevious", "medianSeconds", "p90Seconds"):
        result[name] = ColumnType.NUMBER
    result["open"] = ColumnType.COUNT
    return _compared(question, result)


def _retention(question: Mapping[str, Any]) -> dict[str, ColumnType]:
    """Keep ``cohort`` as written: an instant, or the word ``all``."""
    result = {"cohort": ColumnType.TEXT}
    if question.get("by") is not None:
        result["by"] = ColumnType.VALUE
    for name in ("size", "offset", "customers"):
        result[name] = ColumnType.COUNT
    result["rate"] = ColumnType.NUMBER
    result["complete"] = ColumnType.TRUTH
    return _compared(question, result)


def _sessions(question: Mapping[str, Any]) -> dict[str, ColumnType]:
    result: dict[str, ColumnType] = {}
    if question.get("interval", "none") != "none":
        result["at"] = ColumnType.INSTANT
    if question.get("by") is not None:
        result["by"] = ColumnType.VALUE
    for name in ("sessions", "customers"):
        result[name] = ColumnType.COUNT
    for name in ("bounceRate", "eventsPerSession", "medianSeconds", "p90Seconds"):
        result[name] = ColumnType.NUMBER
    return _compared(question, result)


def _compared(question: Mapping[str, Any], result: dict[str, ColumnType]) -> dict[str, ColumnType]:
    if question.get("compare") is not None:
        result["previous"] = ColumnType.COUNT
    return result
