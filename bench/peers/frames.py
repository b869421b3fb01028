"""Polars: a frame in memory, sorted by customer and time."""

from collections.abc import Callable

import polars
from polars import col

import events

DAY = 86_400_000
GAP = 1_800_000
WEEK = 604_800_000

# Beyond the milliseconds of any instant: a customer and a time in one number, in the order of the frame.
CUSTOMER = 1 << 42


class Frame:
    """The questions, each asked of the frame."""

    def __init__(self, frame: polars.DataFrame) -> None:
        self.frame = frame
        self.lazy = frame.lazy()

    def funnel(self) -> polars.DataFrame:
        keyed = self.lazy.select("event", key=col("customer").cast(polars.Int64) * CUSTOMER + col("ts"))
        at = keyed.filter(col("event") == 0).select(began="key", at="key")
        reached = [at]
        for step in range(1, 5):
            took = keyed.filter(col("event") == step).select(then="key")
            at = (
                at.join_asof(took, left_on="at", right_on="then", strategy="forward", check_sortedness=False)
                .filter(col("then") - col("began") <= WEEK)
                .select("began", at="then")
            )
            reached.append(at)
        counts = [each.select((col("began") // CUSTOMER).n_unique()) for each in reached]
        customers = [count.item() for count in polars.collect_all(counts)]
        stopped = [here - further for here, further in zip(customers, customers[1:] + [0], strict=True)]
        return polars.DataFrame({"level": range(1, 6), "stopped": stopped}).filter(col("stopped") > 0)

    def retention(self) -> polars.DataFrame:
        days = self.lazy.select("customer", day=col("ts") // DAY).unique()
        cohorts = days.group_by("customer").agg(cohort=col("day").min())
        return (
            days.join(cohorts, on="customer")
            .select("cohort", later=col("day") - col("cohort"))
            .filter(col("later") <= 7)
            .group_by("cohort", "later")
            .len()
            .sort("cohort", "later")
            .collect()
        )

    def retention_in_order(self) -> polars.DataFrame:
        # Sorted, so that what is other than before is new, and the first of a customer's days is carried on.
        is_other = col("customer") != col("customer").shift()
        day = col("ts") // DAY
        days = self.lazy.filter((is_other | (day != day.shift())).fill_null(True)).select("customer", day=day)
        return (
            days.with_columns(cohort=polars.when(is_other.fill_null(True)).then("day").forward_fill())
            .select("cohort", later=col("day") - col("cohort"))
            .filter(col("later") <= 7)
            .group_by("cohort", "later")
            .len()
            .sort("cohort", "later")
            .collect()
        )

    def daily(self) -> polars.DataFrame:
        return self.lazy.group_by(day=col("ts") // DAY).agg(col("customer").n_unique()).sort("day").collect()

    def daily_in_order(self) -> polars.DataFrame:
        day = col("ts") // DAY
        is_new = (col("customer") != col("customer").shift()) | (day != day.shift())
        return self.lazy.filter(is_new.fill_null(True)).group_by(day=day).len().sort("day").collect()

    def sessions(self) -> polars.DataFrame:
        return (
            self.lazy.filter(self._begins())
            .group_by(day=col("ts") // DAY)
            .agg(polars.len(), col("customer").n_unique())
            .sort("day")
            .collect()
        )

    def paths(self) -> polars.DataFrame:
        visits = self.lazy.select("event", visit=self._begins().cum_sum())
        is_same = (col("event") == col("event").shift()) & (col("visit") == col("visit").shift())
        kept = visits.filter(~is_same.fill_null(False)).with_row_index("place")
        firsts = kept.filter(col("event") == 0).group_by("visit").agg(first=col("place").min())
        far = polars.when(col("visit").shift(-1) == col("visit")).then(col("event").shift(-1).cast(polars.Int16))
        return (
            kept.with_columns(far=far.otherwise(-1).fill_null(-1))
            .join(firsts, on="visit")
            .select(step=col("place").cast(polars.Int64) - col("first") + 1, near="event", far="far")
            .filter(col("step").is_between(1, 3))
            .group_by("step", "near", "far")
            .len()
            .sort("step", "near", "far")
            .collect()
        )

    def audience(self) -> polars.DataFrame:
        ordered = self.lazy.filter(col("event") == 4).select("customer")
        added = self.lazy.filter(col("event") == 2).select("customer").unique()
        return added.join(ordered, on="customer", how="anti").select(polars.len()).collect()

    def revenue(self) -> polars.DataFrame:
        return (
            self.lazy.filter(col("event") == 4)
            .group_by("campaign")
            .agg(col("cents").sum())
            .sort(col("cents"), col("campaign").cast(polars.String), descending=[True, False])
            .head(20)
            .collect()
        )

    @staticmethod
    def _begins() -> polars.Expr:
        is_other = col("customer") != col("customer").shift()
        return (is_other | (col("ts") - col("ts").shift() > GAP)).fill_null(True)


def forms(file: str, _folder: str, _threads: int) -> dict[str, list[Callable[[], list[list[int]]]]]:
    """Loads the events; the forms of each question, ready to be run."""
    frame = Frame(polars.DataFrame(events.columns(file)))
    asked = {
        "funnel": [frame.funnel],
        "retention by day": [frame.retention, frame.retention_in_order],
        "daily customers": [frame.daily, frame.daily_in_order],
        "sessions by day": [frame.sessions],
        "paths of 3 steps": [frame.paths],
        "audience who did not": [frame.audience],
        "revenue by campaign": [frame.revenue],
    }
    return {name: [lambda form=form: rows(form()) for form in each] for name, each in asked.items()}


def rows(answer: polars.DataFrame) -> list[list[int]]:
    return [[int(cell) for cell in row] for row in answer.rows()]
