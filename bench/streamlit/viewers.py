"""Many people look at the Live page: what that costs the Streamlit process and the engine.

`./footfall bench viewers` runs it. It starts an engine, a simulated shop that sends to it, and the application in one
process, once following the engine's stream and once polling, and opens sessions as browsers do: by Streamlit's
websocket, asking for the ticks that a page tells the browser to ask for. Where browsers follow the stream themselves, each viewer
holds the engine's stream open beside it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timezone
from pathlib import Path

import httpx
import psutil
import websockets
from streamlit import __version__ as streamlit_version
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

HOME = Path(os.environ["FOOTFALL_HOME"])
PAGE_PACE_SECONDS = 2.0
PULSE = "footfall_pulse"
ANSWERED = re.compile(r'^footfall_http_requests\{route="([^"]*)".*\} ([0-9.E]+)$', re.MULTILINE)
COMPUTED = re.compile(r"^footfall_answers_cache_misses_total ([0-9.E]+)$", re.MULTILINE)
STREAM = "/api/v1/questions/orders-today/stream"


class Engine:
    """An engine on a free port, and a shop whose events come in."""

    def __init__(self, folder: Path, rate: float) -> None:
        data = folder / "data"
        self.process = subprocess.Popen(
            [HOME / "footfall", "demo", "--data", data, "--port", "0", "--rate", str(rate), "--no-streamlit"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith("Open"):
                self.url = line.split()[1].partition("/open")[0]
                break
        else:
            sys.exit("the engine did not start")
        self.key = json.loads((data / "keys.json").read_text())["read"]

    def counted(self) -> tuple[float, float]:
        """Count the requests answered for answers, without streams, and the answers computed for them."""
        text = httpx.get(f"{self.url}/metrics", trust_env=False).text
        asked = sum(float(n) for route, n in ANSWERED.findall(text) if "answer" in route or "token" in route)
        found = COMPUTED.search(text)
        return asked, float(found.group(1)) if found else 0.0


class Application:
    """The application in one process."""

    def __init__(self, engine: Engine, is_polling: bool) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "footfall_dashboard", "--port", str(self.port), "--url", engine.url]
        self.process = subprocess.Popen(
            [*command, *(["--poll"] if is_polling else [])],
            env={**os.environ, "FOOTFALL_KEY": engine.key},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 60
        while True:
            try:
                if httpx.get(f"http://127.0.0.1:{self.port}/_stcore/health", trust_env=False).is_success:
                    return
            except httpx.TransportError:
                pass
            if time.monotonic() > deadline:
                sys.exit("the application did not start")
            time.sleep(0.1)

    def cpu_seconds(self) -> float:
        """Tell the processor time it has taken."""
        times = psutil.Process(self.process.pid).cpu_times()
        return times.user + times.system


class Viewer:
    """One browser on the Live page."""

    def __init__(self, application: Application, engine: Engine, is_polling: bool) -> None:
        self._address = f"ws://127.0.0.1:{application.port}/_stcore/stream"
        self._engine = engine
        self._is_polling = is_polling
        self._sent: dict[str, float] = {}
        self._under_way: dict[str, float] = {}
        self._timers: dict[str, asyncio.Task[None]] = {}
        self._drawn_at: dict[str, float] = {}
        self.ticks: list[float] = []
        self.renewed: list[float] = []
        self.full_runs = 0
        self.drawn = asyncio.Event()

    async def run(self) -> None:
        """Look at the page until cancelled."""
        async with websockets.connect(self._address, subprotocols=["streamlit"], max_size=None) as page:
            first = BackMsg()
            first.rerun_script.query_string = ""
            await page.send(first.SerializeToString())
            follower = None if self._is_polling else asyncio.create_task(self._follow())
            try:
                async for bytes_of in page:
                    self._take(ForwardMsg.FromString(bytes_of), page)
            finally:
                for timer in self._timers.values():
                    timer.cancel()
                if follower is not None:
                    follower.cancel()

    def _take(self, message: ForwardMsg, page: websockets.ClientConnection) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._under_way, self._sent = self._sent, {}
        elif kind == "delta":
            pulse = message.delta.new_element.bidi_component
            if pulse.component_name == PULSE:
                fragment = message.delta.fragment_id
                seconds = json.loads(pulse.json)["seconds"]
                self._drawn(fragment)
                self._timers[fragment] = asyncio.create_task(self._tick(page, fragment, seconds))
        elif kind == "script_finished":
            now = time.monotonic()
            self.ticks += [now - sent for sent in self._under_way.values()]
            self._under_way = {}
            if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                self.full_runs += 1
                self.drawn.set()

    def _drawn(self, fragment: str) -> None:
        now = time.monotonic()
        if fragment in self._drawn_at:
            self.renewed.append(now - self._drawn_at[fragment])
        self._drawn_at[fragment] = now

    async def _tick(self, page: websockets.ClientConnection, fragment: str, seconds: float) -> None:
        await asyncio.sleep(seconds)
        tick = BackMsg()
        tick.rerun_script.fragment_id = fragment
        self._sent.setdefault(fragment, time.monotonic())
        await page.send(tick.SerializeToString())

    async def _follow(self) -> None:
        headers = {"Authorization": f"Bearer {self._engine.key}"}
        async with (
            httpx.AsyncClient(trust_env=False, timeout=None) as client,
            client.stream("GET", self._engine.url + STREAM, headers=headers) as stream,
        ):
            async for _ in stream.aiter_bytes():
                pass


async def measure(application: Application, engine: Engine, is_polling: bool, count: int, seconds: float) -> list[str]:
    """Open sessions, let them settle, and watch for a while."""
    viewers = [Viewer(application, engine, is_polling) for _ in range(count)]
    tasks = []
    for viewer in viewers:
        tasks.append(asyncio.create_task(viewer.run()))
        await asyncio.sleep(0.02)
    await asyncio.wait_for(asyncio.gather(*(viewer.drawn.wait() for viewer in viewers)), 180)
    await asyncio.sleep(3 * PAGE_PACE_SECONDS)
    for viewer in viewers:
        viewer.ticks.clear()
        viewer.renewed.clear()
    cpu, (asked, computed), began = application.cpu_seconds(), engine.counted(), time.monotonic()
    await asyncio.sleep(seconds)
    took = time.monotonic() - began
    cpu = application.cpu_seconds() - cpu
    asked_after, computed_after = engine.counted()
    ticks = sorted(tick for viewer in viewers for tick in viewer.ticks)
    renewed = [seconds for viewer in viewers for seconds in viewer.renewed]
    again = sum(viewer.full_runs - 1 for viewer in viewers)
    for task in tasks:
        task.cancel()
    for ended in await asyncio.gather(*tasks, return_exceptions=True):
        if ended is not None and not isinstance(ended, asyncio.CancelledError):
            sys.exit(f"a viewer failed: {ended!r}")
    late = sum(tick > PAGE_PACE_SECONDS for tick in ticks)
    return [
        "polling" if is_polling else "following the stream",
        str(count),
        f"{statistics.median(renewed):.1f}" if renewed else "–",
        f"{len(ticks) / took:.1f}",
        f"{1000 * statistics.median(ticks):.0f}" if ticks else "–",
        f"{1000 * ticks[int(len(ticks) * 0.95)]:.0f}" if ticks else "–",
        f"{100 * late / len(ticks):.1f}" if ticks else "–",
        f"{1000 * cpu / len(ticks):.0f}" if ticks else "–",
        f"{100 * cpu / took:.0f}",
        str(again),
        f"{(asked_after - asked) / took:.1f}",
        f"{(computed_after - computed) / took:.1f}",
    ]


HEADS = [
    "how", "viewers", "renewed every s", "ticks/s", "tick p50 ms", "p95 ms", "late %", "processor ms a tick", "% of a core",
    "full runs again", "engine asked/s", "computed/s",
]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="./footfall bench viewers", description=__doc__)
    parser.add_argument("--viewers", default="1,50,100", help="how many, divided by commas")
    parser.add_argument("--seconds", type=float, default=20, help="how long each is watched")
    parser.add_argument("--rate", type=float, default=20, help="events a second")
    parser.add_argument("--record", action="store_true", help="write bench/results/viewers.md too")
    options = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        engine = Engine(Path(folder), options.rate)
        try:
            for is_polling in (False, True):
                application = Application(engine, is_polling)
                try:
                    for count in map(int, options.viewers.split(",")):
                        rows.append(asyncio.run(measure(application, engine, is_polling, count, options.seconds)))
                        print(" ".join(rows[-1]), file=sys.stderr)
                finally:
                    application.process.terminate()
                    application.process.wait()
        finally:
            engine.process.terminate()
            engine.process.wait()
    text = report(rows, options)
    print(text)
    if options.record:
        (HOME / "bench/results/viewers.md").write_text(text)


def report(rows: list[list[str]], options: argparse.Namespace) -> str:
    """Write what was seen as the other benchmarks do."""
    changes = ", with changes" if git("status", "--porcelain", "--", ":!bench/results") else ""
    command = f"./footfall bench viewers --viewers {options.viewers} --seconds {options.seconds:g} --record"
    words = (
        "Sessions of the Live page on one Streamlit process beside the engine, which takes in"
        f" {options.rate:g} events a second; viewers, Streamlit and engine on the same cores. A tick is one fragment"
        " drawn again in one session, from the browser's request to its end; it is late when it takes longer than"
        f" {PAGE_PACE_SECONDS:g} s, the pace of the page. *Renewed* is the time between two such drawings: the process"
        " has browsers ask less often when it has more to do than fits into half a core."
        " *Asked* and *computed* are the engine's: requests for answers and tokens, and answers worked out for them."
    )
    lines = [
        "# Many viewers of one page",
        "",
        f"- command: `{command}`",
        f"- commit: {git('rev-parse', '--short', 'HEAD')}{changes}",
        f"- date: {datetime.now(timezone.utc):%Y-%m-%d}",
        f"- machine: {os.cpu_count()} cores; Python {sys.version.split()[0]}; Streamlit {streamlit_version}",
        "",
        words,
        "",
        "| " + " | ".join(HEADS) + " |",
        "| --- |" + " ---: |" * (len(HEADS) - 1),
        *("| " + " | ".join(row) + " |" for row in rows),
    ]
    return "\n".join(lines) + "\n"


def git(*arguments: str) -> str:
    """Ask git; nothing where there is none."""
    try:
        return subprocess.run(["git", "-C", HOME, *arguments], capture_output=True, text=True).stdout.strip()
    except OSError:
        return ""


if __name__ == "__main__":
    main()
