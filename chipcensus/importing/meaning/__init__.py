"""What the text of a file means: companies, deals, statements, and what is wrong with each row."""

from chipcensus.importing.meaning.companies import mean_companies
from chipcensus.importing.meaning.deals import mean_deals
from chipcensus.importing.meaning.known import Known, known_of, read_known
from chipcensus.importing.meaning.statements import mean_statements, sound_lines
from chipcensus.scopes_file import read_scopes

__all__ = [
    "Known",
    "known_of",
    "mean_companies",
    "mean_deals",
    "mean_statements",
    "read_known",
    "read_scopes",
    "sound_lines",
]
