from __future__ import annotations

import pytest
from fake_engine import KEY, FakeEngine
from streamlit.testing.v1 import AppTest

from footfall.streamlit import FootfallConnection
from footfall.streamlit.element import HAS_ELEMENTS
from footfall.streamlit.pulse import LOAD_MAX, STRETCH_MAX, Pace
from footfall.streamlit.turn import Turn


class Process:
    """A process in which a tick each two seconds, unstretched, would take so much of a core."""

    def __init__(self, demand: float) -> None:
        self.demand = demand
        self._clock = 0.0
        self._spent = 0.0
        self._stretch = 1.0
        self.pace = Pace(now=lambda: self._clock, spent=lambda: self._spent, drawn=lambda: 0.0)

    def tick(self) -> float:
        """Let a window pass; tell how many times rarer ticks are then."""
        passed = 2.0 * self._stretch
        self._clock += passed
        self._spent += passed * min(1.0, self.demand / self._stretch)
        self._stretch = self.pace.next(2.0) / 2.0
        return self._stretch


def test_a_process_with_time_to_spare_keeps_the_pace() -> None:
    process = Process(demand=LOAD_MAX)
    assert [process.tick() for _ in range(3)] == [1, 1, 1]


def test_a_process_with_too_many_readers_slows_down_until_it_keeps_up() -> None:
    process = Process(demand=4 * LOAD_MAX)
    assert [process.tick() for _ in range(4)] == [2, 4, 4, 4]
    process.demand = 2 * LOAD_MAX
    assert [process.tick() for _ in range(2)] == [2, 2]
    process.demand = 0
    assert process.tick() == 1


def test_a_page_is_never_given_up() -> None:
    process = Process(demand=1_000)
    assert [process.tick() for _ in range(9)][-1] == STRETCH_MAX


def test_between_two_measurements_the_pace_stays() -> None:
    clock, spent = [0.0], [0.0]
    pace = Pace(now=lambda: clock[0], spent=lambda: spent[0], drawn=lambda: 0.0)
    clock[0], spent[0] = 1.0, 1.0
    assert pace.next(2.0) == 2.0
    clock[0], spent[0] = 2.0, 2.0
    assert pace.next(2.0) == 2.0 / LOAD_MAX
    assert pace.next(10.0) == 10.0 / LOAD_MAX


def test_a_process_that_others_keep_from_drawing_slows_down_too() -> None:
    clock, drawn = [0.0], [0.0]
    pace = Pace(now=lambda: clock[0], spent=lambda: 0.0, drawn=lambda: drawn[0])
    clock[0], drawn[0] = 2.0, 2.0
    assert pace.next(2.0) == 2.0 / LOAD_MAX


def test_a_drawing_within_another_counts_once() -> None:
    clock = [0.0]
    turn = Turn(now=lambda: clock[0])
    with turn:
        clock[0] = 1.0
        with turn:
            clock[0] = 2.0
        clock[0] = 3.0
    assert turn.seconds == 3.0


def page(connection: FootfallConnection) -> AppTest:
    # AppTest runs the text of this function alone, where no name of this module exists.
    def script(connection):  # type: ignore[no-untyped-def]
        import streamlit as st

        def parts() -> None:
            connection.live_metric("Orders", {"kind": "trend", "event": "Order Completed"})
            connection.live_chart("Orders a minute", "by-minute")

            @connection.on_change("by-minute")
            def minutes(answer):  # type: ignore[no-untyped-def]
                st.write(f"minutes: {len(answer.rows)}")

            minutes()

        connection.together(parts)

    return AppTest.from_function(script, default_timeout=20, kwargs={"connection": connection})


@pytest.mark.skipif(not HAS_ELEMENTS, reason="this Streamlit has no components in the page")
def test_parts_that_python_draws_together_have_one_timer(engine: FakeEngine) -> None:
    engine.pins["by-minute"] = {"kind": "trend", "interval": "1m"}
    drawn = page(FootfallConnection("footfall", url=engine.url, key=KEY, push=False)).run()
    assert not drawn.exception
    assert len(drawn.metric) == 1
    assert any(part.value.startswith("minutes: ") for part in drawn.markdown)
    [timer] = drawn.get("bidi_component")
    assert "footfall_pulse" in str(timer.proto)


@pytest.mark.skipif(not HAS_ELEMENTS, reason="this Streamlit has no components in the page")
def test_parts_that_browsers_draw_are_the_same_together(engine: FakeEngine) -> None:
    engine.pins["by-minute"] = {"kind": "trend", "interval": "1m"}
    drawn = page(FootfallConnection("footfall", url=engine.url, key=KEY)).run()
    assert not drawn.exception
    sent = [str(part.proto) for part in drawn.get("bidi_component")]
    assert len(sent) == 3
    assert all("stream-token" in said for said in sent)
