"""The real engine, started by the launcher of the repository over an empty folder."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx

REPOSITORY = Path(__file__).resolve().parents[3]
JAR = REPOSITORY / "app/target/footfall.jar"


class RealEngine:
    """Answers on a free port of loopback until closed."""

    def __init__(self, data: Path) -> None:
        self._process = subprocess.Popen(
            [REPOSITORY / "footfall", "serve", "--port", "0", "--data", data],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url = self._address()
        keys = json.loads((data / "keys.json").read_text())
        self.read_key: str = keys["read"]
        self.write_key: str = keys["write"]
        self.sequence = 0

    def _address(self) -> str:
        """Read what it says until it says where its page is: then it answers."""
        said = []
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said.append(line)
            if line.startswith("Open"):
                return line.split()[1].partition("/open")[0]
        raise AssertionError(f"the engine did not start: {''.join(said)}")

    def collect(self, *items: Mapping[str, Any]) -> None:
        """Send items; ``sequence`` is then what an answer must have reached to hold them."""
        self.collect_text(json.dumps({"batch": [{"type": "track", **item} for item in items]}))

    def collect_text(self, body: str) -> None:
        """Send a body as it stands, with numbers of which no float is."""
        response = httpx.post(
            f"{self.url}/v1/batch",
            auth=(self.write_key, ""),
            content=body,
            timeout=60,
            trust_env=False,
        )
        assert response.status_code == 200, response.text
        self.sequence = int(response.headers["X-Footfall-Sequence"])

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()
