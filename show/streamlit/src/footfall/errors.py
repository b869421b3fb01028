"""What can go wrong between a question and its answer, one type for each cause.

Every error carries ``code``: the engine's stable word for it where the engine spoke, otherwise the
word given here. Programs branch on the type or the code, people read the message.
"""

from __future__ import annotations


class FootfallError(Exception):
    """Any failure to get an answer.

    Parameters
    ----------
    message
        What was attempted, what went wrong and what to do.
    code
        The stable word for the cause.
    status
        The HTTP status, or ``None`` where no complete response came.
    """

    def __init__(self, message: str, *, code: str, status: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.status = status

    def __reduce__(self) -> tuple[object, ...]:
        """Keep code and status when the error crosses a process or a cache."""
        return (_restore, (type(self), str(self), self.code, self.status))


class EngineUnreachable(FootfallError):
    """Nothing answered in time at the engine's address."""


class EngineBusy(FootfallError):
    """The engine asked to come back later, and still did after the last attempt."""


class KeyRefused(FootfallError):
    """The key is unknown, or is not allowed to do this."""


class NotFound(FootfallError):
    """No question is pinned under this name, or the engine does not know this path."""


class QuestionRefused(FootfallError):
    """The engine read the question and says what is wrong with it."""


class MalformedAnswer(FootfallError):
    """What came back is not an answer as documented: another server, or another version."""


def _restore(
    kind: type[FootfallError], message: str, code: str, status: int | None
) -> FootfallError:
    return kind(message, code=code, status=status)
