"""A report made: its figures answered one by one, drawn where that is needed, and set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from chipcensus.answer import Answer
from chipcensus.archive import archive_of
from chipcensus.census import Census
from chipcensus.choices import Choices
from chipcensus.citing import cite
from chipcensus.current import steadily
from chipcensus.errors import CitationsFull, StateBroken
from chipcensus.exhibits import exhibit
from chipcensus.export.exhibit import Exhibit
from chipcensus.export.formats import Paints
from chipcensus.export.lettering import typeset
from chipcensus.export.margins import fixed_margins
from chipcensus.export.paper import chinese_font
from chipcensus.filters import Filters
from chipcensus.report.bound import Bound, Part
from chipcensus.report.files import FORMATS
from chipcensus.report.paper import size_of
from chipcensus.report.spec import Item, Spec, checked

LONGEST_NAME = 80
# Told of each step: what is being done, of how many things how many are done.
Tell = Callable[[str, int, int], None]


def silent(_step: str, _done: int, _of: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Wish:
    """How a report is wanted.

    Attributes:
        form: see FORMATS.
        lang: "zh" or "en".
        frozen: of the data each figure was chosen of, not of today's.
        origin: the server's address, for links; "" = the file carries none.
        link: where the report is kept; "" = nowhere.
        pictures: what the reader's browser drew, see `picture_key`; the others are painted here.
    """

    form: str
    lang: str
    frozen: bool = False
    origin: str = ""
    link: str = ""
    pictures: Mapping[tuple[int, str], bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Made:
    """A report as a file."""

    content: bytes
    media: str
    file: str


def make(census: Census, spec: Spec, wish: Wish, painter: Paints, tell: Tell = silent) -> Made:
    """A report as a file.

    Args:
        census: answers; a visit's own answers of its own data, whatever generation is named.
        spec: what it holds.
        wish: how it is wanted.
        painter: draws what the reader's browser did not.
        tell: told of each step; what it raises ends the work.

    Raises:
        ReportBroken, GenerationGone, NoChineseFont, and what the painter raises.
    """
    form = FORMATS[wish.form]
    if form.has_pictures:
        chinese_font()  # said before the work, not after it
    exhibits = steadily(lambda: _answered(census, spec, wish, tell))
    parts = [Part(one, item.text) for one, item in zip(exhibits, spec.figures, strict=True)]
    if form.has_pictures:
        parts = _drawn(parts, spec.layout, wish, painter, tell, is_private=census.is_private)
    words = census.words(wish.lang)
    bound = Bound(
        title=spec.title or words("reports.untitled"),
        text=spec.text,
        parts=parts,
        layout=spec.layout,
        words=words,
        made_on=datetime.now(UTC).date(),
        link=wish.link,
    )
    tell("write", 0, 1)
    content = form.make(bound)
    tell("write", 1, 1)
    return Made(content, form.media, f"{_file_name(bound)}.{wish.form}")


def _answered(census: Census, spec: Spec, wish: Wish, tell: Tell) -> list[Exhibit]:
    """Every figure with all that is said of it."""
    chosen = _checked(census, spec, wish.frozen)
    found = []
    for place, (item, filters) in enumerate(zip(spec.figures, chosen, strict=True)):
        tell("answer", place, len(chosen))
        with archive_of(census).at(_generation(census, item, wish.frozen)) as then:
            answer = then.figure(item.figure, filters)
            origin = wish.origin if wish.origin and _is_cited(then, answer) else ""
            found.append(exhibit(then, answer, then.words(wish.lang), origin))
    return found


def _is_cited(census: Census, answer: Answer) -> bool:
    """Whether the figure's short address leads somewhere once it stands in a file."""
    if answer.is_private:
        return False
    with suppress(CitationsFull, StateBroken):
        cite(census, answer)
        return True
    return False


def _checked(census: Census, spec: Spec, frozen: bool) -> list[Filters]:
    """The filters, each as the data knows them that answers it. Raises ReportBroken."""
    known: dict[str, Choices] = {}

    def choices(item: Item) -> Choices:
        name = _generation(census, item, frozen)
        if name not in known:
            with archive_of(census).at(name) as then:
                known[name] = then.choices()
        return known[name]

    return checked(spec, choices)


def _generation(census: Census, item: Item, frozen: bool) -> str:
    """Of which generation a figure is answered; "" = the current one."""
    return item.generation if frozen and not census.is_private else ""


def _drawn(
    parts: Sequence[Part],
    layout: str,
    wish: Wish,
    painter: Paints,
    tell: Tell,
    *,
    is_private: bool,
) -> list[Part]:
    """The parts with their charts as SVG."""
    found = []
    for place, part in enumerate(parts):

        def is_left(done: int = place) -> bool:
            tell("draw", done, len(parts))  # raises where nobody waits for the report
            return False

        is_left()
        # The browser of a visit does not know the generation of its own data.
        generation = "" if is_private else part.exhibit.result.generation
        sent = wish.pictures.get((place, generation))
        figure = part.exhibit.figure
        if figure is not None:
            part = replace(part, picture=sent or _painted(part, layout, painter, is_left))
        found.append(part)
    return found


def _painted(part: Part, layout: str, painter: Paints, is_left: Callable[[], bool]) -> bytes:
    width, height = size_of(part, layout)
    figure = dressed(part.exhibit, width)
    return painter.paint(figure, "svg", width=width, height=height, given_up=is_left)


def dressed(one: Exhibit, width: int) -> dict[str, Any]:
    """The chart alone in the light template, as the browser draws it in this width."""
    figure = deepcopy(one.figure or {"data": [], "layout": {}})
    fixed_margins(figure, one.template, width)
    typeset(figure, one.template)
    figure["layout"]["template"] = one.template
    return figure


def _file_name(bound: Bound) -> str:
    kept = "".join(c if c.isalnum() or c in "-+." else "_" for c in bound.title).strip("_")
    return f"{kept[:LONGEST_NAME]}__{'_'.join(bound.generations[:2])}"
