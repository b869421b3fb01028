"""What the pages show that draw more than single numbers is what SQL says."""

# ruff: noqa: S608

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from pages import page, shown
from real_engine import JAR, RealEngine
from streamlit.testing.v1 import AppTest

from footfall import Client

pytestmark = pytest.mark.skipif(
    not JAR.exists(), reason=f"the engine is not built: {JAR} is missing; ./footfall builds it"
)

SPRING = {"campaign": {"name": "spring", "source": "mail"}}
SHOES = {"campaign": {"name": "shoes", "source": "search"}}
VIEWED, ADDED, BEGUN, ORDERED = (
    "Product Viewed", "Product Added", "Checkout Started", "Order Completed"
)  # fmt: skip
SENT, OPENED, CLICKED = "Email Delivered", "Email Opened", "Email Link Clicked"

# Who, how many hours ago, what, and what it said. No hour is near the end of a window.
EVENTS: list[tuple[str, float, str, dict[str, Any]]] = [
    # All of it at once, in two campaigns, the first of which began the session.
    ("ann", 0, "Page Viewed", {"context": SPRING}),
    ("ann", 0, "Page Viewed", {"context": SHOES}),
    *(("ann", 0, event, {}) for event in (VIEWED, ADDED, BEGUN)),
    *(("ann", 0, ORDERED, {"properties": {"revenue": euros}}) for euros in (0.1, 0.2, 1.005)),
    # Came back on two days, and orders again.
    ("bob", 52, "Page Viewed", {"context": SHOES}),
    *(("bob", 51, event, {}) for event in (VIEWED, ADDED, BEGUN)),
    ("bob", 51, ORDERED, {"properties": {"revenue": 19.99}}),
    ("bob", 27, VIEWED, {}),
    ("bob", 0, "Page Viewed", {"context": SHOES}),
    ("bob", 0, ORDERED, {"properties": {"revenue": 2.675}}),
    # The steps in another order, and too late.
    ("cem", 100, ADDED, {}),
    ("cem", 99, VIEWED, {}),
    ("cem", 60, ADDED, {}),
    # Left a cart a day before, and another now.
    ("dan", 30, VIEWED, {}),
    ("dan", 29, ADDED, {}),
    ("eva", 3, "Page Viewed", {"context": SPRING}),
    ("eva", 2, VIEWED, {}),
    ("eva", 2, ADDED, {}),
    # Ordered, and stays away since; the one for longer than 8 days, the other not quite.
    ("fay", 230, VIEWED, {}),
    ("fay", 230, ORDERED, {"properties": {"revenue": 5}}),
    ("gil", 180, ORDERED, {"properties": {"revenue": 7}}),
    ("hal", 200, ORDERED, {"properties": {"revenue": 9}}),
    ("hal", 20, VIEWED, {}),
    # The newsletter: as meant, not opened, and ordered before it was read.
    *(("ivy", 40 - step, event, {}) for step, event in enumerate((SENT, OPENED, CLICKED, ORDERED))),
    ("jon", 40, SENT, {}),
    ("kim", 40, SENT, {}),
    ("kim", 39, ORDERED, {"properties": {"revenue": 1}}),
    ("kim", 38, OPENED, {}),
]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealEngine]:
    engine = RealEngine(tmp_path_factory.mktemp("engine"))
    now = datetime.now(timezone.utc)
    engine.collect(
        *(
            {"userId": who, "event": event, **said,
             "timestamp": (now - timedelta(hours=hours)).isoformat(timespec="milliseconds")}
            for who, hours, event, said in EVENTS
        )
    )  # fmt: skip
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def client(real: RealEngine) -> Iterator[Client]:
    with Client(real.url, real.read_key, timeout=60) as connected:
        connected.sql("select 1", after=real.sequence)
        yield connected


PAGES = {
    "Campaigns": 2, "Funnels": 3, "Retention": 4, "Audiences": 5, "Customers": 6, "Analyst": 7,
    "History": 8, "Health": 9,
}  # fmt: skip


@pytest.fixture(scope="module")
def pages(real: RealEngine, client: Client) -> Iterator[dict[str, AppTest]]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("FOOTFALL_URL", real.url)
        environment.setenv("FOOTFALL_KEY", real.read_key)
        environment.setenv("FOOTFALL_PUSH", "false")
        yield {title: page(number) for title, number in PAGES.items()}
    st.cache_data.clear()
    st.cache_resource.clear()


_NOW = "timezone('UTC', now())"
_TODAY = f"timestamp >= date_trunc('day', {_NOW})"
_WEEK = f"timestamp > {_NOW} - interval 7 day"
_NAME, _SOURCE = "context ->> '$.campaign.name'", "context ->> '$.campaign.source'"


