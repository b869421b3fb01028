"""The file of events as columns."""

import numpy

ROW = numpy.dtype([("customer", "<u4"), ("event", "u1"), ("ts", "<u8"), ("campaign", "<u4"), ("cents", "<i8")])


def columns(file: str) -> dict[str, numpy.ndarray]:
    """Its columns, each by itself in memory, in order of customer and time."""
    rows = numpy.fromfile(file, ROW)
    order = numpy.lexsort((rows["event"], rows["ts"], rows["customer"]))
    read = {name: rows[name][order] for name in ROW.names or ()}
    read["ts"] = read["ts"].astype("i8")
    return read
