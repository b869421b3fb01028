"""What a SQL statement gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from footfall.errors import malformed
from footfall.instants import instant
from footfall.records import readable

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True)
class Column:
    """A column of a result: its name, and its type as the engine's SQL calls it."""

    name: str
    type: str


@dataclass(frozen=True)
class SqlResult:
    """The rows of a statement, all of one moment.

    Attributes
    ----------
    columns
        In the order of the statement; names may repeat.
    rows
        Their cells: text, ``int``, ``Decimal``, ``float``, truths, documents, ``None``; instants
        are text as the engine writes them.
    sequence
        The newest event that was seen.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    sequence: int

    def frame(self) -> pandas.DataFrame:
        """Return the rows as a pandas frame with types: nulls are nulls, instants are in UTC."""
        import pandas as pd

        series = [
            _series([row[place] for row in self.rows], column.type)
            for place, column in enumerate(self.columns)
        ]
        frame = pd.concat(series, axis=1) if series else pd.DataFrame()
        frame.columns = pd.Index([column.name for column in self.columns])
        return frame


def read_sql(document: Any) -> SqlResult:
    """Check a parsed JSON document and make it a result.

    Raises
    ------
    MalformedAnswer
        If it is none.
    """
    result = readable(
        lambda: SqlResult(
            columns=tuple(Column(str(c["name"]), str(c["type"])) for c in document["columns"]),
            rows=tuple(tuple(row) for row in document["rows"]),
            sequence=int(document["asOf"]["sequence"]),
        ),
        "result",
    )
    if any(len(row) != len(result.columns) for row in result.rows):
        raise malformed("a row has more or fewer cells than there are columns")
    return result


_NULLABLE: Mapping[str, str] = {
    "BOOLEAN": "boolean",
    "TINYINT": "Int64",
    "SMALLINT": "Int64",
    "INTEGER": "Int64",
    "BIGINT": "Int64",
    "UTINYINT": "Int64",
    "USMALLINT": "Int64",
    "UINTEGER": "Int64",
    "FLOAT": "Float64",
    "DOUBLE": "Float64",
    "DECIMAL": "Float64",
    "HUGEINT": "Float64",
    "VARCHAR": "string",
}


def _series(cells: list[Any], type_name: str) -> pandas.Series[Any]:
    import pandas as pd

    kind = type_name.partition("(")[0].upper()
    if kind.startswith("TIMESTAMP"):
        times = [pd.NaT if cell is None else _instant(str(cell)) for cell in cells]
        return pd.to_datetime(pd.Series(times, dtype="object"), utc=True).dt.as_unit("us")
    dtype = _NULLABLE.get(kind)
    if dtype == "Float64":
        cells = [None if cell is None else float(cell) for cell in cells]
    if dtype is None:
        return pd.Series(cells, dtype="object")
    series = pd.Series([pd.NA if cell is None else cell for cell in cells], dtype="object")
    return cast("pandas.Series[Any]", series.astype(dtype))  # type: ignore[call-overload]


def _instant(text: str) -> Any:
    """Read an instant; one without an offset is in UTC."""
    text = text.replace(" ", "T", 1)
    has_offset = text.endswith("Z") or "+" in text or text[-6:-5] == "-"
    return instant(text if has_offset else f"{text}Z")
