"""ClickHouse (chdb): a table sorted by customer and time."""

import json
from collections.abc import Callable

from chdb.session import Session

LOAD = """
CREATE TABLE events ENGINE = MergeTree ORDER BY (customer, ts) AS
SELECT * FROM file('{file}', RowBinary, 'customer UInt32, event UInt8, ts UInt64, campaign UInt32, cents Int64')
"""

FUNNEL = """
SELECT level, count() FROM (
    SELECT windowFunnel(604800000)(ts, event = 0, event = 1, event = 2, event = 3, event = 4) AS level
    FROM events GROUP BY customer)
WHERE level > 0 GROUP BY level ORDER BY level
"""

FUNNEL_PREFILTERED = """
SELECT level, count() FROM (
    SELECT windowFunnel(604800000)(ts, event = 0, event = 1, event = 2, event = 3, event = 4) AS level
    FROM events WHERE event <= 4 GROUP BY customer
    SETTINGS optimize_aggregation_in_order = 1)
WHERE level > 0 GROUP BY level ORDER BY level
"""

DAILY = "SELECT intDiv(ts, 86400000) AS day, uniqExact(customer) FROM events GROUP BY day ORDER BY day"

RETENTION = """
SELECT cohort, day - cohort AS later, count() FROM (
    SELECT groupUniqArray(intDiv(ts, 86400000)) AS days, arrayMin(days) AS cohort
    FROM events GROUP BY customer)
ARRAY JOIN days AS day WHERE later <= 7 GROUP BY cohort, later ORDER BY cohort, later
"""

RETENTION_IN_ORDER = RETENTION.replace(
    "GROUP BY customer)", "GROUP BY customer SETTINGS optimize_aggregation_in_order = 1)")

SESSIONS_BY_WINDOW = """
SELECT intDiv(ts, 86400000) AS day, count(), uniqExact(customer) FROM (
    SELECT customer, ts, lagInFrame(ts, 1, 0) OVER (
        PARTITION BY customer ORDER BY ts ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS before
    FROM events)
WHERE before = 0 OR ts - before > 1800000 GROUP BY day ORDER BY day
"""

SESSIONS_BY_ARRAYS = """
SELECT intDiv(start, 86400000) AS day, count(), uniqExact(customer) FROM (
    SELECT customer, arraySort(groupArray(ts)) AS times,
        arrayFilter((time, i) -> i = 1 OR time - times[i - 1] > 1800000, times, arrayEnumerate(times)) AS starts
    FROM events GROUP BY customer SETTINGS optimize_aggregation_in_order = 1)
ARRAY JOIN starts AS start GROUP BY day ORDER BY day
"""

PATHS = """
SELECT step, path[step] AS near, if(step < length(path), path[step + 1], -1) AS far, count() FROM (
    SELECT arrayCompact(arrayMap(did -> toInt16(did.2), session)) AS names, indexOf(names, 0) AS first,
        arraySlice(names, first, 4) AS path
    FROM (
        SELECT arraySort(groupArray((ts, event))) AS timeline,
            arraySplit((did, isFirst) -> isFirst, timeline,
                arrayMap(i -> i = 1 OR timeline[i].1 - timeline[i - 1].1 > 1800000, arrayEnumerate(timeline))) AS sessions
        FROM events GROUP BY customer SETTINGS optimize_aggregation_in_order = 1)
    ARRAY JOIN sessions AS session WHERE first > 0)
ARRAY JOIN range(1, least(3, length(path)) + 1) AS step
GROUP BY step, near, far ORDER BY step, near, far
"""

AUDIENCE = """
SELECT count() FROM (
    SELECT customer FROM events GROUP BY customer HAVING countIf(event = 2) > 0 AND countIf(event = 4) = 0)
"""

AUDIENCE_PREFILTERED = AUDIENCE.replace("FROM events GROUP", "FROM events WHERE event IN (2, 4) GROUP")

REVENUE = """
SELECT campaign, sum(cents) AS revenue FROM events WHERE event = 4
GROUP BY campaign ORDER BY revenue DESC, toString(campaign) LIMIT 20
"""

QUESTIONS = {
    "funnel": [FUNNEL, FUNNEL_PREFILTERED],
    "retention by day": [RETENTION, RETENTION_IN_ORDER],
    "daily customers": [DAILY],
    "sessions by day": [SESSIONS_BY_WINDOW, SESSIONS_BY_ARRAYS],
    "paths of 3 steps": [PATHS],
    "audience who did not": [AUDIENCE, AUDIENCE_PREFILTERED],
    "revenue by campaign": [REVENUE],
}


def forms(file: str, folder: str, threads: int) -> dict[str, list[Callable[[], list[list[int]]]]]:
    """Loads the events; the forms of each question, ready to be run."""
    session = Session(folder)
    session.query(f"SET max_threads = {threads}")
    session.query("CREATE DATABASE IF NOT EXISTS bench")
    session.query("USE bench")
    session.query(LOAD.format(file=file))
    session.query("OPTIMIZE TABLE events FINAL")

    def run(sql: str) -> list[list[int]]:
        answer = session.query(sql, "JSONCompact")
        return [[int(cell) for cell in row] for row in json.loads(answer.bytes())["data"]]

    return {name: [lambda sql=sql: run(sql) for sql in each] for name, each in QUESTIONS.items()}
