"""Pictures as Vega-Lite: specifications that never change, and the frames they draw.

A constant specification under a constant key is what lets a chart keep its zoom while its data
moves. Colours come from the theme.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pandas as pd

from footfall import Answer

# Marks are not given the theme's text colour; this grey reads on both backgrounds (4 : 1).
_WORDS = {"type": "text", "align": "left", "dx": 6, "fontSize": 13, "color": "#707f8a"}

# Nothing to see: it stretches the axis so that the words beside the longest bar fit.
_ROOM = {
    "mark": {"type": "point", "opacity": 0, "tooltip": None},
    "encoding": {"x": {"field": "room", "type": "quantitative"}},
}
_ROOM_FACTOR = 1.3

MINUTE_TREND: dict[str, Any] = {
    "height": 220,
    "autosize": {"type": "fit", "contains": "padding"},
    "encoding": {
        "x": {
            "field": "at",
            "type": "temporal",
            # The column holds the question's local time; UTC keeps the browser from moving it.
            "scale": {"type": "utc", "padding": 10},
            "axis": {"title": None, "format": "%H:%M", "tickCount": 7, "grid": False},
        },
        "y": {"field": "value", "type": "quantitative", "axis": {"title": None, "tickCount": 4}},
        "tooltip": [
            {"field": "minute", "title": "Minute"},
            {"field": "value", "title": "Events", "format": ","},
        ],
    },
    "layer": [
        {
            "params": [
                {
                    "name": "zoom",
                    "select": {"type": "interval", "encodings": ["x"]},
                    "bind": "scales",
                }
            ],
            "transform": [{"filter": "!datum.running"}],
            "mark": {"type": "area", "line": True, "opacity": 0.25, "interpolate": "monotone"},
        },
        {
            "transform": [{"filter": "datum.running"}],
            "mark": {"type": "point", "size": 50, "filled": False},
        },
    ],
}
"""Complete minutes as an area, the running one as a hollow point: it is still growing."""

FUNNEL: dict[str, Any] = {
    "height": 220,
    "autosize": {"type": "fit", "contains": "padding"},
    "encoding": {
        "y": {
            "field": "label",
            "type": "nominal",
            "sort": None,
            "axis": {"title": None, "labelLimit": 200, "ticks": False, "domain": False},
        },
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
                "x": {
                    "field": "customers",
                    "type": "quantitative",
                    "axis": None,
                }
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
"""One bar a step; the pale part is those who may still go on."""

RANKING: dict[str, Any] = {
    "height": 220,
    "autosize": {"type": "fit", "contains": "padding"},
    "encoding": {
        "y": {
            "field": "by",
            "type": "nominal",
            "sort": None,
            "axis": {"title": None, "labelLimit": 220, "ticks": False, "domain": False},
        },
        "x": {"field": "value", "type": "quantitative", "axis": None},
        "tooltip": [
            {"field": "by", "title": "Product"},
            {"field": "value", "title": "Added to carts", "format": ","},
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
"""One bar a value, in the order of the rows."""


def minute_trend(answer: Answer) -> pd.DataFrame:
    """Lay out minutes for ``MINUTE_TREND``; the one that is not over at the as-of is running."""
    frame = answer.frame()
    running = frame["at"] + timedelta(minutes=1) > answer.as_of.time
    local = frame["at"].dt.tz_localize(None)
    return pd.DataFrame(
        {
            "at": local,
            "minute": local.dt.strftime("%H:%M"),
            "value": frame["value"].astype("float64"),
            "running": running.astype(bool),
        }
    )


def funnel(answer: Answer) -> pd.DataFrame:
    """Lay out steps for ``FUNNEL``."""
    frame = answer.frame()
    customers = frame["customers"].fillna(0).astype("int64")
    under_way = frame["open"].fillna(0).astype("int64")
    shares = frame["fromStart"].astype("float64")
    return pd.DataFrame(
        {
            "label": [
                f"{step}  {event}"
                for step, event in zip(frame["step"], frame["event"], strict=True)
            ],
            "customers": customers,
            "open": under_way,
            "room": customers.max() * _ROOM_FACTOR,
            "settled": (customers - under_way).clip(lower=0),
            "fromStart": shares,
            "words": [
                _step_words(count, share) for count, share in zip(customers, shares, strict=True)
            ],
        }
    )


def ranking(answer: Answer) -> pd.DataFrame:
    """Lay out values for ``RANKING``, leaving out what has no value."""
    frame = answer.frame()
    ranked = frame[~frame["by"].isin(["(none)", "(other)"])]
    values = ranked["value"].astype("float64")
    return pd.DataFrame(
        {"by": ranked["by"].astype(str), "value": values, "room": values.max() * _ROOM_FACTOR}
    ).reset_index(drop=True)


def _step_words(count: int, share: float) -> str:
    return f"{count:,}" if pd.isna(share) else f"{count:,} · {share:.1%}"
