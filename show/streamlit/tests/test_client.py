from __future__ import annotations

import copy
import pickle
import socket
from datetime import datetime, timezone
from decimal import Decimal

import pytest
from fake_engine import KEY, FakeEngine, as_json, problem

import footfall.transport
from footfall import (
    Answer,
    Client,
    EngineBusy,
    EngineUnreachable,
    FootfallError,
    KeyRefused,
    MalformedAnswer,
    NotFound,
    QuestionRefused,
)
from footfall.answer import read_answer
from footfall.transport import Transport

ORDERS = {"kind": "trend", "event": "Order Completed", "period": {"last": "24h"}}


def test_an_answer_carries_rows_definition_and_as_of(engine: FakeEngine, client: Client) -> None:
    engine.now = lambda: datetime(2026, 3, 1, 10, 0, 0, 500_000, tzinfo=timezone.utc)
    answer = client.answer(ORDERS)
    assert answer.question["event"] == "Order Completed"
    assert answer.definition == "Events of any name, by the minute."
    assert answer.as_of.sequence == 18231
    assert answer.as_of.time == datetime(2026, 3, 1, 10, 0, 1, tzinfo=timezone.utc)
    assert answer.period is not None
    assert answer.period.end == answer.as_of.time
    assert answer.rows == ({"value": 1800, "previous": 1636},)
    assert answer.excluded == {"robots": 0}
    assert answer.history_from is None


def test_an_answer_says_whether_it_is_from_files(engine: FakeEngine) -> None:
    document = engine.answer(ORDERS)
    assert not read_answer(document).from_files
    assert read_answer({**document, "from": "files"}).from_files


def test_an_answer_survives_pickling_and_copying(client: Client) -> None:
    answer = client.answer(ORDERS)
    assert pickle.loads(pickle.dumps(answer)) == answer  # noqa: S301
    assert copy.deepcopy(answer) == answer


def test_numbers_keep_every_digit(engine: FakeEngine, client: Client) -> None:
    digits = b"12345678901234567890123456789012345678"
    status, headers, body = as_json(engine.answer(ORDERS))
    body = body.replace(
        b'"value": ', b'"value": ' + digits + b'.25, "whole": ' + digits + b', "x":'
    )
    engine.misbehave.append((status, headers, body))
    (row,) = client.answer(ORDERS).rows
    assert row["value"] == Decimal(digits.decode() + ".25")
    assert row["whole"] == int(digits)


def test_a_question_is_pinned_read_listed_and_unpinned(client: Client) -> None:
    client.pin("orders / today?", ORDERS)
    assert [(pin.name, pin.question) for pin in client.questions()] == [("orders / today?", ORDERS)]
    assert isinstance(client.read("orders / today?"), Answer)
    client.unpin("orders / today?")
    with pytest.raises(NotFound) as missing:
        client.read("orders / today?")
    assert missing.value.code == "not_found"
    assert client.questions() == ()


def test_the_list_of_questions_is_read_page_by_page(engine: FakeEngine, client: Client) -> None:
    item = {"question": ORDERS}
    engine.misbehave += [
        as_json({"items": [{"name": "a", **item}], "next": "a"}),
        as_json({"items": [{"name": "b", **item}], "next": None}),
    ]
    assert [pin.name for pin in client.questions()] == ["a", "b"]
    assert engine.requests[-1][1] == "/api/v1/questions?limit=1000&after=a"


def test_after_is_sent_along(engine: FakeEngine, client: Client) -> None:
    client.answer(ORDERS, after=7)
    assert engine.requests[-1][1] == "/api/v1/answer?after=7"


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, QuestionRefused), (401, KeyRefused), (403, KeyRefused), (404, NotFound),
     (422, QuestionRefused), (429, EngineBusy), (500, FootfallError), (503, EngineBusy)],
)  # fmt: skip
def test_a_problem_becomes_its_type_with_the_engines_words(
    engine: FakeEngine, status: int, kind: type[FootfallError]
) -> None:
    engine.misbehave.append(problem(status, "its_code", "Its words."))
    with Client(engine.url, KEY, attempts_max=1) as client, pytest.raises(kind) as raised:
        client.answer(ORDERS)
    assert (str(raised.value), raised.value.code) == ("Its words.", "its_code")
    assert raised.value.status == status
    assert pickle.loads(pickle.dumps(raised.value)).code == "its_code"  # noqa: S301


