"""Rows as Arrow tables, and through them as Polars frames. The only place that imports either."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import pyarrow as pa

from footfall.columns import ColumnType, columns_of
from footfall.errors import malformed
from footfall.instants import instant

if TYPE_CHECKING:
    import polars


def table(question: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Lay the rows out as documented at ``Answer.frame``, without loss of any null."""
    zone = str(question.get("timezone", "UTC"))
    return pa.table(
        {
            name: _array([row.get(name) for row in rows], kind, zone)
            for name, kind in columns_of(question, rows).items()
        }
    )


def polars_frame(
    question: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
) -> polars.DataFrame:
    """Make the same a Polars frame."""
    import polars

    return cast(polars.DataFrame, polars.from_arrow(table(question, rows)))


def read_stream(content: bytes) -> pa.Table:
    """Read an Arrow stream.

    Raises
    ------
    MalformedAnswer
        If it is none, or was cut off.
    """
    try:
        with pa.ipc.open_stream(content) as stream:
            return stream.read_all()
    except pa.ArrowInvalid as wrong:
        raise malformed(f"it is no whole Arrow stream: {wrong}") from wrong


def _array(cells: list[Any], kind: ColumnType, zone: str) -> pa.Array[Any]:
    if kind is ColumnType.INSTANT:
        times = [None if cell is None else instant(cell) for cell in cells]
        return pa.array(times, type=pa.timestamp("ms", tz=zone))
    if kind is ColumnType.COUNT:
        return pa.array(cells, type=pa.int64())
    if kind is ColumnType.NUMBER:
        return pa.array([None if cell is None else float(cell) for cell in cells], pa.float64())
    if kind is ColumnType.TRUTH:
        return pa.array(cells, type=pa.bool_())
    # Values of several types, such as a property that is once a text and once a number, as text.
    return pa.array([None if cell is None else _text(cell) for cell in cells], type=pa.string())


def _text(cell: object) -> str:
    return str(cell).lower() if isinstance(cell, bool) else str(cell)
