"""A whole generation as files to take away: DuckDB, Parquet, CSV, XLSX, and what describes them."""

from chipcensus.dataset.shelf import DESCRIPTION, FORMATS, Shelf, download_name
from chipcensus.dataset.tables import Contents, Table, read_contents
from chipcensus.dataset.texts import bibtex, citation, table_title

__all__ = [
    "DESCRIPTION",
    "FORMATS",
    "Contents",
    "Shelf",
    "Table",
    "bibtex",
    "citation",
    "download_name",
    "read_contents",
    "table_title",
]
