"""RFC 3339 instants as the engine writes them."""

from __future__ import annotations

import re
from datetime import datetime, timezone

_RFC_3339 = re.compile(
    r"(?P<second>\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d)(\.(?P<fraction>\d{1,9}))?(?P<offset>[Zz]|[+-]\d\d:\d\d)"
)


def instant(text: str) -> datetime:
    """Read an instant, to the microsecond, as a datetime in UTC.

    Python 3.10 reads neither ``Z`` nor fractions of any length, so both are rewritten.

    Raises
    ------
    ValueError
        If the text is no RFC 3339 instant with an offset.
    """
    match = _RFC_3339.fullmatch(text)
    if match is None:
        raise ValueError(f"not an RFC 3339 instant: {text!r}")
    fraction = (match["fraction"] or "").ljust(6, "0")[:6]
    offset = "+00:00" if match["offset"] in "Zz" else match["offset"]
    return datetime.fromisoformat(f"{match['second']}.{fraction}{offset}").astimezone(timezone.utc)
