"""How answers are drawn where Python draws them."""

from __future__ import annotations

import pytest
from fake_engine import FakeEngine
from streamlit.testing.v1 import AppTest
from test_charts import answer

from footfall.streamlit import drawing

FUNNEL = {"kind": "funnel", "steps": [{"event": "a"}, {"event": "b"}]}
PATHS = {"kind": "paths", "start": {"event": "a"}, "steps": 1}


def test_a_table_is_as_high_as_its_rows_and_no_higher_than_it_may() -> None:
    assert drawing.at_most(3, 240) == {}
    assert drawing.at_most(100, 240) == {"height": 240}


@pytest.mark.parametrize(("customers", "is_nothing"), [(0, True), (1, False)])
def test_a_funnel_that_nobody_began_is_nothing_to_picture(
    engine: FakeEngine, customers: int, is_nothing: bool
) -> None:
    step = {"step": 1, "event": "a", "customers": customers, "fromStart": None, "open": 0}
    assert drawing.is_nothing(answer(engine, FUNNEL, [step])) is is_nothing


def test_where_a_path_ends_is_said_in_words(engine: FakeEngine) -> None:
    link = {"step": 1, "from": "a", "to": None, "customers": 1234, "occurrences": 1234}
    drawn = AppTest.from_function(draw, args=(answer(engine, PATHS, [link]),), default_timeout=20)
    drawn.run()
    assert not drawn.exception
    [row] = drawn.dataframe[0].value.to_dict("records")
    assert (row["from"], row["to"], row["customers"]) == ("a", "Ends here", 1234)


def test_a_table_without_rows_says_so(engine: FakeEngine) -> None:
    drawn = AppTest.from_function(draw, args=(answer(engine, PATHS, []),), default_timeout=20)
    drawn.run()
    assert [caption.value for caption in drawn.caption] == ["Nothing yet."]
    assert not drawn.dataframe


def draw(shown: object) -> None:
    from footfall.streamlit import drawing

    drawing.table(shown)  # type: ignore[arg-type]
