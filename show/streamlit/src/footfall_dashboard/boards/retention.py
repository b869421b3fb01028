"""Who comes back."""

from __future__ import annotations

import streamlit as st

from footfall.streamlit import FootfallConnection
from footfall.streamlit.connection import Every
from footfall_dashboard import questions
from footfall_dashboard.view import View


def draw(view: View) -> None:
    """Draw how many of those who began come back, and who is new, stays and goes."""
    pace = view.every if view.every == "never" else max(view.every or 0, 5.0)
    view.footfall.together(lambda: _parts(view.footfall, pace), every=pace, key="retention")


def _parts(footfall: FootfallConnection, pace: Every) -> None:
    footfall.live_chart("Come back after a first visit", questions.returning(), every=pace)
    footfall.live_chart("Order again", questions.ordering_again(), every=pace)
    turnover, days = st.columns([3, 2])
    with turnover:
        footfall.live_chart("New, returning and gone, by day", questions.turnover(), every=pace)
    with days:
        footfall.live_chart("Days active, last week", questions.days_active(), every=pace)
