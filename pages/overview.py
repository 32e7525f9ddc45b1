"""Overview: one figure of each subject, to start from."""

from chipcensus.ui.screen import show_screen

show_screen(
    "overview",
    acts=["years", "scope", "as_of"],
    figures=[
        "registrations/by_year",
        "deregistrations/by_year",
        "financials/cumulative",
        "funding/most_raised",
    ],
    columns=2,
)
