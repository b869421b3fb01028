"""The page itself: what is drawn where. Deciding is in the modules beside it."""

from __future__ import annotations

import gc
import inspect
import os
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from footfall import Answer
from footfall.streamlit import FootfallConnection
from footfall_dashboard import charts
from footfall_dashboard.board import Board, Snapshot
from footfall_dashboard.freshness import Freshness, State, judge
from footfall_dashboard.questions import QUESTIONS
from footfall_dashboard.tiles import tiles

_ENGINE_TIMEOUT_SECONDS = 3.0
_COLOURS = {State.LIVE: "green", State.DELAYED: "orange", State.OFFLINE: "red"}


def show() -> None:
    """Draw the page once; its fragment then redraws itself."""
    st.set_page_config(page_title="Footfall", layout="wide")
    _live()


@st.fragment(run_every="2s")
def _live() -> None:
    snapshot = _board().refresh(_connection())
    _heading(snapshot)
    _metrics(snapshot)
    _chart(
        snapshot, "events-per-minute", "Events a minute", charts.minute_trend, charts.MINUTE_TREND
    )
    left, right = st.columns(2)
    with left:
        _chart(
            snapshot,
            "cart-funnel-today",
            "From product to order, today",
            charts.funnel,
            charts.FUNNEL,
        )
    with right:
        _chart(
            snapshot, "top-products", "Most added to carts, today", charts.ranking, charts.RANKING
        )


@st.cache_resource(show_spinner=False)
def _board() -> Board:
    return Board(QUESTIONS)


def _connection() -> FootfallConnection:
    """Connect by the environment where it says how, else by the secrets file.

    One attempt only: the fragment comes round again in two seconds anyway.
    """
    settings: dict[str, Any] = {"timeout": _ENGINE_TIMEOUT_SECONDS, "attempts_max": 1}
    for setting, variable in (("url", "FOOTFALL_URL"), ("key", "FOOTFALL_KEY")):
        if os.environ.get(variable):
            settings[setting] = os.environ[variable]
    return st.connection("footfall", type=FootfallConnection, **settings)


def _heading(snapshot: Snapshot) -> None:
    title, badge = st.columns([2, 3], vertical_alignment="bottom")
    title.subheader("The shop, right now")
    freshness = _freshness(snapshot)
    colour = _COLOURS[freshness.state]
    badge.markdown(f":{colour}-background[**{freshness.state.value}**] &nbsp; {freshness.words}")


def _freshness(snapshot: Snapshot) -> Freshness:
    """Judge by the oldest answer on the page: the badge speaks for all of it."""
    oldest = min(snapshot.answers.values(), key=lambda answer: answer.as_of.time, default=None)
    return judge(
        datetime.now(timezone.utc),
        None if oldest is None else oldest.as_of,
        is_answering=snapshot.is_answering,
        zone=ZoneInfo("UTC" if oldest is None else oldest.question.get("timezone", "UTC")),
    )


def _metrics(snapshot: Snapshot) -> None:
    row = tiles(snapshot.answers)
    for column, tile in zip(st.columns(len(row)), row, strict=True):
        with column, st.container(border=True):
            colour: Literal["normal", "off"] = "normal" if tile.is_judged else "off"
            st.metric(tile.label, tile.value, tile.delta, delta_color=colour)
            st.caption(tile.comparison)


def _chart(
    snapshot: Snapshot,
    name: str,
    title: str,
    layout: Callable[[Answer], pd.DataFrame],
    spec: Mapping[str, Any],
) -> None:
    answer = snapshot.answers.get(name)
    with st.container(border=True):
        st.markdown(f"**{title}**", help=None if answer is None else answer.definition)
        if name in snapshot.problems:
            st.warning(snapshot.problems[name])
        if answer is not None:
            st.vega_lite_chart(layout(answer), dict(spec), key=name, **_FULL_WIDTH)
        elif name not in snapshot.problems:
            st.caption("Waiting for the first answer.")


def _full_width() -> dict[str, Any]:
    """Choose the option by version: the older one is deprecated in the newer."""
    if "width" in inspect.signature(st.vega_lite_chart).parameters:
        return {"width": "stretch"}
    return {"use_container_width": True}


_FULL_WIDTH = _full_width()

# Everything imported lives as long as the process. Out of the collector's sight, a full collection
# after a script run costs a fifth: it no longer walks pandas and Streamlit.
gc.collect()
gc.freeze()
