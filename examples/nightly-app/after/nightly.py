"""The nightly run: reads last night's exports, writes what the business looks at in the morning."""

import argparse
from pathlib import Path

import pandas as pd
from sqlalchemy import create_engine


def load_orders(folder):
    orders = pd.read_csv(Path(folder) / "orders.csv", parse_dates=["ordered_at"])
    return orders.sort_values(["ordered_at", "order_id"], ignore_index=True)


def load_events(folder):
    return pd.read_parquet(Path(folder) / "events.parquet")


def load_customers(warehouse):
    engine = create_engine(warehouse)
    try:
        return pd.read_sql("SELECT customer_id, country, plan FROM customers ORDER BY customer_id", engine)
    finally:
        engine.dispose()


def kpis(orders, events):
    day = orders["ordered_at"].max().normalize()
    rows = []
    for name, start in (("yesterday", day), ("the day before", day - pd.Timedelta(days=1))):
        end = start + pd.Timedelta(days=1)
        bought = orders[(orders["ordered_at"] >= start) & (orders["ordered_at"] < end)]
        seen = events[(events["at"] >= start) & (events["at"] < end)]
        rows.append(
            {
                "day": name,
                "revenue": bought["revenue"].sum().round(2),
                "orders": len(bought),
                "average_order": bought["revenue"].mean().round(2),
                "visitors": seen["customer_id"].nunique(),
                "conversion": round(bought["customer_id"].nunique() / seen["customer_id"].nunique(), 4),
            }
        )
    return pd.DataFrame(rows)


def hourly_orders(orders):
    hours = orders.set_index("ordered_at")["order_id"].resample("h").count()
    return hours.rename("orders").rename_axis("hour").reset_index()


def rfm(orders):
    now = orders["ordered_at"].max()
    table = orders.groupby("customer_id").agg(
        recency=("ordered_at", lambda at: (now - at.max()).days),
        frequency=("order_id", "count"),
        monetary=("revenue", "sum"),
    )
    table["monetary"] = table["monetary"].round(2)
    for column, better in (("recency", False), ("frequency", True), ("monetary", True)):
        ranks = table[column].rank(method="first", ascending=better)
        table[column[0]] = pd.qcut(ranks, 5, labels=False) + 1
    table["segment"] = "others"
    table.loc[(table["r"] >= 4) & (table["f"] >= 4), "segment"] = "champions"
    table.loc[(table["r"] <= 2) & (table["f"] >= 4), "segment"] = "at risk"
    table.loc[(table["r"] >= 4) & (table["f"] <= 2), "segment"] = "new"
    return table.reset_index()


def cohorts(orders):
    week = orders["ordered_at"].dt.normalize() - pd.to_timedelta(orders["ordered_at"].dt.day_of_week, unit="D")
    first = week.groupby(orders["customer_id"]).transform("min")
    later = (week - first).dt.days // 7
    table = orders.groupby([first.rename("cohort"), later.rename("weeks_later")])["customer_id"].nunique()
    table = table.unstack(fill_value=0)
    table.index = table.index.strftime("%Y-%m-%d")
    return table.div(table[0], axis=0).round(4).reset_index()


def weekly_report(orders, customers):
    last = orders[orders["ordered_at"] >= orders["ordered_at"].max().normalize() - pd.Timedelta(days=6)]
    joined = last.merge(customers, on="customer_id", how="left")
    lines = ["# The week", "", f"{len(last)} orders, {last['revenue'].sum():.2f} in revenue.", ""]
    for column in ("country", "plan"):
        lines += [f"| {column} | orders | revenue |", "|---|---|---|"]
        for value, part in joined.groupby(column):
            lines.append(f"| {value} | {len(part)} | {part['revenue'].sum():.2f} |")
        lines.append("")
    return "\n".join(lines)


def run(folder, warehouse, out):
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    orders, events, customers = load_orders(folder), load_events(folder), load_customers(warehouse)
    kpis(orders, events).to_csv(out / "kpis.csv", index=False)
    hourly_orders(orders).to_csv(out / "hourly.csv", index=False)
    rfm(orders).to_csv(out / "rfm.csv", index=False)
    cohorts(orders).to_csv(out / "cohorts.csv", index=False)
    (out / "weekly.md").write_text(weekly_report(orders, customers))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("warehouse")
    parser.add_argument("out")
    options = parser.parse_args()
    run(options.folder, options.warehouse, options.out)
