from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from fake_engine import FakeEngine, problem

from footfall import AsOf, Client
from footfall_dashboard import charts
from footfall_dashboard.__main__ import streamlit_arguments
from footfall_dashboard.board import Board
from footfall_dashboard.freshness import State, judge
from footfall_dashboard.questions import QUESTIONS
from footfall_dashboard.tiles import Tile, tiles

NOON = datetime(2026, 3, 1, 12, 0, 0, tzinfo=timezone.utc)
UTC = timezone.utc


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


def test_a_question_that_is_not_kept_live_is_asked(engine: FakeEngine, client: Client) -> None:
    engine.pins["orders-today"] = QUESTIONS["orders-today"]
    snapshot = Board(QUESTIONS).refresh(client)
    assert snapshot.is_answering
    assert snapshot.answers.keys() == QUESTIONS.keys()
    assert snapshot.problems == {}
    asked = [path for method, path, _ in engine.requests if method == "POST"]
    assert len(asked) == len(QUESTIONS) - 1


def test_last_good_answers_stay_while_the_engine_is_away(
    engine: FakeEngine, client: Client
) -> None:
    board = Board(QUESTIONS)
    before = board.refresh(client)
    engine.misbehave += [problem(503, "starting", "Reading the log.")] * 3
    count = len(engine.requests)
    away = board.refresh(client)
    assert not away.is_answering
    assert away.answers == before.answers
    assert len(engine.requests) == count + 3, "gives up at the first question"
    assert board.refresh(client).is_answering


def test_one_refused_question_does_not_stop_the_others(client: Client) -> None:
    board = Board({"odd": {"kind": "unheard"}, **QUESTIONS})
    snapshot = board.refresh(client)
    assert snapshot.problems == {"odd": "The kind is not there yet."}
    assert snapshot.answers.keys() == QUESTIONS.keys()


def test_only_the_newest_minute_is_running(engine: FakeEngine, client: Client) -> None:
    engine.now = lambda: NOON + timedelta(seconds=30)
    minutes = charts.minute_trend(client.answer(QUESTIONS["events-per-minute"]))
    assert minutes["running"].tolist() == [False] * 60 + [True]
    assert minutes["minute"].iloc[-1] == "12:00"


def test_funnel_bars_are_settled_and_open_customers(engine: FakeEngine, client: Client) -> None:
    engine.now = lambda: NOON
    steps = charts.funnel(client.answer(QUESTIONS["cart-funnel-today"]))
    assert (steps["settled"] + steps["open"]).tolist() == steps["customers"].tolist()
    assert steps["words"].tolist()[1] == "17,798 · 41.2%"


def test_revenue_stands_beside_the_same_time_yesterday(engine: FakeEngine, client: Client) -> None:
    engine.now = lambda: NOON
    orders, revenue, an_order, _ = tiles(Board(QUESTIONS).refresh(client).answers)
    assert (orders.value, orders.delta) == ("2,160", "+197")
    assert (revenue.label, revenue.value) == ("Revenue today, EUR", "136,947.17")
    assert revenue.comparison == "same time yesterday: 125,282.90"
    assert an_order.value == "63.40"


def test_several_currencies_are_neither_added_nor_divided(
    engine: FakeEngine, client: Client
) -> None:
    engine.rows = lambda _: [
        {"by": "EUR", "value": 20, "previous": None},
        {"by": "USD", "value": 10, "previous": 5},
    ]
    answers = {name: client.answer(QUESTIONS[name]) for name in ("orders-today", "revenue-today")}
    _, revenue, an_order, _ = tiles(answers)
    assert (revenue.label, revenue.value, revenue.delta) == ("Revenue today, EUR", "20.00", None)
    assert an_order == Tile("Revenue an order today", digits=2)


def test_tiles_without_answers_say_that_nothing_is_known() -> None:
    assert {(tile.value, tile.delta) for tile in tiles({})} == {("—", None)}


@pytest.mark.parametrize("layout", [charts.minute_trend, charts.funnel, charts.ranking])
def test_an_answer_without_rows_is_an_empty_picture(
    engine: FakeEngine, client: Client, layout: Any
) -> None:
    engine.rows = lambda _: []
    names = {charts.minute_trend: "events-per-minute", charts.funnel: "cart-funnel-today"}
    assert layout(client.answer(QUESTIONS[names.get(layout, "top-products")])).empty


def test_the_page_is_served_without_a_watcher_statistics_or_a_stranger() -> None:
    arguments = streamlit_arguments(8501, "127.0.0.1")
    assert {
        "--server.address=127.0.0.1",
        "--server.headless=true",
        "--server.fileWatcherType=none",
        "--browser.gatherUsageStats=false",
        "--runner.postScriptGC=false",
    } <= set(arguments)


def test_the_page_ends_with_the_process_that_holds_its_input() -> None:
    page = subprocess.Popen(
        [sys.executable, "-m", "footfall_dashboard", "--port", "0", "--until-input-ends"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "FOOTFALL_KEY": "k", "FOOTFALL_URL": "http://127.0.0.1:1"},
    )
    assert page.stdout is not None
    assert any(b"http://" in line for line in page.stdout), "it serves"
    page.communicate()  # Closes its input.
    assert page.returncode == 0
