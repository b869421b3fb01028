"""The shop, right now."""

from __future__ import annotations

import streamlit as st

from footfall_dashboard import questions
from footfall_dashboard.view import View


def draw(view: View) -> None:
    """Draw today's numbers beside yesterday's, the last hour, the cart and the products."""
    view.footfall.together(lambda: _parts(view), every=view.every, key="live")


def _parts(view: View) -> None:
    footfall, every = view.footfall, view.every
    orders, revenue, customers, value = st.columns(4)
    with orders:
        footfall.live_metric("Orders today", "orders-today", every=every)
    with revenue:
        footfall.live_metric("Revenue today", "revenue-today", money=True, every=every)
    with customers:
        footfall.live_metric("Customers today", questions.active_customers("1d"), every=every)
    with value:
        footfall.live_metric(
            "Revenue an order", questions.order_value("1d"), money=True, every=every
        )
    footfall.live_chart("Events a minute", "events-per-minute", unit="events", every=every)
    left, right = st.columns(2)
    with left:
        footfall.live_chart("From product to order, today", "cart-funnel-today", every=every)
    with right:
        footfall.live_chart(
            "Most added to carts, today", "top-products", column="Product", every=every
        )
