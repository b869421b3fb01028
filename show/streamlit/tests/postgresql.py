"""A real PostgreSQL of Debian's packages, over an empty folder, on a socket of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path


def programs() -> Path | None:
    """Find the newest installed server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    return found[-1].parent if found else None


class PostgreSql:
    """Answers on a socket in ``folder`` until closed; nothing listens on the network."""

    def __init__(self, folder: Path) -> None:
        found = programs()
        assert found is not None
        self._programs = found
        self._folder = folder
        # It refuses to run as root.
        self._as = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self._as:
            shutil.chown(folder, "postgres")
        self._data = folder / "data"
        self._run("initdb", "-D", self._data, "-U", "shop", "-A", "trust", "--no-sync")
        options = f"-k {folder} -c listen_addresses= -c fsync=off"
        log = folder / "log"
        self._run("pg_ctl", "-D", self._data, "-o", options, "-l", log, "-w", "start")
        self.url = f"postgresql+psycopg://shop@/postgres?host={folder}"

    def close(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")

    def _run(self, program: str, *arguments: str | Path) -> None:
        subprocess.run(
            [*self._as, self._programs / program, *arguments],
            check=True,
            cwd=self._folder,
            # A server that lives on must not hold the pipes of whoever waits for its starter.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=120,
        )
