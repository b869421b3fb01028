"""Footfall's live elements as a Streamlit component, where the installed version can show one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import streamlit as st

_HERE = files("footfall.streamlit")

HAS_ELEMENTS = hasattr(st.components, "v2")
"""Whether this Streamlit mounts components in the page itself, which push needs."""


@dataclass(frozen=True)
class Heard:
    """What an element said since the last run.

    Attributes
    ----------
    is_reached
        Whether the browser reaches the engine; ``True`` until it says otherwise.
    changed
        The as-of of a change of the numbers, from a signal; ``None`` if this run has another cause.
    """

    is_reached: bool
    changed: str | None


def mount(
    tag: str,
    *,
    engine: str,
    attributes: Mapping[str, str],
    key: str,
    height: Any = "content",
) -> Heard:
    """Show an element, or give the one that is there its newest attributes.

    Parameters
    ----------
    tag
        The element, such as ``footfall-trend``.
    engine
        The engine's address as the browser sees it.
    """
    said = _component()(
        key=component_key(key),
        data={"tag": tag, "engine": engine, "attributes": {"src": engine, **attributes}},
        height=height,
        on_reach_change=_nothing,
        on_renewal_change=_nothing,
        on_changed_change=_nothing,
    )
    return Heard(is_reached=said.reach != "none", changed=said.changed)


def script(name: str) -> str:
    """Read a component's script, after the one that says when it may ask Python."""
    return (_HERE / "asking.js").read_text() + (_HERE / name).read_text()


def component_key(words: str) -> str:
    """Make a key of any words: Streamlit refuses some characters, and a reader's may hold any."""
    return f"footfall-{hashlib.sha256(words.encode()).hexdigest()[:24]}"


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component(
        "footfall_element",
        html='<div class="footfall"></div>',
        css=(_HERE / "element.css").read_text(),
        js=script("element.js"),
    )


def _nothing() -> None:
    """Do nothing: that what was said reruns the fragment is all that is wanted."""
