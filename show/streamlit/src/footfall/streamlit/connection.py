"""The connection: answers shared by all sessions, and live parts of a page."""

from __future__ import annotations

import functools
import hashlib
import inspect
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

import pandas as pd
import streamlit as st
from streamlit.connections import BaseConnection

from footfall.answer import Answer
from footfall.client import Client, Question
from footfall.errors import EngineBusy, EngineUnreachable, FootfallError, NotFound
from footfall.last_good import LastGood, Shown
from footfall.overlay import overlay
from footfall.records import Schema
from footfall.streamlit import drawing, element, pulse

Ttl = float | timedelta | str | None
"""How long an answer is shared: seconds, a ``timedelta``, text such as ``"2s"``; 0 is not at all
and ``None`` for ever."""

Every = float | Literal["never"] | None
"""Seconds between two drawings; ``None`` as often as numbers change, ``"never"`` while paused."""

ENTRIES_MAX = 200
"""Answers kept for one connection and ttl; the oldest go first."""

PATIENCE_SECONDS = 0.8
"""How long a page waits for a sign of an engine that has not answered of late."""

POLLING_SECONDS = 2.0
"""How often a live part asks again where it cannot follow the stream."""

OWN_NAMES = "live-"
"""How the names begin of what live parts pin by themselves."""

_PYTHON = ""
"""Stands for an element where Python draws."""

_ELEMENTS = {
    "funnel": "footfall-funnel",
    "retention": "footfall-retention",
    "lifecycle": "footfall-lifecycle",
    "paths": "footfall-paths",
}
"""The elements that draw one kind of question; every other answer is drawn as a table."""

_SETTINGS = {"url", "key", "write_key", "timeout", "attempts_max", "browser_url", "push"}
_HAS_BACKGROUND_REFRESH = "refresh_mode" in inspect.signature(st.cache_data.__call__).parameters
_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


