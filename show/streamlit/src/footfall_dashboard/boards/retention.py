"""Who comes back."""

from __future__ import annotations

import streamlit as st

from footfall_dashboard import questions
from footfall_dashboard.view import View


def draw(view: View) -> None:
    """Draw how many of those who began come back, by day and by what they do again."""
    footfall, every = view.footfall, view.every
    pace = every if every == "never" else max(every or 0, 5.0)
    visits, orders = st.columns(2)
    with visits:
        footfall.live_chart("Come back after a first visit", questions.returning(), every=pace)
    with orders:
        footfall.live_chart("Order again", questions.ordering_again(), every=pace)
