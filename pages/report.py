"""Figures collected from the other pages, put in order and taken away as one document."""

from chipcensus.ui.report_page import show_report

show_report()
