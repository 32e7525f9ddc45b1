"""How large what a reader brings may be; checked before work is spent on it."""

from __future__ import annotations

HEADER_WITHIN = 30  # rows above which a header is looked for
COLUMNS = 2_000
CELL = 100_000  # characters; a spreadsheet's cell holds 32,767
LINE = 1_000_000  # bytes
RECORD_LINES = 2_000  # lines of text one record may go over
HEAD = 1 << 18  # bytes in which the header must stand
BLOCK = 1 << 24  # bytes read at once
BATCH = 50_000  # rows

# A workbook is held in memory as a whole.
WORKBOOK = 400_000_000  # bytes as packed
UNPACKED = 2_000_000_000  # bytes of all its parts
BOOK_RATIO = 100  # unpacked bytes a packed one; made to burst beyond
SHEETS = 100
SHEET_CELLS = 30_000_000  # of the rectangle that holds all filled ones
SHEET_TEXT = 600_000_000  # bytes of all its texts

ROW_GROUP = 2_000_000_000  # bytes of a Parquet file's part, unpacked

FILES = 2_000  # in a zip
ZIP_RATIO = 200  # unpacked bytes a packed one
