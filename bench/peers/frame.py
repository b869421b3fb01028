"""How long pandas takes to read a result of SQL, for `footfall bench sql`.

    python frame.py JSON ARROW RUNS

JSON and ARROW are files with the same result, in which the column `timestamp` has instants. Prints a line for each, of
two fields divided by tabs: `JSON` or `ARROW`, and the seconds that each run took. Fails if both frames are not equal.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas
import pyarrow


def main() -> None:
    runs = int(sys.argv[3])
    frames = [asked("JSON", of_json, runs, Path(sys.argv[1])), asked("ARROW", of_arrow, runs, Path(sys.argv[2]))]
    pandas.testing.assert_frame_equal(*frames, check_dtype=False, check_column_type=False)


def asked(name: str, read: Callable[[bytes], pandas.DataFrame], runs: int, file: Path) -> pandas.DataFrame:
    body = file.read_bytes()
    frame = read(body)
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        frame = read(body)
        seconds.append(time.perf_counter() - started)
    print(name, " ".join(map(str, seconds)), sep="\t", flush=True)
    return frame


def of_json(body: bytes) -> pandas.DataFrame:
    answer = json.loads(body)
    frame = pandas.DataFrame(answer["rows"], columns=[column["name"] for column in answer["columns"]])
    frame["timestamp"] = pandas.to_datetime(frame["timestamp"], format="ISO8601")
    return frame


def of_arrow(body: bytes) -> pandas.DataFrame:
    return pyarrow.ipc.open_stream(body).read_pandas()


if __name__ == "__main__":
    main()
