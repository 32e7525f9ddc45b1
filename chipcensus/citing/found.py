"""A citation opened: the figure as it was, where it can be shown so, and what has changed since."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from chipcensus.answer import Answer
from chipcensus.archive import Archive
from chipcensus.census import Census
from chipcensus.citing.changes import Change, changes
from chipcensus.citing.citations import asked_again, cited_result, is_as_cited
from chipcensus.errors import BadParameter, GenerationGone, UnknownQuestion
from chipcensus.i18n import Words
from chipcensus.result import Result
from chipcensus.state import Citation

Shown = TypeVar("Shown")
Show = Callable[[Answer, Words], Shown]


@dataclass(frozen=True)
class Found(Generic[Shown]):
    """What is left of a cited figure.

    Attributes:
        citation: what was cited.
        then: the figure as cited, made by `find`'s `show`; None where only its values are left.
        now: the figure in the current generation; None where there is no such figure any more.
        changed: what reads differently now.
        result: the values as cited.
        current: id of the current generation.
        is_kept: whether the cited generation is.
    """

    citation: Citation
    then: Shown | None
    now: Answer | None
    changed: Sequence[Change]
    result: Result
    current: str
    is_kept: bool

    @property
    def is_current(self) -> bool:
        """Whether the generation has not changed since."""
        return self.citation.generation == self.current


def find(archive: Archive, citation: Citation, lang: str, show: Show[Shown]) -> Found[Shown]:
    """Open a citation.

    Args:
        archive: the generations there are.
        citation: what was cited.
        lang: "zh" or "en".
        show: makes what is shown of an answer while its generation is open.
    """
    census = archive.census
    then, is_kept = None, False
    with suppress(GenerationGone), archive.at(citation.generation) as past:
        is_kept = True
        then = _as_it_was(past, citation, lang, show)
    now = _now(census, citation)
    sources = census.engine.sources(census.generation())
    result = cited_result(citation, sources, now.result.params if now else {})
    is_same = now is None or is_as_cited(now, citation)
    changed = [] if is_same else changes(result, now.result, census.words(lang))  # type: ignore[union-attr]
    current = census.generation().id
    return Found(citation, then, now, changed, result, current, is_kept)


def _now(census: Census, citation: Citation) -> Answer | None:
    with suppress(UnknownQuestion, BadParameter):
        return asked_again(census, citation)
    return None


def _as_it_was(past: Census, citation: Citation, lang: str, show: Show[Shown]) -> Shown | None:
    """The figure of its own generation; None where today's chart cannot draw that answer."""
    try:
        answer = asked_again(past, citation)
        if answer is None or answer.citation_id != citation.id:
            return None
        return show(answer, past.words(lang))
    except Exception as error:  # a chart of today meets an answer of then: anything can be missing
        logging.getLogger(__name__).warning("%s cannot be drawn: %r", citation.id, error)
        return None