def funnel(steps: list[str], within: str, *, by: str = "'all'", where: str = "true") -> str:
    """Count who has a chain of events, each later than the one before, in time from the first."""
    joins = "".join(
        f" left join events as e{n} on e{n}.customer = e0.customer and e{n}.event = '{step}'"
        f" and (e{n}.timestamp, e{n}.sequence) > (e{n - 1}.timestamp, e{n - 1}.sequence)"
        f" and e{n}.timestamp <= e0.timestamp + interval {within}"
        for n, step in enumerate(steps[1:], 1)
    )
    counts = ", ".join(f"count(distinct e{n}.customer)" for n in range(len(steps)))
    return (
        f"select {by} as name, [{counts}] as counts from"
        f" (select * from events where event = '{steps[0]}' and {_WEEK} and {where}) as e0{joins}"
        " group by 1"
    )


def one_row_a_step(counted: str) -> str:
    return f"select unnest(counts) from ({counted})"


_SESSIONS = """
with marked as (
    select *, timestamp - lag(timestamp) over timeline > interval 30 minute as is_later
    from events where activity
    window timeline as (partition by customer order by timestamp, sequence)
), numbered as (
    select *, count(*) filter (is_later) over (
        partition by customer order by timestamp, sequence rows unbounded preceding
    ) as number
    from marked
), sessions as (
    select customer, number, min(timestamp) as timestamp,
        arg_min(context -> '$.campaign', (timestamp, sequence))
            filter ((context -> '$.campaign') is not null) as campaign
    from numbered group by all
)"""

_DAYS = f"""
with days as (select distinct customer, timestamp::date as day from events where activity),
told as (
    select day, lag(day) over timeline as earlier, lead(day) over timeline as later from days
    window timeline as (partition by customer order by day)
), standings as (
    select day, case when earlier is null then 'new' when earlier = day - 1 then 'returning'
        else 'resurrecting' end as standing, 1 as one from told
    union all
    select day + 1, 'dormant', -1 from told
    where coalesce(later > day + 1, true) and day + 1 < ({_NOW})::date
)"""


def came_back(what: str) -> str:
    """Count each cohort of a day, and those of it who did it again so many days later."""
    return f"""
with did as (select customer, timestamp, timestamp::date as day from events where {what}),
first as (
    select customer, min(timestamp) as start from did
    group by 1 having start > {_NOW} - interval 7 day
),
cohorts as (select start::date as day, count(*) as size from first group by 1)
select strftime(c.day, '%Y-%m-%d'), did.day - c.day, size, count(distinct customer)
from first join did using (customer) join cohorts as c on c.day = start::date group by all"""


_PATHS = f"""{_SESSIONS},
begun as (
    select customer, number, min((timestamp, sequence)) as start from numbered
    where event = '{VIEWED}' and {_WEEK} group by all
), walked as (
    select *, lag(event) over timeline as earlier from numbered join begun using (customer, number)
    where (timestamp, sequence) >= start
    window timeline as (partition by customer, number order by timestamp, sequence)
), links as (
    select customer, event, lead(event) over timeline as later, row_number() over timeline as step
    from walked where earlier is distinct from event
    window timeline as (partition by customer, number order by timestamp, sequence)
)
select step, event, coalesce(later, 'Ends here'), count(distinct customer), count(*)
from links where step <= 3
group by all"""

_HALF_WITHIN = f"""
with times as (
    select {_NAME.replace("context", "e0.context")} as name, e0.customer,
        min(date_diff('second', e0.timestamp, e2.timestamp)) as seconds
    from events as e0 join events as e1 using (customer) join events as e2 using (customer)
    where e0.event = 'Page Viewed' and name is not null and e1.event = '{ADDED}'
    and e2.event = '{ORDERED}' and (e1.timestamp, e1.sequence) > (e0.timestamp, e0.sequence)
    and (e2.timestamp, e2.sequence) > (e1.timestamp, e1.sequence)
    and e2.timestamp <= e0.timestamp + interval 1 day group by all
)
select name, format('{{}} min', round(quantile_disc(seconds, 0.5) / 60)::int) from times
group by name"""

BY_CAMPAIGN = funnel(["Page Viewed", ADDED, ORDERED], "1 day", by=f"e0.{_NAME}",
                     where=f"{_NAME} is not null")  # fmt: skip

