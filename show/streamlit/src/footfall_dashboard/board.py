"""The newest good answer to each question, kept while the engine is away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from footfall import Answer, EngineBusy, EngineUnreachable, FootfallError, NotFound


class Source(Protocol):
    """Where answers come from: a connection, or a client."""

    def read(self, name: str) -> Answer:
        """Read the answer of a question that is kept live."""

    def answer(self, question: Mapping[str, Any]) -> Answer:
        """Ask a question."""


@dataclass(frozen=True)
class Snapshot:
    """What the page draws at one instant.

    Attributes
    ----------
    answers
        The last good answer by name; absent before the first.
    problems
        What the engine said against a question, by name.
    is_answering
        Whether the engine answered this time.
    """

    answers: Mapping[str, Answer]
    problems: Mapping[str, str]
    is_answering: bool


class Board:
    """Keeps the last good answers of all sessions. Any thread may refresh it.

    Entries are replaced whole, one dictionary assignment each, so readers need no lock.
    """

    def __init__(self, questions: Mapping[str, Mapping[str, Any]]) -> None:
        self._questions = questions
        self._answers: dict[str, Answer] = {}

    def refresh(self, source: Source) -> Snapshot:
        """Fetch every answer once; give up at the first sign that the engine does not answer.

        One question the engine refuses does not keep the others from moving.
        """
        problems: dict[str, str] = {}
        for name, question in self._questions.items():
            try:
                self._answers[name] = _fetch(source, name, question)
            except (EngineUnreachable, EngineBusy):
                # The next question would wait as long, and the badge must not.
                return Snapshot(dict(self._answers), problems, is_answering=False)
            except FootfallError as refused:
                problems[name] = str(refused)
        return Snapshot(dict(self._answers), problems, is_answering=True)


def _fetch(source: Source, name: str, question: Mapping[str, Any]) -> Answer:
    try:
        return source.read(name)
    except NotFound:
        return source.answer(question)
