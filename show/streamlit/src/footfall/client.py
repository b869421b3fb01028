"""The engine as Python sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from footfall.answer import Answer, Row, read_answer
from footfall.errors import EventsRefused, QuestionRefused
from footfall.records import (
    Member,
    PinnedQuestion,
    Schema,
    read_member,
    read_pin,
    read_schema,
    readable,
)
from footfall.sql import SqlResult, read_sql
from footfall.stream import AnswerStream
from footfall.track import ITEMS_MAX, track_item
from footfall.transport import Transport

if TYPE_CHECKING:
    import pyarrow

Question = Mapping[str, Any]
"""A question as its JSON: ``{"kind": "trend", "event": "Order Completed", …}``."""

_PAGE_ITEMS = 1_000
_PINS_MAX = 100_000
_STREAM_QUESTIONS_MAX = 32
_Item = TypeVar("_Item")


class Client:
    """Asks a Footfall engine. Safe to share between threads.

    Parameters
    ----------
    url
        Where the engine is, such as ``http://127.0.0.1:8080``.
    key
        A read key.
    write_key
        A write key, for ``track`` and ``send``.
    timeout
        Seconds for one attempt, from connecting to the last byte.
    attempts_max
        How often a call is tried when the connection is refused or the engine is busy: 1 to 10.

    Examples
    --------
    >>> client = Client("http://127.0.0.1:8080", key)               # doctest: +SKIP
    >>> client.answer({"kind": "trend", "event": "Order Completed",
    ...                "period": {"last": "24h"}, "interval": "hour"}).frame()  # doctest: +SKIP
    """

    def __init__(
        self,
        url: str,
        key: str,
        *,
        write_key: str | None = None,
        timeout: float = 10.0,
        attempts_max: int = 3,
    ) -> None:
        self._transport = Transport(url, key, timeout=timeout, attempts_max=attempts_max)
        self._writing = (
            None
            if write_key is None
            else Transport(url, write_key, timeout=timeout, attempts_max=attempts_max)
        )

    @property
    def url(self) -> str:
        """Where the engine is."""
        return self._transport.url

    # Asking

    def answer(self, question: Question, *, after: int | None = None) -> Answer:
        """Ask a question once.

        Parameters
        ----------
        question
            Its JSON.
        after
            Wait, at most 5 seconds, until the event with this sequence is counted.

        Raises
        ------
        QuestionRefused
            If the question cannot be answered; the message names the field.
        FootfallError
            For any other cause, by type.
        """
        return read_answer(
            self._transport.send(
                "POST", "/api/v1/answer", body=question, parameters=_parameters(after)
            )
        )

    def read(self, name: str, *, after: int | None = None) -> Answer:
        """Read the answer of a pinned question, which is kept up to date and costs next to nothing.

        Raises
        ------
        NotFound
            If no question is pinned under this name.
        """
        return read_answer(
            self._transport.send("GET", f"{_path(name)}/answer", parameters=_parameters(after))
        )

    def members(
        self,
        question: Question | str,
        row: Row | None = None,
        *,
        without: Row | None = None,
        limit: int = 1_000,
    ) -> tuple[Member, ...]:
        """List the customers whom one row of an answer counts.

        Parameters
        ----------
        question
            A question, or the name one is pinned under.
        row
            The fields that name the row, such as ``{"step": 2}``; none for an answer of one row.
        without
            Another row, whose customers are left out: with the next step of a funnel, that is who
            stopped there.
        limit
            The most customers to list.

        Raises
        ------
        NoSuchRow
            If the answer does not have the row.
        """
        body: dict[str, Any] = {"row": dict(row or {})}
        body["name" if isinstance(question, str) else "question"] = question
        if without is not None:
            body["not"] = dict(without)

        def page(after: Any, size: int) -> Any:
            asked = {**body, "limit": size, **({} if after is None else {"after": after})}
            return self._transport.send("POST", "/api/v1/members", body=asked)

        return tuple(read_member(item) for item in _pages(page, limit, "list of customers"))

    def sql(self, statement: str, *, after: int | None = None) -> SqlResult:
        """Run one ``SELECT`` over every event, the newest included; tables: events, customers.

        Raises
        ------
        SqlRefused
            If the statement is none that may run, or hits a limit; the message says which.
        """
        found = self._transport.send(
            "POST", "/api/v1/sql", body={"sql": statement}, parameters=_parameters(after)
        )
        return read_sql(found)

    def sql_arrow(self, statement: str, *, after: int | None = None) -> pyarrow.Table:
        """Run a statement as ``sql`` does, over an Arrow stream: some ten times as fast to read."""
        from footfall.arrow import read_stream

        reply = self._transport.fetch(
            "POST",
            "/api/v1/sql",
            body={"sql": statement},
            parameters=_parameters(after),
            headers={"Accept": "application/vnd.apache.arrow.stream"},
        )
        return read_stream(reply.content)

    def customers(self, search: str = "", *, limit: int = 100) -> tuple[Mapping[str, Any], ...]:
        """Find customers one of whose ids or traits holds a text, whatever the case.

        Each is ``{"customer", "anonymous", "found": {"in", "value"}}``.
        """

        def page(after: Any, size: int) -> Any:
            parameters: dict[str, str | int] = {"limit": size}
            parameters.update({"q": search} if search else {})
            parameters.update({} if after is None else {"after": after})
            return self._transport.send("GET", "/api/v1/customers", parameters=parameters)

        return tuple(_pages(page, limit, "list of customers"))

    def customer(self, name: str, *, anonymous: bool | None = None) -> Mapping[str, Any]:
        """Tell what is known of one customer, by any id that their events carried.

        Raises
        ------
        NotFound
            If no event carried it.
        """
        found = self._transport.send("GET", _customer(name), parameters=_anonymous(anonymous))
        return readable(lambda: dict(found), "customer")

    def timeline(
        self, name: str, *, anonymous: bool | None = None, limit: int = 100
    ) -> tuple[Mapping[str, Any], ...]:
        """List what a customer did, the newest first."""

        def page(after: Any, size: int) -> Any:
            parameters = {**_anonymous(anonymous), "limit": size}
            parameters.update({} if after is None else {"after": after})
            path = f"{_customer(name)}/timeline"
            return self._transport.send("GET", path, parameters=parameters)

        return tuple(_pages(page, limit, "timeline"))

    def schema(self) -> Schema:
        """Tell which events there are and what they say."""
        return read_schema(self._transport.send("GET", "/api/v1/schema"))

    def events(self, *, limit: int = 100) -> tuple[Mapping[str, Any], ...]:
        """List the newest events, newest first, as their JSON; the engine has 1,000 at hand."""

        def page(after: Any, size: int) -> Any:
            parameters = {"limit": size, **({} if after is None else {"after": after})}
            return self._transport.send("GET", "/api/v1/events", parameters=parameters)

        return tuple(_pages(page, limit, "list of events"))

    def ready(self, *, timeout: float | None = None) -> None:
        """Return if the engine answers.

        Parameters
        ----------
        timeout
            Seconds for a single attempt; without it as every other call.

        Raises
        ------
        EngineUnreachable
            If nothing is there.
        EngineBusy
            If it still reads its log.
        """
        self._transport.fetch("GET", "/ready", timeout=timeout)

    def health(self) -> Mapping[str, Any]:
        """Tell how the engine is: its ``status``, and what ``damage`` it found on its disk."""
        said = self._transport.send("GET", "/health")
        return readable(lambda: dict(said), "health")

    def quarantine(self, *, limit: int = 100) -> tuple[Mapping[str, Any], ...]:
        """List the newest items that were set aside, newest first, each with its ``reason``."""

        def page(after: Any, size: int) -> Any:
            parameters = {"limit": size, **({} if after is None else {"after": after})}
            return self._transport.send("GET", "/api/v1/quarantine", parameters=parameters)

        return tuple(_pages(page, limit, "list of items set aside"))

    def sources(self) -> tuple[Mapping[str, Any], ...]:
        """List the sources the engine reads, each with its ``state`` and its ``lag``."""
        said = self._transport.send("GET", "/api/v1/sources")
        return readable(lambda: tuple(dict(item) for item in said["items"]), "list of sources")

    def lookups(self) -> tuple[Mapping[str, Any], ...]:
        """List the lookup tables, each with its current ``version`` and its ``problem``, if any."""
        said = self._transport.send("GET", "/api/v1/lookups")
        return readable(lambda: tuple(dict(item) for item in said["items"]), "list of tables")

    # Keeping questions live

    def pin(self, name: str, question: Question) -> None:
        """Keep a question live under a name; the same name again replaces it."""
        self._transport.send("PUT", _path(name), body=question)

    def unpin(self, name: str) -> None:
        """Stop keeping a question live.

        Raises
        ------
        NotFound
            If no question is pinned under this name.
        """
        self._transport.send("DELETE", _path(name))

    def questions(self) -> tuple[PinnedQuestion, ...]:
        """List the pinned questions."""

        def page(after: Any, size: int) -> Any:
            parameters = {"limit": size, **({} if after is None else {"after": after})}
            return self._transport.send("GET", "/api/v1/questions", parameters=parameters)

        items = _pages(page, _PINS_MAX, "list of questions")
        return readable(lambda: tuple(read_pin(item) for item in items), "list of questions")

    def stream(self, *names: str, patience: float | None = None) -> AnswerStream:
        """Follow pinned questions, all over one connection that comes back by itself.

        Parameters
        ----------
        names
            1 to 32 names. One that is not pinned yet gets an update with a problem, and an answer
            once something is.
        patience
            Seconds without a word from the engine after which ``EngineUnreachable`` is raised;
            ``None`` is for ever.

        Examples
        --------
        >>> for update in client.stream("orders-today"):            # doctest: +SKIP
        ...     if update.is_changed:
        ...         print(update.answer.rows)
        """
        if not 1 <= len(set(names)) <= _STREAM_QUESTIONS_MAX:
            raise ValueError(
                f"a stream follows 1 to {_STREAM_QUESTIONS_MAX} questions, not {len(set(names))}"
            )
        for name in names:
            _path(name)
        return AnswerStream(self._transport, names, patience=patience)

    def token(self, name: str) -> str:
        """Make a token that lets a browser open this question's stream, and nothing else, once.

        Raises
        ------
        NotFound
            If no question is pinned under this name.
        """
        made = self._transport.send("POST", f"{_path(name)}/token")
        return readable(lambda: str(made["token"]), "token")

    # Sending

    def track(
        self,
        event: str,
        *,
        user_id: str | None = None,
        anonymous_id: str | None = None,
        properties: Mapping[str, Any] | None = None,
        context: Mapping[str, Any] | None = None,
        timestamp: datetime | None = None,
        message_id: str | None = None,
    ) -> int:
        """Send one event, and return when it is safe on the engine's disk.

        Returns
        -------
        int
            The newest sequence of the log: ``answer(…, after=…)`` with it counts this event.

        Raises
        ------
        EventsRefused
            If it is not what an event must be.
        """
        item = track_item(
            event,
            user_id=user_id,
            anonymous_id=anonymous_id,
            properties=properties,
            context=context,
            timestamp=timestamp,
            message_id=message_id,
        )
        return self.send([item])

    def send(self, items: Iterable[Mapping[str, Any]]) -> int:
        """Send up to 2,500 items of the Segment HTTP API, and return as ``track`` does.

        Give each a ``messageId``: one that is sent again after a lost answer is then counted once.

        Raises
        ------
        EventsRefused
            If some are not what an event must be; the others are safe.
        """
        if self._writing is None:
            raise ValueError("sending needs a write key: Client(…, write_key=…)")
        batch = [dict(item) for item in items]
        if not 1 <= len(batch) <= ITEMS_MAX:
            raise ValueError(f"one request takes 1 to {ITEMS_MAX} items, not {len(batch)}")
        try:
            reply = self._writing.fetch(
                "POST", "/v1/batch", body={"batch": batch}, headers={"X-Strict-Mode": "1"}
            )
        except QuestionRefused as refused:
            raise EventsRefused(str(refused), code=refused.code, status=refused.status) from refused
        return readable(lambda: int(reply.headers["X-Footfall-Sequence"]), "answer to events")

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()
        if self._writing is not None:
            self._writing.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        """Show the address, never the key."""
        return f"Client({self.url!r})"


def _pages(page: Callable[[Any, int], Any], limit: int, what: str) -> Iterator[Mapping[str, Any]]:
    """Go through a list page by page, up to a limit."""
    after = None
    left = limit
    while left > 0:
        document = page(after, min(left, _PAGE_ITEMS))
        items, after = _page(document, what)
        yield from items[:left]
        left -= len(items)
        if after is None or not items:
            return


def _page(document: Any, what: str) -> tuple[list[Mapping[str, Any]], Any]:
    return readable(lambda: (list(document["items"]), document.get("next")), what)


def _path(name: str) -> str:
    if not name or name in (".", ".."):
        raise ValueError(f"{name!r} cannot be the name of a question")
    return f"/api/v1/questions/{quote(name, safe='')}"


def _customer(name: str) -> str:
    if not name or name in (".", "..") or "/" in name:
        raise ValueError(f"{name!r} cannot be looked up as a customer")
    return f"/api/v1/customers/{quote(name, safe='')}"


def _anonymous(anonymous: bool | None) -> dict[str, str | int]:
    return {} if anonymous is None else {"anonymous": "true" if anonymous else "false"}


def _parameters(after: int | None) -> dict[str, str | int]:
    return {} if after is None else {"after": after}
