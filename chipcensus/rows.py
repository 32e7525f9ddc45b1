"""All rows of a long list, as the browser fetches them when a reader comes near."""

from __future__ import annotations

from chipcensus.answer import Answer
from chipcensus.census import Census
from chipcensus.errors import UnknownQuestion
from chipcensus.filters import Filters
from chipcensus.i18n import Words
from chipcensus.keeping import kept_with_its_owner
from chipcensus.search import Index, packed

# Up to half a megabyte each.
KEPT = 24


def rows_index(census: Census, answer: Answer, words: Words) -> Index:
    """The rows, made once a generation. Raises UnknownQuestion for a figure that is no list."""
    name, generation = answer.figure.name, census.generation().file
    return _index(census, generation, name, answer.filters, words.lang)


@kept_with_its_owner(KEPT)
def _index(census: Census, _generation: str, name: str, filters: Filters, lang: str) -> Index:
    words, answer = census.words(lang), census.figure(name, filters)
    listing = answer.figure.drawing(answer.result, words).listing
    if listing is None:
        raise UnknownQuestion(f"{name} is no list.")
    return packed({"rows": listing["rows"]})
