"""A figure answered: what was asked, by what it is cited, and what its files are called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from chipcensus.figures import Figure
from chipcensus.filters import Filters
from chipcensus.i18n import Words
from chipcensus.result import Result
from chipcensus.state import citation_id

LONGEST_FILE_NAME = 120


@dataclass(frozen=True)
class Answer:
    """A figure's answer: what was asked, the result, and the figure it belongs to.

    `is_past`: of an earlier generation; `is_private`: of a visit's own data, cited by nothing.
    """

    figure: Figure
    filters: Filters
    result: Result
    is_past: bool = False
    is_private: bool = False

    @cached_property
    def citation_id(self) -> str:
        """What cites just this figure, asked this way, of this generation, in any language."""
        told = self.filters if self.result.events else Filters()
        return citation_id(
            figure=self.figure.name,
            params=self.result.params,
            events=told.events,
            events_as_of=told.as_of if told.events else None,
            generation=self.result.generation,
        )

    def acting(self) -> Filters:
        """What acts on the figure, chosen or by default: with it the figure can be asked again."""
        names = {*self._acting(), *(("as_of",) if self.result.events else ())}
        chosen = self.filters.effective(self.figure.defaults).chosen()
        return Filters(**{name: value for name, value in chosen.items() if name in names})

    def query(self, lang: str) -> dict[str, str | list[str]]:
        """The parameters of an address that answers the same; a past generation is named."""
        past = {"generation": self.result.generation} if self.is_past else {}
        return {**self.filters.to_url(), "lang": lang, **past}

    def caption(self, words: Words) -> str:
        """What acts on the figure, chosen or by default, in one sentence."""
        return self.filters.effective(self.figure.defaults).describe(words, self._acting())

    def file_name(self, words: Words) -> str:
        """A download's name without ending: question, what acts, generation, citation."""
        chosen = self.filters.effective(self.figure.defaults)
        acting = chosen.describe(words, self._acting(), plain=True)
        kept = "".join(c if c.isalnum() or c in "-+.–、" else "_" for c in acting).strip("_")
        stem = "__".join(filter(None, (self.figure.name.replace("/", "_"), kept)))
        cited = "" if self.is_private else f"__{self.citation_id}"
        return f"{stem[:LONGEST_FILE_NAME]}__{self.result.generation}{cited}"

    def _acting(self) -> list[str]:
        """Names of the filters that act on the figure."""
        names = [field.name for field in self.result.question.params]
        return [*names, "events"] if self.result.events else names
