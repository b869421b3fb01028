"""Server-sent events, read from text in pieces of any size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from footfall.errors import malformed

MESSAGE_CHARACTERS_MAX = 64 * 1024 * 1024


@dataclass(frozen=True)
class Message:
    """One event of a stream: its name and its data."""

    event: str
    data: str


def messages(pieces: Iterable[str]) -> Iterator[Message]:
    """Read a stream's text; what is unfinished when it ends is left out.

    Raises
    ------
    MalformedAnswer
        If one message is longer than ``MESSAGE_CHARACTERS_MAX``.
    """
    event, length = "message", 0
    data: list[str] = []
    for line in _lines(pieces):
        if line == "":
            if data:
                yield Message(event, "\n".join(data))
            event, data, length = "message", [], 0
            continue
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            event = value
        elif field == "data":
            data.append(value)
            length += len(value)
            if length > MESSAGE_CHARACTERS_MAX:
                raise _too_long()


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    """Cut at the engine's line ends, which are single line feeds."""
    rest: list[str] = []
    length = 0
    for piece in pieces:
        *whole, last = piece.split("\n")
        for line in whole:
            yield "".join([*rest, line])
            rest, length = [], 0
        rest.append(last)
        length += len(last)
        if length > MESSAGE_CHARACTERS_MAX:
            raise _too_long()


def _too_long() -> Exception:
    return malformed(
        f"a message has more than {MESSAGE_CHARACTERS_MAX} characters", code="too_large"
    )
