from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from fake_engine import KEY, FakeEngine, problem
from streamlit.testing.v1 import AppTest

import footfall_dashboard
from footfall import Client
from footfall_dashboard.__main__ import streamlit_arguments
from footfall_dashboard.boards.campaigns import by_campaign
from footfall_dashboard.download import guarded_csv
from footfall_dashboard.questions import NAMED, campaign_funnel

APP = Path(footfall_dashboard.__file__).with_name("app.py")
TITLES = [
    "Live", "Executive", "Campaigns", "Funnels", "Retention", "Audiences", "Customers", "Analyst",
    "History and live", "Health",
]  # fmt: skip


@pytest.fixture(autouse=True)
def empty_caches() -> Iterator[None]:
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def environment(engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    engine.pins.update(NAMED)
    monkeypatch.setenv("FOOTFALL_URL", engine.url)
    monkeypatch.setenv("FOOTFALL_KEY", KEY)
    # What the browser draws is tried in one; here Python draws.
    monkeypatch.setenv("FOOTFALL_PUSH", "false")
    return monkeypatch


def page(number: int) -> AppTest:
    # AppTest runs the text of this function alone, where no name of this module exists.
    def script(number: int) -> None:
        from footfall_dashboard.shell import draw
        from footfall_dashboard.view import View, connection

        draw(number, View(connection(), None))

    return AppTest.from_function(script, default_timeout=30, args=(number,))


def words(page: AppTest) -> str:
    parts = [*page.markdown, *page.caption, *page.warning, *page.info, *page.metric]
    return "\n".join(f"{getattr(part, 'label', '')} {part.value}" for part in parts)


def badge(page: AppTest) -> str:
    return next(part.value for part in page.markdown if "background[" in part.value)


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize("number", range(len(TITLES)), ids=TITLES)
def test_every_page_draws_numbers_of_the_engine(number: int) -> None:
    drawn = page(number).run()
    assert not drawn.exception
    assert not drawn.warning
    assert "Waiting" not in words(drawn)


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize("number", range(len(TITLES)), ids=TITLES)
def test_every_page_opens_without_an_engine(number: int, engine: FakeEngine) -> None:
    engine.misbehave += [problem(503, "not_ready", "The log is being read.")] * 100
    drawn = page(number).run()
    assert not drawn.exception


@pytest.mark.usefixtures("environment")
def test_the_application_opens_with_the_badge_the_pace_and_the_pause() -> None:
    opened = AppTest.from_file(str(APP), default_timeout=30).run()
    assert not opened.exception
    assert "LIVE" in badge(opened)
    assert [choice.options[0] for choice in opened.selectbox] == ["as it happens"]
    assert len(opened.metric) == 4
    opened.toggle[0].set_value(True).run()
    assert "drawing is paused" in badge(opened)


@pytest.mark.usefixtures("environment")
def test_an_engine_that_is_gone_leaves_the_last_good_numbers(engine: FakeEngine) -> None:
    live = AppTest.from_file(str(APP), default_timeout=30).run()
    values = [metric.value for metric in live.metric]
    st.cache_data.clear()
    engine.misbehave += [problem(503, "stopping", "Going down.")] * 100
    live.run()
    assert not live.exception
    assert "OFFLINE" in badge(live)
    assert [metric.value for metric in live.metric] == values


@pytest.mark.usefixtures("environment")
def test_only_one_part_of_a_page_waits_for_an_engine_that_is_gone(engine: FakeEngine) -> None:
    engine.misbehave += [problem(503, "stopping", "Going down.")] * 100
    page(0).run()
    assert len(engine.requests) <= 2


def test_a_nightly_file_is_the_nightly_half(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    midnight = datetime.now(timezone.utc).replace(hour=0, minute=0, second=0, microsecond=0)
    file = tmp_path / "orders.csv"
    rows = [f"{(midnight - timedelta(hours=back)).isoformat()},5" for back in range(10, 0, -1)]
    file.write_text("at,value\n" + "\n".join(rows))
    environment.setenv("FOOTFALL_HISTORY", str(file))
    drawn = page(TITLES.index("History and live")).run()
    assert not drawn.exception
    assert "The nightly half is orders.csv" in words(drawn)
    assert f"Nightly up to {midnight:%d %b} 00:00 UTC" in words(drawn)
    file.write_text("when\n")
    st.cache_data.clear()
    assert "no nightly series" in words(drawn.run())


def test_a_comparison_is_shown_with_its_causes(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "comparison.json"
    number = {"row": {"at": "2026-03-01T23:00:00Z"}, "field": "value", "live": 12, "batch": 10,
              "difference": 2, "causes": {"late": 3, "joined": -1},
              "liveSince": "2026-03-02T00:00:00Z", "earlierSeconds": 7200}  # fmt: skip
    same = {**number, "live": 10, "difference": 0, "causes": {}}
    told = {"name": "orders", "definition": "Events Order Completed.", "batch": "footfall",
            "batchAt": "2026-03-02T02:00:00Z", "liveAt": "2026-03-02T09:00:00Z", "unexplained": 0,
            "numbers": [number, same]}  # fmt: skip
    file.write_text(json.dumps({"comparisons": [told]}))
    environment.setenv("FOOTFALL_COMPARISON", str(file))
    drawn = page(TITLES.index("History and live")).run()
    assert not drawn.exception
    assert "Live had its numbers 2.0 h before it." in words(drawn)
    shown = drawn.dataframe[0].value
    assert shown[["live", "batch", "difference", "late", "joined"]].to_numpy().tolist() == [
        [12, 10, 2, 3, -1]
    ]
    assert "robots" not in shown
    file.write_text(json.dumps({"comparisons": [{**told, "unexplained": 1, "numbers": [same]}]}))
    assert "1 of 1 numbers are not explained" in words(drawn.run())
    file.write_text("[]")
    assert "no comparison to show" in words(drawn.run())


@pytest.mark.usefixtures("environment")
def test_sources_are_shown_with_their_lag() -> None:
    drawn = page(TITLES.index("Health")).run()
    shown = next(table.value for table in drawn.dataframe if "Behind by seconds" in table.value)
    assert shown.iloc[0].to_dict() == {
        "Source": "orders", "Kind": "files", "State": "held back", "Behind by seconds": 4,
        "Behind by bytes": 512, "Events": 12, "Set aside": 3, "Problem": "",
    }  # fmt: skip


@pytest.mark.usefixtures("environment")
def test_the_state_names_what_is_wrong_with_a_lookup_table() -> None:
    drawn = page(TITLES.index("Health")).run()
    [table] = [part.value for part in drawn.dataframe if "Joined on" in part.value]
    assert table.drop(columns="Since").to_dict("records") == [{
        "Table": "products", "Joined on": "properties.product_id", "Rows": 40,
        "Problem": "products.csv, line 3: the key lamp-1 is there twice",
    }]  # fmt: skip


@pytest.mark.usefixtures("environment")
def test_what_was_set_aside_is_shown_with_its_reason_in_words() -> None:
    drawn = page(TITLES.index("Health")).run()
    aside = drawn.dataframe[-1].value
    assert aside[["Why", "Source", "What came"]].to_numpy().tolist() == [
        ["not json", "http", '{"a":']
    ]
    assert isinstance(aside["When"].iloc[0], pd.Timestamp)
    assert next(metric.value for metric in drawn.metric if metric.label == "Set aside") == "1"


@pytest.mark.usefixtures("environment")
def test_a_funnel_is_put_together_by_the_reader(engine: FakeEngine) -> None:
    drawn = page(TITLES.index("Funnels")).run()
    steps = drawn.multiselect[0]
    assert steps.value == ["Product Viewed", "Product Added", "Checkout Started", "Order Completed"]
    steps.set_value(["Product Added"]).run()
    assert "Choose at least two steps." in words(drawn)
    drawn.multiselect[0].set_value(["Order Completed", "Product Added"]).run()
    asked = [
        body for _, _, body in engine.requests if b'"steps": [{' in body or b'"steps":[{' in body
    ][-1]
    assert asked.index(b"Order Completed") < asked.index(b"Product Added")
    assert not any(path.endswith("/token") for _, path, _ in engine.requests)
    assert engine.pins.keys() == NAMED.keys(), "a reader's question is not pinned"


@pytest.mark.usefixtures("environment")
def test_an_audience_is_kept_listed_and_dropped(engine: FakeEngine) -> None:
    drawn = page(TITLES.index("Audiences")).run()
    assert [metric.value for metric in drawn.metric[:3]] == ["7", "3", "1"]
    drawn.text_input[0].set_value("big spenders")
    drawn.selectbox[0].set_value("Order Completed")
    drawn.number_input[0].set_value(3)
    submit = next(button for button in drawn.button if button.label == "Keep it")
    submit.click().run()
    assert not drawn.exception
    [name] = [name for name in engine.pins if "big-spenders" in name]
    assert engine.pins[name]["all"] == [
        {"did": {"event": "Order Completed", "times": {"op": ">=", "value": 3}, "last": "7d"}}
    ]
    next(button for button in drawn.button if button.label == "Keep no longer").click().run()
    assert name not in engine.pins
    drawn = page(TITLES.index("Audiences")).run()
    drawn.toggle[0].set_value(True).run()
    assert "2 customers" in words(drawn)


def test_no_cell_of_a_downloaded_file_is_a_formula() -> None:
    frame = pd.DataFrame({"=a": ["=1+1", "@x", "fine", None], "n": [-1, 2, 3, 4]})
    assert guarded_csv(frame).splitlines() == ["'=a,n", "'=1+1,-1", "'@x,2", "fine,3", ",4"]


@pytest.mark.usefixtures("environment")
def test_a_customer_is_found_and_shown(engine: FakeEngine) -> None:
    drawn = page(TITLES.index("Customers")).run()
    drawn.text_input[0].set_value("ann@").run()
    assert any("q=ann%40" in path for _, path, _ in engine.requests)
    assert drawn.selectbox[0].options == ["ann (account) · ann@example.com"]
    assert [metric.value for metric in drawn.metric] == ["4", "2", "1", "12.50"]
    timeline = drawn.dataframe[-1].value
    assert timeline.to_dict("records") == [
        {"When (UTC)": "2026-03-01 10:00:00", "Event": "Order Completed", "With": "revenue: 12.5"}
    ]


@pytest.mark.usefixtures("environment")
def test_a_statement_is_run_shown_and_can_be_copied() -> None:
    drawn = page(TITLES.index("Analyst")).run()
    drawn.text_area[0].set_value("select 'a'")
    drawn.button[0].click().run()
    assert not drawn.exception
    assert "2 rows" in words(drawn)
    assert drawn.dataframe[-1].value["n"].tolist()[0] == 3
    compile(drawn.code[0].value, "copied", "exec")
    assert "client.sql(\"select 'a'\").frame()" in drawn.code[0].value
    drawn.text_area[0].set_value("drop table events")
    drawn.button[0].click().run()
    assert "Only one SELECT may run." in words(drawn)


def test_campaigns_are_one_row_each(client: Client) -> None:
    table = by_campaign(client.answer(campaign_funnel()))
    assert table["Campaign"].tolist() == ["brand", "shoes"]
    assert table["Carts"].tolist() == [0.412, 0.412]
    assert table["Half within"].tolist() == ["2 min", "2 min"]


def test_the_page_is_served_without_a_watcher_statistics_or_a_stranger() -> None:
    arguments = streamlit_arguments(8501, "127.0.0.1")
    assert {
        "--server.address=127.0.0.1",
        "--server.headless=true",
        "--server.fileWatcherType=none",
        "--browser.gatherUsageStats=false",
        "--runner.postScriptGC=false",
    } <= set(arguments)


def test_the_page_ends_with_the_process_that_holds_its_input() -> None:
    served = subprocess.Popen(
        [sys.executable, "-m", "footfall_dashboard", "--port", "0", "--until-input-ends"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "FOOTFALL_KEY": "k", "FOOTFALL_URL": "http://127.0.0.1:1"},
    )
    assert served.stdout is not None
    assert any(b"http://" in line for line in served.stdout), "it serves"
    served.communicate()  # Closes its input.
    assert served.returncode == 0
