"""Answers as Vega-Lite: specifications that depend on the question alone, and the frames they draw.

A constant specification under a constant key is what lets a chart keep its zoom while its data
moves. Colours come from the theme.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from footfall.answer import Answer

if TYPE_CHECKING:
    import pyarrow

# Marks are not given the theme's text colour; this grey reads on both backgrounds (4 : 1).
_WORDS = {"type": "text", "align": "left", "dx": 6, "fontSize": 13, "color": "#707f8a"}

# Nothing to see: it stretches the axis so that the words beside the longest bar fit, however narrow
# the picture is.
_ROOM: dict[str, Any] = {
    "transform": [
        {"calculate": "datum.room * width / max(width - 130, 0.3 * width)", "as": "stretched"}
    ],
    "mark": {"type": "point", "opacity": 0, "tooltip": None},
    "encoding": {"x": {"field": "stretched", "type": "quantitative"}},
}
# Vega by itself writes hours by twelves, and between them minutes by twenty-four.
_INSTANT = (
    "utcFormat(datum.value, utchours(datum.value) || utcminutes(datum.value) ? '%H:%M'"
    " : utcmonth(datum.value) || utcdate(datum.value) > 1 ? '%-d %b' : '%Y')"
)
_FIT: dict[str, Any] = {"height": 220, "autosize": {"type": "fit", "contains": "padding"}}


@dataclass(frozen=True)
class Chart:
    """A picture: what Vega-Lite draws, and the data it draws."""

    spec: dict[str, Any]
    data: pd.DataFrame

    @cached_property
    def arrow(self) -> pyarrow.Table:
        """The data as Arrow, which is what a browser is sent, made once."""
        import pyarrow

        return pyarrow.Table.from_pandas(self.data)


def chart(answer: Answer, *, unit: str = "") -> Chart | None:
    """Choose the picture that fits the question; ``None`` where a table or a number does."""
    question = answer.question
    kind = question.get("kind")
    if kind == "trend" and question.get("interval", "none") != "none":
        return trend_chart(answer, unit=unit)
    if kind == "trend" and question.get("by") is not None:
        return ranking_chart(answer, unit=unit)
    if kind == "funnel" and question.get("by") is None:
        return funnel_chart(answer)
    if kind == "retention" and question.get("by") is None:
        return retention_chart(answer)
    return None


def trend_chart(answer: Answer, *, unit: str = "") -> Chart:
    """Draw complete intervals as a line, the one that is not over as a hollow point."""
    frame = answer.frame()
    series = frame["by"].astype(str) if "by" in frame else pd.Series("", index=frame.index)
    starts = frame["at"]
    newest = starts.max()
    is_running = (
        not frame.empty and _end(newest, str(answer.question["interval"])) > answer.as_of.time
    )
    # The column holds the question's local time; UTC in the scale keeps the browser from moving it.
    local = starts.dt.tz_localize(None)
    data = pd.DataFrame(
        {
            "at": local,
            "when": local.dt.strftime("%d %b %H:%M"),
            "value": frame["value"].astype("float64"),
            "series": series,
            "running": (starts == newest) & is_running,
        }
    )
    is_split = answer.question.get("by") is not None
    colour: dict[str, Any] = (
        {"color": {"field": "series", "type": "nominal", "legend": {"title": None}}}
        if is_split
        else {}
    )
    line: dict[str, Any] = (
        {"type": "line", "interpolate": "monotone"}
        if is_split
        else {"type": "area", "line": True, "opacity": 0.25, "interpolate": "monotone"}
    )
    zoom: dict[str, Any] = {
        "name": "zoom",
        "select": {"type": "interval", "encodings": ["x"]},
        "bind": "scales",
    }
    spec: dict[str, Any] = {
        **_FIT,
        "encoding": {
            "x": {
                "field": "at",
                "type": "temporal",
                "scale": {"type": "utc", "padding": 10},
                "axis": {"title": None, "tickCount": 7, "grid": False, "labelExpr": _INSTANT},
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                "axis": {"title": None, "tickCount": 4},
            },
            "tooltip": [
                {"field": "when", "title": "From"},
                {"field": "value", "title": unit or "Value", "format": ","},
                *([{"field": "series", "title": "Of"}] if is_split else []),
            ],
            **colour,
        },
        "layer": [
            {
                "params": [zoom],
                "transform": [{"filter": "!datum.running"}],
                "mark": line,
            },
            {
                "transform": [{"filter": "datum.running"}],
                "mark": {"type": "point", "size": 50, "filled": False},
            },
        ],
    }
    return Chart(spec, data)


def funnel_chart(answer: Answer) -> Chart:
    """Draw one bar a step; the pale part is those who may still go on."""
    frame = answer.frame()
    counted = "customers" if "customers" in frame else "count"
    customers = frame[counted].fillna(0).astype("int64")
    under_way = frame["open"].fillna(0).astype("int64")
    shares = frame["fromStart"].astype("float64")
    names = frame["event"].fillna("any step")
    data = pd.DataFrame(
        {
            "place": range(len(frame)),
            "label": [f"{step}  {event}" for step, event in zip(frame["step"], names, strict=True)],
            "customers": customers,
            "open": under_way,
            "room": customers.max(),
            "settled": (customers - under_way).clip(lower=0),
            "fromStart": shares,
            "words": [
                _step_words(count, share) for count, share in zip(customers, shares, strict=True)
            ],
        }
    )
    spec = {
        **_FIT,
        "encoding": {
            "y": {**_LABELS, "field": "label"},
            "tooltip": [
                {"field": "label", "title": "Step"},
                {"field": "customers", "title": "Customers", "format": ","},
                {"field": "open", "title": "of them still under way", "format": ","},
                {"field": "fromStart", "title": "of the first step", "format": ".1%"},
            ],
        },
        "layer": [
            {
                "mark": {"type": "bar", "cornerRadiusEnd": 3, "opacity": 0.35},
                "encoding": {
                    "x": {"field": "customers", "type": "quantitative", "axis": None},
                },
            },
            {
                "mark": {"type": "bar", "cornerRadiusEnd": 3},
                "encoding": {"x": {"field": "settled", "type": "quantitative"}},
            },
            {
                "mark": _WORDS,
                "encoding": {
                    "x": {"field": "customers", "type": "quantitative"},
                    "text": {"field": "words", "type": "nominal"},
                },
            },
            _ROOM,
        ],
    }
    return Chart(spec, data)


def ranking_chart(answer: Answer, *, unit: str = "") -> Chart:
    """Draw one bar a value, in rank, leaving out what has no value."""
    frame = answer.frame()
    ranked = frame[~frame["by"].isin(["(none)", "(other)"])]
    values = ranked["value"].astype("float64")
    data = pd.DataFrame(
        {
            "place": range(len(ranked)),
            "by": ranked["by"].astype(str),
            "value": values,
            "room": values.max(),
        }
    ).reset_index(drop=True)
    spec = {
        **_FIT,
        "height": 290,
        "encoding": {
            "y": {**_LABELS, "field": "by"},
            "x": {"field": "value", "type": "quantitative", "axis": None},
            "tooltip": [
                {"field": "by", "title": "Of"},
                {"field": "value", "title": unit or "Value", "format": ","},
            ],
        },
        "layer": [
            {"mark": {"type": "bar", "cornerRadiusEnd": 3}},
            {
                "mark": _WORDS,
                "encoding": {"text": {"field": "value", "type": "quantitative", "format": ","}},
            },
            _ROOM,
        ],
    }
    return Chart(spec, data)


def retention_chart(answer: Answer) -> Chart:
    """Draw a heat map: a row for each cohort, a column for each interval after it."""
    frame = answer.frame()
    cells = frame[frame["cohort"] != "all"]
    data = pd.DataFrame(
        {
            "cohort": [str(cohort)[:10] for cohort in cells["cohort"]],
            "offset": cells["offset"].astype("int64"),
            "rate": cells["rate"].astype("float64"),
            "customers": cells["customers"].astype("float64"),
            "size": cells["size"].astype("float64"),
            "complete": cells["complete"].astype(bool),
        }
    ).reset_index(drop=True)
    spec = {
        "height": {"step": 22},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "encoding": {
            "y": {"field": "cohort", "type": "ordinal", "axis": {"title": None, "ticks": False}},
            "x": {
                "field": "offset",
                "type": "ordinal",
                "axis": {"title": None, "orient": "top", "labelAngle": 0, "ticks": False},
            },
            "tooltip": [
                {"field": "cohort", "title": "Began"},
                {"field": "size", "title": "Customers", "format": ","},
                {"field": "offset", "title": "Intervals later"},
                {"field": "customers", "title": "Came back", "format": ","},
                {"field": "rate", "title": "Share", "format": ".1%"},
            ],
        },
        "layer": [
            {
                "mark": {"type": "rect", "cornerRadius": 2},
                "encoding": {
                    "color": {
                        "field": "rate",
                        "type": "quantitative",
                        "scale": {"domain": [0, 1], "scheme": "teals"},
                        "legend": None,
                    },
                    "opacity": {"condition": {"test": "datum.complete", "value": 1}, "value": 0.5},
                },
            }
        ],
    }
    return Chart(spec, data)


_LABELS: dict[str, Any] = {
    "type": "nominal",
    # By the place that comes with each row: without it Vega keeps the order of a value's first
    # appearance, and a bar that overtakes another would stay below it.
    "sort": {"field": "place", "op": "min"},
    "axis": {"title": None, "labelLimit": 220, "ticks": False, "domain": False},
}


def _end(start: pd.Timestamp, interval: str) -> pd.Timestamp:
    """Where an interval ends on the calendar of its zone."""
    if interval.endswith("m"):
        return start + pd.Timedelta(minutes=int(interval[:-1]))
    if interval == "hour":
        return start + pd.Timedelta(hours=1)
    return (
        start
        + {
            "day": pd.DateOffset(days=1),
            "week": pd.DateOffset(weeks=1),
            "month": pd.DateOffset(months=1),
        }[interval]
    )


def _step_words(count: int, share: float) -> str:
    return f"{count:,}" if pd.isna(share) else f"{count:,} · {share:.1%}"
