"""Whether the engine is well, what it keeps live, and what it set aside."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from footfall import FootfallError
from footfall.streamlit import drawing, pulse
from footfall_dashboard.view import View

_PREVIEW_CHARACTERS = 200


def draw(view: View) -> None:
    """Draw the engine's state anew every few seconds."""
    pace = None if view.every == "never" else max(5.0, view.every or 0)

    def state() -> None:
        client = view.footfall.client
        try:
            health = client.health()
            pins = client.questions()
            schema = view.footfall.schema(ttl=10)
            aside = client.quarantine(limit=50)
            sources = client.sources()
        except FootfallError as away:
            st.warning(f"The engine's state is not known: {away}")
            return
        events = sum(name.count for name in schema.events)
        numbers = (
            ("Events kept", events),
            ("Questions kept live", len(pins)),
            ("Set aside lately", len(aside)),
            ("Damage on disk", len(health.get("damage", ()))),
        )
        for column, (label, number) in zip(st.columns(4), numbers, strict=True):
            with column, st.container(border=True):
                st.metric(label, f"{number:,}")
        for damage in health.get("damage", ()):
            st.error(str(damage))
        st.markdown("**Kept live**")
        st.dataframe(
            {
                "What": [pin.definition for pin in pins],
                "Kept true": [pin.kept for pin in pins],
                "Name": [pin.name for pin in pins],
                "Problem": [pin.error or "" for pin in pins],
            },
            hide_index=True,
        )
        if sources:
            st.markdown("**Sources**")
            st.dataframe([_source(item) for item in sources], hide_index=True)
        st.markdown("**Events**")
        st.dataframe(
            pd.DataFrame(
                {
                    "Event": [name.event for name in schema.events],
                    "Count": [name.count for name in schema.events],
                    "Newest": [name.last_seen for name in schema.events],
                }
            ),
            hide_index=True,
            column_config={
                "Count": st.column_config.NumberColumn(format=drawing.FORMATS["count"]),
                "Newest": st.column_config.DatetimeColumn(format="D MMM, HH:mm:ss"),
            },
        )
        st.markdown("**Set aside**")
        if aside:
            st.dataframe([_aside(item) for item in aside], hide_index=True)
        else:
            st.caption("Nothing was set aside.")

    pulse.beat(state, seconds=pace, key="health")


def _source(item: Mapping[str, Any]) -> dict[str, object]:
    lag = item.get("lag") or {}
    return {
        "Source": str(item.get("name", "")),
        "Kind": str(item.get("kind", "")),
        "State": str(item.get("state", "")).replace("_", " "),
        "Behind by seconds": lag.get("seconds", 0),
        "Behind by bytes": lag.get("bytes", 0),
        "Events": item.get("events", 0),
        "Set aside": item.get("quarantined", 0),
        "Problem": str(item.get("problem") or ""),
    }


def _aside(item: Mapping[str, Any]) -> dict[str, str]:
    content = base64.b64decode(str(item.get("bytes", ""))).decode("utf-8", "replace")
    return {
        "Why": str(item.get("reason", "")),
        "When": str(item.get("receivedAt", "")),
        "Source": str(item.get("source", "")),
        "What came": content[:_PREVIEW_CHARACTERS],
    }
