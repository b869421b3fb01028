"""``segment-analytics-python``, unchanged."""

import pytest
import segment.analytics as segment
from calls import ALL_ONCE, COUNT, HALF, kind, mark
from engine import Engine


def send(client: segment.Client, number: int) -> None:
    who = f"customer-{number}"
    context = {"mark": mark(number)}
    match kind(number):
        case "track":
            client.track(who, "Order Completed", {"revenue": 12.5}, context=context)
        case "page":
            client.page(who, "Shop", "Cart", {"path": "/cart"}, context=context)
        case "screen":
            client.screen(who, "Shop", "Cart", {"path": "/cart"}, context=context)
        case "identify":
            client.identify(who, {"plan": "gold"}, context=context)
        case "group":
            client.group(who, "club", {"city": "Bremen"}, context=context)
        case _:
            client.alias(f"before-{number}", who, context=context)


@pytest.mark.parametrize("gzip", [False, True], ids=["plain", "gzip"])
def test_every_call_is_counted_once_although_the_engine_is_killed(
    engine: Engine, gzip: bool
) -> None:
    failures: list[Exception] = []
    client = segment.Client(
        engine.key("write"),
        host=engine.url,
        gzip=gzip,
        on_error=lambda failure, _: failures.append(failure),
    )
    for number in range(HALF):
        send(client, number)
    client.flush()
    engine.kill()
    for number in range(HALF, COUNT):
        send(client, number)
    engine.start()
    client.shutdown()

    assert failures == []
    assert engine.counts() == ALL_ONCE
    assert engine.total() == COUNT


def test_a_wrong_key_is_reported(engine: Engine) -> None:
    failures: list[Exception] = []
    client = segment.Client(
        "wrong", host=engine.url, on_error=lambda failure, _: failures.append(failure)
    )
    send(client, 0)
    client.shutdown()

    assert [failure.status for failure in failures] == [401]
    assert failures[0].code == "unauthorized"
    assert engine.total() == 0
