"""What several figures in one file begin with, and what their author says of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# What files name as their author, in every language.
AUTHOR = "Chip Census"
# Of a property of an office file, in letters.
LONGEST_PROPERTY = 255


@dataclass(frozen=True)
class Cover:
    """The first page of a file of several figures.

    Attributes:
        title: of the whole.
        text: the author's own words; an empty line parts paragraphs.
        lines: small print: when it was made, from which data, where it stands.
        texts: the author's words on each figure, in their order; "" = none.
        keywords: by which the file is found.
    """

    title: str
    text: str = ""
    lines: Sequence[str] = ()
    texts: Sequence[str] = ()
    keywords: Sequence[str] = ()

    def said_of(self, place: int) -> str:
        """The author's words on a figure, counted from 0."""
        return self.texts[place] if place < len(self.texts) else ""


def say_what_it_is(told: Any, cover: Cover, tag: str) -> None:
    """Set the properties of a text document or of slides, in the language of `tag`."""
    told.title, told.author = held(cover.title), AUTHOR
    told.subject, told.keywords = held(" · ".join(cover.lines)), held(", ".join(cover.keywords))
    told.comments, told.language = "", tag


def held(text: str) -> str:
    """A text as a property of an office file can be: cut where it would be too long."""
    text = clean(text)
    return text if len(text) <= LONGEST_PROPERTY else f"{text[: LONGEST_PROPERTY - 1]}…"


def paragraphs(text: str) -> list[str]:
    """Text parted at its empty lines, without what no office file may hold."""
    lines = text.replace("\r\n", "\n").split("\n\n")
    return [told for part in lines if (told := " ".join(clean(part).split()))]


def clean(text: str) -> str:
    """Text with a space for whatever no office file may hold."""
    return "".join(c if c == "\n" or c.isprintable() else " " for c in text)
