"""An answer in a notebook that moves while its cell runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from footfall.answer import Answer
from footfall.client import Client, Question

if TYPE_CHECKING:
    import pandas

Drawing = Callable[[Answer], Any]
"""Makes of an answer what the notebook displays: a frame, a figure, an Altair chart."""


def watch(
    client: Client,
    name: str,
    *,
    question: Question | None = None,
    draw: Drawing | None = None,
    seconds: float | None = None,
    at_most_every: float = 0.5,
) -> Answer | None:
    """Show a pinned question's answer below the cell, and draw it again whenever it changes.

    It runs until the cell is interrupted, which is no error, and returns the last answer.

    Parameters
    ----------
    client
        The engine.
    name
        What the question is pinned under.
    question
        Pinned under the name first, if given.
    draw
        What to show; the frame unless told otherwise.
    seconds
        How long to watch; ``None`` until interrupted.
    at_most_every
        Seconds between two drawings.
    """
    if question is not None:
        client.pin(name, question)
    show = _display()
    drawing = draw or _frame
    last: Answer | None = None
    deadline = None if seconds is None else time.monotonic() + seconds
    drawn_at = float("-inf")
    is_pending = False
    try:
        with client.stream(name) as updates:
            for update in updates:
                if update.problem is not None:
                    raise update.problem
                last = update.answer
                is_pending = is_pending or update.is_changed
                # The engine speaks each second, so what is held back here is drawn with the next.
                if last is not None and is_pending and time.monotonic() - drawn_at >= at_most_every:
                    show(drawing(last))
                    drawn_at, is_pending = time.monotonic(), False
                if deadline is not None and time.monotonic() >= deadline:
                    break
    except KeyboardInterrupt:
        pass  # How a cell that runs until told otherwise is ended.
    if last is not None and is_pending:
        show(drawing(last))
    return last


def _frame(answer: Answer) -> pandas.DataFrame:
    return answer.frame()


def _display() -> Callable[[Any], None]:
    """Return what displays a first drawing and then replaces it; outside a notebook it prints."""
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        return print
    if get_ipython() is None:
        return print
    handles: list[Any] = []

    def show(drawing: Any) -> None:
        if handles:
            handles[0].update(drawing)
        else:
            handles.append(display(drawing, display_id=True))  # type: ignore[no-untyped-call]

    return show
