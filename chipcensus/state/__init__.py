"""The little that is written while the census is read. It outlives every generation."""

from chipcensus.state.audit import Act, acting_as, newest, record
from chipcensus.state.citations import Citation, Citations, citation_id, read_id
from chipcensus.state.texts import Reports, Statements
from chipcensus.state.tokens import Token, Tokens

__all__ = [
    "Act", "Citation", "Citations", "Reports", "Statements", "Token", "Tokens", "acting_as",
    "citation_id", "newest", "read_id", "record",
]  # fmt: skip
