"""The example of an application that was nightly and becomes live by a few lines."""

from __future__ import annotations

import difflib
import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from fake_engine import KEY, FakeEngine
from postgresql import PostgreSql, programs

from footfall.streamlit.connection import PATIENCE_SECONDS

EXAMPLE = Path(__file__).resolve().parents[3] / "examples/nightly-app"
CHANGED_LINES_MAX = 15
OUTPUTS = ["cohorts.csv", "hourly.csv", "kpis.csv", "rfm.csv", "weekly.md"]


def test_the_change_is_as_small_as_it_is_shown_to_be() -> None:
    files = [(EXAMPLE / half / "app.py").read_text().splitlines() for half in ("before", "after")]
    lines = list(difflib.unified_diff(*files, "before/app.py", "after/app.py", lineterm=""))
    changed = [line for line in lines[2:] if line[0] in "+-" and line[1:].strip()]
    assert 0 < len(changed) <= CHANGED_LINES_MAX
    page = (EXAMPLE / "README.md").read_text()
    shown = page.partition("```diff\n")[2].partition("```")[0].splitlines()[2:]
    assert [line for line in shown if line[:1] in "+-" and line[1:].strip()] == changed


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pytest.importorskip("sqlalchemy")
    pytest.importorskip("psycopg")
    if programs() is None:
        pytest.skip("PostgreSQL is not installed; on Debian: apt-get install postgresql")
    # A socket's address may have 107 characters, and others must be let into the folder.
    folder = Path(tmp_path_factory.mktemp("pg"))
    for parent in (folder, *folder.parents[:2]):
        parent.chmod(parent.stat().st_mode | 0o011)
    database = PostgreSql(folder)
    yield database.url
    database.close()


@pytest.fixture(scope="module")
def night(warehouse: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Last night's exports, and the customers in the warehouse."""
    folder = tmp_path_factory.mktemp("night")
    command = [sys.executable, EXAMPLE / "make_data.py", folder, warehouse]
    subprocess.run(command, check=True, timeout=120)
    return folder


def test_the_nightly_outputs_are_the_same_to_the_byte(
    warehouse: str, night: Path, tmp_path: Path
) -> None:
    outs = []
    for half in ("before", "after"):
        out = tmp_path / half
        command = [sys.executable, EXAMPLE / half / "nightly.py", night, warehouse, out]
        subprocess.run(command, check=True, timeout=120)
        outs.append({file.name: file.read_bytes() for file in out.iterdir()})
    assert sorted(outs[0]) == OUTPUTS
    assert outs[0] == outs[1]
    assert len(pd.read_csv(tmp_path / "before/rfm.csv")) > 100


def drawn(half: str, folder: Path, warehouse: str, night: Path, url: str) -> dict[str, Any]:
    """Run the application in a process of its own, as `streamlit run` would from its folder."""
    (folder / ".streamlit").mkdir(exist_ok=True)
    secrets = f'[connections.footfall]\nurl = "{url}"\nkey = "{KEY}"\npush = false\n'
    (folder / ".streamlit/secrets.toml").write_text(secrets)
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("nightly_drawn.py"), EXAMPLE / half / "app.py"],
        cwd=folder,
        env={"NIGHTLY_FOLDER": str(night), "NIGHTLY_WAREHOUSE": warehouse, "PATH": ""},
        check=True,
        capture_output=True,
        timeout=180,
    )
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert result["exceptions"] == []
    return result


def test_the_report_stays_as_it_was_with_and_without_an_engine(
    warehouse: str, night: Path, tmp_path: Path, engine: FakeEngine
) -> None:
    with socket.socket() as nobody, Silent() as silent:
        nobody.bind(("127.0.0.1", 0))
        off = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        before, away, hanging, live = (
            drawn(half, tmp_path, warehouse, night, url)
            for half, url in (
                ("before", off), ("after", off), ("after", silent.url), ("after", engine.url),
            )
        )  # fmt: skip
    # Nothing but a sign of life was waited for, and for that not long: it opens in a second.
    assert set(silent.heard) == {b"GET /ready HTTP/1.1"}
    assert PATIENCE_SECONDS <= 0.8
    assert before["tables"] == away["tables"] == hanging["tables"] == live["tables"] != []
    nightly = before["metrics"]
    assert [metric[0] for metric in nightly] == [
        "Revenue", "Orders", "Average order", "Visitors", "Conversion",
    ]  # fmt: skip
    assert away["metrics"] == hanging["metrics"] == nightly
    assert live["metrics"][-len(nightly) :] == nightly
    assert len(live["metrics"]) == len(nightly) + 1
    weekly = [words for words in before["words"] if words.startswith("# The week")]
    assert len(weekly) == 1
    for each in (away, hanging, live):
        assert weekly[0] in each["words"]
        assert not each["warnings"]
    assert any("live after it" in words for words in live["words"])
    assert engine.requests
    print({"before": before["seconds"], "off": away["seconds"], "hanging": hanging["seconds"]})


class Silent:
    """A server that takes connections and says nothing, as an engine that hangs."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        self._connections: list[socket.socket] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        self._thread = threading.Thread(target=self._listen)

    def __enter__(self) -> Silent:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        for each in (self._server, *self._connections):
            each.close()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return  # It was closed.
            self._connections.append(connection)
            self.heard.append(connection.makefile("rb").readline().strip())
