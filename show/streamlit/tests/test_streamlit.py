from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from fake_engine import KEY, FakeEngine, problem
from streamlit.testing.v1 import AppTest

import footfall_dashboard.page
from footfall import EngineBusy
from footfall.streamlit import FootfallConnection

APP = Path(footfall_dashboard.page.__file__).with_name("app.py")
ORDERS = {"kind": "trend", "event": "Order Completed"}


@pytest.fixture(autouse=True)
def empty_caches() -> Iterator[None]:
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def connection(engine: FakeEngine) -> FootfallConnection:
    return FootfallConnection("footfall", url=engine.url, key=KEY)


def ask(connection: FootfallConnection, measures: list[str], ttls: list[Any]) -> None:
    """Ask in turn inside an application: the oldest Streamlit caches nowhere else."""

    # AppTest runs the text of this function alone, where no name of this module exists.
    def script(connection, measures, ttls):  # type: ignore[no-untyped-def]
        for measure in measures:
            for ttl in ttls:
                connection.answer({"kind": "trend", "measure": measure}, ttl=ttl)

    arguments = {"connection": connection, "measures": measures, "ttls": ttls}
    page = AppTest.from_function(script, default_timeout=20, kwargs=arguments).run()
    assert not page.exception


@pytest.mark.parametrize("ttl", [60, 60.0, "1m", timedelta(minutes=1), None])
def test_an_answer_is_fetched_once_within_its_ttl(
    engine: FakeEngine, connection: FootfallConnection, ttl: Any
) -> None:
    ask(connection, measures=["count", "customers", "count"], ttls=[ttl])
    assert len(engine.requests) == 2


@pytest.mark.parametrize("ttl", [0, 0.0, "0s", timedelta(0)])
def test_without_a_ttl_every_call_fetches(
    engine: FakeEngine, connection: FootfallConnection, ttl: Any
) -> None:
    connection.answer(ORDERS, ttl=ttl)
    connection.answer(ORDERS, ttl=ttl)
    assert len(engine.requests) == 2


def test_different_ttls_do_not_evict_each_other(
    engine: FakeEngine, connection: FootfallConnection
) -> None:
    ask(connection, measures=["count"] * 3, ttls=[60, None])
    assert len(engine.requests) == 2


def test_another_engine_under_the_same_name_does_not_answer(
    engine: FakeEngine, connection: FootfallConnection
) -> None:
    ask(connection, measures=["count"], ttls=[None])
    with FakeEngine() as other:
        moved = FootfallConnection("footfall", url=other.url, key=KEY)
        ask(moved, measures=["count"], ttls=[None])
        assert len(other.requests) == 1


def test_an_error_is_raised_as_its_type_and_not_cached(engine: FakeEngine) -> None:
    connection = FootfallConnection("footfall", url=engine.url, key=KEY, attempts_max=1)
    engine.misbehave.append(problem(503, "starting", "Reading the log."))
    with pytest.raises(EngineBusy):
        connection.read("orders-today", ttl=None)
    engine.pins["orders-today"] = ORDERS
    assert connection.read("orders-today", ttl=None).rows


def test_query_returns_a_frame(connection: FootfallConnection) -> None:
    assert connection.query(ORDERS).columns.tolist() == ["value", "previous"]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, r"url is missing: put it under \[connections.footfall\]"),
        ({"url": "http://127.0.0.1:1"}, "key is missing"),
        ({"url": "http://127.0.0.1:1", "key": "k", "kee": "k"}, "unknown settings of .*: kee"),
    ],
)
def test_settings_that_cannot_work_are_named(settings: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        FootfallConnection("footfall", **settings)


def test_the_secrets_file_says_where_the_engine_is(engine: FakeEngine, tmp_path: Path) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit/secrets.toml").write_text(
        f'[connections.shop]\nurl = "{engine.url}"\nkey = "{KEY}"\n'
    )
    script = (
        "import streamlit as st\n"
        "from footfall.streamlit import FootfallConnection\n"
        "shop = st.connection('shop', type=FootfallConnection)\n"
        f"shop.answer({ORDERS!r})\n"
    )
    # A process of its own: the oldest Streamlit looks for the file when it is imported.
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True, timeout=60)
    assert len(engine.requests) == 1


@pytest.fixture
def page(engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("FOOTFALL_URL", engine.url)
    monkeypatch.setenv("FOOTFALL_KEY", KEY)
    return AppTest.from_file(str(APP), default_timeout=20)


def badge(page: AppTest) -> str:
    return next(part.value for part in page.markdown if "background[" in part.value)


def test_the_page_shows_metrics_charts_and_a_live_badge(page: AppTest) -> None:
    page.run()
    assert not page.exception
    assert [metric.label for metric in page.metric] == [
        "Orders today", "Revenue today, EUR", "Revenue an order today",
        "Events in the last full minute",
    ]  # fmt: skip
    assert all(metric.value != "—" for metric in page.metric)
    assert "LIVE" in badge(page)
    assert "Waiting for the first answer." not in {caption.value for caption in page.caption}


def test_the_page_keeps_its_numbers_when_the_engine_is_gone(
    page: AppTest, engine: FakeEngine
) -> None:
    page.run()
    values = [metric.value for metric in page.metric]
    st.cache_data.clear()
    engine.misbehave.append(problem(503, "stopping", "Going down."))
    page.run()
    assert not page.exception
    assert "OFFLINE" in badge(page)
    assert [metric.value for metric in page.metric] == values
    st.cache_data.clear()
    page.run()
    assert "LIVE" in badge(page)


def test_the_page_opens_without_an_engine(page: AppTest, engine: FakeEngine) -> None:
    engine.misbehave.append(problem(503, "starting", "Reading the log."))
    page.run()
    assert not page.exception
    assert "no answer from the engine yet" in badge(page)
    assert {metric.value for metric in page.metric} == {"—"}


def test_what_is_imported_is_out_of_the_collectors_sight() -> None:
    assert gc.get_freeze_count() > 10_000
