"""What a page needs to draw itself."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

import streamlit as st

from footfall.streamlit import FootfallConnection
from footfall.streamlit.connection import Every

_ENGINE_TIMEOUT_SECONDS = 3.0
_VARIABLES = {
    "url": "FOOTFALL_URL",
    "key": "FOOTFALL_KEY",
    "browser_url": "FOOTFALL_BROWSER_URL",
}


@dataclass(frozen=True)
class View:
    """The engine, and how often its numbers are drawn."""

    footfall: FootfallConnection
    every: Every


def connection() -> FootfallConnection:
    """Connect by the environment where it says how, else by the secrets file.

    One attempt only: what is drawn comes round again in two seconds anyway.
    """
    settings: dict[str, Any] = {"timeout": _ENGINE_TIMEOUT_SECONDS, "attempts_max": 1}
    for setting, variable in _VARIABLES.items():
        if os.environ.get(variable):
            settings[setting] = os.environ[variable]
    if os.environ.get("FOOTFALL_PUSH") == "false":
        settings["push"] = False
    return st.connection("footfall", type=FootfallConnection, **settings)
