"""SQL over every event, the newest included."""

from __future__ import annotations

import json

import streamlit as st

from footfall import FootfallError, NotFound, Property
from footfall.streamlit import FootfallConnection, drawing
from footfall_dashboard.download import guarded_csv
from footfall_dashboard.view import View

_EXAMPLE = """select event, count(*) as events, count(distinct customer) as customers
from events
group by event
order by events desc
limit 20"""
_DRAWN_MAX = 5_000
_EXAMPLES_MAX = 3
_SCHEMA_HEIGHT = 220


def draw(view: View) -> None:
    """Let the reader write a statement, and draw, keep and copy what it gives."""
    footfall = view.footfall
    writing, names = st.columns([3, 1])
    with writing, st.form("statement", border=False):
        statement = st.text_area("One SELECT over events and customers", _EXAMPLE, height=190)
        is_sent = st.form_submit_button("Run", type="primary")
    with names:
        _schema(footfall)
    if is_sent:
        st.session_state["analyst_statement"] = statement
    asked = st.session_state.get("analyst_statement")
    if asked:
        _result(footfall, asked)


def _result(footfall: FootfallConnection, statement: str) -> None:
    try:
        result = footfall.client.sql(statement)
    except NotFound:
        st.caption("This version of the engine has no SQL.")
        return
    except FootfallError as refused:
        st.warning(str(refused))
        return
    frame = result.frame()
    frame.columns = frame.columns.where(~frame.columns.duplicated(), frame.columns + "_2")
    st.dataframe(frame.head(_DRAWN_MAX), hide_index=True)
    more = f"; the first {_DRAWN_MAX:,} are shown" if len(frame) > _DRAWN_MAX else ""
    st.caption(f"{len(frame):,} rows{more}")
    st.download_button("Download CSV", guarded_csv(frame), "result.csv", "text/csv")
    with st.expander("Copy as pandas"):
        st.code(as_pandas(footfall.client.url, statement), language="python")


def as_pandas(url: str, statement: str) -> str:
    """Write the program that gives the same frame."""
    return (
        "import os\n\nimport footfall\n\n"
        f'client = footfall.Client({json.dumps(url)}, os.environ["FOOTFALL_READ_KEY"])\n'
        f"frame = client.sql({json.dumps(statement)}).frame()\n"
    )


def _schema(footfall: FootfallConnection) -> None:
    try:
        schema = footfall.schema(ttl=30)
    except FootfallError:
        st.caption("Which events there are is not known.")
        return
    events, properties = st.tabs(["Events", "Properties"])
    with events:
        st.dataframe(
            {
                "Event": [name.event for name in schema.events],
                "Count": [name.count for name in schema.events],
            },
            hide_index=True,
            **drawing.at_most(len(schema.events), _SCHEMA_HEIGHT),
            column_config={"Count": st.column_config.NumberColumn(format=drawing.FORMATS["count"])},
        )
    with properties:
        # An object is only where other paths lead through.
        paths = [each for each in schema.properties if _kinds(each) != "object"]
        st.dataframe(
            {
                "Path": [each.path for each in paths],
                "Type": [_kinds(each) for each in paths],
                "Such as": [_such_as(each) for each in paths],
            },
            hide_index=True,
            **drawing.at_most(len(paths), _SCHEMA_HEIGHT),
        )


def _kinds(path: Property) -> str:
    return " or ".join(kind for kind, count in path.types.items() if count)


def _such_as(path: Property) -> str:
    return ", ".join(str(value) for value, _ in path.top[:_EXAMPLES_MAX])
