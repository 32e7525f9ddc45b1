"""An average Streamlit page of the shape of /registrations, to measure against.

Two figures by plotly.express, a slider, a select box and a table; it connects and asks at every
run, as first pages do. `browser.py` copies it into an empty folder as app.py.
"""

import duckdb
import plotly.express as px
import streamlit as st

st.set_page_config(page_title="Registrations", layout="wide")
st.title("Registrations")

connection = duckdb.connect("facts.duckdb", read_only=True)
scopes = connection.sql("SELECT DISTINCT scope FROM registrations ORDER BY 1").df()["scope"]
low, high = st.slider("Years", 2010, 2026, (2015, 2022))
scope = st.selectbox("Industry", scopes.tolist(), index=1)

chosen = connection.execute(
    "SELECT * FROM registrations WHERE scope = ? AND year BETWEEN ? AND ?", [scope, low, high]
).df()
counts = connection.execute(
    "SELECT year, max(companies) AS companies FROM chosen GROUP BY year ORDER BY year"
).df()
sources = connection.execute(
    "SELECT year, count(*) AS sources FROM chosen GROUP BY year ORDER BY year"
).df()

left, right = st.columns(2)
left.plotly_chart(px.bar(counts, x="year", y="companies", title="Registrations"))
right.plotly_chart(px.line(sources, x="year", y="sources", title="Sources"))
st.dataframe(chosen)
