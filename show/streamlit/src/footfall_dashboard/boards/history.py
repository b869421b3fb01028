"""The nightly series, and the live one that goes on where it ends."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from footfall import FootfallError
from footfall.comparison import Comparison, read_comparisons
from footfall.streamlit import FootfallConnection, drawing
from footfall_dashboard import questions
from footfall_dashboard.view import View

FILE = "FOOTFALL_HISTORY"
"""Names a CSV or Parquet file of the nightly run, with the columns ``at`` and ``value``."""

COMPARISON = "FOOTFALL_COMPARISON"
"""Names the file that ``footfall compare --out`` writes after the nightly run."""


def draw(view: View) -> None:
    """Draw orders an hour, nightly and then live, and what live and batch differ by."""
    _continued(view)
    _compared()


def _compared() -> None:
    st.markdown("**Live beside the batch**")
    named = os.environ.get(COMPARISON)
    if not named:
        st.caption(
            "Run `footfall compare --data DIR --out FILE` after the nightly run, and start this"
            " page with `--comparison FILE`: every difference is explained here."
        )
        return
    try:
        comparisons = read_comparisons(named)
    except (OSError, ValueError) as failed:
        st.warning(f"There is no comparison to show: {failed}")
        return
    for each in comparisons:
        differing = each.differing
        with st.container(border=True):
            st.markdown(f"**{each.name}**: {each.definition}")
            if each.unexplained:
                st.warning(f"{each.unexplained} of {len(each.frame)} numbers are not explained.")
            if differing.empty:
                st.caption("Nothing differs.")
            else:
                st.dataframe(differing, hide_index=True, column_config=_columns(differing))
            st.caption(f"Batch of {each.batch_at:%d %b, %H:%M}, by {each.batch}.{_earlier(each)}")


def _columns(differing: pd.DataFrame) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name, values in differing.items():
        words = str(name).capitalize()
        is_whole = pd.api.types.is_numeric_dtype(values) and values.dropna().mod(1).eq(0).all()
        columns[str(name)] = (
            st.column_config.NumberColumn(words, format=drawing.FORMATS["count"])
            if is_whole
            else words
        )
    columns["live since"] = st.column_config.DatetimeColumn(
        "Live since (UTC)", format="D MMM, HH:mm"
    )
    return columns


def _earlier(comparison: Comparison) -> str:
    earlier = comparison.earlier
    if earlier.empty:
        return ""
    least, most = (f"{at.total_seconds() / 3600:.1f} h" for at in (earlier.min(), earlier.max()))
    return f" Live had its numbers {least if least == most else f'{least} to {most}'} before it."


def _continued(view: View) -> None:
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
