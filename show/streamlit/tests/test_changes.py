from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from fake_engine import FakeEngine

from footfall import Answer, Client, MalformedAnswer
from footfall.answer import read_answer
from footfall.changes import apply_change

AS_OF = {"sequence": 9, "time": "2026-03-01T10:00:01Z", "eventTime": None}


def answer(engine: FakeEngine, rows: list[Any], **question: Any) -> Answer:
    document = engine.answer({"kind": "trend", **question})
    return read_answer({**document, "rows": rows})


def names(changed: Answer) -> list[Any]:
    return [row["by"] for row in changed.rows]


def test_a_changed_row_takes_its_place_in_the_ranking(engine: FakeEngine) -> None:
    before = answer(engine, [
        {"by": "Cap", "value": 15}, {"by": "Mug", "value": 14}, {"by": "(other)", "value": 90},
    ], by="p")  # fmt: skip
    after = apply_change(before, {"set": [{"by": "Mug", "value": 16}], "gone": [], "asOf": AS_OF})
    assert names(after) == ["Mug", "Cap", "(other)"]
    assert after.as_of.sequence == 9
    assert names(before) == ["Cap", "Mug", "(other)"], "what was handed out stays as it is"


def test_ties_are_ordered_by_value_truths_first_then_numbers_then_text(engine: FakeEngine) -> None:
    rows = [{"by": by, "value": 1} for by in ("b", "B", Decimal("2.5"), 10, True, 1)]
    after = apply_change(answer(engine, rows, by="p"), {"set": [], "gone": [], "asOf": AS_OF})
    assert names(after) == [True, 1, Decimal("2.5"), 10, "B", "b"]


def test_what_is_gone_is_gone_and_what_has_no_number_is_last(engine: FakeEngine) -> None:
    rows = [{"by": "a", "value": 3}, {"by": "b", "value": None}, {"by": "c", "value": -1}]
    change = {"set": [], "gone": [{"by": "a"}], "asOf": AS_OF}
    assert names(apply_change(answer(engine, rows, by="p"), change)) == ["c", "b"]


def test_intervals_stay_in_order_within_their_value(engine: FakeEngine) -> None:
    def row(by: str, hour: int, value: int) -> dict[str, Any]:
        return {"at": f"2026-03-01T{hour:02}:00:00Z", "by": by, "value": value}

    before = answer(engine, [row("a", 9, 5), row("a", 10, 0), row("b", 9, 1)], by="p")
    after = apply_change(before, {"set": [row("b", 10, 9)], "gone": [], "asOf": AS_OF})
    assert [(r["by"], r["at"][11:13]) for r in after.rows] == [
        ("b", "09"), ("b", "10"), ("a", "09"), ("a", "10"),
    ]  # fmt: skip


def test_links_stay_ranked_within_their_step(engine: FakeEngine) -> None:
    def link(step: int, to: str | None, occurrences: int) -> dict[str, Any]:
        return {"step": step, "from": "Seen", "to": to, "customers": 1, "occurrences": occurrences}

    before = answer(engine, [link(1, "Added", 4), link(1, None, 2), link(2, "Bought", 1)])
    before = replace(before, question={"kind": "paths"})
    change = {"set": [link(1, "Shared", 9), link(1, "Wished", 2)], "gone": [], "asOf": AS_OF}
    assert [(row["step"], row["to"]) for row in apply_change(before, change).rows] == [
        (1, "Shared"), (1, "Added"), (1, "Wished"), (1, None), (2, "Bought"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "change", [None, [], {}, {"set": {}, "gone": [], "asOf": AS_OF}, {"set": [1], "gone": []},
               {"set": [], "gone": [], "asOf": None}, {"set": [], "gone": []}],
)  # fmt: skip
def test_what_is_no_change_is_said_to_be_none(
    engine: FakeEngine, client: Client, change: Any
) -> None:
    with pytest.raises(MalformedAnswer):
        apply_change(answer(engine, [{"value": 1}]), change)
