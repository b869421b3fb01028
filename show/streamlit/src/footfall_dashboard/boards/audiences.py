"""Audiences: who meets a condition now, who came and who left, and a form to keep another."""

from __future__ import annotations

import hashlib

import pandas as pd
import streamlit as st

from footfall import Answer, Client, FootfallError, NotYet, PinnedQuestion
from footfall.streamlit import FootfallConnection, drawing
from footfall_dashboard import questions
from footfall_dashboard.download import guarded_csv
from footfall_dashboard.view import View

_MEMBERS_MAX = 1_000
_LENGTHS = {"24 hours": "1d", "7 days": "7d", "30 days": "30d", "all time": "none"}
_NOTHING = "nothing in particular"
_PREFIX = "audience-"


def draw(view: View) -> None:
    """Draw two audiences that most shops watch, those that readers keep, and the form."""
    footfall = view.footfall
    for heading, question in questions.AUDIENCES.items():
        _audience(view, heading, question)
    try:
        kept = [pin for pin in footfall.reach(Client.questions) if _is_readers(pin)]
    except FootfallError as failed:
        st.warning(str(failed))
        return
    for pin in kept:
        _audience(view, pin.name.removeprefix(_PREFIX), pin.name)
        if st.button("Keep no longer", key=f"drop:{pin.name}"):
            _unpin(footfall, pin.name)
    _form(footfall)


def _audience(view: View, heading: str, question: questions.Question | str) -> None:
    @view.footfall.on_change(question, every=view.every or 2.0, key=f"audience:{heading}")
    def numbers(answer: Answer) -> None:
        with st.container(border=True):
            drawing.heading(heading, answer)
            row = answer.rows[0] if answer.rows else {}
            for column, (label, field) in zip(
                st.columns(3),
                (("Members now", "customers"), ("Came in 24 h", "entered24h"),
                 ("Left in 24 h", "left24h")),
                strict=True,
            ):  # fmt: skip
                column.metric(label, f"{int(row.get(field) or 0):,}")

    numbers()
    with st.expander(f"Who is in “{heading}”"):
        # Looked up only when wanted: a list of members is a question of its own.
        if st.toggle("List members", key=f"members:{heading}"):
            _members(view.footfall, heading, question)


def _members(
    footfall: FootfallConnection, heading: str, question: questions.Question | str
) -> None:
    try:
        members = footfall.client.members(question, limit=_MEMBERS_MAX)
    except FootfallError as failed:
        st.warning(str(failed))
        return
    frame = pd.DataFrame(
        {
            "Customer": [member.customer for member in members],
            "Known by": ["a visit" if m.anonymous else "their account" for m in members],
        }
    )
    st.dataframe(frame, hide_index=True, height=240)
    more = f"; the first {_MEMBERS_MAX:,} are listed" if len(members) == _MEMBERS_MAX else ""
    st.caption(f"{len(members):,} customers{more}")
    st.download_button(
        "Download CSV", guarded_csv(frame), "audience.csv", "text/csv", key=f"csv:{heading}"
    )


def _form(footfall: FootfallConnection) -> None:
    names = _event_names(footfall)
    with st.form("audience", border=True):
        st.markdown("**Keep another audience**")
        name = st.text_input("Its name", max_chars=60)
        did, times, did_last = st.columns([3, 1, 2])
        done = did.selectbox("Customers who did", names)
        count = times.number_input("at least this often", 1, 1_000, 1)
        last = did_last.selectbox("in the last", list(_LENGTHS), index=1)
        did_not, not_last = st.columns([4, 2])
        undone = did_not.selectbox("and did not do", [_NOTHING, *names])
        without = not_last.selectbox("in the last", list(_LENGTHS)[:-1], key="audience_without")
        if not st.form_submit_button("Keep it"):
            return
    if not name.strip():
        st.info("Give it a name.")
        return
    asked = questions.audience(
        done, int(count), _LENGTHS[last], None if undone == _NOTHING else undone, _LENGTHS[without]
    )
    try:
        footfall.client.pin(_pin_name(name), asked)
    except NotYet as absent:
        st.caption(str(absent))
        return
    except FootfallError as failed:
        st.warning(str(failed))
        return
    st.rerun()


def _unpin(footfall: FootfallConnection, name: str) -> None:
    try:
        footfall.client.unpin(name)
    except FootfallError as failed:
        st.warning(str(failed))
        return
    st.rerun()


def _is_readers(pin: PinnedQuestion) -> bool:
    return pin.question.get("kind") == "audience" and pin.name.startswith(_PREFIX)


def _pin_name(name: str) -> str:
    """Name a pin by what a reader typed: what an engine's name may not hold becomes a hash."""
    plain = name.strip()
    if plain.isascii() and plain.replace("-", "").replace("_", "").isalnum():
        return _PREFIX + plain
    words = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in plain).split())
    return f"{_PREFIX}{words}-{hashlib.sha256(plain.encode()).hexdigest()[:6]}"


def _event_names(footfall: FootfallConnection) -> list[str]:
    try:
        return [name.event for name in footfall.schema(ttl=30).events] or list(questions.CART_STEPS)
    except FootfallError:
        return list(questions.CART_STEPS)
