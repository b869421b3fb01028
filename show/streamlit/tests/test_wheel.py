"""The package as it is installed: built as a wheel, in an environment of its own."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("build")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, PACKAGE],
        check=True,
        capture_output=True,
        timeout=120,
    )
    (made,) = folder.glob("footfall-*.whl")
    return made


def test_the_wheel_holds_the_whole_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as files:
        held = set(files.namelist())
    expected = {
        str(path.relative_to(PACKAGE / "src"))
        for path in (PACKAGE / "src").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert expected <= held
    assert "footfall/py.typed" in held


def test_what_is_installed_from_the_wheel_asks_without_streamlit(wheel: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import footfall\n"
        "assert footfall.__file__.startswith(sys.argv[1]), footfall.__file__\n"
        "heavy = {'streamlit', 'polars', 'IPython'} & sys.modules.keys()\n"
        "assert not heavy, heavy\n"
        "footfall.Client('http://127.0.0.1:1', 'key').close()\n"
    )
    # A wheel is an importable archive, so no second environment has to be made for this.
    subprocess.run([sys.executable, "-c", script, wheel], check=True, timeout=60)
