"""``posthog``, unchanged."""

import pytest
from calls import COUNT, HALF
from engine import Engine
from posthog import Posthog


def send(client: Posthog, number: int) -> None:
    who = f"customer-{number}"
    match number % 5:
        case 0:
            client.capture("Order Completed", distinct_id=who, properties={"revenue": 12.5})
        case 1:
            client.capture(
                "$pageview", distinct_id=who, properties={"$current_url": "https://a.example"}
            )
        case 2:
            client.set(distinct_id=who, properties={"plan": "gold"})
        case 3:
            client.group_identify("club", "a", {"city": "Bremen"}, distinct_id=who)
        case _:
            client.alias(f"before-{number}", who)


@pytest.mark.parametrize("gzip", [False, True], ids=["plain", "gzip"])
def test_every_call_is_counted_once_although_the_engine_is_killed(
    engine: Engine, gzip: bool
) -> None:
    failures: list[object] = []
    client = Posthog(
        engine.key("write"),
        host=engine.url,
        gzip=gzip,
        max_retries=10,
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
    assert engine.customers() == COUNT
    assert engine.total() == COUNT
