"""Whether the engine is well, what it keeps live, and what it set aside."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from footfall import Client, FootfallError, PinnedQuestion
from footfall.streamlit import drawing, pulse
from footfall.streamlit.connection import OWN_NAMES
from footfall_dashboard.view import View

_PREVIEW_CHARACTERS = 200
_ASIDE_MAX = 50
_KEPT_HEIGHT = 480
_INSTANT = st.column_config.DatetimeColumn(format="D MMM, HH:mm:ss")


def draw(view: View) -> None:
    """Draw the engine's state anew every few seconds."""
    pace = None if view.every == "never" else max(5.0, view.every or 0)

    def state() -> None:
        footfall = view.footfall
        try:
            health = footfall.reach(Client.health)
            pins = footfall.reach(Client.questions)
            schema = footfall.schema(ttl=10)
            aside = footfall.reach(lambda client: client.quarantine(limit=_ASIDE_MAX))
            sources = footfall.reach(Client.sources)
            lookups = footfall.reach(Client.lookups)
        except FootfallError as away:
            st.warning(f"The engine's state is not known: {away}")
            return
        events = sum(name.count for name in schema.events)
        numbers = (
            ("Events kept", f"{events:,}"),
            ("Questions kept live", f"{len(pins):,}"),
            # That many are looked up: there may be more.
            ("Set aside", f"{len(aside)}{'+' if len(aside) == _ASIDE_MAX else ''}"),
            ("Damage on disk", f"{len(health.get('damage', ())):,}"),
        )
        for column, (label, number) in zip(st.columns(4), numbers, strict=True):
            with column, st.container(border=True):
                st.metric(label, number)
        for damage in health.get("damage", ()):
            st.error(str(damage))
        if sources:
            st.markdown("**Sources**")
            st.dataframe([_source(item) for item in sources], hide_index=True)
        if lookups:
            st.markdown("**Lookup tables**")
            st.dataframe(
                [_lookup(item) for item in lookups],
                hide_index=True,
                column_config={"Since": _INSTANT},
            )
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
                "Newest": _INSTANT,
            },
        )
        st.markdown("**Set aside**")
        if aside:
            st.dataframe(
                [_aside(item) for item in aside], hide_index=True, column_config={"When": _INSTANT}
            )
            newest = f" The newest {_ASIDE_MAX} are listed." if len(aside) == _ASIDE_MAX else ""
            st.caption(f"What was sent and is no event, kept beside the events.{newest}")
        else:
            st.caption("Nothing was set aside.")
        st.markdown("**Kept live**")
        # A table wraps its cells: what is counted takes a sentence or three.
        with st.container(height=_KEPT_HEIGHT):
            st.table(_kept(pins))

    pulse.beat(state, seconds=pace, key="health")


def _kept(pins: tuple[PinnedQuestion, ...]) -> pd.DataFrame:
    pins = tuple(sorted(pins, key=lambda pin: (pin.name.startswith(OWN_NAMES), pin.name)))
    problems = [pin.error or "" for pin in pins]
    columns = {
        "Name": [_name(pin) for pin in pins],
        "What": [pin.definition for pin in pins],
        "Kept true": [pin.kept for pin in pins],
        **({"Problem": problems} if any(problems) else {}),
    }
    return pd.DataFrame(columns).set_index("Name")


def _name(pin: PinnedQuestion) -> str:
    return "(of a page)" if pin.name.startswith(OWN_NAMES) else pin.name


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


def _lookup(item: Mapping[str, Any]) -> dict[str, object]:
    version = item.get("version") or {}
    since = version.get("since")
    return {
        "Table": str(item.get("table", "")),
        "Joined on": str(item.get("on", "")),
        "Rows": version.get("rows"),
        "Since": None if since is None else pd.Timestamp(str(since)),
        "Problem": str(item.get("problem") or ""),
    }


def _aside(item: Mapping[str, Any]) -> dict[str, object]:
    content = base64.b64decode(str(item.get("bytes", ""))).decode("utf-8", "replace")
    return {
        "Why": str(item.get("reason", "")).replace("_", " "),
        "When": pd.Timestamp(str(item.get("receivedAt", ""))),
        "Source": str(item.get("source", "")),
        "What came": content[:_PREVIEW_CHARACTERS],
    }
