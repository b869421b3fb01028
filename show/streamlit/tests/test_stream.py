from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from fake_engine import FakeEngine

from footfall import Client, EngineUnreachable, MalformedAnswer, NotFound
from footfall.errors import FootfallError
from footfall.sse import Message, messages
from footfall.stream import AnswerStream
from footfall.transport import Transport

AS_OF = {"sequence": 9, "time": "2026-03-01T10:00:01Z", "eventTime": None}


def test_a_stream_is_read_in_pieces_of_any_size() -> None:
    text = (
        ": hello\nretry: 1\n\nevent: answer\ndata: {é}\n\nevent:asof\ndata:1\ndata: 2\n\ndata: cut"
    )
    for size in range(1, len(text) + 1):
        pieces = [text[at : at + size] for at in range(0, len(text), size)]
        assert list(messages(pieces)) == [Message("answer", "{é}"), Message("asof", "1\n2")]


def test_an_endless_message_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("footfall.sse.MESSAGE_CHARACTERS_MAX", 10)
    assert len(list(messages(["data: 34567890\n\n", "data: 34567890\n\n"]))) == 2
    with pytest.raises(MalformedAnswer):
        list(messages(["data: 34567890", "123"]))
    with pytest.raises(MalformedAnswer):
        list(messages(["data: 123456\n", "data: 123456\n"]))


class Script(Transport):
    """A transport whose streams are written beforehand; an error in their place is raised."""

    def __init__(self, *streams: list[Any] | FootfallError) -> None:
        super().__init__("http://127.0.0.1:1", "key", timeout=1, attempts_max=1)
        self.streams = list(streams)

    @contextmanager
    def listen(self, *_: object) -> Iterator[Iterator[str]]:
        stream = self.streams.pop(0)
        if isinstance(stream, FootfallError):
            raise stream
        yield (
            f"event: {event}\ndata: {json.dumps({'question': name, 'data': data})}\n\n"
            for event, name, data in stream
        )


def whole(engine: FakeEngine, value: int) -> dict[str, Any]:
    return {**engine.answer({"kind": "trend"}), "rows": [{"value": value}]}


def gone() -> EngineUnreachable:
    return EngineUnreachable("No answer.", code="unreachable")


def test_a_stream_comes_back_with_whole_answers(engine: FakeEngine) -> None:
    change = {"set": [{"value": 2}], "gone": [], "asOf": AS_OF}
    script = Script(
        [("answer", "q", whole(engine, 1)), ("change", "q", change), ("asof", "q", AS_OF),
         ("token", "q", {"token": "t"})],
        gone(),
        [("answer", "q", whole(engine, 2)), ("answer", "q", whole(engine, 5))],
        NotFound("No such path.", code="not_found", status=404),
    )  # fmt: skip
    waits: list[float] = []
    stream = AnswerStream(script, ["q"], patience=None, sleep=waits.append)
    seen = []
    for _ in range(5):
        update = next(stream)
        assert update.answer is not None
        seen.append((update.answer.rows[0]["value"], update.is_changed))
    with pytest.raises(NotFound):
        next(stream)
    assert seen == [(1, True), (2, True), (2, False), (2, False), (5, True)]
    assert len(waits) == 3, "after an end, after a failure, after an end"
    assert waits[0] <= 0.25 < waits[1] * 2.01


def test_an_outage_longer_than_the_patience_is_an_error(engine: FakeEngine) -> None:
    clock = [0.0]

    def sleep(seconds: float) -> None:
        clock[0] += 1

    script = Script([("answer", "q", whole(engine, 1))], *[gone()] * 20)
    stream = AnswerStream(script, ["q"], patience=4, sleep=sleep, now=lambda: clock[0])
    assert next(stream).is_changed
    with pytest.raises(EngineUnreachable):
        next(stream)
    assert clock[0] <= 4


def test_a_name_that_is_not_pinned_has_a_problem_until_it_is(engine: FakeEngine) -> None:
    problem = {"status": 404, "code": "not_found", "detail": "Nothing is pinned as q."}
    script = Script([("problem", "q", problem), ("answer", "q", whole(engine, 1))])
    stream = AnswerStream(script, ["q"], patience=None)
    update = next(stream)
    assert (update.answer, str(update.problem)) == (None, "Nothing is pinned as q.")
    assert isinstance(update.problem, NotFound)
    assert next(stream).problem is None
    stream.close()


@pytest.mark.parametrize("count", [0, 33])
def test_a_stream_follows_1_to_32_questions(client: Client, count: int) -> None:
    with pytest.raises(ValueError, match="1 to 32"):
        client.stream(*(f"q{n}" for n in range(count)))
