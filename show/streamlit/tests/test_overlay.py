from __future__ import annotations

from datetime import datetime, timezone

import pandas as pd
import pytest
from fake_engine import FakeEngine

from footfall import overlay
from footfall.answer import read_answer

MIDNIGHT = pd.Timestamp("2026-03-02T00:00:00Z")


def hours(first: str, *values: float, on: str = "at", value: str = "value") -> pd.DataFrame:
    return pd.DataFrame({on: pd.date_range(first, periods=len(values), freq="h"), value: values})


NIGHTLY = hours("2026-03-01 20:00", 5, 6, 7, 8)
LIVE = hours("2026-03-01T22:00:00Z", 9, 8, 3, 1)


def test_the_nightly_half_ends_where_the_live_one_begins() -> None:
    both = overlay(NIGHTLY, LIVE)
    assert both.watermark == MIDNIGHT
    assert both.frame["source"].tolist() == ["batch"] * 4 + ["live"] * 2
    assert both.frame["value"].tolist() == [5, 6, 7, 8, 3, 1]
    assert both.frame["at"].is_unique


def test_what_arrived_after_the_nightly_run_is_in_neither_half_and_is_said() -> None:
    both = overlay(NIGHTLY, LIVE)
    assert both.late_after_batch["at"].tolist() == [pd.Timestamp("2026-03-01T22:00:00Z")]
    assert both.late_after_batch[["batch", "live", "late"]].values.tolist() == [[7, 9, 2]]
    assert both.late_total == 2
    assert both.frame["value"].sum() + both.late_total == 5 + 6 + 9 + 8 + 3 + 1


@pytest.mark.parametrize(
    "watermark", ["2026-03-02T00:00:00", "2026-03-02T01:00:00+01:00",
                  datetime(2026, 3, 2, tzinfo=timezone.utc)],
)  # fmt: skip
def test_a_watermark_cuts_both_halves(watermark: str | datetime) -> None:
    longer = hours("2026-03-01 20:00", 5, 6, 7, 8, 99)
    both = overlay(longer, LIVE, watermark=watermark)
    assert both.watermark == MIDNIGHT
    assert both.frame["value"].tolist() == [5, 6, 7, 8, 3, 1]


def test_an_answer_is_taken_as_it_is(engine: FakeEngine) -> None:
    rows = [{"at": "2026-03-02T01:00:00+02:00", "value": 4},
            {"at": "2026-03-02T02:00:00+02:00", "value": 2}]  # fmt: skip
    question = {"kind": "trend", "interval": "hour", "timezone": "Europe/Athens"}
    answer = read_answer({**engine.answer(question), "rows": rows})
    nightly = NIGHTLY.rename(columns={"at": "hour", "value": "orders"})
    both = overlay(nightly, answer, on="hour", value="orders")
    assert both.frame["orders"].tolist() == [5, 6, 7, 8, 2]
    assert both.late_after_batch["late"].tolist() == [-4]


def test_without_live_rows_the_nightly_half_stands_alone() -> None:
    both = overlay(NIGHTLY, LIVE.iloc[:0])
    assert both.frame["source"].tolist() == ["batch"] * 4
    assert both.late_after_batch.empty
    assert both.chart().data["source"].tolist() == ["batch"] * 4


def test_the_chart_is_one_line_without_a_gap_and_keeps_its_form() -> None:
    chart = overlay(NIGHTLY, LIVE).chart(zone="Europe/Berlin")
    live = chart.data[chart.data["source"] == "live"]
    assert live["value"].tolist() == [8, 3, 1], "it begins at the last nightly point"
    assert chart.data["watermark"].unique() == [pd.Timestamp("2026-03-02T01:00")]
    assert chart.spec == overlay(NIGHTLY, LIVE.iloc[:3]).chart(zone="UTC").spec


@pytest.mark.parametrize(
    ("history", "live", "watermark", "words"),
    [
        (NIGHTLY.drop(columns="value"), LIVE, None, "history has no column 'value'"),
        (NIGHTLY, LIVE.drop(columns="at"), None, "live has no column 'at'"),
        (pd.concat([NIGHTLY, NIGHTLY]), LIVE, None, "twice"),
        (NIGHTLY, LIVE, "2026-03-01T22:30:00Z", "inside a live interval"),
        (NIGHTLY, hours("2026-03-02T05:00:00Z", 1), MIDNIGHT.isoformat(), "would be missing"),
        (NIGHTLY.iloc[:0], LIVE.iloc[:0], None, "neither half has rows"),
    ],
)
def test_halves_that_do_not_meet_are_refused(
    history: pd.DataFrame, live: pd.DataFrame, watermark: str | None, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        overlay(history, live, watermark=watermark)