class FootfallConnection(BaseConnection[Client]):
    """A connection to a Footfall engine, shared by every session of the application.

    It takes its settings from the call of ``st.connection`` or else from the section
    ``[connections.<name>]`` of ``secrets.toml``: ``url`` and ``key``, and if wanted ``write_key``,
    ``timeout``, ``attempts_max``; ``browser_url``, the engine's address as browsers see it, where
    it is another than ``url``; and ``push = false``, to poll in any case.

    Answers are cached for all sessions: however many people look at a page, the engine is asked
    once per ttl. From Streamlit 1.61 on an answer past its ttl is still served while a new one is
    fetched, for at most one ttl more, so nobody waits; errors are never cached.

    Live parts (``live_metric``, ``live_chart``, ``live_table``, ``on_change``) follow the engine's
    stream where this Streamlit has components in the page (1.51) and the browser reaches the
    engine. It is given tokens that open the streams of single questions, never the key. Elsewhere
    they poll through Python, by themselves.
    """

    def _connect(self, **kwargs: Any) -> Client:
        settings = {**self._secrets.to_dict(), **kwargs}
        unknown = settings.keys() - _SETTINGS
        if unknown:
            raise ValueError(f"unknown settings of {self._section()}: {', '.join(sorted(unknown))}")
        for name in ("url", "key"):
            if not settings.get(name):
                raise ValueError(
                    f"{name} is missing: put it under {self._section()} in .streamlit/secrets.toml"
                )
        self._may_push = bool(settings.pop("push", True)) and element.HAS_ELEMENTS
        self._browser_url = settings.pop("browser_url", None)
        self._caches: dict[tuple[str, Ttl], Callable[..., Any]] = {}
        client = Client(**settings)
        self._last_good = LastGood(lambda: client.ready(timeout=PATIENCE_SECONDS))
        return client

    @property
    def client(self) -> Client:
        """The client underneath, for calls that are not cached."""
        return self._instance

    # Answers

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
        return self._cached(
            "answer", lambda: self.reach(lambda client: client.answer(question)), body, ttl
        )

    def read(self, name: str, *, ttl: Ttl = 1.0) -> Answer:
        """Read a pinned question's answer, at most once per ttl for all sessions together."""
        return self._cached("read", lambda: self.reach(lambda client: client.read(name)), name, ttl)

    def query(self, question: Question, *, ttl: Ttl = 1.0) -> pd.DataFrame:
        """Ask as ``answer`` does and return the frame, as the other connections' ``query`` does."""
        return self.answer(question, ttl=ttl).frame()

    def schema(self, *, ttl: Ttl = 30.0) -> Schema:
        """Tell which events there are, at most once per ttl for all sessions together."""
        return self._cached("schema", lambda: self.reach(Client.schema), "", ttl)

    def reach(self, call: Callable[[Client], _Result]) -> _Result:
        """Call the engine through the client, and do not wait for one that is away.

        An engine that has not answered of late is given 0.8 seconds for a sign of life; one that
        gave none is left alone for two seconds, by all parts and sessions. This is for what a page
        draws by itself; what a reader asked for may be worth waiting for, with ``client``.

        Raises
        ------
        FootfallError
            One of its kinds, by cause.
        """
        return self._last_good.reach(lambda: call(self._instance))

    def show(self, question: Question | str, *, ttl: Ttl = 1.0) -> Shown:
        """Read or ask as above; while that fails, give the last good answer and the reason."""
        if isinstance(question, str):
            return self._last_good.show(question, lambda: self.read(question, ttl=ttl))
        name = json.dumps(question, sort_keys=True)
        return self._last_good.show(name, lambda: self.answer(question, ttl=ttl))

    # Live parts

    def live_metric(
        self,
        heading: str,
        question: Question | str,
        *,
        money: bool = False,
        every: Every = None,
        key: str | None = None,
    ) -> None:
        """Show one number that moves by itself, beside the one it is compared with.

        Parameters
        ----------
        heading
            What it is.
        question
            The name of a pinned question, or a question, which is pinned under a name of its own.
        money
            Whether the values of ``by`` are currencies.
        every
            The pace; see ``Every``.
        key
            Tells this part from others with the same question and heading.
        """
        extra = {"money": ""} if money else {}
        self._live("footfall-tile", heading, question, extra, every, key)

    def live_chart(
        self,
        heading: str,
        question: Question | str,
        *,
        unit: str = "",
        column: str = "",
        money: bool = False,
        every: Every = None,
        height: int | None = None,
        pin: bool = True,
        key: str | None = None,
    ) -> None:
        """Show a picture that moves by itself: a trend, a ranking, a funnel, by what is asked.

        Parameters
        ----------
        unit
            What is counted, in words.
        column
            What is ranked, in words.
        money
            Whether what is ranked are amounts, with two decimals.
        height
            Pixels; as its content needs unless given.
        pin
            Whether a question without a name is pinned. A question that readers put together is
            better not: it is asked every few seconds for as long as somebody looks at it.
        """
        extra = {name: text for name, text in (("unit", unit), ("column", column)) if text}
        if money:
            extra["money"] = ""
        tag = "footfall-chart" if pin or isinstance(question, str) else _PYTHON
        self._live(tag, heading, question, extra, every, key, height)

    def live_table(
        self,
        heading: str,
        question: Question | str,
        *,
        every: Every = None,
        key: str | None = None,
    ) -> None:
        """Show the rows as a table that is drawn again whenever they change."""

        @self.on_change(question, every=every, key=f"table:{heading}:{key}")
        def table(answer: Answer) -> None:
            drawing.heading(heading, answer)
            drawing.table(answer)

        table()

    def live_overlay(
        self,
        heading: str,
        history: pd.DataFrame,
        question: Question | str,
        *,
        on: str = "at",
        value: str = "value",
        unit: str = "",
        watermark: datetime | str | None = None,
        every: Every = None,
        key: str | None = None,
    ) -> None:
        """Show a nightly series and, after it, the live one; without the engine the nightly alone.

        What it takes besides is that of ``footfall.overlay``; ``question`` is a trend with an
        interval that reaches back to the watermark.
        """
        identity = f"overlay:{heading}:{key}"

        def draw(live: Answer | None) -> None:
            with st.container(border=True):
                if live is None:
                    st.markdown(f"**{heading}**")
                else:
                    drawing.heading(heading, live)
                rows: Answer | pd.DataFrame = history.iloc[:0] if live is None else live
                try:
                    both = overlay(history, rows, on=on, value=value, watermark=watermark)
                except ValueError as apart:
                    st.warning(f"The two halves do not meet: {apart}.")
                    return
                drawing.overlay(both, unit=unit, key=f"{self._connection_name}:{identity}")

        self._follow(question, identity, every, draw, lambda: draw(None))

    def on_change(
        self, question: Question | str, *, every: Every = None, key: str | None = None
    ) -> Callable[
        [Callable[Concatenate[Answer, _Given], _Result]], Callable[_Given, _Result | None]
    ]:
        """Decorate a function so that it reruns, alone, whenever the answer changes.

        It is a fragment: what it draws is replaced, the rest of the page stays. It is given the
        answer first; without one yet it says so and is not called.

        Examples
        --------
        >>> @footfall.on_change("orders-today")                     # doctest: +SKIP
        ... def orders(answer):
        ...     st.bar_chart(answer.frame(), x="by", y="value")
        >>> orders()                                                # doctest: +SKIP
        """

        def decorate(
            function: Callable[Concatenate[Answer, _Given], _Result],
        ) -> Callable[_Given, _Result | None]:
            @functools.wraps(function)
            def run(*args: _Given.args, **kwargs: _Given.kwargs) -> _Result | None:
                identity = key or f"{function.__module__}.{function.__qualname__}"
                return self._follow(
                    question, identity, every, lambda answer: function(answer, *args, **kwargs)
                )

            return run

        return decorate

    def together(
        self, draw: Callable[[], _Result], *, every: Every = None, key: str | None = None
    ) -> _Result:
        """Draw live parts that, where Python asks in the browser's place, are asked in one go.

        Each part alone is a fragment with a timer, and each tick of it a run of its own, which
        costs more than the drawing. Together, a page is one. Where browsers follow the stream this
        changes nothing.

        Parameters
        ----------
        draw
            Draws the parts, and columns or containers around them.
        every
            The pace of all of them where Python asks; see ``Every``.
        key
            Tells these parts from others that are drawn by the same function.

        Examples
        --------
        >>> def numbers():                                          # doctest: +SKIP
        ...     footfall.live_metric("Orders today", "orders-today")
        ...     footfall.live_metric("Revenue today", "revenue-today", money=True)
        >>> footfall.together(numbers)                              # doctest: +SKIP
        """
        if self._pushes():
            return draw()
        identity = key or f"{draw.__module__}.{draw.__qualname__}"
        return self._polling(draw, every, f"together:{identity}")

    def badge(self, question: Question | str, *, paused: bool = False, zone: str = "UTC") -> None:
        """Show LIVE, DELAYED or OFFLINE, and up to when the numbers of the page are true."""
        attributes = {"clock": zone, **({"paused": ""} if paused else {})}
        self._part(
            "footfall-freshness", question, attributes, "badge", None,
            lambda: drawing.badge(self.show(question), paused=paused, zone=zone),
        )  # fmt: skip

    def close(self) -> None:
        """Close the connections to the engine."""
        self._instance.close()

    # How live parts are shown

    def _live(
        self,
        tag: str,
        heading: str,
        question: Question | str,
        attributes: Mapping[str, str],
        every: Every,
        key: str | None,
        height: int | None = None,
    ) -> None:
        pace = {} if every is None else {"every": str(every)}

        def draw() -> None:
            drawing.part(
                self.show(question),
                heading,
                is_number=tag == "footfall-tile",
                is_money="money" in attributes,
                unit=attributes.get("unit", ""),
                key=f"{self._connection_name}:{heading}:{key}",
            )

        kind = self._element(question) if tag == "footfall-chart" else tag
        identity = f"{heading}:{key}"
        if not kind:
            self._polling(draw, every, f"{self._name(question)}:{identity}")
            return
        self._part(
            kind, question, {"heading": heading, **attributes, **pace}, identity, every, draw,
            height,
        )  # fmt: skip

    def _part(
        self,
        tag: str,
        question: Question | str,
        attributes: Mapping[str, str],
        key: str,
        every: Every,
        draw: Callable[[], None],
        height: int | None = None,
    ) -> None:
        """Let the browser draw where it can, and Python where it cannot."""
        identity = f"{tag}:{self._name(question)}:{key}"
        if not self._pushes():
            self._polling(draw, every, identity)
            return

        @st.fragment
        def follow() -> None:
            token, until = self._token(question)
            if token is None:
                self._polling(draw, every, identity, until)
                return
            heard = element.mount(
                tag,
                engine=self._engine(),
                attributes={"question": self._name(question), "token": token, **attributes},
                key=f"{self._connection_name}:{identity}",
                height="stretch" if height is None else height,
            )
            self._note(heard)

        follow()

    def _follow(
        self,
        question: Question | str,
        identity: str,
        every: Every,
        draw: Callable[[Answer], _Result],
        draw_nothing: Callable[[], None] | None = None,
    ) -> _Result | None:
        def show(shown: Shown) -> _Result | None:
            if shown.answer is None:
                if draw_nothing is not None:
                    draw_nothing()
                drawing.absent(shown)
                return None
            result = draw(shown.answer)
            drawing.reason(shown)
            return result

        if not self._pushes():
            return self._polling(lambda: show(self.show(question)), every, identity)

        @st.fragment
        def follow() -> _Result | None:
            token, until = self._token(question)
            if token is None:
                return self._polling(lambda: show(self.show(question)), every, identity, until)
            name = self._name(question)
            heard = element.mount(
                "footfall-signal",
                engine=self._engine(),
                attributes={
                    "question": name,
                    "token": token,
                    **({} if every is None else {"every": str(every)}),
                },
                key=f"{self._connection_name}:signal:{name}:{identity}",
            )
            self._note(heard)
            # What changed is as new as the change: an answer cached before it will not do.
            shown = self._last_good.show(
                name,
                lambda: self._cached(
                    "read", lambda: self._instance.read(name), f"{name}@{heard.changed}", 1.0
                ),
            )
            return show(shown)

        return follow()

    def _polling(
        self,
        draw: Callable[[], _Result],
        every: Every,
        identity: str,
        until: Callable[[], bool] | None = None,
    ) -> _Result:
        """Draw again every few seconds; once ``until`` holds, run the whole page anew."""
        if pulse.is_inside():
            return draw()
        began = {"drawn": False}

        def tick() -> _Result:
            if began["drawn"] and until is not None and until():
                st.rerun()
            began["drawn"] = True
            return draw()

        return pulse.beat(
            tick,
            seconds=None if every == "never" else float(every or POLLING_SECONDS),
            key=f"{self._connection_name}:{identity}",
        )

    def _pushes(self) -> bool:
        return self._may_push and not st.session_state.get(self._unreached(), False)

    def _note(self, heard: element.Heard) -> None:
        """Remember for this session that its browser does not reach the engine."""
        if not heard.is_reached:
            st.session_state[self._unreached()] = True
            st.rerun()

    def _unreached(self) -> str:
        return f"footfall:{self._connection_name}:unreached"

    def _engine(self) -> str:
        return str(self._browser_url or self._instance.url).rstrip("/")

    def _token(self, question: Question | str) -> tuple[str | None, Callable[[], bool] | None]:
        """Make a token for the browser; if there is none, say until when not to ask again.

        A question that the engine refuses is asked by Python, which draws the reason.
        """
        name = self._name(question)

        def make() -> str:
            try:
                return self._instance.token(name)
            except NotFound:
                if isinstance(question, str):
                    raise
                self._instance.pin(name, question)
                return self._instance.token(name)

        try:
            return self._last_good.reach(make), None
        except (EngineUnreachable, EngineBusy):
            return None, self._is_back
        except FootfallError:
            return None, None

    def _is_back(self) -> bool:
        try:
            self._last_good.reach(lambda: self._instance.ready(timeout=PATIENCE_SECONDS))
        except FootfallError:
            return False
        return True

    def _name(self, question: Question | str) -> str:
        """Name a question: one without a name is pinned under a digest of what it asks."""
        if isinstance(question, str):
            return question
        body = json.dumps(question, sort_keys=True).encode()
        return f"{OWN_NAMES}{hashlib.sha256(body).hexdigest()[:16]}"

    def _element(self, question: Question | str) -> str | None:
        """Choose the element that draws this question; ``None`` if there is none."""
        if isinstance(question, str):
            answer = self.show(question).answer
            if answer is None:
                return None
            question = answer.question
        kind = question.get("kind")
        if kind == "trend":
            is_over_time = question.get("interval", "none") != "none"
            if is_over_time:
                return "footfall-trend"
            return "footfall-top" if question.get("by") is not None else "footfall-tile"
        return _ELEMENTS.get(str(kind), "footfall-table")

    # Caching

    def _cached(self, call: str, fetch: Callable[[], _Result], what: str, ttl: Ttl) -> _Result:
        if _is_zero(ttl):
            return fetch()

        # What is asked and where are the cache's key: another engine must not answer.
        cached: _Result = self._cache(call, ttl)(what, self._instance.url, fetch)
        return cached

    def _cache(self, call: str, ttl: Ttl) -> Callable[..., Any]:
        """Return the cache of one kind of call and ttl; it is made once, which is not cheap."""
        if (call, ttl) not in self._caches:

            def fetch_cached(what: str, url: str, _fetch: Callable[[], _Result]) -> _Result:
                return _fetch()

            # Streamlit tells functions apart by qualified name, and a second one with other
            # settings evicts the first: the name therefore holds everything that differs.
            fetch_cached.__qualname__ = f"FootfallConnection.{call}:{self._connection_name}:{ttl}"
            options: dict[str, Any] = {}
            if _HAS_BACKGROUND_REFRESH and ttl is not None:
                options["refresh_mode"] = "background"
            self._caches[call, ttl] = st.cache_data(
                ttl=ttl, max_entries=ENTRIES_MAX, show_spinner=False, **options
            )(fetch_cached)
        return self._caches[call, ttl]

    def _section(self) -> str:
        return f"[connections.{self._connection_name}]"


def _is_zero(ttl: Ttl) -> bool:
    if ttl is None:
        return False
    if isinstance(ttl, (int, float)):
        return ttl <= 0
    return bool(pd.Timedelta(ttl) <= pd.Timedelta(0))
