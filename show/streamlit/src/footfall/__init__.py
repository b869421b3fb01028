"""Live answers about customer behaviour: ask a question, get the rows.

``Client`` asks, pins, follows and sends; ``Answer`` is what comes back; ``watch`` shows one in a
notebook as it changes. Streamlit applications use ``footfall.streamlit.FootfallConnection``;
nothing else here imports Streamlit.
"""

from footfall.answer import Answer, AsOf, Period
from footfall.client import Client
from footfall.errors import (
    EngineBusy,
    EngineUnreachable,
    EventsRefused,
    FootfallError,
    KeyRefused,
    MalformedAnswer,
    NoSuchRow,
    NotCaughtUp,
    NotFound,
    NotYet,
    QuestionRefused,
    SqlRefused,
    TooManyRows,
)
from footfall.notebook import watch
from footfall.overlay import Overlay, overlay
from footfall.records import EventName, Member, PinnedQuestion, Property, Schema
from footfall.sql import SqlResult
from footfall.stream import AnswerStream, Update

__all__ = [
    "Answer",
    "AnswerStream",
    "AsOf",
    "Client",
    "EngineBusy",
    "EngineUnreachable",
    "EventName",
    "EventsRefused",
    "FootfallError",
    "KeyRefused",
    "MalformedAnswer",
    "Member",
    "NoSuchRow",
    "NotCaughtUp",
    "NotFound",
    "NotYet",
    "Overlay",
    "Period",
    "PinnedQuestion",
    "Property",
    "QuestionRefused",
    "Schema",
    "SqlRefused",
    "SqlResult",
    "TooManyRows",
    "Update",
    "overlay",
    "watch",
]
