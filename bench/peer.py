"""An average Streamlit page of the shape of /registrations, to measure against.

Two figures by plotly.express, a slider, a multiselect over 31 provinces and a table; it connects
and asks at every run, as first pages do. `peers.py` copies it into an empty folder as app.py.
"""

import duckdb
import plotly.express as px
import streamlit as st
from counts import PROVINCES, ask

st.set_page_config(page_title="Registrations", layout="wide")
st.title("Registrations")

connection = duckdb.connect("counts.duckdb", read_only=True)
provinces = connection.sql(PROVINCES).df()["province"]
low, high = st.slider("Years", 2010, 2025, (2010, 2025))
chosen = st.multiselect("Province", provinces.tolist())
born, gone, rows = ask(connection, low, high, chosen)

left, right = st.columns(2)
left.plotly_chart(px.bar(born, x="year", y="companies", title="Registrations"))
right.plotly_chart(px.line(gone, x="year", y="companies", title="Deregistrations"))
st.dataframe(rows)
