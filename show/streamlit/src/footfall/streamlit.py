"""Footfall in a Streamlit application: ``st.connection("footfall", type=FootfallConnection)``.

The only module of the package that imports Streamlit; it works from version 1.37 on.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.connections import BaseConnection

from footfall.answer import Answer
from footfall.client import Client, Question

Ttl = float | timedelta | str | None
"""How long an answer is shared: seconds, a ``timedelta``, text such as ``"2s"``; 0 is not at all
and ``None`` for ever."""

ENTRIES_MAX = 200
"""Answers kept for one connection and ttl; the oldest go first."""

_HAS_BACKGROUND_REFRESH = "refresh_mode" in inspect.signature(st.cache_data.__call__).parameters


class FootfallConnection(BaseConnection[Client]):
    """A connection to a Footfall engine, shared by every session of the application.

    It takes ``url`` and ``key``, and if wanted ``timeout`` and ``attempts_max``, from the call of
    ``st.connection`` or else from the section ``[connections.<name>]`` of ``secrets.toml``.

    Answers are cached for all sessions: however many people look at a page, the engine is asked
    once per ttl. From Streamlit 1.61 on an answer past its ttl is still served while a new one is
    fetched, for at most one ttl more, so nobody waits; errors are never cached.
    """

    def _connect(self, **kwargs: Any) -> Client:
        settings = {**self._secrets.to_dict(), **kwargs}
        unknown = settings.keys() - {"url", "key", "timeout", "attempts_max"}
        if unknown:
            raise ValueError(f"unknown settings of {self._section()}: {', '.join(sorted(unknown))}")
        for name in ("url", "key"):
            if not settings.get(name):
                raise ValueError(
                    f"{name} is missing: put it under {self._section()} in .streamlit/secrets.toml"
                )
        return Client(**settings)

    @property
    def client(self) -> Client:
        """The client underneath, for calls that are not cached."""
        return self._instance

    def answer(self, question: Question, *, ttl: Ttl = 1.0) -> Answer:
        """Ask a question, at most once per ttl for all sessions together.

        Parameters
        ----------
        question
            Its JSON.
        ttl
            How long the answer is shared; see ``Ttl``.
        """
        body = json.dumps(question, sort_keys=True)
        return self._cached("answer", lambda: self._instance.answer(question), body, ttl)

    def read(self, name: str, *, ttl: Ttl = 1.0) -> Answer:
        """Read a pinned question's answer, at most once per ttl for all sessions together."""
        return self._cached("read", lambda: self._instance.read(name), name, ttl)

    def query(self, question: Question, *, ttl: Ttl = 1.0) -> pd.DataFrame:
        """Ask as ``answer`` does and return the frame, as the other connections' ``query`` does."""
        return self.answer(question, ttl=ttl).frame()

    def close(self) -> None:
        """Close the connections to the engine."""
        self._instance.close()

    def _cached(self, call: str, fetch: Callable[[], Answer], what: str, ttl: Ttl) -> Answer:
        if _is_zero(ttl):
            return fetch()

        # The arguments are the cache's key: another engine under the same name must not answer.
        def fetch_cached(what: str, url: str) -> Answer:
            return fetch()

        # Streamlit tells functions apart by qualified name, and a second one with other settings
        # evicts the first: the name therefore holds everything that differs.
        fetch_cached.__qualname__ = f"FootfallConnection.{call}:{self._connection_name}:{ttl}"
        options: dict[str, Any] = {}
        if _HAS_BACKGROUND_REFRESH and ttl is not None:
            options["refresh_mode"] = "background"
        cached = st.cache_data(ttl=ttl, max_entries=ENTRIES_MAX, show_spinner=False, **options)(
            fetch_cached
        )
        return cached(what, self._instance.url)

    def _section(self) -> str:
        return f"[connections.{self._connection_name}]"


def _is_zero(ttl: Ttl) -> bool:
    if ttl is None:
        return False
    if isinstance(ttl, (int, float)):
        return ttl <= 0
    return bool(pd.Timedelta(ttl) <= pd.Timedelta(0))