def test_a_wrong_key_is_refused_and_never_shown(engine: FakeEngine) -> None:
    with Client(engine.url, "not-the-key") as client:
        with pytest.raises(KeyRefused) as refused:
            client.answer(ORDERS)
        assert "not-the-key" not in str(refused.value) + repr(client)


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"null", b"[]", b"{}", b'{"rows":[]}', b'{"rows":NaN}', b"[" * 100_000,
     b'{"asOf":{"sequence":1,"time":"yesterday"},"question":{},"definition":"","rows":[]}'],
)  # fmt: skip
def test_what_is_no_answer_is_said_to_be_none(
    engine: FakeEngine, client: Client, body: bytes
) -> None:
    engine.misbehave.append((200, {}, body))
    with pytest.raises(MalformedAnswer):
        client.answer(ORDERS)


def test_a_problem_in_html_still_has_its_type(engine: FakeEngine, client: Client) -> None:
    engine.misbehave.append((502, {}, b"<html>Bad gateway"))
    with pytest.raises(EngineBusy):
        client.answer(ORDERS)


def test_a_redirect_is_not_followed_with_the_key(engine: FakeEngine, client: Client) -> None:
    engine.misbehave.append((302, {"Location": f"{engine.url}/elsewhere"}, b""))
    with pytest.raises(MalformedAnswer):
        client.answer(ORDERS)
    assert len(engine.requests) == 1


def test_a_busy_engine_is_asked_again_as_often_as_allowed(engine: FakeEngine) -> None:
    waits: list[float] = []
    transport = Transport(
        engine.url, KEY, timeout=5, attempts_max=3, sleep=waits.append, jitter=lambda wait: wait
    )
    busy = problem(503, "busy", "Later.", **{"Retry-After": "1"})
    engine.misbehave += [busy, problem(429, "busy", "Later.")]
    assert transport.send("GET", "/api/v1/questions") == {"items": [], "next": None}
    assert waits == [1.0, 0.2]
    engine.misbehave += [problem(503, "busy", "Later.", **{"Retry-After": "9999"})] * 3
    with pytest.raises(EngineBusy):
        transport.send("GET", "/api/v1/questions")
    assert waits[2:] == [footfall.transport.RETRY_WAIT_SECONDS_MAX] * 2
    assert engine.misbehave == []
    transport.close()


def test_a_refused_connection_is_tried_again_then_unreachable() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        waits: list[float] = []
        transport = Transport(
            f"http://127.0.0.1:{bound.getsockname()[1]}", KEY, timeout=5, attempts_max=3,
            sleep=waits.append,
        )  # fmt: skip
        with pytest.raises(EngineUnreachable) as unreachable:
            transport.send("GET", "/health")
        assert len(waits) == 2
        assert "Is the engine running" in str(unreachable.value)
        transport.close()


def test_a_silent_server_is_unreachable_after_one_timeout() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with Client(url, KEY, timeout=0.2) as client, pytest.raises(EngineUnreachable):
            client.answer(ORDERS)


def test_a_response_past_the_limit_is_refused(
    engine: FakeEngine, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    length = len(as_json(engine.answer(ORDERS))[2])
    monkeypatch.setattr(footfall.transport, "RESPONSE_BYTES_MAX", length)
    client.answer(ORDERS)
    monkeypatch.setattr(footfall.transport, "RESPONSE_BYTES_MAX", length - 1)
    with pytest.raises(MalformedAnswer) as large:
        client.answer(ORDERS)
    assert large.value.code == "too_large"


@pytest.mark.parametrize("url", ["", "localhost:7070", "ftp://engine", "http://"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="http://host:port"):
        Client(url, KEY)


@pytest.mark.parametrize("key", ["", "a\nb", "clé"])
def test_a_key_that_cannot_be_one_is_refused_without_showing_it(key: str) -> None:
    with pytest.raises(ValueError, match=r"^key is empty or holds characters no key has$"):
        Client("http://127.0.0.1:1", key)


@pytest.mark.parametrize("name", ["", ".", ".."])
def test_a_name_that_would_change_the_path_is_refused(client: Client, name: str) -> None:
    with pytest.raises(ValueError, match="cannot be the name"):
        client.read(name)
