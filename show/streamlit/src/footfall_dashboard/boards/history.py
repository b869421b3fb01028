"""The nightly series, and the live one that goes on where it ends."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pandas as pd
import streamlit as st

from footfall import Answer, FootfallError, overlay
from footfall.streamlit import FootfallConnection, drawing
from footfall_dashboard import questions
from footfall_dashboard.view import View

FILE = "FOOTFALL_HISTORY"
"""Names a CSV or Parquet file of the nightly run, with the columns ``at`` and ``value``."""


def draw(view: View) -> None:
    """Draw orders an hour: solid from the nightly run, dashed as they come."""
    footfall = view.footfall
    try:
        history, source = nightly(footfall)
    except (FootfallError, OSError, ValueError, KeyError) as failed:
        st.warning(f"There is no nightly series to show: {failed}")
        return

    @footfall.on_change(questions.orders_by_hour("4d"), every=view.every or 2.0, key="overlay")
    def both(live: Answer) -> None:
        with st.container(border=True):
            drawing.heading("Orders an hour: nightly, then live", live)
            try:
                joined = overlay(history, live)
            except ValueError as apart:
                st.warning(f"The two halves do not meet: {apart}.")
                return
            drawing.chart(joined.chart(unit="orders"), key="overlay")
            nightly_hours = int((joined.frame["source"] == "batch").sum())
            late = joined.late_after_batch
            st.caption(
                f"{source} It ends at {joined.watermark:%d %b %H:%M} UTC, after {nightly_hours}"
                " hours. "
                + (
                    "Nothing has arrived late since."
                    if late.empty
                    else f"{joined.late_total:+,.0f} orders of {len(late)} earlier hours arrived"
                    " after it, and are in neither half."
                )
            )
            if not late.empty:
                drawing.plain_table(late, {})

    both()


def nightly(footfall: FootfallConnection) -> tuple[pd.DataFrame, str]:
    """Read the nightly run's file where one is named, else ask what last night's would hold."""
    named = os.environ.get(FILE)
    if named:
        return _read(Path(named)), f"The nightly half is {Path(named).name}."
    midnight = datetime.now(timezone.utc).replace(hour=0, minute=0, second=0, microsecond=0)
    asked = {
        **questions.orders_by_hour(),
        "period": {
            "from": (midnight - timedelta(days=3)).isoformat(),
            "to": midnight.isoformat(),
        },
    }
    answer = footfall.answer(asked, ttl="1h")
    return answer.frame(), "The nightly half is what the engine knows up to midnight."


@st.cache_data(show_spinner=False, ttl="1m", max_entries=4)
def _read(file: Path) -> pd.DataFrame:
    frame = pd.read_csv(file) if file.suffix == ".csv" else pd.read_parquet(file)
    return frame[["at", "value"]]
