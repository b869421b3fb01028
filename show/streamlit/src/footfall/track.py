"""Events as they are sent: one item of the Segment HTTP API each."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

ITEMS_MAX = 2_500
"""The most items of one request."""


def track_item(
    event: str,
    *,
    user_id: str | None,
    anonymous_id: str | None,
    properties: Mapping[str, Any] | None,
    context: Mapping[str, Any] | None,
    timestamp: datetime | None,
    message_id: str | None,
) -> dict[str, Any]:
    """Make the item of one event; its ``messageId`` lets it be sent again without counting twice.

    Raises
    ------
    ValueError
        If it names nobody, or its time has no zone.
    """
    if not user_id and not anonymous_id:
        raise ValueError("an event needs a user_id or an anonymous_id: whose is it?")
    if timestamp is not None and timestamp.tzinfo is None:
        raise ValueError(f"timestamp {timestamp} has no time zone; use datetime.now(timezone.utc)")
    fields = {
        "type": "track",
        "event": event,
        "messageId": message_id or str(uuid.uuid4()),
        "userId": user_id,
        "anonymousId": anonymous_id,
        "properties": dict(properties or {}),
        "context": None if context is None else dict(context),
        "timestamp": None if timestamp is None else timestamp.isoformat(),
    }
    return {name: value for name, value in fields.items() if value is not None}
