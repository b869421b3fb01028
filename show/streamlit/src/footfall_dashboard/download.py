"""Tables as files for spreadsheets."""

from __future__ import annotations

import pandas as pd

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def guarded_csv(frame: pd.DataFrame) -> str:
    """Write CSV in which no text runs as a formula: such a cell gets an apostrophe in front.

    What customers send ends up in these cells, and a spreadsheet runs what begins with ``=``.
    """
    guarded = frame.map(_guarded)
    guarded.columns = [_guarded(str(name)) for name in frame.columns]
    return str(guarded.to_csv(index=False))


def _guarded(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_DANGEROUS) else cell
