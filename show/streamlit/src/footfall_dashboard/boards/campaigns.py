"""What campaigns bring, now and over the week."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from footfall import Answer, FootfallError
from footfall.streamlit import FootfallConnection, drawing
from footfall_dashboard import questions
from footfall_dashboard.view import View


def draw(view: View) -> None:
    """Draw who arrives from where, and how far they go."""
    view.footfall.together(lambda: _parts(view), every=view.every, key="campaigns")


def _parts(view: View) -> None:
    footfall, every = view.footfall, view.every
    left, right = st.columns(2)
    with left:
        footfall.live_chart(
            "Customers by campaign, today", questions.campaign_customers(), column="Campaign",
            every=every,
        )  # fmt: skip
    with right:
        footfall.live_chart(
            "Pages opened from campaigns, by source", questions.campaign_arrivals_by_hour(),
            unit="pages", every=every,
        )  # fmt: skip

    currency = _currency(footfall)
    footfall.live_chart(
        f"Revenue{f' in {currency}' if currency else ''} by the campaign of the session, today",
        questions.campaign_revenue(currency), column="Campaign", money=True, every=every,
    )  # fmt: skip

    @footfall.on_change(questions.campaign_funnel(), every=every or 2.0, key="campaign-funnel")
    def conversion(answer: Answer) -> None:
        with st.container(border=True):
            drawing.heading("From campaign to order, last 7 days", answer)
            drawing.plain_table(
                by_campaign(answer), {"Customers": "count", "Carts": "percent", "Orders": "percent"}
            )

    conversion()
    footfall.live_chart("The newsletter, last 7 days", questions.newsletter_funnel(), every=every)
    footfall.live_chart(
        "Sessions by what they were found through, last 7 days", questions.sessions_by_source(),
        column="Source", every=every,
    )  # fmt: skip


def _currency(footfall: FootfallConnection) -> str | None:
    """Tell in which currency most was earned today, if any was."""
    try:
        rows = footfall.read("revenue-today", ttl=60).rows
    except FootfallError:
        return None
    named = (str(row.get("by") or "(none)") for row in rows)
    return next((name for name in named if not name.startswith("(")), None)


def by_campaign(answer: Answer) -> pd.DataFrame:
    """Lay out one row a campaign: who came, which shares filled a cart and ordered, how fast."""
    frame = answer.frame()
    steps = {step: frame[frame["step"] == step].set_index("by") for step in frame["step"].unique()}
    if not steps:
        return pd.DataFrame(columns=["Campaign", "Customers", "Carts", "Orders", "Half within"])
    first, cart, order = steps[1], steps[2], steps[3]
    return pd.DataFrame(
        {
            "Campaign": first.index.astype(str),
            "Customers": first["customers"].to_numpy(),
            "Carts": cart["fromStart"].reindex(first.index).to_numpy(),
            "Orders": order["fromStart"].reindex(first.index).to_numpy(),
            "Half within": [
                _minutes(seconds) for seconds in order["medianSeconds"].reindex(first.index)
            ],
        }
    )


def _minutes(seconds: float) -> str:
    if pd.isna(seconds):
        return "—"
    minutes = round(float(seconds) / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes / 60:.1f} h"
