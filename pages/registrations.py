"""Registrations: how many companies are founded, counted by whom, and where."""

from chipcensus.ui.screen import show_screen

show_screen(
    "registrations",
    acts=["years", "scope", "provider", "breadth", "province", "as_of", "events"],
    figures=[
        "registrations/by_year",
        "registrations/year_to_date",
        "registrations/vintages",
        "registrations/stock",
        "registrations/places",
        "registrations/definitions",
        "registrations/beside_published",
        "registrations/by_month",
        "registrations/by_cohort",
        "registrations/by_capital",
        "registrations/by_province",
    ],
)
