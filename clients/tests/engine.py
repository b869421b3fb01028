"""The real engine as a process over a data folder, and the questions that are asked of it."""

import json
import os
import re
import subprocess
import urllib.request
from email.message import Message
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JAR = ROOT / "app" / "target" / "footfall.jar"
NAMES = [
    "Order Completed",
    "Page Viewed",
    "Screen Viewed",
    "Identify",
    "Group",
    "Alias",
    "sign_up",
]


OPTIONS = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"]
READS_ARROW = [
    "--enable-native-access=ALL-UNNAMED",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
]


def java() -> Path:
    """Return the Java that the tests run on."""
    home = os.environ.get("JAVA_HOME")
    return Path(home, "bin", "java") if home else Path("java")


def footfall(*arguments: str | Path) -> str:
    """Run a command to its end, and return what it printed."""
    command = [java(), *OPTIONS, *READS_ARROW, "-jar", JAR, *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


class Engine:
    """An engine that can be killed and started again at the same address."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.url = ""
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        port = self.url.rsplit(":", 1)[1] if self.url else "0"
        self.process = subprocess.Popen(
            [java(), *OPTIONS, "-jar", JAR, "serve", "--data", self.data, "--port", port],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if found := re.search(r"^Open +(http://[^/]+)/", line):
                self.url = found.group(1)
                return
        raise AssertionError(f"the engine ended with {self.process.wait()}")

    def kill(self) -> None:
        """End it as ``kill -9`` does."""
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def key(self, kind: str) -> str:
        """Return a key of the data folder."""
        return str(json.loads((self.data / "keys.json").read_text())[kind])

    def counts(self) -> dict[str, int]:
        """Return how often each mark of a call was counted, over every kind of call."""
        question = {
            "kind": "trend",
            "event": NAMES,
            "by": "context.mark",
            "limit": 1000,
        }
        rows = self._ask(question)
        return {row["by"]: row["value"] for row in rows}

    def total(self) -> int:
        """Return how many events there are."""
        return int(self._ask({"kind": "trend", "event": NAMES})[0]["value"])

    def customers(self) -> int:
        """Return how many customers there are."""
        question = {"kind": "trend", "event": NAMES, "measure": "customers"}
        return int(self._ask(question)[0]["value"])

    def _ask(self, question: dict[str, object]) -> list[dict[str, object]]:
        """Ask once everything that was answered before is analysed."""
        path = f"/api/v1/answer?after={self._sequence()}"
        return json.loads(self._post(path, question, self.key("read"))[1])["rows"]

    def _sequence(self) -> str:
        """Return the sequence of an event that no question here asks for."""
        mark = {"event": "Asked", "userId": "asker"}
        headers, _ = self._post("/v1/track", mark, self.key("write"))
        return headers["X-Footfall-Sequence"]

    def _post(self, path: str, body: dict[str, object], key: str) -> tuple[Message, bytes]:
        request = urllib.request.Request(
            self.url + path,
            data=json.dumps(body).encode(),
            headers={"Authorization": "Bearer " + key},
        )
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.headers, response.read()
