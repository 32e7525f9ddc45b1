"""A reader's own question in SQL: examples to start from, runs, what came of them, links."""

from chipcensus.explore.asked import EXPLORE
from chipcensus.explore.examples import example
from chipcensus.explore.files import FORMATS
from chipcensus.explore.kept import Kept, look_up
from chipcensus.explore.routes import routes

__all__ = ["EXPLORE", "FORMATS", "Kept", "example", "look_up", "routes"]
