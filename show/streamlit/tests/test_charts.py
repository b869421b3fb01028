from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from fake_engine import FakeEngine

from footfall import Answer, AsOf, Client
from footfall.answer import read_answer
from footfall.charts import chart, ranking_chart, trend_chart
from footfall.freshness import State, judge
from footfall_dashboard.questions import NAMED

UTC = timezone.utc
NOON = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


def answer(engine: FakeEngine, question: dict[str, Any], rows: list[Any]) -> Answer:
    return read_answer({**engine.answer(question), "rows": rows})


def test_only_the_newest_minute_is_running(engine: FakeEngine, client: Client) -> None:
    engine.now = lambda: NOON + timedelta(seconds=30)
    minutes = trend_chart(client.answer(NAMED["events-per-minute"])).data
    assert minutes["running"].tolist() == [False] * 60 + [True]


@pytest.mark.parametrize(
    ("now", "is_running"), [("2026-10-25T22:59:58Z", True), ("2026-10-25T22:59:59Z", False)]
)
def test_a_day_of_25_hours_runs_until_its_midnight(
    engine: FakeEngine, now: str, is_running: bool
) -> None:
    engine.now = lambda: datetime.fromisoformat(now.replace("Z", "+00:00"))
    question = {"kind": "trend", "interval": "day", "timezone": "Europe/Berlin"}
    row = {"at": "2026-10-25T00:00:00+02:00", "value": 4}
    assert trend_chart(answer(engine, question, [row])).data["running"].tolist() == [is_running]


def test_funnel_bars_are_settled_and_open_customers(engine: FakeEngine, client: Client) -> None:
    engine.now = lambda: NOON
    drawn = chart(client.answer(NAMED["cart-funnel-today"]))
    assert drawn is not None
    steps = drawn.data
    assert (steps["settled"] + steps["open"]).tolist() == steps["customers"].tolist()
    assert steps["words"].tolist()[1] == "17,798 · 41.2%"


def test_a_bar_that_overtakes_another_moves_above_it(engine: FakeEngine) -> None:
    question = {"kind": "trend", "by": "p"}
    before = [{"by": "Cap", "value": 14}, {"by": "Mug", "value": 13}, {"by": "(other)", "value": 1}]
    after = [{"by": "Mug", "value": 15}, {"by": "Cap", "value": 14}, {"by": "(none)", "value": 1}]
    for rows in (before, after):
        drawn = ranking_chart(answer(engine, question, rows))
        assert drawn.data["by"].tolist() == [row["by"] for row in rows[:2]]
        assert drawn.data["place"].tolist() == [0, 1]
        # Without this Vega keeps bars where their values first appeared.
        assert drawn.spec["encoding"]["y"]["sort"] == {"field": "place", "op": "min"}


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        (NAMED["events-per-minute"], []),
        (NAMED["cart-funnel-today"], []),
        (NAMED["top-products"], []),
        ({"kind": "retention", "interval": "week"}, []),
    ],
)
def test_a_picture_has_the_same_form_whatever_the_rows(
    engine: FakeEngine, client: Client, question: dict[str, Any], rows: list[Any]
) -> None:
    empty = chart(answer(engine, question, rows))
    assert empty is not None
    assert empty.data.empty
    if question["kind"] != "retention":
        full = chart(client.answer(question))
        assert full is not None
        assert full.spec == empty.spec
        assert list(full.data.columns) == list(empty.data.columns)


def test_cohorts_are_rows_of_a_heat_map_without_the_sum_of_all(engine: FakeEngine) -> None:
    def cell(cohort: str, offset: int, rate: float | None) -> dict[str, Any]:
        return {"cohort": cohort, "size": 4, "offset": offset, "customers": 2, "rate": rate,
                "complete": rate is not None}  # fmt: skip

    rows = [cell("2026-03-02T00:00:00Z", 0, 1), cell("2026-03-02T00:00:00Z", 1, None),
            cell("all", 0, 1)]  # fmt: skip
    drawn = chart(answer(engine, {"kind": "retention", "interval": "week"}, rows))
    assert drawn is not None
    assert drawn.data["cohort"].tolist() == ["2026-03-02"] * 2
    assert drawn.data["complete"].tolist() == [True, False]


def test_what_a_number_or_a_table_shows_better_is_no_picture(client: Client) -> None:
    assert chart(client.answer(NAMED["orders-today"])) is None
    assert chart(client.answer({**NAMED["cart-funnel-today"], "by": "p"})) is None


def as_of(seconds_old: int, event_seconds_old: int = 0) -> AsOf:
    time = NOON - timedelta(seconds=seconds_old)
    return AsOf(sequence=1, time=time, event_time=time - timedelta(seconds=event_seconds_old))


@pytest.mark.parametrize(
    ("seen", "is_answering", "state", "words"),
    [
        (as_of(2), True, State.LIVE, "data as of 11:59:58 · 2 s behind"),
        (as_of(-1), True, State.LIVE, "data as of 12:00:01 · 0 s behind"),
        (as_of(10), True, State.LIVE, "data as of 11:59:50 · 10 s behind"),
        (as_of(11), True, State.DELAYED, "data as of 11:59:49 · 11 s behind"),
        (as_of(0, 300), True, State.LIVE,
         "data as of 12:00:00 · 0 s behind · last event 5 min ago"),
        (as_of(7200), False, State.OFFLINE,
         "data as of 10:00:00 · 2 h behind · last good numbers, trying again"),
        (None, True, State.DELAYED, "no data yet"),
        (None, False, State.OFFLINE, "no answer from the engine yet"),
    ],
)  # fmt: skip
def test_the_badge_says_how_fresh_the_numbers_are(
    seen: AsOf | None, is_answering: bool, state: State, words: str
) -> None:
    freshness = judge(NOON, seen, is_answering=is_answering, zone=UTC)
    assert (freshness.state, freshness.words) == (state, words)
