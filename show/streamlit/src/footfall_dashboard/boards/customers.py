"""One customer: who they are, and what they did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from footfall import FootfallError, NotFound
from footfall.streamlit import FootfallConnection, drawing, pulse
from footfall_dashboard.view import View

_FOUND_MAX = 50
_TIMELINE_MAX = 200
_TIMELINE_HEIGHT = 460


def draw(view: View) -> None:
    """Let the reader look for a customer, and draw their profile and timeline."""
    footfall = view.footfall
    wanted = st.text_input("Search by id, name, e-mail or another trait", key="customer_search")
    try:
        found = footfall.reach(lambda client: client.customers(wanted.strip(), limit=_FOUND_MAX))
    except NotFound:
        st.caption("This version of the engine has no customers to look up.")
        return
    except FootfallError as failed:
        st.warning(str(failed))
        return
    if not found:
        st.caption("Nobody is found.")
        return
    chosen = st.selectbox(
        "Customer", found, format_func=_label, key=f"customer_of_{wanted}",
        help="" if len(found) < _FOUND_MAX else f"The first {_FOUND_MAX} are listed.",
    )  # fmt: skip
    pace = None if view.every == "never" else max(view.every or 0, 2.0)

    def shown() -> None:
        _customer(footfall, str(chosen["customer"]), bool(chosen["anonymous"]))

    pulse.beat(shown, seconds=pace, key="customers")


def _customer(footfall: FootfallConnection, name: str, is_anonymous: bool) -> None:
    try:
        known = footfall.reach(lambda client: client.customer(name, anonymous=is_anonymous))
        timeline = footfall.reach(
            lambda client: client.timeline(name, anonymous=is_anonymous, limit=_TIMELINE_MAX)
        )
    except FootfallError as failed:
        st.warning(str(failed))
        return
    numbers = [("Events", "events"), ("Sessions", "sessions"), ("Orders", "orders")]
    for column, (label, field) in zip(
        st.columns(4), [*numbers, ("Revenue", "revenue")], strict=True
    ):
        with column, st.container(border=True):
            st.metric(label, drawing.written(known.get(field), 2 if field == "revenue" else 0))
    left, right = st.columns([1, 2])
    with left:
        st.markdown("**Traits**")
        traits = known.get("traits") or {}
        if traits:
            st.dataframe(
                {"Trait": list(traits), "Value": [str(v) for v in traits.values()]}, hide_index=True
            )
        else:
            st.caption("None are known.")
        st.markdown("**Known as**")
        identities = known.get("identities") or []
        st.dataframe(
            {
                "Id": [str(identity.get("id")) for identity in identities],
                "Sent under it": [identity.get("events") for identity in identities],
                "Joined": [_instant(identity.get("joinedBy") or {}) for identity in identities],
            },
            hide_index=True,
        )
    with right:
        st.markdown("**Timeline**")
        st.dataframe(
            events(timeline), hide_index=True, **drawing.at_most(len(timeline), _TIMELINE_HEIGHT)
        )


def events(timeline: tuple[Mapping[str, Any], ...]) -> pd.DataFrame:
    """Lay out what was done, one row an event; properties in a few words."""
    return pd.DataFrame(
        {
            "When (UTC)": [_instant(event) for event in timeline],
            "Event": [str(event.get("event", "")) for event in timeline],
            "With": [_words(event.get("properties") or {}) for event in timeline],
        }
    )


def _instant(event: Mapping[str, Any]) -> str:
    return str(event.get("timestamp", ""))[:19].replace("T", " ")


def _words(properties: Mapping[str, Any]) -> str:
    plain = (
        (name, value) for name, value in properties.items() if not isinstance(value, (dict, list))
    )
    return " · ".join(f"{name}: {value}" for name, value in plain)


def _label(found: Mapping[str, Any]) -> str:
    where = found.get("found") or {}
    kind = "visit" if found.get("anonymous") else "account"
    words = f"{found['customer']} ({kind})"
    return words if where.get("in") in (None, "id") else f"{words} · {where.get('value')}"