SAID: list[tuple[str, str, list[str], str]] = [
    ("Campaigns", "Customers by campaign, today", ["by", "value"],
     f"select {_NAME} as name, count(distinct customer) from events"
     f" where event = 'Page Viewed' and name is not null and {_TODAY} group by 1"),
    ("Campaigns", "Pages opened from campaigns, by source", ["when", "series", "value"],
     f"select strftime(timestamp, '%d %b %H:00'), {_SOURCE} as source, count(*) from events"
     f" where event = 'Page Viewed' and source is not null and timestamp > {_NOW} - interval 1 day"
     " group by 1, 2"),
    ("Campaigns", "Revenue by the campaign of the session, today", ["by", "value"],
     f"{_SESSIONS} select campaign ->> 'name',"
     " sum((properties ->> 'revenue')::decimal(38, 12)) from sessions join"
     f" (select * exclude context from numbered where event = '{ORDERED}' and {_TODAY})"
     " using (customer, number) where campaign is not null group by 1"),
    ("Campaigns", "From campaign to order, last 7 days", ["Campaign", "Customers"],
     f"select name, counts[1] from ({BY_CAMPAIGN})"),
    ("Campaigns", "From campaign to order, last 7 days", ["Campaign", "Carts"],
     f"select name, counts[2] / counts[1] from ({BY_CAMPAIGN})"),
    ("Campaigns", "From campaign to order, last 7 days", ["Campaign", "Orders"],
     f"select name, counts[3] / counts[1] from ({BY_CAMPAIGN})"),
    ("Campaigns", "From campaign to order, last 7 days", ["Campaign", "Half within"],
     _HALF_WITHIN),
    ("Campaigns", "The newsletter, last 7 days", ["customers"],
     one_row_a_step(funnel([SENT, OPENED, CLICKED, ORDERED], "2 day"))),
    ("Campaigns", "Sessions by what they were found through, last 7 days",
     ["by", "sessions", "customers"],
     f"{_SESSIONS} select coalesce(campaign ->> 'source', '(none)'), count(*),"
     f" count(distinct customer) from sessions where {_WEEK} group by 1"),
    ("Funnels", "Your funnel", ["customers"],
     one_row_a_step(funnel([VIEWED, ADDED, BEGUN, ORDERED], "1 day"))),
    ("Funnels", f"What is done after {VIEWED}, within a session",
     ["step", "from", "to", "customers", "occurrences"], _PATHS),
    ("Retention", "Come back after a first visit", ["cohort", "offset", "size", "customers"],
     came_back("activity")),
    ("Retention", "Order again", ["cohort", "offset", "size", "customers"],
     came_back(f"event = '{ORDERED}'")),
    *(("Retention", "New, returning and gone, by day", ["at", standing],
       f"{_DAYS} select strftime(day, '%Y-%m-%d'), sum(one) from standings"
       f" where standing = '{standing}' group by 1")
      for standing in ("new", "returning", "resurrecting", "dormant")),
    ("Retention", "Days active, last week", ["intervals", "customers"],
     "select days, count(*) from (select count(distinct timestamp::date) as days from events"
     f" where activity and date_trunc('week', timestamp) = date_trunc('week', {_NOW})"
     " - interval 7 day group by customer) group by 1"),
]  # fmt: skip
"""The page, what stands over the numbers, which of them, and what they are by SQL."""


@pytest.mark.parametrize(
    ("title", "heading", "columns", "sql"), SAID,
    ids=[f"{title}: {heading}: {columns[-1]}" for title, heading, columns, _ in SAID],
)  # fmt: skip
def test_what_a_page_shows_is_what_sql_says(
    title: str, heading: str, columns: list[str], sql: str, pages: dict[str, AppTest],
    client: Client,
) -> None:  # fmt: skip
    drawn = shown(pages[title], heading)[columns].itertuples(index=False)
    told = some(client.sql(sql).rows)
    assert told, "SQL finds something"
    assert some(drawn) == told


def some(rows: Any) -> list[tuple[str | float, ...]]:
    """Return the rows whose number is something; the pages write out intervals with nothing."""
    return sorted(tuple(map(plain, row)) for row in rows if is_something(row[-1]))


def is_something(value: Any) -> bool:
    return value != "—" if isinstance(value, str) else not pd.isna(value) and float(value) != 0


def plain(value: Any) -> str | float:
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return value if isinstance(value, str) else float(value)


def test_those_who_stopped_in_a_funnel_are_those_of_sql(
    pages: dict[str, AppTest], client: Client
) -> None:
    stopped = client.sql(
        f"select customer from events where event = '{VIEWED}' and {_WEEK}"
        f" and customer not in (select a.customer from events as a, events as b"
        f" where a.customer = b.customer and a.event = '{VIEWED}' and b.event = '{ADDED}'"
        " and b.timestamp between a.timestamp and a.timestamp + interval 1 day"
        " and (b.timestamp, b.sequence) > (a.timestamp, a.sequence))"
    ).frame()
    assert set(pages["Funnels"].dataframe[0].value["Customer"]) == set(stopped["customer"])
    assert {"cem", "hal"} <= set(stopped["customer"])


