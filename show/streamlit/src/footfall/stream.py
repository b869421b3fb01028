"""Pinned answers as they change: one connection to the engine that comes back by itself."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from footfall.answer import Answer, read_answer, read_as_of
from footfall.changes import apply_change
from footfall.errors import EngineBusy, EngineUnreachable, FootfallError, error_for, malformed
from footfall.sse import Message, messages
from footfall.transport import Transport, read_json

SILENCE_SECONDS_MAX = 5.0
"""Silence after which a connection is given up and made anew; the engine speaks each second."""

_FIRST_WAIT_SECONDS = 0.25
_WAIT_SECONDS_MAX = 5.0


@dataclass(frozen=True)
class Update:
    """What a stream says of one pinned question.

    Attributes
    ----------
    name
        The name it is pinned under.
    answer
        The whole answer as it is now; ``None`` while there is none.
    is_changed
        Whether rows are different from those before, and not only the as-of is newer.
    problem
        Why there is no answer, such as ``NotFound``; ``None`` if there is one.
    """

    name: str
    answer: Answer | None
    is_changed: bool
    problem: FootfallError | None = None


class AnswerStream:
    """An iterator over updates that reconnects, with growing pauses, until it is closed.

    Each connection begins with whole answers, so nothing is missed by an outage but what came and
    went meanwhile. A refused key or name ends it with that error.
    """

    def __init__(
        self,
        transport: Transport,
        names: Sequence[str],
        *,
        patience: float | None,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._transport = transport
        self._names = tuple(dict.fromkeys(names))
        self._patience = patience
        self._sleep = sleep
        self._now = now
        self._answers: dict[str, Answer] = {}
        self._updates = self._run()

    def __iter__(self) -> Iterator[Update]:
        return self

    def __next__(self) -> Update:
        """Wait for the next update."""
        return next(self._updates)

    def close(self) -> None:
        """End the stream, from the thread that iterates."""
        self._updates.close()

    def __enter__(self) -> AnswerStream:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self) -> Generator[Update, None, None]:
        wait = _FIRST_WAIT_SECONDS
        heard = self._now()
        while True:
            try:
                for update in self._listen():
                    wait = _FIRST_WAIT_SECONDS
                    heard = self._now()
                    yield update
                    # However long the reader took, that was no silence of the engine's.
                    heard = self._now()
                lost: FootfallError = self._transport.unreachable(Exception("the stream ended"))
            except (EngineUnreachable, EngineBusy) as broken:
                lost = broken
            if self._patience is not None and self._now() - heard + wait > self._patience:
                raise lost
            self._sleep(wait * random.uniform(0.5, 1))  # noqa: S311
            wait = min(2 * wait, _WAIT_SECONDS_MAX)

    def _listen(self) -> Iterator[Update]:
        parameters = {"questions": ",".join(self._names)}
        with self._transport.listen("/api/v1/stream", parameters, SILENCE_SECONDS_MAX) as pieces:
            for message in messages(pieces):
                update = self._read(message)
                if update is not None:
                    yield update

    def _read(self, message: Message) -> Update | None:
        """Take one message; news of a kind not known here is passed over."""
        addressed = read_json(message.data)
        if not isinstance(addressed, Mapping) or not {"question", "data"} <= addressed.keys():
            raise malformed("a message of a stream does not say whose it is")
        name, data = str(addressed["question"]), addressed["data"]
        known = self._answers.get(name)
        if message.event == "problem":
            self._answers.pop(name, None)
            return Update(name, None, is_changed=known is not None, problem=_problem(data))
        if message.event == "answer":
            answer = read_answer(data)
            is_changed = known is None or known.rows != answer.rows
        elif message.event == "change" and known is not None:
            answer = apply_change(known, data)
            is_changed = True
        elif message.event == "asof" and known is not None:
            answer = replace(known, as_of=read_as_of(data))
            is_changed = False
        else:
            return None
        self._answers[name] = answer
        return Update(name, answer, is_changed)


def _problem(data: object) -> FootfallError:
    fields = data if isinstance(data, Mapping) else {}
    return error_for(
        int(fields.get("status", 404)),
        None if fields.get("code") is None else str(fields["code"]),
        str(fields.get("detail") or "No question is pinned under this name."),
    )
