from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from footfall.frame import frame

BERLIN = {"kind": "trend", "interval": "hour", "timezone": "Europe/Berlin", "by": "event"}
FUNNEL = {"kind": "funnel", "steps": [{"event": "a"}, {"event": "b"}]}


def types(question: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, str]:
    return {str(k): str(v) for k, v in frame(question, rows, exact=False).dtypes.items()}


def test_an_empty_answer_has_the_types_of_a_full_one() -> None:
    row = {"at": "2026-03-01T00:00:00+01:00", "by": "page", "value": 3}
    expected = {"at": "datetime64[ms, Europe/Berlin]", "by": "string", "value": "Int64"}
    assert types(BERLIN, [row]) == expected
    assert types(BERLIN, []) == expected
    assert types({**BERLIN, "measure": "avg", "compare": "7d"}, []) == {
        **expected, "value": "Float64", "previous": "Float64",
    }  # fmt: skip


def test_a_repeated_hour_stays_two_instants() -> None:
    rows = [{"at": f"2026-10-25T02:00:00+0{offset}:00", "by": "x", "value": 1} for offset in (2, 1)]
    first, second = frame(BERLIN, rows, exact=False)["at"]
    assert second - first == pd.Timedelta(hours=1)
    assert first.hour == second.hour == 2


def test_what_is_missing_is_a_null() -> None:
    steps = [
        {"step": 1, "event": "a", "customers": 4, "fromStart": 1, "fromPrevious": None,
         "medianSeconds": None, "p90Seconds": None, "open": 1},
        {"step": 2, "event": None, "customers": 0, "fromStart": 0, "fromPrevious": 0,
         "medianSeconds": Decimal("1.5"), "p90Seconds": 2, "open": 0},
    ]  # fmt: skip
    result = frame(FUNNEL, steps, exact=False)
    assert result["fromPrevious"].isna().tolist() == [True, False]
    assert result["event"].isna().tolist() == [False, True]
    assert result["customers"].sum() == 4
    assert types(FUNNEL, []) == types(FUNNEL, steps)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ({"kind": "retention", "by": "p"}, "cohort by size offset customers rate complete"),
        ({"kind": "sessions", "interval": "day", "compare": "1d"},
         "at sessions customers bounceRate eventsPerSession medianSeconds p90Seconds previous"),
        ({"kind": "lifecycle"}, "at new returning resurrecting dormant"),
        ({"kind": "stickiness"}, "intervals customers"),
        ({"kind": "paths"}, "step from to customers occurrences"),
        ({"kind": "audience"}, "customers entered24h left24h"),
        ({"kind": "experiment"}, "variation customers converted rate difference low high z p"),
    ],
)  # fmt: skip
def test_every_kind_has_its_columns_without_rows(question: dict[str, Any], names: str) -> None:
    assert frame(question, [], exact=False).columns.tolist() == names.split()


def test_exact_numbers_stay_decimals() -> None:
    question = {"kind": "trend", "measure": "sum"}
    value = Decimal("12345678901234567890.25")
    assert frame(question, [{"value": value}], exact=True)["value"].tolist() == [value]
    assert frame(question, [{"value": None}], exact=True)["value"].tolist() == [None]


@pytest.mark.parametrize("values", [[1, 2], [True, False], ["1", 1, None]])
def test_values_that_are_no_text_stay_what_they_are(values: list[Any]) -> None:
    rows = [{"by": value, "value": 1} for value in values]
    assert frame({"kind": "trend", "by": "p"}, rows, exact=False)["by"].tolist() == values


def test_a_kind_not_known_here_still_becomes_a_frame() -> None:
    rows = [{"cohort": "2026-03", "size": 4, "complete": True}]
    result = frame({"kind": "unheard"}, rows, exact=False)
    assert result.to_dict("records") == [{"cohort": "2026-03", "size": 4.0, "complete": True}]
