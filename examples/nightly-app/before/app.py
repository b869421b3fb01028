"""The shop's report, as it was last night."""

import os

import altair as alt
import nightly
import streamlit as st

FOLDER = os.environ.get("NIGHTLY_FOLDER", "data")
WAREHOUSE = os.environ.get("NIGHTLY_WAREHOUSE", "postgresql+psycopg://localhost/shop")

st.set_page_config(page_title="Shop report", layout="wide")
load_orders = st.cache_data(ttl="1h")(nightly.load_orders)
load_events = st.cache_data(ttl="1h")(nightly.load_events)
load_customers = st.cache_data(ttl="1h")(nightly.load_customers)
orders, events, customers = load_orders(FOLDER), load_events(FOLDER), load_customers(WAREHOUSE)

st.title("Shop report")
st.caption(f"Last night's data, up to {orders['ordered_at'].max():%d %b %Y %H:%M}")

yesterday, before = nightly.kpis(orders, events).to_dict("records")
columns = st.columns(5)
for column, name in zip(columns, ("revenue", "orders", "average_order", "visitors", "conversion")):
    change = round(yesterday[name] - before[name], 4)
    column.metric(name.replace("_", " ").capitalize(), yesterday[name], change, border=True)

st.subheader("Orders an hour")
hours = nightly.hourly_orders(orders).tail(72)
st.altair_chart(alt.Chart(hours).mark_line().encode(x="hour:T", y="orders:Q"), width="stretch")

st.subheader("Customers")
left, right = st.columns(2)
segments = nightly.rfm(orders)
left.dataframe(segments.groupby("segment", as_index=False)["monetary"].agg(["count", "sum"]), hide_index=True)
right.dataframe(segments.sort_values("monetary", ascending=False).head(20), hide_index=True)

st.subheader("Weekly cohorts")
st.dataframe(nightly.cohorts(orders), hide_index=True)

st.markdown(nightly.weekly_report(orders, customers))
st.download_button("Download RFM", segments.to_csv(index=False), "rfm.csv")
