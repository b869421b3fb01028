"""Live beside a nightly batch, as ``footfall compare --out FILE`` has written it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from footfall.instants import instant

CAUSES = ("lookups", "late", "joined", "later", "robots", "doubled", "quarantined", "definition")
"""What makes a difference, in the order in which the causes are told apart."""


@dataclass(frozen=True)
class Comparison:
    """A question's numbers, live and as a batch has them.

    Attributes
    ----------
    name, definition
        What the question is called, and what it counts.
    batch
        Whose numbers the batch's are: ``footfall``, or a file.
    batch_at, live_at
        When the batch ran, and when live is true.
    unexplained
        How many numbers differ by more than was tolerated for no cause but another definition.
    frame
        A row for each number: ``number``, ``live``, ``batch``, ``difference``, a column for each
        of ``CAUSES``, which add up to the difference, and ``live since``.
    """

    name: str
    definition: str
    batch: str
    batch_at: datetime
    live_at: datetime
    unexplained: int
    frame: pd.DataFrame

    @property
    def differing(self) -> pd.DataFrame:
        """The numbers that differ, with the causes that there are."""
        differs = self.frame[list(CAUSES)].ne(0).any(axis=1)
        found = self.frame[differs].reset_index(drop=True)
        return found.drop(columns=[cause for cause in CAUSES if not found[cause].ne(0).any()])

    @property
    def earlier(self) -> pd.Series:
        """How long before the batch live had each of its numbers that are not 0, where known."""
        said = self.frame["batch"].notna() & self.frame["batch"].ne(0)
        since = self.frame.loc[said, "live since"].dropna()
        return pd.Timestamp(self.batch_at) - since


def read_comparisons(file: Path | str) -> tuple[Comparison, ...]:
    """Read what ``footfall compare --out FILE`` has written.

    Raises
    ------
    ValueError
        If the file holds something else.
    """
    try:
        told = json.loads(Path(file).read_text(encoding="utf-8"))
        return tuple(_comparison(each) for each in told["comparisons"])
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(f"{file} is no comparison: {wrong!r}") from wrong


def _comparison(told: Mapping[str, Any]) -> Comparison:
    columns = ["number", "live", "batch", "difference", *CAUSES, "live since"]
    frame = pd.DataFrame([_number(each) for each in told["numbers"]], columns=columns)
    frame["live since"] = pd.to_datetime(frame["live since"], utc=True)
    return Comparison(
        name=str(told["name"]),
        definition=str(told["definition"]),
        batch=str(told["batch"]),
        batch_at=instant(told["batchAt"]),
        live_at=instant(told["liveAt"]),
        unexplained=int(told["unexplained"]),
        frame=frame,
    )


def _number(told: Mapping[str, Any]) -> list[Any]:
    named = [str(cell) for cell in told["row"].values()]
    causes = told["causes"]
    return [
        " ".join([*named, str(told["field"])]),
        told["live"],
        told["batch"],
        told["difference"],
        *(causes.get(cause, 0) for cause in CAUSES),
        told.get("liveSince"),
    ]
