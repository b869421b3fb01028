from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from fake_engine import FakeEngine, as_json

from footfall import Client, MalformedAnswer, NotFound, SqlRefused


def test_a_result_has_columns_rows_and_the_moment(engine: FakeEngine, client: Client) -> None:
    result = client.sql("select 1", after=7)
    assert engine.requests[-1][1] == "/api/v1/sql?after=7"
    assert [column.name for column in result.columns] == ["event", "n", "sum", "last", "known"]
    assert result.rows[0][:3] == ("Order Completed", 3, Decimal("1.25"))
    assert result.sequence == 7


def test_a_frame_has_the_types_of_the_statement(client: Client) -> None:
    frame = client.sql("select 1").frame()
    types = {str(name): str(kind) for name, kind in frame.dtypes.items()}
    assert types == {
        "event": "string", "n": "Int64", "sum": "Float64", "last": "datetime64[us, UTC]",
        "known": "boolean",
    }  # fmt: skip
    assert frame["last"][0] == pd.Timestamp("2026-03-01T10:00:00.5Z")
    assert frame.isna().iloc[1].all()


def test_a_statement_that_may_not_run_is_refused_in_words(client: Client) -> None:
    with pytest.raises(SqlRefused, match="Only one SELECT") as refused:
        client.sql("drop table events")
    assert refused.value.code == "invalid_sql"


@pytest.mark.parametrize(
    "document",
    [{}, {"columns": [], "rows": [[1]], "asOf": {"sequence": 1}},
     {"columns": [{"name": "a"}], "rows": [], "asOf": {"sequence": 1}},
     {"columns": [], "rows": []}],
)  # fmt: skip
def test_what_is_no_result_is_said_to_be_none(
    engine: FakeEngine, client: Client, document: Any
) -> None:
    engine.misbehave.append(as_json(document))
    with pytest.raises(MalformedAnswer):
        client.sql("select 1")


def test_an_arrow_stream_is_asked_for_and_read(engine: FakeEngine, client: Client) -> None:
    arrow = pytest.importorskip("pyarrow")
    table = arrow.table({"n": [1, 2]})
    sink = arrow.BufferOutputStream()
    with arrow.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    content = sink.getvalue().to_pybytes()
    engine.misbehave.append((200, {}, content))
    assert client.sql_arrow("select 1").equals(table)
    for cut in (b"", b"{}", content[: len(content) // 2]):
        engine.misbehave.append((200, {}, cut))
        with pytest.raises(MalformedAnswer):
            client.sql_arrow("select 1")


def test_a_customer_is_found_described_and_followed(engine: FakeEngine, client: Client) -> None:
    (found,) = client.customers("ann@")
    assert found["customer"] == "ann"
    assert client.customer("ann", anonymous=False)["orders"] == 1
    assert engine.requests[-1][1] == "/api/v1/customers/ann?anonymous=false"
    assert [event["event"] for event in client.timeline("ann")] == ["Order Completed"]
    with pytest.raises(NotFound):
        client.customer("bob")
    for name in ("", ".", "..", "a/b"):
        with pytest.raises(ValueError, match="cannot be looked up"):
            client.customer(name)
