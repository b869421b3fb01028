"""The row of numbers: each beside what it is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from footfall import Answer
from footfall_dashboard import charts

_YESTERDAY = "same time yesterday"


@dataclass(frozen=True)
class Tile:
    """One number as it is now and as it was; ``None`` is not known.

    Attributes
    ----------
    digits
        Shown after the point.
    against
        What ``before`` is, in words.
    is_judged
        Whether more is good and less is bad.
    """

    label: str
    now: float | None = None
    before: float | None = None
    digits: int = 0
    against: str = _YESTERDAY
    is_judged: bool = True

    @property
    def value(self) -> str:
        """The number as it is shown."""
        return self._written(self.now)

    @property
    def delta(self) -> str | None:
        """What was gained or lost, or ``None`` if a number is not known."""
        if self.now is None or self.before is None:
            return None
        return f"{self.now - self.before:+,.{self.digits}f}"

    @property
    def comparison(self) -> str:
        """What the number is compared with, in words."""
        return f"{self.against}: {self._written(self.before)}"

    def _written(self, number: float | None) -> str:
        return "—" if number is None else f"{number:,.{self.digits}f}"


def tiles(answers: Mapping[str, Answer]) -> tuple[Tile, ...]:
    """Work out the tiles, in their order, from what answers there are."""
    orders = _orders(answers.get("orders-today"))
    revenue, is_only_currency = _revenue(answers.get("revenue-today"))
    an_order = Tile("Revenue an order today", digits=2)
    if is_only_currency:
        an_order = Tile(
            an_order.label,
            _quotient(revenue.now, orders.now),
            _quotient(revenue.before, orders.before),
            digits=2,
        )
    return orders, revenue, an_order, _last_minute(answers.get("events-per-minute"))


def _orders(answer: Answer | None) -> Tile:
    row = answer.rows[0] if answer is not None and answer.rows else {}
    return Tile("Orders today", _number(row.get("value")), _number(row.get("previous")))


def _revenue(answer: Answer | None) -> tuple[Tile, bool]:
    """Take the largest currency, which comes first, and say whether it is the only one.

    Several currencies are never added, and none may stand for them all without its name.
    """
    rows = answer.rows if answer is not None else ()
    row = rows[0] if rows else {}
    currency = row.get("by")
    label = "Revenue today" if currency in (None, "(none)") else f"Revenue today, {currency}"
    tile = Tile(label, _number(row.get("value")), _number(row.get("previous")), digits=2)
    return tile, len(rows) == 1


def _last_minute(answer: Answer | None) -> Tile:
    full: list[float] = []
    if answer is not None:
        minutes = charts.minute_trend(answer)
        full = minutes.loc[~minutes["running"], "value"].tolist()
    return Tile(
        "Events in the last full minute",
        full[-1] if full else None,
        full[-2] if len(full) > 1 else None,
        against="the minute before",
        is_judged=False,
    )


def _number(cell: Any) -> float | None:
    return None if cell is None else float(cell)


def _quotient(above: float | None, below: float | None) -> float | None:
    return None if above is None or not below else above / below
