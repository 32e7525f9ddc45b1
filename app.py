"""Chip Census: the front door. Start it with `make run`, which serves this script and the downloads beside it."""

from chipcensus.ui import frame

frame.run(["overview", "registrations", "deregistrations", "financials", "funding"])
