"""What comes back for a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from footfall.errors import malformed
from footfall.instants import instant

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Row = Mapping[str, Any]
"""One row: field name to text, whole number, ``Decimal``, truth or ``None``."""


@dataclass(frozen=True)
class AsOf:
    """The place in the log and the instant at which an answer is true.

    Attributes
    ----------
    sequence
        The newest event that was counted.
    time
        The end of the second the answer describes, in UTC.
    event_time
        When the newest event happened, in UTC; ``None`` before the first.
    """

    sequence: int
    time: datetime
    event_time: datetime | None


@dataclass(frozen=True)
class Period:
    """The stretch of time a question was resolved to, in UTC: ``start`` is inside, ``end`` not."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Answer:
    """The rows of an answer and what they mean.

    Attributes
    ----------
    question
        The question as the engine understood it.
    definition
        What was counted, in words.
    rows
        In the engine's order, with exact numbers: ``int``, or ``Decimal`` if there is a fraction.
    period
        The resolved period; ``None`` for all time.
    as_of
        When this was true.
    computed_at
        When the engine worked it out, in UTC.
    ignored
        Matching events left out of the measure because their value was no number.
    excluded
        Matching events left out for another reason, such as ``robots``.
    capped
        Whether some values of ``by`` were put together because there were too many.
    history_from
        The oldest instant the answer could see; ``None`` if all of it.
    from_files
        Whether the engine had it from files, since not all the question reads was in memory.
    """

    question: Mapping[str, Any]
    definition: str
    rows: tuple[Row, ...]
    period: Period | None
    as_of: AsOf
    computed_at: datetime
    ignored: int
    excluded: Mapping[str, int]
    capped: bool
    history_from: datetime | None
    from_files: bool = False

    def frame(self, *, numbers: Literal["float", "exact"] = "float") -> pandas.DataFrame:
        """Return the rows as a pandas frame whose column types depend on the question alone.

        Counts are ``Int64``, other numbers ``Float64``, text is ``string``, and instants are
        timezone-aware in the question's zone; what is missing is a null in each. An answer
        without rows has the same columns and types.

        Parameters
        ----------
        numbers
            ``"float"`` rounds to about 15 digits; ``"exact"`` keeps ``Decimal`` objects.
        """
        from footfall.frame import frame

        return frame(self.question, self.rows, exact=numbers == "exact")

    def arrow(self) -> pyarrow.Table:
        """Return the rows as an Arrow table, with the columns of ``frame``; needs ``pyarrow``."""
        from footfall.arrow import table

        return table(self.question, self.rows)

    def polars(self) -> polars.DataFrame:
        """Return the rows as a Polars frame, with the columns of ``frame``; needs ``polars``."""
        from footfall.arrow import polars_frame

        return polars_frame(self.question, self.rows)


def read_as_of(document: object) -> AsOf:
    """Check the as-of of a parsed JSON document, as ``read_answer`` does.

    Raises
    ------
    MalformedAnswer
        If it is none.
    """
    try:
        return _as_of(document)
    except KeyError as absent:
        raise malformed(f"{absent} is absent") from absent
    except (TypeError, ValueError) as wrong:
        raise malformed(str(wrong)) from wrong


def read_answer(document: object) -> Answer:
    """Check a parsed JSON document and make it an answer.

    Raises
    ------
    MalformedAnswer
        If a field is absent or has the wrong form; the message names it.
    """
    try:
        fields = _object(document, "answer")
        rows = fields["rows"]
        if not isinstance(rows, list):
            raise TypeError("rows is no list")
        return Answer(
            question=_object(fields["question"], "question"),
            definition=str(fields["definition"]),
            rows=tuple(_object(row, "row") for row in rows),
            period=_period(fields.get("period")),
            as_of=_as_of(fields["asOf"]),
            computed_at=instant(fields["computedAt"]),
            ignored=int(fields.get("ignored", 0)),
            excluded=_object(fields.get("excluded", {}), "excluded"),
            capped=bool(fields.get("capped", False)),
            history_from=_optional_instant(fields.get("historyFrom")),
            from_files=fields.get("from") == "files",
        )
    except KeyError as absent:
        raise malformed(f"{absent} is absent") from absent
    except (TypeError, ValueError) as wrong:
        raise malformed(str(wrong)) from wrong


def _object(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(f"{name} is no object")
    return value


def _as_of(value: object) -> AsOf:
    fields = _object(value, "asOf")
    return AsOf(
        sequence=int(fields["sequence"]),
        time=instant(fields["time"]),
        event_time=_optional_instant(fields.get("eventTime")),
    )


def _period(value: object) -> Period | None:
    if value is None:
        return None
    bounds = _object(value, "period")
    if bounds["from"] is None and bounds["to"] is None:
        return None
    return Period(start=instant(bounds["from"]), end=instant(bounds["to"]))


def _optional_instant(value: str | None) -> datetime | None:
    return None if value is None else instant(value)
