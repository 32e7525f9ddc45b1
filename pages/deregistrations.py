"""Deregistrations: how many companies disappear, how fast, and against how many new ones."""

from chipcensus.ui.screen import show_screen

show_screen(
    "deregistrations",
    acts=["years", "scope", "provider", "breadth", "province", "against", "as_of", "events"],
    figures=[
        "deregistrations/by_year",
        "deregistrations/per_day",
        "deregistrations/per_100_registered",
        "deregistrations/net_formation",
        "deregistrations/by_group",
        "deregistrations/closures",
        "deregistrations/left_beside_published",
        "deregistrations/left_by_month",
        "deregistrations/survival",
        "deregistrations/median_life",
        "deregistrations/hazard",
        "deregistrations/compared",
    ],
)
