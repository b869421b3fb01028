"""What every page has: where else to go, how fresh its numbers are, and the reader's pace."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from footfall_dashboard.boards import (
    analyst,
    audiences,
    campaigns,
    customers,
    executive,
    funnels,
    health,
    history,
    live,
    retention,
)
from footfall_dashboard.view import View, connection

PAGES: tuple[tuple[str, str, str, Callable[[View], None]], ...] = (
    ("Live", ":material/bolt:", "live", live.draw),
    ("Executive", ":material/monitoring:", "executive", executive.draw),
    ("Campaigns", ":material/campaign:", "campaigns", campaigns.draw),
    ("Funnels", ":material/filter_alt:", "funnels", funnels.draw),
    ("Retention", ":material/event_repeat:", "retention", retention.draw),
    ("Audiences", ":material/groups:", "audiences", audiences.draw),
    ("Customers", ":material/person_search:", "customers", customers.draw),
    ("Analyst", ":material/database:", "analyst", analyst.draw),
    ("History and live", ":material/history:", "history", history.draw),
    ("Health", ":material/health_and_safety:", "health", health.draw),
)
"""The pages in their order: title, icon, address, and what draws it."""

_ICON = Path(__file__).with_name("icon.svg")
_PACES = {"as it happens": None, "every 2 s": 2.0, "every 10 s": 10.0, "every minute": 60.0}

# The only style of ours: the line that says how fresh the numbers are stays in sight.
_STAYS = """<style>
@media (min-width: 640px) {
  .st-key-footfall-top { position: sticky; top: 0; z-index: 90; padding: 0.6rem 0 0.4rem;
    backdrop-filter: blur(14px); }
}
</style>"""


def show() -> None:
    """Draw the page that was chosen; its live parts then move by themselves."""
    st.set_page_config(page_title="Footfall", page_icon=str(_ICON), layout="wide")
    page = st.navigation([_page(number) for number in range(len(PAGES))])
    view = _top(page.title)
    st.session_state["footfall_view"] = view
    page.run()


def draw(number: int, view: View) -> None:
    """Draw one page by its place."""
    PAGES[number][3](view)


def _page(number: int) -> st.Page:
    title, icon, address, _ = PAGES[number]

    def run() -> None:
        draw(number, st.session_state["footfall_view"])

    return st.Page(run, title=title, icon=icon, url_path=address, default=number == 0)


def _top(title: str) -> View:
    footfall = connection()
    with _staying():
        st.html(_STAYS)
        name, badge, pace, pause = st.columns([3, 5, 2, 1.4], vertical_alignment="center")
        name.subheader(title, anchor=False)
        chosen = pace.selectbox(
            "Pace", list(_PACES), key="footfall_pace", label_visibility="collapsed",
            help="How often the numbers are drawn anew.",
        )  # fmt: skip
        is_paused = pause.toggle("Pause", key="footfall_pause")
        with badge:
            footfall.badge("orders-today", paused=is_paused)
    return View(footfall, "never" if is_paused else _PACES[chosen])


def _staying() -> st.delta_generator.DeltaGenerator:
    try:
        return st.container(key="footfall-top")
    except TypeError:  # Before 1.39 containers have no key; the line then scrolls away.
        return st.container()


# Everything imported lives as long as the process. Out of the collector's sight, a full collection
# after a script run costs a fifth: it no longer walks pandas and Streamlit.
gc.collect()
gc.freeze()
