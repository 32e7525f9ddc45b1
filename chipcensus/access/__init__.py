"""Who reads, and what a reader may do: roles from a sign-in, from tokens, or from the settings."""

from chipcensus.access.access import Access, access_of
from chipcensus.access.asking import reader_of, require
from chipcensus.access.roles import Reader, Right, Role, may
from chipcensus.access.start import refuse_unsafe

__all__ = [
    "Access", "Reader", "Right", "Role", "access_of", "may", "reader_of", "refuse_unsafe",
    "require",
]  # fmt: skip
