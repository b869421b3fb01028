"""Makes what the nightly export of a shop holds: orders.csv, events.parquet, and customers for PostgreSQL."""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

CUSTOMERS = 400
DAYS = 42


def make(folder, until, seed=1):
    """Write the files for the days before ``until``, a midnight in UTC; return the customers."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(seed)
    end = pd.Timestamp(until)
    ids = np.array([f"c{number:04}" for number in range(CUSTOMERS)])
    favour = random.dirichlet(np.full(CUSTOMERS, 0.4))
    hours = np.array([1, 1, 1, 1, 1, 2, 3, 5, 6, 7, 7, 7, 8, 7, 6, 6, 7, 8, 9, 10, 9, 6, 4, 2], float)
    orders, visits = [], []
    for day in pd.date_range(end - pd.Timedelta(days=DAYS), periods=DAYS, freq="D"):
        count = int(random.poisson(300))
        at = day + pd.to_timedelta(
            random.choice(24, count, p=hours / hours.sum()) * 3600 + random.integers(0, 3600, count), unit="s"
        )
        who = random.choice(ids, count, p=favour)
        visits.append(pd.DataFrame({"customer_id": who, "event": "visit", "at": at}))
        bought = random.random(count) < 0.25
        orders.append(
            pd.DataFrame(
                {
                    "customer_id": who[bought],
                    "ordered_at": at[bought],
                    "revenue": random.gamma(3, 20, bought.sum()).round(2),
                }
            )
        )
    orders = pd.concat(orders).sort_values("ordered_at", ignore_index=True)
    orders.insert(0, "order_id", [f"o{number:06}" for number in range(len(orders))])
    orders.to_csv(folder / "orders.csv", index=False)
    pd.concat(visits, ignore_index=True).to_parquet(folder / "events.parquet", index=False)
    return pd.DataFrame(
        {
            "customer_id": ids,
            "country": random.choice(["DE", "FR", "NL", "PL"], CUSTOMERS),
            "plan": random.choice(["free", "plus"], CUSTOMERS, p=[0.8, 0.2]),
        }
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", help="where orders.csv and events.parquet go")
    parser.add_argument("warehouse", help="such as postgresql+psycopg://localhost/shop")
    options = parser.parse_args()
    from sqlalchemy import create_engine

    customers = make(options.folder, pd.Timestamp.now("UTC").tz_localize(None).normalize())
    customers.to_sql("customers", create_engine(options.warehouse), index=False, if_exists="replace")
