"""Nightly numbers up to where they end, live ones after it: one series, and what came too late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from footfall.answer import Answer
from footfall.charts import Chart


@dataclass(frozen=True)
class Overlay:
    """A nightly series continued by a live one.

    Attributes
    ----------
    frame
        Columns ``on``, ``value`` and ``source``, which is ``batch`` before the watermark and
        ``live`` from it on; no instant is in both halves.
    watermark
        Where the nightly data ends: it holds what is before, in UTC.
    late_after_batch
        Columns ``on``, ``batch``, ``live`` and ``late``: the intervals before the watermark in
        which the engine has counted something else than the nightly run, because events arrived
        after it. They are in neither half.
    on, value
        The names of those columns.
    """

    frame: pd.DataFrame
    watermark: pd.Timestamp
    late_after_batch: pd.DataFrame
    on: str
    value: str

    @property
    def late_total(self) -> float:
        """What the late intervals add up to."""
        return float(self.late_after_batch["late"].sum())

    def chart(self, *, unit: str = "", zone: str = "UTC") -> Chart:
        """Draw both halves as one line: solid batch, dashed live, a rule at the watermark."""
        drawn = self.frame.rename(columns={self.on: "at", self.value: "value"})
        joint = drawn[drawn["source"] == "batch"].tail(1).assign(source="live")
        if (drawn["source"] == "live").any():
            # The dashed half begins where the solid one ends, so that the line has no gap.
            drawn = pd.concat([drawn, joint], ignore_index=True).sort_values(["source", "at"])
        drawn = drawn.assign(
            at=drawn["at"].dt.tz_convert(zone).dt.tz_localize(None),
            value=drawn["value"].astype("float64"),
            watermark=self.watermark.tz_convert(zone).tz_localize(None),
        )
        return Chart(_spec(unit), drawn.reset_index(drop=True))


def overlay(
    history: pd.DataFrame,
    live: Answer | pd.DataFrame,
    *,
    on: str = "at",
    value: str = "value",
    watermark: datetime | str | None = None,
) -> Overlay:
    """Put live numbers behind nightly ones.

    Parameters
    ----------
    history
        The nightly run's rows: an instant (without a zone it is UTC) and a number that adds up.
    live
        The answer to a trend with an interval, or its frame, that begins no later than the
        watermark; the further back it goes, the more of what came late is seen.
    on, value
        The columns of both; an answer's ``at`` and ``value`` are taken for them.
    watermark
        Where the nightly data ends. The start of the first live interval after the newest
        nightly row unless given.

    Raises
    ------
    ValueError
        If a column is missing, the live half does not reach back to the watermark, the watermark
        cuts an interval in two, or an instant is in a half twice.
    """
    batch = _series(history, "history", on, value)
    now = _series(
        live.frame().rename(columns={"at": on, "value": value})
        if isinstance(live, Answer)
        else live,
        "live",
        on,
        value,
    )
    mark = _watermark(batch, now, on, watermark)
    kept = batch[batch[on] < mark]
    continued = now[now[on] >= mark]
    frame = pd.concat(
        [kept.assign(source="batch"), continued.assign(source="live")], ignore_index=True
    )
    both = kept.merge(now[now[on] < mark], on=on, how="inner", suffixes=("_batch", "_live"))
    compared = pd.DataFrame(
        {on: both[on], "batch": both[f"{value}_batch"], "live": both[f"{value}_live"]}
    )
    compared["late"] = compared["live"] - compared["batch"]
    late = compared[compared["late"].abs() > 1e-9].reset_index(drop=True)
    return Overlay(frame, mark, late, on, value)


def _series(frame: pd.DataFrame, name: str, on: str, value: str) -> pd.DataFrame:
    for column in (on, value):
        if column not in frame:
            raise ValueError(f"{name} has no column {column!r}; it has {list(frame.columns)}")
    series = pd.DataFrame(
        {
            on: pd.to_datetime(frame[on], utc=True).dt.as_unit("ms"),
            value: pd.to_numeric(frame[value]).astype("float64"),
        }
    ).sort_values(on, ignore_index=True)
    repeated = series[on].duplicated()
    if repeated.any():
        raise ValueError(
            f"{name} has {series[on][repeated].iloc[0]} twice; put one row for each {on}"
        )
    return series


def _watermark(
    batch: pd.DataFrame, live: pd.DataFrame, on: str, given: datetime | str | None
) -> pd.Timestamp:
    if given is not None:
        mark = pd.Timestamp(given)
        mark = mark.tz_localize("UTC") if mark.tzinfo is None else mark.tz_convert("UTC")
        if not live.empty and live[on].min() < mark and not (live[on] == mark).any():
            after = live[on][live[on] > mark]
            if not after.empty:
                raise ValueError(
                    f"the watermark {mark} lies inside a live interval; put it where one begins,"
                    f" such as {after.iloc[0]}"
                )
    else:
        later = live[on] if batch.empty else live[on][live[on] > batch[on].max()]
        if later.empty and batch.empty:
            raise ValueError("neither half has rows, so there is no watermark; give one")
        mark = batch[on].max() if later.empty else later.iloc[0]
        if later.empty:
            mark += pd.Timedelta(1, "ms")
    if not live.empty and live[on].min() > mark:
        raise ValueError(
            f"live begins at {live[on].min()}, after the watermark {mark}: what lies between would"
            " be missing. Ask for a longer period"
        )
    return mark


def _spec(unit: str) -> dict[str, Any]:
    return {
        "height": 300,
        "autosize": {"type": "fit", "contains": "padding"},
        "layer": [
            {
                "params": [
                    {
                        "name": "zoom",
                        "select": {"type": "interval", "encodings": ["x"]},
                        "bind": "scales",
                    }
                ],
                "mark": {"type": "line", "interpolate": "monotone", "strokeWidth": 2.2},
                "encoding": {
                    "x": {
                        "field": "at",
                        "type": "temporal",
                        "scale": {"type": "utc", "padding": 10},
                        "axis": {"title": None, "grid": False, "tickCount": 8,
                                 "format": "%a %H:%M"},
                    },
                    "y": {
                        "field": "value",
                        "type": "quantitative",
                        "axis": {"title": unit or None, "tickCount": 5},
                    },
                    "color": {
                        "field": "source",
                        "type": "nominal",
                        "scale": {"domain": ["batch", "live"]},
                        "legend": {"title": None, "orient": "top"},
                    },
                    "strokeDash": {
                        "field": "source",
                        "type": "nominal",
                        "scale": {"domain": ["batch", "live"], "range": [[1, 0], [5, 4]]},
                        "legend": {"title": None, "orient": "top"},
                    },
                    "tooltip": [
                        {"field": "at", "type": "temporal", "title": "From",
                         "format": "%d %b %H:%M"},
                        {"field": "value", "title": unit or "Value", "format": ","},
                        {"field": "source", "title": "Source"},
                    ],
                },
            },
            {
                "mark": {"type": "rule", "strokeWidth": 1, "color": "#707f8a"},
                "encoding": {
                    "x": {"aggregate": "max", "field": "watermark", "type": "temporal"},
                },
            },
        ],
    }  # fmt: skip
