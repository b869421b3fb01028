"""``snowplow-tracker``, unchanged."""

from urllib.parse import urlsplit

from calls import COUNT, HALF
from engine import Engine
from snowplow_tracker import (
    Emitter,
    PageView,
    SelfDescribing,
    SelfDescribingJson,
    StructuredEvent,
    Subject,
    Tracker,
)

SIGN_UP = "iglu:com.example/sign_up/jsonschema/1-0-0"
CART = "iglu:com.example/cart/jsonschema/1-0-0"


def send(tracker: Tracker, number: int) -> None:
    subject = Subject().set_user_id(f"customer-{number}")
    cart = [SelfDescribingJson(CART, {"items": number})]
    match number % 3:
        case 0:
            event = PageView(
                "https://shop.example/cart", "Cart", event_subject=subject, context=cart
            )
        case 1:
            event = StructuredEvent("shop", "Order Completed", value=12.5, event_subject=subject)
        case _:
            event = SelfDescribing(
                SelfDescribingJson(SIGN_UP, {"plan": "gold"}), event_subject=subject
            )
    tracker.track(event)


def left(emitter: Emitter) -> int:
    with emitter.lock:
        return emitter.event_store.size()


def emitter(engine: Engine, method: str, batch_size: int) -> Emitter:
    address = urlsplit(engine.url)
    return Emitter(
        str(address.hostname),
        protocol="http",
        port=address.port,
        method=method,
        batch_size=batch_size,
        max_retry_delay_seconds=1,
    )


def test_every_call_is_counted_once_although_the_engine_is_killed(engine: Engine) -> None:
    posting = emitter(engine, "post", 10)
    tracker = Tracker("clients", posting, app_id=engine.key("write"))
    for number in range(HALF):
        send(tracker, number)
    tracker.flush()
    engine.kill()
    for number in range(HALF, COUNT):
        send(tracker, number)
    engine.start()
    while left(posting) > 0:
        tracker.flush()

    assert engine.customers() == COUNT
    assert engine.total() == COUNT


def test_every_pixel_is_counted_once(engine: Engine) -> None:
    """Without a kill: of several pixels that failed, this tracker sends only the last again."""
    tracker = Tracker("clients", emitter(engine, "get", 1), app_id=engine.key("write"))
    for number in range(COUNT):
        send(tracker, number)

    assert engine.customers() == COUNT
    assert engine.total() == COUNT
