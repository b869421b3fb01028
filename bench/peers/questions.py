"""Asks another engine the questions of `footfall bench questions`, of the same events.

    python questions.py PEER FILE FOLDER RUNS THREADS

PEER is clickhouse, duck or frames. FILE has rows of 25 bytes, little-endian: customer u32, event u8, timestamp u64
(milliseconds), campaign u32, cents i64. Prints a line for each question, of three fields divided by tabs: its name, the
seconds that each run took, and its rows. Of several forms of a question the fastest counts, as an expert would have found it.
"""

import importlib
import os
import sys
import time
from collections.abc import Callable

Rows = list[list[int]]


def main() -> None:
    peer, file, folder, runs, threads = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
    os.environ["POLARS_MAX_THREADS"] = str(threads)
    for name, forms in importlib.import_module(peer).forms(file, folder, threads).items():
        seconds, rows = min((ask(form, runs) for form in forms), key=lambda asked: sorted(asked[0])[runs // 2])
        print(name, " ".join(map(str, seconds)), ";".join(",".join(map(str, row)) for row in rows), sep="\t")


def ask(form: Callable[[], Rows], runs: int) -> tuple[list[float], Rows]:
    """How long each run took, after one that does not count, and what the last one said."""
    seconds = []
    rows = form()
    for _ in range(runs):
        started = time.perf_counter()
        rows = form()
        seconds.append(time.perf_counter() - started)
    return seconds, rows


if __name__ == "__main__":
    main()
