"""The same page in Plotly Dash: two figures, a slider, a list of several choices and a table.

One connection for all readers and a cursor a callback, as Dash's own examples share what is
costly. `peers.py` copies it into an empty folder as app.py.
"""

import duckdb
import plotly.express as px
from counts import PROVINCES, ask
from dash import Dash, Input, Output, dash_table, dcc, html

connection = duckdb.connect("counts.duckdb", read_only=True)
provinces = connection.sql(PROVINCES).df()["province"].tolist()
half = {"width": "50%"}
app = Dash(title="Registrations")
server = app.server
app.layout = html.Div(
    [
        html.H1("Registrations"),
        dcc.RangeSlider(2010, 2025, 1, value=[2010, 2025], marks=None, id="years"),
        dcc.Dropdown(provinces, multi=True, id="provinces"),
        html.Div(
            [dcc.Graph(id="born", style=half), dcc.Graph(id="gone", style=half)],
            style={"display": "flex"},
        ),
        dash_table.DataTable(id="rows", page_size=20),
    ]
)


@app.callback(
    Output("born", "figure"),
    Output("gone", "figure"),
    Output("rows", "data"),
    Input("years", "value"),
    Input("provinces", "value"),
)
def draw(years, chosen):
    """Answer a change."""
    born, gone, rows = ask(connection.cursor(), *years, chosen or [])
    return (
        px.bar(born, x="year", y="companies", title="Registrations"),
        px.line(gone, x="year", y="companies", title="Deregistrations"),
        rows.to_dict("records"),
    )
