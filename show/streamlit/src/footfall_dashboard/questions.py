"""The questions behind the pages. Those with a name are kept live under it by the engine's page."""

from __future__ import annotations

from typing import Any

Question = dict[str, Any]

TODAY = {"calendar": "today"}
CART_STEPS = ("Product Viewed", "Product Added", "Checkout Started", "Order Completed")

_ORDERS: Question = {"kind": "trend", "event": "Order Completed"}
_IN_A_CAMPAIGN = [{"property": "context.campaign.name", "op": "exists"}]

NAMED: dict[str, Question] = {
    "orders-today": {**_ORDERS, "period": TODAY, "compare": "1d"},
    "revenue-today": {
        **_ORDERS,
        "measure": "sum",
        "of_property": "properties.revenue",
        # Several currencies are never added.
        "by": "properties.currency",
        "limit": 5,
        "period": TODAY,
        "compare": "1d",
    },
    "events-per-minute": {"kind": "trend", "period": {"last": "1h"}, "interval": "1m"},
    "cart-funnel-today": {
        "kind": "funnel",
        "period": TODAY,
        "within": "1d",
        "steps": [{"event": step} for step in CART_STEPS],
    },
    "top-products": {
        "kind": "trend",
        "event": "Product Added",
        "period": TODAY,
        "by": "properties.name",
        "limit": 10,
        "compare": "1d",
    },
}

AUDIENCES: dict[str, Question] = {
    "Left a cart, last 24 hours": {
        "kind": "audience",
        "all": [
            {"did": {"event": "Product Added", "last": "1d"}},
            {"not": {"did": {"event": "Order Completed", "last": "1d"}}},
        ],
    },
    "Ordered before, not seen for 7 days": {
        "kind": "audience",
        "all": [{"did": {"event": "Order Completed"}}, {"did_not": {"event": "*", "last": "7d"}}],
    },
}
"""Audiences that most shops watch, by what they are called."""


def active_customers(compare: str) -> Question:
    """Ask for customers who did anything today."""
    return {"kind": "trend", "measure": "customers", "period": TODAY, "compare": compare}


def ordering_customers(compare: str) -> Question:
    """Ask for customers who ordered today."""
    return {**_ORDERS, "measure": "customers", "period": TODAY, "compare": compare}


def order_value(compare: str) -> Question:
    """Ask what an order was worth on average today, by currency."""
    return {
        **_ORDERS,
        "measure": "avg",
        "of_property": "properties.revenue",
        "by": "properties.currency",
        "limit": 2,
        "period": TODAY,
        "compare": compare,
    }


def orders_this_week() -> Question:
    """Ask for orders since Monday."""
    return {**_ORDERS, "period": {"calendar": "this_week"}, "compare": "7d"}


def revenue_this_week() -> Question:
    """Ask what was earned since Monday, by currency."""
    return {
        **_ORDERS,
        "measure": "sum",
        "of_property": "properties.revenue",
        "by": "properties.currency",
        "limit": 2,
        "period": {"calendar": "this_week"},
        "compare": "7d",
    }


def orders_by_hour(last: str = "48h") -> Question:
    """Ask for orders along time."""
    return {**_ORDERS, "period": {"last": last}, "interval": "hour"}


def campaign_customers() -> Question:
    """Ask for customers whom each campaign brought today."""
    return {
        "kind": "trend",
        "event": "Page Viewed",
        "where": _IN_A_CAMPAIGN,
        "measure": "customers",
        "by": "context.campaign.name",
        "limit": 10,
        "period": TODAY,
        "compare": "7d",
    }


def campaign_arrivals_by_hour() -> Question:
    """Ask for pages opened from campaigns along the day, by source."""
    return {
        "kind": "trend",
        "event": "Page Viewed",
        "where": _IN_A_CAMPAIGN,
        "by": "context.campaign.source",
        "limit": 3,
        "period": {"last": "24h"},
        "interval": "hour",
    }


def campaign_funnel() -> Question:
    """Ask how many go from a campaign to an order, for each, over a week."""
    return {
        "kind": "funnel",
        "steps": [
            {"event": "Page Viewed", "where": _IN_A_CAMPAIGN},
            {"event": "Product Added"},
            {"event": "Order Completed"},
        ],
        "by": "context.campaign.name",
        "limit": 10,
        "within": "1d",
        "period": {"last": "7d"},
    }


def newsletter_funnel() -> Question:
    """Ask how many go from an e-mail to an order, over a week."""
    steps = ("Email Delivered", "Email Opened", "Email Link Clicked", "Order Completed")
    return {
        "kind": "funnel",
        "steps": [{"event": step} for step in steps],
        "within": "2d",
        "period": {"last": "7d"},
    }


def funnel(steps: list[str], period: str, within: str) -> Question:
    """Ask for a funnel as a reader puts it together."""
    return {
        "kind": "funnel",
        "steps": [{"event": step} for step in steps],
        "period": {"last": period},
        "within": within,
    }


def returning() -> Question:
    """Ask how many come back to the shop, by day, after the first visit of all."""
    return {
        "kind": "retention",
        "start": {"event": "*"},
        "return": {"event": "*"},
        "interval": "day",
        "periods": 7,
        "period": {"last": "7d"},
    }


def ordering_again() -> Question:
    """Ask how many order again, by day, after the first order of all."""
    order = {"event": "Order Completed"}
    return {**returning(), "start": order, "return": order}


def campaign_revenue(currency: str | None = None) -> Question:
    """Ask what was earned today in sessions that a campaign began; currencies are never added."""
    only = [{"property": "properties.currency", "op": "=", "value": currency}]
    return {
        **_ORDERS,
        **({} if currency is None else {"where": only}),
        "measure": "sum",
        "of_property": "properties.revenue",
        "by": "session.campaign.name",
        "limit": 10,
        "period": TODAY,
        "compare": "1d",
    }


def turnover() -> Question:
    """Ask who was new, came again, came back and stayed away, on each of the last days."""
    return {"kind": "lifecycle", "interval": "day", "period": {"last": "14d"}}


def days_active() -> Question:
    """Ask on how many days of the week before customers were there."""
    return {"kind": "stickiness", "interval": "day", "period": {"calendar": "last_week"}}


def sessions_by_source() -> Question:
    """Ask how sessions went, by the campaign source that began them."""
    return {
        "kind": "sessions",
        "by": "session.campaign.source",
        "limit": 8,
        "period": {"last": "7d"},
    }


def next_steps(event: str) -> Question:
    """Ask what customers do after an event, step by step, within a session of the last week."""
    return {
        "kind": "paths",
        "start": {"event": event},
        "steps": 3,
        "scope": "session",
        "period": {"last": "7d"},
    }


def audience(done: str, times: int, last: str, undone: str | None, without: str) -> Question:
    """Ask who did something so often lately, and perhaps did not do something else."""
    did = {"event": done, "times": {"op": ">=", "value": times}, "last": last}
    conditions: list[Question] = [{"did": did}]
    if undone is not None:
        conditions.append({"not": {"did": {"event": undone, "last": without}}})
    return {"kind": "audience", "all": conditions}