def members(condition: str) -> str:
    """Count who meets a condition now, and who does so against who did a day before."""
    then = f"{_NOW} - interval 1 day"
    return f"""
with now_in as (select customer from (select *, {_NOW} as t from events) where timestamp <= t
    group by customer having {condition}),
then_in as (select customer from (select *, {then} as t from events) where timestamp <= t
    group by customer having {condition})
select (select count(*) from now_in),
    (select count(*) from now_in anti join then_in using (customer)),
    (select count(*) from then_in anti join now_in using (customer))"""


def test_every_number_of_the_audiences_is_what_sql_says(
    pages: dict[str, AppTest], client: Client
) -> None:
    lately = "timestamp > t - interval 1 day"
    left_a_cart = members(
        f"bool_or(event = '{ADDED}' and {lately}) and not bool_or(event = '{ORDERED}' and {lately})"
    )
    stayed_away = members(
        f"bool_or(event = '{ORDERED}') and not bool_or(activity and timestamp > t - interval 7 day)"
    )
    told = [*client.sql(left_a_cart).rows[0], *client.sql(stayed_away).rows[0]]
    assert all(told), "somebody is, came and left in each"
    assert [metric.value for metric in pages["Audiences"].metric[:6]] == [f"{n:,}" for n in told]


def test_a_customer_is_as_sql_says(pages: dict[str, AppTest], client: Client) -> None:
    page = pages["Customers"]
    name = page.selectbox[0].value["customer"]
    [[events, orders, revenue]] = client.sql(
        f"select count(*), count(*) filter (event = '{ORDERED}'),"
        " sum((properties ->> 'revenue')::decimal(38, 12)) from events"
        f" where customer = '{name}'"
    ).rows
    [[sessions]] = client.sql(
        f"{_SESSIONS} select count(*) from sessions where customer = '{name}'"
    ).rows
    cents = Decimal(revenue).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert [metric.value for metric in page.metric] == [
        f"{events}", f"{sessions}", f"{orders}", f"{cents}",
    ]  # fmt: skip
    assert f"{cents}" == "1.31", "the customer with half a cent"
    timeline = client.sql(
        "select strftime(timestamp, '%Y-%m-%d %H:%M:%S'), event from events"
        f" where customer = '{name}' order by timestamp desc, sequence desc"
    ).rows
    drawn = page.dataframe[-1].value[["When (UTC)", "Event"]].itertuples(index=False)
    assert [tuple(row) for row in drawn] == [tuple(row) for row in timeline]


_BY_EVENT = "select event, count(*) from events group by event order by 2 desc, 1"


def test_the_analyst_is_shown_what_the_statement_gives(
    pages: dict[str, AppTest], client: Client
) -> None:
    page = pages["Analyst"]
    assert rows(page.dataframe[0].value) == rows(client.sql(_BY_EVENT).frame())
    [[campaigns]] = client.sql(f"select count({_NAME}) from events where {_NAME} = 'shoes'").rows
    path = page.dataframe[1].value.set_index("Path").loc["context.campaign.name"]
    assert campaigns == 3
    assert list(path) == ["text", "shoes, spring"]
    page.text_area[0].input(_BY_EVENT)
    page.button[0].click().run()
    assert not page.exception
    assert rows(page.dataframe[2].value) == rows(client.sql(_BY_EVENT).frame())
    assert len(page.dataframe[2].value) == 8


def test_nightly_and_live_together_are_what_sql_counts(
    pages: dict[str, AppTest], client: Client
) -> None:
    # The last hour of the night is there twice: the solid half ends in it, the dashed begins.
    drawn = shown(pages["History"], "Orders an hour: nightly, then live").drop_duplicates("at")
    told = client.sql(
        "select date_trunc('hour', timestamp), count(*) from events"
        f" where event = '{ORDERED}' and timestamp >= date_trunc('day', {_NOW}) - interval 3 day"
        " group by 1 order by 1"
    ).rows
    counted = drawn[drawn["value"] > 0]
    assert list(zip(counted["at"], counted["value"], strict=True)) == [
        (pd.Timestamp(at).tz_localize(None), float(count)) for at, count in told
    ]


def test_the_engine_keeps_what_sql_counts(pages: dict[str, AppTest], client: Client) -> None:
    page = pages["Health"]
    [[events]] = client.sql("select count(*) from events").rows
    assert page.metric[0].value == f"{events}"
    assert page.metric[1].value == f"{len(page.table[0].value)}"
    drawn = page.dataframe[0].value[["Event", "Count"]]
    assert rows(drawn) == rows(client.sql(_BY_EVENT).frame())


def rows(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    return sorted(frame.itertuples(index=False, name=None))
