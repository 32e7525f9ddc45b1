"""A cited figure, named in the address by its id: as it was, and what has changed since."""

from chipcensus.ui.cited import show_cited

show_cited()
