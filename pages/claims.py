"""Claims: what the founding article says, checked against what others print."""

from chipcensus.ui.screen import show_screen

show_screen(
    "claims",
    acts=["topic", "verdict", "as_of"],
    figures=[
        "claims/head_count",
        "claims/verdicts",
    ],
)
