"""Overview: one figure of each subject, to start from."""

import streamlit as st

from chipcensus.ui.screen import open_screen

screen = open_screen("overview", acts=["years", "scope", "as_of"])

left, right = st.columns(2, gap="medium")
with left:
    screen.show("registrations/by_year")
    screen.show("financials/cumulative")
with right:
    screen.show("deregistrations/by_year")
    screen.show("funding/most_raised")
