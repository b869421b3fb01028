"""How a change of an answer becomes the answer after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from footfall.answer import Answer, Row, read_as_of
from footfall.errors import malformed

_KEY_FIELDS: dict[str, tuple[str, ...]] = {
    "trend": ("by", "at"),
    "funnel": ("by", "step"),
    "retention": ("by", "cohort", "offset"),
    "sessions": ("by", "at"),
    "lifecycle": ("at",),
    "stickiness": ("intervals",),
    "paths": ("step", "from", "to"),
    "experiment": ("variation",),
}
"""The fields that tell one row of an answer from another, by kind of question."""

_RANKING_FIELD = {"trend": "value", "funnel": "customers", "sessions": "sessions"}
"""The number that ranks the values of ``by``."""

_OTHER = "(other)"


def apply_change(answer: Answer, change: object) -> Answer:
    """Return the answer after ``{"set": […], "gone": […], "asOf": {…}}``.

    Rows come in the order in which the engine gives whole answers; measures that do not add up
    over intervals, such as a median, may be ranked a little differently until the next whole one.

    Raises
    ------
    MalformedAnswer
        If the change is none.
    """
    if not isinstance(change, Mapping):
        raise malformed("a change is no object")
    kind = str(answer.question.get("kind"))
    rows = {_key(kind, row): row for row in answer.rows}
    for gone in _rows(change, "gone"):
        rows.pop(_key(kind, gone), None)
    for row in _rows(change, "set"):
        rows[_key(kind, row)] = row
    return replace(
        answer, rows=_in_order(kind, rows.values()), as_of=read_as_of(change.get("asOf"))
    )


def _rows(change: Mapping[str, Any], name: str) -> list[Row]:
    rows = change.get(name)
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise malformed(f"{name} of a change is no list of rows")
    return rows


def _key(kind: str, row: Row) -> tuple[object, ...]:
    """Name a row; the type stands beside the value, since ``True`` equals 1."""
    cells = (row.get(field) for field in _KEY_FIELDS.get(kind, ()))
    return tuple((isinstance(cell, bool), cell) for cell in cells)


def _in_order(kind: str, rows: Iterable[Row]) -> tuple[Row, ...]:
    rows = list(rows)
    if kind == "paths":
        return tuple(sorted(rows, key=_place_of_link))
    totals: dict[object, Decimal] = {}
    ranking = _RANKING_FIELD.get(kind, "")
    for row in rows:
        number = row.get(ranking)
        if number is not None and (kind != "funnel" or row.get("step") == 1):
            value = row.get("by")
            totals[value] = totals.get(value, Decimal(0)) + Decimal(number)
    rest = [field for field in _KEY_FIELDS.get(kind, ()) if field != "by"]

    def place(row: Row) -> tuple[object, ...]:
        value = row.get("by")
        total = totals.get(value)
        # Values without a number come after those with one; the rest of all is last.
        rank = (value == _OTHER, total is None, -(total or Decimal(0)), _comparable(value))
        return (rank, *(_comparable(row.get(field)) for field in rest))

    return tuple(sorted(rows, key=place))


def _place_of_link(row: Row) -> tuple[object, ...]:
    """Place a link by how often it is taken in its step; where it stops comes last."""
    ends = ((row.get(end) is None, _comparable(row.get(end))) for end in ("from", "to"))
    return (row.get("step"), -Decimal(row.get("occurrences") or 0), *ends)


def _comparable(cell: Any) -> tuple[int, Any]:
    """Order null, truths, numbers by size, text by code point."""
    if cell is None:
        return (0, 0)
    if isinstance(cell, bool):
        return (1, cell)
    return (2, cell) if isinstance(cell, (int, Decimal)) else (3, str(cell))
