"""Live parts as Streamlit draws them, where the browser does not draw by itself."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from datetime import datetime, timezone
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from footfall.answer import Answer
from footfall.charts import Chart
from footfall.errors import NotYet
from footfall.freshness import State, judge
from footfall.last_good import Shown
from footfall.overlay import Overlay
from footfall.streamlit import element
from footfall.streamlit.turn import in_turn

_COLOURS = {State.LIVE: "green", State.DELAYED: "orange", State.OFFLINE: "red"}
_STILL_OPEN = "Pale: not through yet, and still within their time."
# What it means that a path comes from nothing, or leads to nothing.
_ENDS = {"from": "Begins here", "to": "Ends here"}
_ROW_PIXELS = 35
_EARLIER = {"1d": "this time yesterday", "7d": "this time last week"}


@in_turn
def part(shown: Shown, title: str, *, is_number: bool, is_money: bool, unit: str, key: str) -> None:
    """Draw an answer the way that fits its question, and say why it is not of now."""
    with st.container(border=True):
        answer = shown.answer
        if answer is None:
            st.markdown(f"**{title}**")
            absent(shown)
            return
        heading(title, answer)
        picture = None if is_number else shown.chart(unit=unit)
        if picture is not None:
            if picture.data.empty or is_nothing(answer):
                st.caption("Nothing yet.")
            else:
                chart(picture, key=key)
                if answer.question.get("kind") == "funnel":
                    st.caption(_STILL_OPEN)
        elif is_number or _is_number(answer):
            metrics(answer, is_money=is_money)
        else:
            table(answer)
        reason(shown)


def heading(title: str, answer: Answer) -> None:
    """Write a title; what is counted is behind its question mark."""
    st.markdown(f"**{title}**", help=answer.definition)


def metrics(answer: Answer, *, is_money: bool) -> None:
    """Draw each row as a number beside the earlier one; currencies are never added."""
    is_compared = answer.question.get("compare") is not None
    rows = answer.rows or ({"value": 0, **({"previous": 0} if is_compared else {})},)
    for column, row in zip(st.columns(len(rows)), rows, strict=True):
        with column:
            _metric(row, answer, is_money=is_money)


def chart(picture: Chart, *, key: str) -> None:
    """Draw a picture; the same form under the same key keeps its zoom while numbers move."""
    st.vega_lite_chart(picture.arrow, picture.spec, key=key, **_FULL_WIDTH)


@in_turn
def overlay(both: Overlay, *, unit: str, key: str) -> None:
    """Draw a nightly series with the live one behind it, and say what came too late for both."""
    chart(both.chart(unit=unit), key=key)
    late = both.late_after_batch
    words = f"Nightly up to {both.watermark:%d %b %H:%M} UTC, live after it."
    if not late.empty:
        words += (
            f" {both.late_total:+,g} in {len(late)} earlier intervals arrived after the nightly"
            " run, and are in neither half."
        )
    st.caption(words)


@in_turn
def table(answer: Answer) -> None:
    """Draw the rows as they are, under headings in words."""
    frame = answer.frame()
    if frame.empty:
        st.caption("Nothing yet.")
        return
    columns = {name: _column(str(name), frame[name]) for name in frame.columns}
    ends = {name: words for name, words in _ENDS.items() if name in frame}
    st.dataframe(frame.fillna(ends), hide_index=True, column_config=columns, **_TABLE_WIDTH)


@in_turn
def plain_table(frame: pd.DataFrame, formats: Mapping[str, str]) -> None:
    """Draw a frame; ``formats`` says which columns are ``percent``, ``count`` or of a format."""
    columns = {
        name: st.column_config.NumberColumn(format=FORMATS.get(style, style))
        for name, style in formats.items()
        if style != "percent"
    }
    shares: dict[Any, Any] = {
        name: "{:.1%}" for name, style in formats.items() if style == "percent"
    }
    drawn = frame.style.format(shares, na_rep="—") if shares else frame
    st.dataframe(drawn, hide_index=True, column_config=columns, **_TABLE_WIDTH)


@in_turn
def badge(shown: Shown, *, paused: bool, zone: str) -> None:
    """Say how fresh the numbers are."""
    freshness = judge(
        datetime.now(timezone.utc),
        None if shown.answer is None else shown.answer.as_of,
        is_answering=shown.is_answering,
        zone=ZoneInfo(zone),
    )
    colour = _COLOURS[freshness.state]
    words = f"{freshness.words} · drawing is paused" if paused else freshness.words
    st.markdown(f":{colour}-background[**{freshness.state.value}**] &nbsp; {words}")


def at_most(rows: int, pixels: int) -> dict[str, Any]:
    """Say how high a table is: as its rows need, and no higher than so many pixels."""
    return {"height": pixels} if (rows + 1) * _ROW_PIXELS > pixels else {}


def is_nothing(answer: Answer) -> bool:
    """Tell whether an answer has nothing to picture: no row, or a funnel that nobody began."""
    first = answer.rows[0] if answer.rows else None
    return first is None or (
        answer.question.get("kind") == "funnel" and not first.get("customers", first.get("count"))
    )


def absent(shown: Shown) -> None:
    """Say why there is nothing to draw yet."""
    if shown.problem is None or not shown.is_answering:
        st.caption("Waiting for the first numbers.")
    elif isinstance(shown.problem, NotYet):
        st.caption("This version of the engine does not answer this yet.")
    else:
        st.warning(str(shown.problem))


def reason(shown: Shown) -> None:
    """Say why what is drawn is not of now; an engine that is away is on the badge."""
    if shown.problem is not None and shown.is_answering:
        st.warning(str(shown.problem))


def _column(name: str, values: pd.Series[Any]) -> Any:
    if pd.api.types.is_integer_dtype(values):
        return st.column_config.NumberColumn(_words(name), format=FORMATS["count"])
    return _words(name)


def _words(name: str) -> str:
    """Write the name of a field in words: ``fromStart`` is "From start"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", name).capitalize()


