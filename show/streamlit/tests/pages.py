"""Pages of the application as they are drawn by Python, and the tables behind their pictures."""

from __future__ import annotations

import io
from typing import Any

import pandas as pd
import pyarrow as pa
from streamlit.testing.v1 import AppTest


def page(number: int) -> AppTest:
    # AppTest runs the text of this function alone, where no name of this module exists.
    def script(number: int) -> None:
        from footfall_dashboard.shell import draw
        from footfall_dashboard.view import View, connection

        draw(number, View(connection(), None))

    drawn = AppTest.from_function(script, default_timeout=60, args=(number,)).run()
    assert not drawn.exception
    return drawn


def shown(page: AppTest, heading: str) -> pd.DataFrame:
    """Return what is drawn under a heading: the rows of the table, or of the picture."""
    title = next(text for text in page.markdown if text.value == f"**{heading}**")
    [block] = [node for node in page.main if any(part is title for part in children(node))]
    for part in children(block):
        if part.type.endswith(("dataframe", "data_frame")):
            return part.value
        if part.type.endswith("vega_lite_chart"):
            return pa.ipc.open_stream(io.BytesIO(part.proto.data.data)).read_pandas()
    raise AssertionError(f"nothing is drawn under {heading}")


def children(node: Any) -> list[Any]:
    return [*getattr(node, "children", {}).values()]
