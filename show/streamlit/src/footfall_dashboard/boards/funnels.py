"""A funnel of the reader's own, and who stopped in it."""

from __future__ import annotations

import streamlit as st

from footfall import FootfallError, NotYet
from footfall.streamlit import FootfallConnection, drawing
from footfall_dashboard import questions
from footfall_dashboard.view import View

_PERIODS = {"24 hours": "24h", "7 days": "7d", "14 days": "14d"}
_WITHIN = {"an hour": "1h", "a day": "1d", "7 days": "7d"}
_STOPPED_MAX = 100
_STOPPED_HEIGHT = 240


def draw(view: View) -> None:
    """Let the reader put steps in order, and draw the funnel as it goes on."""
    footfall = view.footfall
    names = _event_names(footfall)
    chosen, period, within = st.columns([4, 1, 1])
    steps = chosen.multiselect(
        "Steps, in order", names, default=[step for step in questions.CART_STEPS if step in names],
        max_selections=8, key="funnel_steps",
    )  # fmt: skip
    last = period.selectbox("Begun in the last", list(_PERIODS), index=1, key="funnel_period")
    limit = within.selectbox("All within", list(_WITHIN), index=1, key="funnel_within")
    if len(steps) < 2:
        st.info("Choose at least two steps.")
        return
    asked = questions.funnel(steps, _PERIODS[last], _WITHIN[limit])
    footfall.live_chart("Your funnel", asked, every=view.every, pin=False, key=str(asked))
    _stopped(footfall, steps, asked)
    footfall.live_chart(
        f"What is done after {steps[0]}, within a session", questions.next_steps(steps[0]),
        every=view.every, pin=False, key=f"paths:{steps[0]}",
    )  # fmt: skip


def _stopped(footfall: FootfallConnection, steps: list[str], asked: questions.Question) -> None:
    with st.container(border=True):
        place = st.selectbox(
            "Customers who stopped after", range(len(steps) - 1),
            format_func=lambda number: f"{number + 1}  {steps[number]}", key="funnel_stopped",
        )  # fmt: skip
        try:
            members = footfall.reach(
                lambda client: client.members(
                    asked, {"step": place + 1}, without={"step": place + 2}, limit=_STOPPED_MAX
                )
            )
        except NotYet as absent:
            st.caption(str(absent))
            return
        except FootfallError as failed:
            st.warning(str(failed))
            return
        if not members:
            st.caption("Nobody stopped there.")
            return
        st.dataframe(
            {
                "Customer": [member.customer for member in members],
                "Known by": ["a visit" if m.anonymous else "their account" for m in members],
            },
            hide_index=True,
            **drawing.at_most(len(members), _STOPPED_HEIGHT),
        )
        if len(members) == _STOPPED_MAX:
            st.caption(f"The first {_STOPPED_MAX} are listed.")


def _event_names(footfall: FootfallConnection) -> list[str]:
    try:
        return [name.event for name in footfall.schema(ttl=30).events] or list(questions.CART_STEPS)
    except FootfallError:
        return list(questions.CART_STEPS)
