"""The questions behind the page, by the names the engine keeps them live under.

An engine that does not keep one of them is simply asked.
"""

from __future__ import annotations

from typing import Any

_TODAY = {"calendar": "today"}
_ORDERS = {"kind": "trend", "event": "Order Completed", "period": _TODAY, "compare": "1d"}

QUESTIONS: dict[str, dict[str, Any]] = {
    "orders-today": _ORDERS,
    "revenue-today": {
        **_ORDERS,
        "measure": "sum",
        "of_property": "properties.revenue",
        # Several currencies are never added.
        "by": "properties.currency",
        "limit": 5,
    },
    "events-per-minute": {"kind": "trend", "period": {"last": "1h"}, "interval": "1m"},
    "cart-funnel-today": {
        "kind": "funnel",
        "period": _TODAY,
        "within": "1d",
        "steps": [
            {"event": "Product Viewed"},
            {"event": "Product Added"},
            {"event": "Checkout Started"},
            {"event": "Order Completed"},
        ],
    },
    "top-products": {
        "kind": "trend",
        "event": "Product Added",
        "period": _TODAY,
        "by": "properties.name",
        "limit": 10,
    },
}
