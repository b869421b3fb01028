"""The client, the connection and the page on the real engine, and the fake one beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pandas as pd
import pytest
import streamlit as st
from fake_engine import KEY, FakeEngine
from real_engine import JAR, RealEngine
from streamlit.testing.v1 import AppTest

import footfall
import footfall_dashboard
from footfall import (
    Client,
    EngineUnreachable,
    EventsRefused,
    KeyRefused,
    NoSuchRow,
    NotFound,
    NotYet,
    QuestionRefused,
    SqlRefused,
)
from footfall.streamlit import FootfallConnection
from footfall_dashboard import questions
from footfall_dashboard.questions import NAMED

pytestmark = pytest.mark.skipif(
    not JAR.exists(), reason=f"the engine is not built: {JAR} is missing; ./footfall builds it"
)

APP = Path(footfall_dashboard.__file__).with_name("app.py")
ORDERS = {"kind": "trend", "event": "Order Completed", "period": {"last": "24h"}}
REVENUE = {
    **ORDERS, "measure": "sum", "of_property": "properties.revenue", "by": "properties.currency",
}  # fmt: skip
STEPS = ["Product Viewed", "Product Added", "Checkout Started", "Order Completed"]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealEngine]:
    engine = RealEngine(tmp_path_factory.mktemp("engine"))
    engine.collect(
        *({"userId": "ann", "event": step, "properties": {"name": "Mug"}} for step in STEPS[:3]),
        {"userId": "bob", "event": STEPS[0], "properties": {"name": "Cap"}},
        {"userId": "ann", "event": STEPS[3], "properties": {"revenue": 12.5, "currency": "EUR"}},
        {"userId": "bob", "event": STEPS[3], "properties": {"revenue": 0.1, "currency": "USD"}},
    )
    yield engine
    engine.close()


@pytest.fixture
def client(real: RealEngine) -> Iterator[Client]:
    with Client(real.url, real.read_key, timeout=60) as connected:
        yield connected


def test_an_answer_that_is_asked_for_holds_what_was_written_before(
    real: RealEngine, client: Client
) -> None:
    answer = client.answer(REVENUE, after=real.sequence)
    assert answer.rows == (
        {"by": "EUR", "value": Decimal("12.5")},
        {"by": "USD", "value": Decimal("0.1")},
    )
    assert answer.as_of.sequence >= real.sequence
    assert answer.as_of.event_time is not None
    assert answer.period is not None
    assert (answer.period.end - answer.period.start).total_seconds() >= 86_400
    assert "revenue" in answer.definition
    assert answer.excluded == {"robots": 0}


def test_a_frame_has_the_types_its_question_promises(client: Client) -> None:
    types = {str(name): str(kind) for name, kind in client.answer(REVENUE).frame().dtypes.items()}
    assert types == {"by": "string", "value": "Float64"}
    hours = client.answer({**ORDERS, "interval": "hour", "timezone": "Europe/Berlin"}).frame()
    assert str(hours["at"].dtype) == "datetime64[ms, Europe/Berlin]"
    assert hours["value"].sum() == 2
    funnel = client.answer(NAMED["cart-funnel-today"]).frame()
    assert funnel["customers"].tolist() == [2, 1, 1, 1]
    assert funnel["fromPrevious"].isna().tolist() == [True, False, False, False]


def test_every_question_of_the_page_is_kept_live(client: Client) -> None:
    kept = {question.name for question in client.questions()}
    assert NAMED.keys() <= kept
    for name in NAMED:
        assert client.read(name).rows is not None


@pytest.mark.parametrize(
    "question",
    [
        questions.active_customers("1d"), questions.ordering_customers("7d"),
        questions.order_value("7d"), questions.orders_this_week(), questions.revenue_this_week(),
        questions.orders_by_hour(), questions.campaign_customers(),
        questions.campaign_arrivals_by_hour(), questions.campaign_funnel(),
        questions.newsletter_funnel(), questions.campaign_revenue(), questions.returning(),
        questions.ordering_again(),
    ],
)  # fmt: skip
def test_every_other_question_of_the_pages_can_be_kept_live(
    client: Client, question: dict[str, Any]
) -> None:
    try:
        client.pin("tried", question)
    except NotYet as absent:
        pytest.skip(f"this engine does not answer it yet: {absent}")
    assert client.read("tried").rows == client.answer(question).rows


def test_a_question_is_pinned_read_and_unpinned(client: Client) -> None:
    client.pin("orders.of-a.day", ORDERS)
    assert client.read("orders.of-a.day").rows == ({"value": 2},)
    client.unpin("orders.of-a.day")
    with pytest.raises(NotFound):
        client.read("orders.of-a.day")
    with pytest.raises(QuestionRefused) as refused:
        client.pin("spaces are not allowed", ORDERS)
    assert refused.value.code == "invalid_name"


@pytest.mark.parametrize(
    ("question", "code", "words"),
    [
        ({"kind": "campaigns"}, "not_yet", "campaigns"),
        ({"kind": "unheard"}, "invalid_question", "unheard"),
        ({**ORDERS, "interval": "fortnight"}, "invalid_question", "fortnight"),
        ({**ORDERS, "asOf": "2999-01-01T00:00:00Z"}, "as_of_in_future", "future"),
    ],
)
def test_a_refusal_says_what_to_correct(
    client: Client, question: dict[str, Any], code: str, words: str
) -> None:
    with pytest.raises(QuestionRefused, match=words) as refused:
        client.answer(question)
    assert refused.value.code == code


def test_the_customers_behind_a_number_are_listed(client: Client) -> None:
    funnel = {"kind": "funnel", "steps": [{"event": step} for step in STEPS]}
    assert [member.customer for member in client.members(funnel, {"step": 1})] == ["ann", "bob"]
    stopped = client.members(funnel, {"step": 1}, without={"step": 2})
    assert [(member.customer, member.anonymous) for member in stopped] == [("bob", False)]
    assert len(client.members("orders-today")) == 2
    assert len(client.members("orders-today", limit=1)) == 1
    with pytest.raises(NoSuchRow):
        client.members(REVENUE, {"by": "GBP"})


def test_the_schema_and_the_newest_events_are_told(client: Client) -> None:
    schema = client.schema()
    assert {name.event: name.count for name in schema.events} == {
        "Product Viewed": 2, "Product Added": 1, "Checkout Started": 1, "Order Completed": 2,
    }  # fmt: skip
    revenue = next(p for p in schema.properties if p.path == "properties.revenue")
    assert (revenue.types, revenue.distinct) == ({"number": 2}, 2)
    assert dict(revenue.top) == {Decimal("12.5"): 1, Decimal("0.1"): 1}
    assert [event["userId"] for event in client.events(limit=2)] == ["bob", "ann"]


def test_a_stream_moves_with_events_that_are_sent(tmp_path: Path) -> None:
    engine = RealEngine(tmp_path)
    ranking = {"kind": "trend", "event": "Product Added", "by": "properties.name"}
    try:
        with Client(engine.url, engine.read_key, write_key=engine.write_key) as client:
            client.pin("ranking", ranking)
            stream = client.stream("ranking", "unheard")
            updates = {update.name: update for update in (next(stream), next(stream))}
            assert isinstance(updates["unheard"].problem, NotFound)
            for name in ("Mug", "Cap", "Cap", "Mug", "Mug"):
                sequence = client.track(
                    "Product Added", user_id="ann", properties={"name": name, "price": 2}
                )
            update = next(u for u in stream if u.answer and u.answer.as_of.sequence >= sequence)
            stream.close()
            assert update.answer is not None
            assert update.answer.rows == ({"by": "Mug", "value": 3}, {"by": "Cap", "value": 2})
            assert client.read("ranking", after=sequence).rows == update.answer.rows
    finally:
        engine.close()


def test_sql_counts_what_answers_count(real: RealEngine, client: Client) -> None:
    asked = (
        "select properties ->> 'currency' as currency, count(*) as orders from events"
        " where event = 'Order Completed' group by 1 order by 1"
    )
    try:
        result = client.sql(asked, after=real.sequence)
    except NotFound:
        pytest.skip("this engine has no SQL yet")
    assert result.rows == (("EUR", 1), ("USD", 1))
    assert result.frame()["orders"].sum() == client.answer(ORDERS).rows[0]["value"]
    assert client.sql_arrow(asked).to_pydict() == {"currency": ["EUR", "USD"], "orders": [1, 1]}
    with pytest.raises(SqlRefused):
        client.sql("drop table events")


def test_a_customer_is_found_described_and_followed(client: Client) -> None:
    try:
        found = client.customers("an")
    except NotFound:
        pytest.skip("this engine has no customers to look up yet")
    assert [customer["customer"] for customer in found] == ["ann"]
    assert client.customer("ann")["orders"] == 1
    assert client.customer("ann")["revenue"] == Decimal("12.5")
    timeline = [event["event"] for event in client.timeline("ann")]
    assert timeline[-len(STEPS) :] == STEPS[::-1]


def test_what_is_sent_twice_counts_once_and_what_is_no_event_is_refused(real: RealEngine) -> None:
    with Client(real.url, real.read_key, write_key=real.write_key) as client:
        item = {"type": "track", "event": "Sent Twice", "userId": "ann", "messageId": "m-1"}
        client.send([item])
        sequence = client.send([item])
        asked = {"kind": "trend", "event": "Sent Twice"}
        assert client.answer(asked, after=sequence).rows == ({"value": 1},)
        with pytest.raises(EventsRefused):
            client.send([{"type": "track", "userId": "ann"}])
        with pytest.raises(ValueError, match="user_id or an anonymous_id"):
            client.track("Nobody Did This")
        with pytest.raises(ValueError, match="1 to 2500"):
            client.send([item] * 2_501)
    with Client(real.url, real.read_key) as reading, pytest.raises(ValueError, match="write key"):
        reading.track("Order Completed", user_id="ann")


def test_pandas_polars_and_arrow_say_the_same(client: Client) -> None:
    pytest.importorskip("polars")
    hours = {**ORDERS, "interval": "hour", "timezone": "Europe/Berlin", "by": "properties.currency"}
    for question in (hours, REVENUE, NAMED["cart-funnel-today"]):
        answer = client.answer(question)
        frame, table, polars = answer.frame(), answer.arrow(), answer.polars()
        assert list(frame.columns) == table.column_names == polars.columns
        records = frame.astype(object).where(frame.notna(), None).to_dict("records")
        assert table.to_pylist() == records == polars.to_dicts()


def test_watching_draws_each_change_and_returns_the_last_answer(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn: list[Any] = []
    last = footfall.watch(
        client, "watched", question=ORDERS, seconds=0, draw=lambda answer: drawn.append(answer)
    )
    assert last is not None
    assert [answer.rows for answer in drawn] == [last.rows] == [({"value": 2},)]
    assert capsys.readouterr().out == "None\n", "outside a notebook it prints"


def test_only_a_read_key_reads(real: RealEngine) -> None:
    for key in ("made-up", real.write_key):
        with Client(real.url, key, timeout=60) as stranger, pytest.raises(KeyRefused):
            stranger.answer(ORDERS)


def test_the_fake_engine_speaks_as_the_real_one_does(real: RealEngine) -> None:
    with FakeEngine() as fake:
        for name, question in NAMED.items():
            theirs = [
                httpx.post(
                    f"{url}/api/v1/answer",
                    json=question,
                    headers={"Authorization": f"Bearer {key}"},
                    timeout=60,
                    trust_env=False,
                ).json()
                for url, key in ((real.url, real.read_key), (fake.url, KEY))
            ]
            real_answer, fake_answer = theirs
            assert real_answer.keys() == fake_answer.keys(), name
            assert real_answer["asOf"].keys() == fake_answer["asOf"].keys(), name
            for rows in zip(real_answer["rows"], fake_answer["rows"], strict=False):
                assert rows[0].keys() == rows[1].keys(), name
        for method, path, body in (
            ("GET", "/api/v1/questions/none/answer", None),
            ("PUT", "/api/v1/questions/q", ORDERS),
            ("DELETE", "/api/v1/questions/q", None),
            ("DELETE", "/api/v1/questions/q", None),
            ("POST", "/api/v1/answer", {"kind": "campaigns"}),
        ):
            replies = [
                httpx.request(
                    method,
                    f"{url}{path}",
                    content=None if body is None else json.dumps(body),
                    headers={"Authorization": f"Bearer {key}"},
                    timeout=60,
                    trust_env=False,
                )
                for url, key in ((real.url, real.read_key), (fake.url, KEY))
            ]
            assert replies[0].status_code == replies[1].status_code, (method, path)
            if replies[0].is_error:
                assert replies[0].json()["code"] == replies[1].json()["code"], (method, path)


def test_a_connection_asks_the_real_engine(real: RealEngine) -> None:
    connection = FootfallConnection("real", url=real.url, key=real.read_key)
    frame = connection.query(ORDERS, ttl=0)
    assert isinstance(frame, pd.DataFrame)
    assert frame["value"].tolist() == [2]
    assert connection.read("orders-today", ttl=0).rows[0]["value"] == 2
    connection.close()


def test_the_page_draws_what_the_real_engine_answers(
    real: RealEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOOTFALL_URL", real.url)
    monkeypatch.setenv("FOOTFALL_KEY", real.read_key)
    monkeypatch.setenv("FOOTFALL_PUSH", "false")
    try:
        page = AppTest.from_file(str(APP), default_timeout=60).run()
        assert not page.exception
        assert not page.warning
        assert [metric.value for metric in page.metric] == [
            "2",
            "12.50",
            "0.10",
            "2",
            "12.50",
            "0.10",
        ]
    finally:
        st.cache_data.clear()
        st.cache_resource.clear()


def test_an_engine_that_was_killed_is_unreachable(tmp_path: Path) -> None:
    engine = RealEngine(tmp_path)
    with Client(engine.url, engine.read_key, timeout=60, attempts_max=1) as client:
        assert client.answer(ORDERS).rows == ({"value": 0},)
        engine.kill()
        with pytest.raises(EngineUnreachable):
            client.answer(ORDERS)
    engine.close()
