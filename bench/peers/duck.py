"""DuckDB: a table sorted by customer and time."""

from collections.abc import Callable

import duckdb
import polars

import events

STEP = """
, s{n} AS (
    SELECT s.customer, s.began, e.ts AS at FROM s{before} s ASOF JOIN (SELECT customer, ts FROM events WHERE event = {n}) e
    ON s.customer = e.customer AND s.at <= e.ts WHERE e.ts - s.began <= 604800000)
"""

FUNNEL = (
    "WITH s0 AS (SELECT customer, ts AS began, ts AS at FROM events WHERE event = 0)"
    + "".join(STEP.format(n=n, before=n - 1) for n in range(1, 5))
    + """
, reached AS (
"""
    + " UNION ALL ".join(f"SELECT {n + 1} AS level, count(DISTINCT customer) AS n FROM s{n}" for n in range(5))
    + """)
SELECT level, n - lead(n, 1, 0) OVER (ORDER BY level) AS stopped FROM reached QUALIFY stopped > 0 ORDER BY level
"""
)

DAILY_DISTINCT = "SELECT ts // 86400000 AS day, count(DISTINCT customer) FROM events GROUP BY day ORDER BY day"

DAILY_TWICE = """
SELECT day, count(*) FROM (SELECT DISTINCT ts // 86400000 AS day, customer FROM events) GROUP BY day ORDER BY day
"""

RETENTION = """
SELECT cohort, day - cohort AS later, count(*) FROM (
    SELECT day, min(day) OVER (PARTITION BY customer) AS cohort
    FROM (SELECT DISTINCT customer, ts // 86400000 AS day FROM events))
WHERE later <= 7 GROUP BY ALL ORDER BY ALL
"""

RETENTION_JOINED = """
WITH days AS (SELECT DISTINCT customer, ts // 86400000 AS day FROM events),
    firsts AS (SELECT customer, min(day) AS cohort FROM days GROUP BY customer)
SELECT cohort, day - cohort AS later, count(*) FROM days JOIN firsts USING (customer)
WHERE later <= 7 GROUP BY ALL ORDER BY ALL
"""

SESSIONS = """
SELECT ts // 86400000 AS day, count(*), count(DISTINCT customer) FROM (
    SELECT customer, ts, lag(ts) OVER (PARTITION BY customer ORDER BY ts) AS before FROM events)
WHERE before IS NULL OR ts - before > 1800000 GROUP BY day ORDER BY day
"""

PATHS = """
WITH visits AS (
    SELECT customer, ts, event, sum(begins) OVER (PARTITION BY customer ORDER BY ts, event ROWS UNBOUNDED PRECEDING) AS visit
    FROM (SELECT customer, ts, event,
        coalesce(ts - lag(ts) OVER (PARTITION BY customer ORDER BY ts, event) > 1800000, true)::INT AS begins FROM events)),
kept AS (
    SELECT * FROM visits
    QUALIFY event IS DISTINCT FROM lag(event) OVER (PARTITION BY customer, visit ORDER BY ts, event)),
from_page AS (
    SELECT *, max((event = 0)::INT) OVER (PARTITION BY customer, visit ORDER BY ts, event ROWS UNBOUNDED PRECEDING) AS has_page
    FROM kept)
SELECT step, near, far, count(*) FROM (
    SELECT event AS near, coalesce(lead(event) OVER visits::SMALLINT, -1) AS far, row_number() OVER visits AS step
    FROM from_page WHERE has_page = 1 WINDOW visits AS (PARTITION BY customer, visit ORDER BY ts, event))
WHERE step <= 3 GROUP BY ALL ORDER BY ALL
"""

AUDIENCE = """
SELECT count(*) FROM (
    SELECT customer FROM events WHERE event IN (2, 4) GROUP BY customer HAVING bool_or(event = 2) AND NOT bool_or(event = 4))
"""

AUDIENCE_ANTI = """
SELECT count(*) FROM (SELECT DISTINCT customer FROM events WHERE event = 2) ANTI JOIN
    (SELECT customer FROM events WHERE event = 4) USING (customer)
"""

REVENUE = """
SELECT campaign, sum(cents) AS revenue FROM events WHERE event = 4
GROUP BY campaign ORDER BY revenue DESC, campaign::VARCHAR LIMIT 20
"""

QUESTIONS = {
    "funnel": [FUNNEL],
    "retention by day": [RETENTION, RETENTION_JOINED],
    "daily customers": [DAILY_DISTINCT, DAILY_TWICE],
    "sessions by day": [SESSIONS],
    "paths of 3 steps": [PATHS],
    "audience who did not": [AUDIENCE, AUDIENCE_ANTI],
    "revenue by campaign": [REVENUE],
}


def forms(file: str, folder: str, threads: int) -> dict[str, list[Callable[[], list[list[int]]]]]:
    """Loads the events; the forms of each question, ready to be run."""
    database = duckdb.connect(f"{folder}/events.duckdb", config={"threads": threads})
    read = polars.DataFrame(events.columns(file))
    database.execute("CREATE TABLE events AS SELECT * FROM read")
    del read

    def run(sql: str) -> list[list[int]]:
        return [[int(cell) for cell in row] for row in database.execute(sql).fetchall()]

    return {name: [lambda sql=sql: run(sql) for sql in each] for name, each in QUESTIONS.items()}
