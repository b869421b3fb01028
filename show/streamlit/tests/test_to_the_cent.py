"""What the pages show, what the engine answers and what SQL says, over the same events."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

import pytest
import streamlit as st
from pages import page
from real_engine import JAR, RealEngine

from footfall import Client
from footfall_dashboard import questions

pytestmark = pytest.mark.skipif(
    not JAR.exists(), reason=f"the engine is not built: {JAR} is missing; ./footfall builds it"
)

# Sums of binary fractions go wrong on these: tenths, half cents, thirds of a cent, refunds, and an
# amount beside which fractions of a cent are lost in 53 bits. (With more than its 15 digits DuckDB
# reads a number out of a document as the nearest double; answers still have it exactly.)
EUROS = ["0.1", "0.2", "0.3", "1.005", "2.675", "1.115", "-0.1", "19.99", "1e-3", "33.333333333",
         "9007199254740.93", "0.01", "0.02"]  # fmt: skip
DOLLARS = ["0.07", "0.57", "1.1", "2.2", "1.15"]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealEngine]:
    engine = RealEngine(tmp_path_factory.mktemp("engine"))
    bodies = [
        f'{{"type":"track","userId":"{currency}-{place % 4}","event":"Order Completed",'
        f'"context":{{"campaign":{{"name":"spring","source":"mail"}}}},'
        f'"properties":{{"revenue":{amount},"currency":"{currency}"}}}}'
        for currency, amounts in (("EUR", EUROS), ("USD", DOLLARS))
        for place, amount in enumerate(amounts)
    ]
    for step in questions.CART_STEPS[:3]:
        bodies.append(
            f'{{"type":"track","userId":"EUR-0","event":"{step}","properties":{{"name":"Mug"}}}}'
        )
    engine.collect_text(f'{{"batch":[{",".join(bodies)}]}}')
    yield engine
    engine.close()


@pytest.fixture
def client(real: RealEngine) -> Iterator[Client]:
    with Client(real.url, real.read_key, timeout=60) as connected:
        connected.sql("select 1", after=real.sequence)
        yield connected


@pytest.fixture
def pages(real: RealEngine, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("FOOTFALL_URL", real.url)
    monkeypatch.setenv("FOOTFALL_KEY", real.read_key)
    monkeypatch.setenv("FOOTFALL_PUSH", "false")
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


def by_sql(client: Client, measure: str) -> dict[str, Decimal]:
    rows = client.sql(
        f"select properties ->> 'currency', {measure} from events"  # noqa: S608
        " where event = 'Order Completed' group by 1"
    ).rows
    return {str(name): Decimal(str(value)) for name, value in rows}


_EXACT = "sum((properties ->> 'revenue')::decimal(38, 12))"


def test_an_answer_is_what_sql_adds_up(client: Client) -> None:
    true = {"EUR": sum(map(Decimal, EUROS)), "USD": sum(map(Decimal, DOLLARS))}
    assert by_sql(client, _EXACT) == true
    for question in (questions.NAMED["revenue-today"], questions.revenue_this_week()):
        assert {
            row["by"]: Decimal(str(row["value"])) for row in client.answer(question).rows
        } == true
    total = client.answer(questions.campaign_revenue()).rows
    assert sum(Decimal(row["value"]) for row in total) == sum(true.values())
    for currency, earned in true.items():
        rows = client.answer(questions.campaign_revenue(currency)).rows
        assert sum(Decimal(row["value"]) for row in rows) == earned


@pytest.mark.usefixtures("pages")
def test_revenue_by_campaign_is_of_the_currency_in_which_most_is_earned(client: Client) -> None:
    most = client.read("revenue-today").rows[0]["by"]
    headings = [markdown.value for markdown in page(2).markdown]
    assert f"**Revenue in {most} by the campaign of the session, today**" in headings


@pytest.mark.usefixtures("pages")
def test_every_number_of_the_live_page_is_what_sql_says(client: Client) -> None:
    revenue = by_sql(client, _EXACT)
    orders = by_sql(client, "count(*)")
    [[customers]] = client.sql("select count(distinct customer) from events where activity").rows
    value = {name: revenue[name] / orders[name] for name in revenue}
    assert [metric.value for metric in page(0).metric] == [
        f"{sum(orders.values()):,}", *cents(client, "revenue-today", revenue), f"{customers:,}",
        *cents(client, questions.order_value("1d"), value),
    ]  # fmt: skip


@pytest.mark.usefixtures("pages")
def test_every_number_of_the_executive_page_is_what_sql_says(client: Client) -> None:
    revenue = by_sql(client, _EXACT)
    orders = by_sql(client, "count(*)")
    [[ordering]] = client.sql(
        "select count(distinct customer) from events where event = 'Order Completed'"
    ).rows
    value = {name: revenue[name] / orders[name] for name in revenue}
    count = f"{sum(orders.values()):,}"
    assert [metric.value for metric in page(1).metric] == [
        *cents(client, "revenue-today", revenue), count, f"{ordering:,}",
        *cents(client, questions.revenue_this_week(), revenue), count,
        *cents(client, questions.order_value("7d"), value),
    ]  # fmt: skip


def cents(
    client: Client, question: questions.Question | str, amounts: dict[str, Decimal]
) -> list[str]:
    """Write amounts to the cent in the order in which the answer ranks its currencies."""
    answer = client.read(question) if isinstance(question, str) else client.answer(question)
    return [
        f"{amounts[str(row['by'])].quantize(Decimal('0.01'), ROUND_HALF_UP):,}"
        for row in answer.rows
    ]
