"""Live answers about customer behaviour: ask a question, get the rows.

``Client`` asks, reads and pins; ``Answer`` is what comes back. Streamlit applications use
``footfall.streamlit.FootfallConnection``; nothing else here imports Streamlit.
"""

from footfall.answer import Answer, AsOf, Period
from footfall.client import Client, PinnedQuestion
from footfall.errors import (
    EngineBusy,
    EngineUnreachable,
    FootfallError,
    KeyRefused,
    MalformedAnswer,
    NotFound,
    QuestionRefused,
)

__all__ = [
    "Answer",
    "AsOf",
    "Client",
    "EngineBusy",
    "EngineUnreachable",
    "FootfallError",
    "KeyRefused",
    "MalformedAnswer",
    "NotFound",
    "Period",
    "PinnedQuestion",
    "QuestionRefused",
]
