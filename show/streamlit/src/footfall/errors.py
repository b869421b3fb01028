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


class NotCaughtUp(EngineBusy):
    """The sequence that was waited for was not counted within the engine's patience."""


class KeyRefused(FootfallError):
    """The key is unknown, or is not allowed to do this."""


class NotFound(FootfallError):
    """No question is pinned under this name, or the engine does not know this path."""


class QuestionRefused(FootfallError):
    """The engine read what was asked and says what is wrong with it."""


class NotYet(QuestionRefused):
    """What was asked is planned and not there in this version of the engine."""


class TooManyRows(QuestionRefused):
    """The answer would have more rows than an answer may: ask more narrowly."""


class NoSuchRow(QuestionRefused):
    """The customers of a row were wanted which the answer does not have."""


class SqlRefused(QuestionRefused):
    """The statement is none that may run here, or it hit a limit of time, memory or rows."""


class EventsRefused(FootfallError):
    """Some of the events that were sent are not what an event must be, and were set aside."""


class MalformedAnswer(FootfallError):
    """What came back is not an answer as documented: another server, or another version."""


_BY_CODE: dict[str, type[FootfallError]] = {
    "not_yet": NotYet,
    "too_many_rows": TooManyRows,
    "no_such_row": NoSuchRow,
    "invalid_sql": SqlRefused,
    "sql_limit": SqlRefused,
    "after_timeout": NotCaughtUp,
    "engine_failed": EngineUnreachable,
}


def error_for(status: int, code: str | None, message: str) -> FootfallError:
    """Make the error that a response stands for: by its code where it has one, else its status."""
    kind, otherwise = _by_status(status)
    return _BY_CODE.get(code or "", kind)(message, code=code or otherwise, status=status)


def malformed(reason: str, *, code: str = "malformed_answer") -> MalformedAnswer:
    """Say that what came back cannot be read, and what that usually means."""
    return MalformedAnswer(
        f"What came back from the engine could not be read: {reason}."
        " Is the address that of a Footfall engine, of a version this package knows?",
        code=code,
    )


def _by_status(status: int) -> tuple[type[FootfallError], str]:
    if status in (401, 403):
        return KeyRefused, "key_refused"
    if status == 404:
        return NotFound, "not_found"
    if status in (429, 502, 503, 504):
        return EngineBusy, "busy"
    if 400 <= status < 500:
        return QuestionRefused, "refused"
    return MalformedAnswer if status < 400 else FootfallError, "server_error"


def _restore(
    kind: type[FootfallError], message: str, code: str, status: int | None
) -> FootfallError:
    return kind(message, code=code, status=status)
