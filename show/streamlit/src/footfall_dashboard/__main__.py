"""``footfall-dashboard``: the application on an engine, in the foreground until Ctrl-C."""

from __future__ import annotations

import argparse
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

_APP = Path(__file__).with_name("app.py")


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve the page. Does not return: it exits with Streamlit's exit code."""
    options = _parser().parse_args(arguments)
    if options.url is not None:
        os.environ["FOOTFALL_URL"] = options.url
    if options.browser_url is not None:
        os.environ["FOOTFALL_BROWSER_URL"] = options.browser_url
    if options.history is not None:
        os.environ["FOOTFALL_HISTORY"] = options.history
    if options.comparison is not None:
        os.environ["FOOTFALL_COMPARISON"] = options.comparison
    if options.poll:
        os.environ["FOOTFALL_PUSH"] = "false"
    if options.until_input_ends:
        threading.Thread(target=_end_with_input, daemon=True).start()
    from streamlit.web import cli

    sys.exit(cli.main(streamlit_arguments(options.port, options.address), prog_name="streamlit"))


def streamlit_arguments(port: int, address: str) -> list[str]:
    """List what Streamlit is told; the look is in ``.streamlit/config.toml`` beside the page."""
    flags = {
        "server.port": str(port),
        "server.address": address,
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        # A hidden option: a full garbage collection after every tick would be most of its cost.
        "runner.postScriptGC": "false",
    }
    return ["run", str(_APP), *(f"--{name}={value}" for name, value in flags.items())]


def _end_with_input() -> None:
    """End this process with the one that started it, even if that was killed: its pipe closes."""
    sys.stdin.buffer.read()
    os._exit(0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="footfall-dashboard",
        description="A live application on a Footfall engine. The read key comes from the"
        " environment variable FOOTFALL_KEY, or with the url from [connections.footfall] of a"
        " secrets.toml.",
    )
    parser.add_argument("--port", type=int, default=8501, help="where the page is served")
    parser.add_argument(
        "--address", default="127.0.0.1", help="the address to listen on (default: %(default)s)"
    )
    parser.add_argument("--url", help="the engine, such as http://127.0.0.1:8080")
    parser.add_argument(
        "--browser-url", help="the engine as browsers reach it, if not under the url"
    )
    parser.add_argument("--history", help="the nightly run's file, CSV or Parquet: at, value")
    parser.add_argument("--comparison", help="the file that footfall compare --out writes")
    parser.add_argument(
        "--poll", action="store_true", help="never let browsers follow the engine's stream"
    )
    parser.add_argument(
        "--until-input-ends",
        action="store_true",
        help="end when the standard input does, as it does with the process that holds it",
    )
    return parser


if __name__ == "__main__":
    main()
