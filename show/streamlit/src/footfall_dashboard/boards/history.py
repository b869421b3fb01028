"""The nightly series, and the live one that goes on where it ends."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pandas as pd
import streamlit as st

from footfall import FootfallError
from footfall.streamlit import FootfallConnection
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

    footfall.live_overlay(
        "Orders an hour: nightly, then live", history, questions.orders_by_hour("4d"),
        unit="orders", every=view.every or 2.0,
    )  # fmt: skip
    st.caption(source)


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
