"""What is sent: every kind of call there is, each with a mark of its own in its context."""

KINDS = ["track", "page", "screen", "identify", "group", "alias"]
COUNT = 300
HALF = COUNT // 2


def kind(number: int) -> str:
    """Return the kind of a call."""
    return KINDS[number % len(KINDS)]


def mark(number: int) -> str:
    """Return the mark of a call."""
    return f"{kind(number)}-{number}"


ALL_ONCE = {mark(number): 1 for number in range(COUNT)}
