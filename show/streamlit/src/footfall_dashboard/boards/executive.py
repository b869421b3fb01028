"""Six numbers, each beside what it is measured by."""

from __future__ import annotations

import streamlit as st

from footfall_dashboard import questions
from footfall_dashboard.view import View


def draw(view: View) -> None:
    """Draw six numbers and the last two days of orders."""
    view.footfall.together(lambda: _parts(view), every=view.every, key="executive")


def _parts(view: View) -> None:
    footfall, every = view.footfall, view.every
    numbers: tuple[tuple[str, questions.Question | str, bool], ...] = (
        ("Revenue today", "revenue-today", True),
        ("Orders today", "orders-today", False),
        ("Customers who ordered today", questions.ordering_customers("7d"), False),
        ("Revenue this week", questions.revenue_this_week(), True),
        ("Orders this week", questions.orders_this_week(), False),
        ("Revenue an order today", questions.order_value("7d"), True),
    )
    for row in (numbers[:3], numbers[3:]):
        for column, (heading, question, is_money) in zip(st.columns(3), row, strict=True):
            with column:
                footfall.live_metric(heading, question, money=is_money, every=every)
    footfall.live_chart("Orders an hour", questions.orders_by_hour(), unit="orders", every=every)
