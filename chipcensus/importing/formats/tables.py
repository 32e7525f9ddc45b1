"""The project's own tables, as they are downloaded: their columns are those of data/schema.sql."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chipcensus.importing.formats.format import Format
from chipcensus.settings import ROOT

TABLE = re.compile(r"^CREATE TABLE (\w+) \((.*?)^\);", re.M | re.S)
COLUMN = re.compile(r"^ {4}([a-z_0-9]+) +[A-Z]", re.M)
PREFIX = "table:"
PROVIDER = "Chip Census"


def own_tables() -> Iterator[Format]:
    """A format a table, named `table:<table>`: it has each column of the table by its name."""
    schema = (ROOT / "data" / "schema.sql").read_text(encoding="utf-8")
    for name, body in TABLE.findall(schema):
        columns = tuple(COLUMN.findall(body))
        fields = {column: (column,) for column in columns}
        yield Format(f"{PREFIX}{name}", "tables", fields, columns, PROVIDER, (name,))
