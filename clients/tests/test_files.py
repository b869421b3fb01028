"""The exported files in the tools that people have, beside what the engine answers."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from engine import ROOT, footfall

COLUMNS = [
    "sequence",
    "timestamp",
    "received_at",
    "type",
    "event",
    "source",
    "message_id",
    "user_id",
    "anonymous_id",
    "previous_id",
    "properties",
    "context",
    "traits",
    "rest",
    "sent_order",
]
QUESTION = re.compile(r"```json\n(.*?)```", re.DOTALL)
CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)
PANDAS = (ROOT / "examples" / "pandas.md").read_text()
SECTIONS = {
    title: text
    for title, _, text in (part.partition("\n") for part in PANDAS.split("\n## ")[1:])
    if title != "Read"
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten minutes of a shop with late, doubled and broken events, imported and exported."""
    folder = tmp_path_factory.mktemp("shop")
    lines, data = folder / "events.jsonl", folder / "data"
    footfall("simulate", "--out", lines, "--rate", "20", "--for", "10m", "--seed", "7")
    footfall("import", lines, "--map", ROOT / "examples" / "segment-lines.yaml", "--data", data)
    footfall("export", "--data", data, "--out", folder)
    return folder


def answer(shop: Path, question: dict[str, Any]) -> list[dict[str, Any]]:
    asked = shop / "question.json"
    asked.write_text(json.dumps(question))
    return json.loads(footfall("answer", asked, "--data", shop / "data"))["rows"]


def run(code: str, folder: Path, known: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    exec(compile(code, "example", "exec"), known)


@pytest.mark.parametrize("title", SECTIONS)
def test_pandas_counts_what_the_engine_answers(
    title: str, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = SECTIONS[title]
    known: dict[str, Any] = {}
    run(CODE.findall(PANDAS)[0], shop, known, monkeypatch)
    for code in CODE.findall(text):
        run(code, shop, known, monkeypatch)
    counted = known["rows"]

    answered = pd.DataFrame(answer(shop, json.loads(QUESTION.findall(text)[0])))
    key = counted.columns[0]
    assert len(answered) > 0
    pd.testing.assert_frame_equal(
        counted.sort_values(key).reset_index(drop=True),
        answered[list(counted.columns)].sort_values(key).reset_index(drop=True),
        check_dtype=False,
    )


def test_every_tool_reads_the_same(shop: Path) -> None:
    path = shop / "events.parquet"
    in_pandas = pd.read_parquet(path).sort_values("sequence")
    in_polars = pl.read_parquet(path).sort("sequence")
    duckdb.sql("set timezone = 'UTC'")
    in_duckdb = duckdb.read_parquet(str(path)).order("sequence")

    assert list(in_pandas.columns) == in_polars.columns == in_duckdb.columns == COLUMNS
    assert str(in_pandas["timestamp"].dtype) == "datetime64[us, UTC]"
    assert in_polars.schema["timestamp"] == pl.Datetime("us", "UTC")
    assert in_duckdb.types[1] == "TIMESTAMP WITH TIME ZONE"

    rows = in_polars.rows()
    assert len(rows) > 10_000
    assert in_duckdb.fetchall() == rows
    assert in_pandas["sequence"].tolist() == [row[0] for row in rows]
    assert in_pandas["timestamp"].tolist() == [row[1] for row in rows]
    for place, column in enumerate(COLUMNS[3:], start=3):
        texts = in_pandas[column].astype(object)
        assert texts.where(texts.notna(), None).tolist() == [row[place] for row in rows], column


def test_what_the_reference_shows_runs(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = tmp_path / "data" / "history"
    history.mkdir(parents=True)
    shutil.copy(shop / "events.parquet", history / "events-1-2.parquet")
    (history / "events.list").write_text("events-1-2.parquet\n")
    shutil.copy(shop / "events.parquet", tmp_path)
    shutil.copy(shop / "identities.parquet", tmp_path)
    sealed, exported = CODE.findall((ROOT / "docs" / "reference" / "files.md").read_text())

    known: dict[str, Any] = {}
    run(sealed, tmp_path, known, monkeypatch)
    assert len(known["events"]) == len(pd.read_parquet(shop / "events.parquet"))

    run(exported, tmp_path, known, monkeypatch)
    orders = {"kind": "trend", "event": "Order Completed", "robots": "include"}
    assert known["orders"].sum() == answer(shop, orders)[0]["value"]
    customers = answer(shop, orders | {"measure": "customers"})[0]["value"]
    assert len(known["orders"]) == customers
