"""An average Streamlit page of the shape of /registrations, to measure against.

Two figures by plotly.express, a slider, a multiselect over 31 provinces and a table; it connects
and asks at every run, as first pages do. `browser.py` copies it into an empty folder as app.py.
"""

import duckdb
import plotly.express as px
import streamlit as st

st.set_page_config(page_title="Registrations", layout="wide")
st.title("Registrations")

connection = duckdb.connect("counts.duckdb", read_only=True)
provinces = connection.sql("SELECT DISTINCT province FROM registrations ORDER BY 1").df()[
    "province"
]
low, high = st.slider("Years", 2010, 2025, (2010, 2025))
chosen = st.multiselect("Province", provinces.tolist())

asked = [low, high, chosen, chosen]
born = connection.execute(
    "SELECT year, sum(companies) AS companies FROM registrations "
    "WHERE year BETWEEN ? AND ? AND (len(?) = 0 OR list_contains(?, province)) "
    "GROUP BY year ORDER BY year",
    asked,
).df()
gone = connection.execute(
    "SELECT year, sum(companies) AS companies FROM deregistrations "
    "WHERE year BETWEEN ? AND ? AND (len(?) = 0 OR list_contains(?, province)) "
    "GROUP BY year ORDER BY year",
    asked,
).df()
rows = connection.execute(
    "SELECT year, province, born.companies AS registered, gone.companies AS deregistered "
    "FROM registrations AS born JOIN deregistrations AS gone USING (year, province) "
    "WHERE year BETWEEN ? AND ? AND (len(?) = 0 OR list_contains(?, province)) "
    "ORDER BY year, province LIMIT 20",
    asked,
).df()

left, right = st.columns(2)
left.plotly_chart(px.bar(born, x="year", y="companies", title="Registrations"))
right.plotly_chart(px.line(gone, x="year", y="companies", title="Deregistrations"))
st.dataframe(rows)
