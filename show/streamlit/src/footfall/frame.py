"""Rows as pandas frames. The only place that imports pandas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from footfall.columns import ColumnType, columns_of
from footfall.instants import instant


def frame(
    question: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], *, exact: bool
) -> pd.DataFrame:
    """Lay the rows out as documented at ``Answer.frame``."""
    zone = ZoneInfo(question.get("timezone", "UTC"))
    return pd.DataFrame(
        {
            name: _series([row.get(name) for row in rows], kind, zone, exact)
            for name, kind in columns_of(question, rows).items()
        },
        index=pd.RangeIndex(len(rows)),
    )


def _series(cells: list[Any], kind: ColumnType, zone: tzinfo, exact: bool) -> pd.Series[Any]:
    if kind is ColumnType.INSTANT:
        times = pd.Series([_cell_instant(cell, zone) for cell in cells], dtype="object")
        return pd.to_datetime(times, utc=True).dt.as_unit("ms").dt.tz_convert(zone)
    if kind is ColumnType.COUNT:
        return pd.Series(pd.array([_missing(cell) for cell in cells], dtype="Int64"))
    if kind is ColumnType.NUMBER:
        if exact:
            return pd.Series([_decimal(cell) for cell in cells], dtype="object")
        floats = [pd.NA if cell is None else float(cell) for cell in cells]
        return pd.Series(pd.array(floats, dtype="Float64"))
    if kind is ColumnType.TRUTH:
        return pd.Series(pd.array([_missing(cell) for cell in cells], dtype="boolean"))
    if kind is ColumnType.TEXT or all(cell is None or isinstance(cell, str) for cell in cells):
        return pd.Series(pd.array([_missing(cell) for cell in cells], dtype="string"))
    return pd.Series(cells, dtype="object")


def _cell_instant(cell: str | None, zone: tzinfo) -> Any:
    return pd.NaT if cell is None else instant(cell).astimezone(zone)


def _missing(cell: object) -> Any:
    return pd.NA if cell is None else cell


def _decimal(cell: int | Decimal | None) -> Any:
    return None if cell is None else Decimal(cell)
