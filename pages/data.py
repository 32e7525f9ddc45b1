"""Data: everything to take away, its terms, how to cite it, and its addresses."""

from chipcensus.ui.downloads import show_downloads
from chipcensus.ui.screen import show_screen

show_screen("data", acts=[], figures=[])
show_downloads()
