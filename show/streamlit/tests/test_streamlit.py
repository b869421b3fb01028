from __future__ import annotations

import gc
import importlib
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from fake_engine import KEY, FakeEngine, problem
from streamlit.testing.v1 import AppTest

from footfall import NotFound
from footfall.streamlit import FootfallConnection
from footfall.streamlit.element import HAS_ELEMENTS

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


def test_an_error_is_raised_as_its_type_and_not_cached(
    engine: FakeEngine, connection: FootfallConnection
) -> None:
    with pytest.raises(NotFound):
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


def test_many_sessions_at_once_fetch_once(
    engine: FakeEngine, connection: FootfallConnection
) -> None:
    def script(connection):  # type: ignore[no-untyped-def]
        import threading

        from streamlit.runtime.scriptrunner import add_script_run_ctx

        def ask() -> None:
            connection.answer({"kind": "trend", "measure": "count"}, ttl=60)

        threads = [add_script_run_ctx(threading.Thread(target=ask)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    honest = engine.rows
    never = threading.Event()

    def slow(question: dict[str, Any]) -> list[Any]:
        # Nobody sets it: the answer is under way for long enough that the others come meanwhile.
        never.wait(0.5)
        return honest(question)

    engine.rows = slow
    page = AppTest.from_function(script, default_timeout=20, kwargs={"connection": connection})
    assert not page.run().exception
    assert len(engine.requests) == 1


def live(connection: FootfallConnection) -> AppTest:
    # AppTest runs the text of this function alone, where no name of this module exists.
    def script(connection):  # type: ignore[no-untyped-def]
        import streamlit as st

        orders = {"kind": "trend", "event": "Order Completed", "compare": "1d"}
        connection.badge(orders)
        connection.live_metric("Orders", orders)
        connection.live_chart("Cart", "cart")
        connection.live_table("Products", {"kind": "trend", "by": "properties.name"})

        @connection.on_change("cart")
        def steps(answer, word):  # type: ignore[no-untyped-def]
            st.write(f"{word} {len(answer.rows)}")

        steps("steps:")

    return AppTest.from_function(script, default_timeout=20, kwargs={"connection": connection})


CART = {"kind": "funnel", "steps": [{"event": "a"}, {"event": "b"}]}


def test_live_parts_are_drawn_by_python_where_the_browser_cannot(engine: FakeEngine) -> None:
    engine.pins["cart"] = CART
    page = live(FootfallConnection("footfall", url=engine.url, key=KEY, push=False)).run()
    assert not page.exception
    assert len(page.metric) == 1
    assert len(page.dataframe) == 1
    assert "steps: 2" in [part.value for part in page.markdown]
    assert not any(path.endswith("/token") for _, path, _ in engine.requests)
    assert engine.pins.keys() == {"cart"}, "what is polled need not be pinned"


@pytest.mark.skipif(not HAS_ELEMENTS, reason="this Streamlit has no components in the page")
def test_the_browser_is_given_tokens_and_never_the_key(engine: FakeEngine) -> None:
    engine.pins["cart"] = CART
    connection = FootfallConnection(
        "footfall", url=engine.url, key=KEY, browser_url="https://footfall.example/"
    )
    page = live(connection).run()
    assert not page.exception
    assert len(page.metric) == 0
    assert "steps: 2" in [part.value for part in page.markdown]
    tokens = [path for _, path, _ in engine.requests if path.endswith("/token")]
    assert {path.split("/")[4] for path in tokens} == engine.pins.keys()
    assert len(engine.pins) == 3, "questions without a name are pinned under one of their own"
    sent = [str(element.proto) for element in page.get("bidi_component")]
    assert len(sent) == 5
    assert all("https://footfall.example" in said and "stream-token" in said for said in sent)
    assert all(KEY not in said and engine.url not in said for said in sent)


@pytest.mark.skipif(not HAS_ELEMENTS, reason="this Streamlit has no components in the page")
def test_live_parts_poll_until_the_engine_is_there(engine: FakeEngine) -> None:
    engine.pins["cart"] = CART
    engine.misbehave += [problem(503, "not_ready", "The log is being read.")] * 100
    connection = FootfallConnection("footfall", url=engine.url, key=KEY, attempts_max=1)
    page = live(connection).run()
    assert not page.exception
    assert any("OFFLINE" in part.value for part in page.markdown)


def test_what_is_imported_is_out_of_the_collectors_sight() -> None:
    importlib.import_module("footfall_dashboard.shell")
    assert gc.get_freeze_count() > 10_000
