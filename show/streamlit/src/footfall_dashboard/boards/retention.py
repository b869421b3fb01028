"""Who comes back."""

from __future__ import annotations

import streamlit as st

from footfall_dashboard import questions
from footfall_dashboard.view import View


def draw(view: View) -> None:
    """Draw how many of those who began come back, and who is new, stays and goes."""
    footfall, every = view.footfall, view.every
    pace = every if every == "never" else max(every or 0, 5.0)
    footfall.live_chart("Come back after a first visit", questions.returning(), every=pace)
    footfall.live_chart("Order again", questions.ordering_again(), every=pace)
    turnover, days = st.columns([3, 2])
    with turnover:
        footfall.live_chart("New, returning and gone, by day", questions.turnover(), every=pace)
    with days:
        footfall.live_chart("Days active, last week", questions.days_active(), every=pace)