def _is_number(answer: Answer) -> bool:
    question = answer.question
    return question.get("kind") == "trend" and len(answer.rows) <= 5


def _metric(row: Mapping[str, Any], answer: Answer, *, is_money: bool) -> None:
    digits = 2 if is_money or answer.question.get("measure") in _FRACTIONS else 0
    name = str(row.get("by", "")) if row.get("by") not in (None, "(none)") else ""
    value, previous = row.get("value"), row.get("previous")
    delta = None if value is None or previous is None else Decimal(value) - Decimal(previous)
    colour: Literal["normal", "off"] = "off" if not delta else "normal"
    st.metric(
        name or "now",
        written(value, digits),
        None if delta is None else f"{_rounded(delta, digits):+,}",
        delta_color=colour,
        label_visibility="visible" if name else "collapsed",
    )
    against = answer.question.get("compare")
    if against is not None:
        st.caption(f"{_EARLIER.get(against, 'the period before')}: {written(previous, digits)}")


# Older versions know formats of printf alone: large numbers are then shown plainly.
FORMATS = {"count": "localized" if element.HAS_ELEMENTS else "%d"}
_DIGITS_MAX = 80
_FRACTIONS = frozenset({"avg", "per_customer", "median", "p75", "p90", "p95", "p99"})


def written(number: Any, digits: int) -> str:
    """Write a number with so many decimals, and a dash for none."""
    return "—" if number is None else f"{_rounded(Decimal(number), digits):,}"


def _rounded(number: Decimal, digits: int) -> Decimal:
    """Round as people do, half a cent away from zero; a float would lose it, and more, before."""
    with localcontext(Context(prec=_DIGITS_MAX)):
        return number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _width(function: Any) -> dict[str, Any]:
    """Choose the option by version: the older one is deprecated in the newer."""
    parameters = inspect.signature(function).parameters
    old = parameters.get("use_container_width")
    # What is deprecated has lost its truth as a default.
    if old is not None and (old.default is True or "width" not in parameters):
        return {"use_container_width": True}
    return {"width": "stretch"} if _takes_words(parameters["width"]) else _OLD_WIDTH


def _takes_words(width: inspect.Parameter) -> bool:
    return "Width" in str(width.annotation)


_OLD_WIDTH: dict[str, Any] = {"use_container_width": True}
_FULL_WIDTH = _width(st.vega_lite_chart)
_TABLE_WIDTH = _width(st.dataframe)
