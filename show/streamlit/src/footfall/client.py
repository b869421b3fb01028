"""The engine as Python sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from footfall.answer import Answer, read_answer
from footfall.errors import MalformedAnswer
from footfall.transport import Transport

Question = Mapping[str, Any]
"""A question as its JSON: ``{"kind": "trend", "event": "Order Completed", …}``."""

_PAGE_ROWS = 1_000
_PAGES_MAX = 100


@dataclass(frozen=True)
class PinnedQuestion:
    """A question the engine keeps live, and its name."""

    name: str
    question: Question


class Client:
    """Asks a Footfall engine. Safe to share between threads.

    Parameters
    ----------
    url
        Where the engine is, such as ``http://127.0.0.1:7070``.
    key
        A read key.
    timeout
        Seconds for one attempt, from connecting to the last byte.
    attempts_max
        How often a call is tried when the connection is refused or the engine is busy: 1 to 10.

    Examples
    --------
    >>> client = Client("http://127.0.0.1:7070", key)               # doctest: +SKIP
    >>> client.answer({"kind": "trend", "event": "Order Completed",
    ...                "period": {"last": "24h"}, "interval": "hour"}).frame()  # doctest: +SKIP
    """

    def __init__(self, url: str, key: str, *, timeout: float = 10.0, attempts_max: int = 3) -> None:
        self._transport = Transport(url, key, timeout=timeout, attempts_max=attempts_max)

    @property
    def url(self) -> str:
        """Where the engine is."""
        return self._transport.url

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
        """List the pinned questions, at most 100,000."""
        result: list[PinnedQuestion] = []
        parameters: dict[str, str | int] = {"limit": _PAGE_ROWS}
        for _ in range(_PAGES_MAX):
            page = self._transport.send("GET", "/api/v1/questions", parameters=parameters)
            try:
                result += [PinnedQuestion(item["name"], item["question"]) for item in page["items"]]
                following = page.get("next")
            except (KeyError, TypeError, AttributeError) as wrong:
                raise MalformedAnswer(
                    "The engine's list of questions could not be read.", code="malformed_answer"
                ) from wrong
            if following is None:
                break
            parameters["after"] = following
        return tuple(result)

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        """Show the address, never the key."""
        return f"Client({self.url!r})"


def _path(name: str) -> str:
    if not name or name in (".", ".."):
        raise ValueError(f"{name!r} cannot be the name of a question")
    return f"/api/v1/questions/{quote(name, safe='')}"


def _parameters(after: int | None) -> Mapping[str, str | int] | None:
    return None if after is None else {"after": after}
