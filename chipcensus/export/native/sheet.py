"""The numbers of a native chart as a sheet: a grid by name, or pairs one series below the other."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import xlsxwriter

from chipcensus.export.series import Panel, Point, Series

EPOCH = date(1899, 12, 30)  # of the days that spreadsheets count
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True)
class Column:
    """A series of a grid: a point or None for each name."""

    series: Series
    points: Sequence[Point | None]

    @property
    def values(self) -> list[float | None]:
        """One a name, None = a gap."""
        return [point.value if point else None for point in self.points]


@dataclass(frozen=True)
class Grid:
    """A panel by names: years, days or what else stands along its axis."""

    names: Sequence[str]
    columns: Sequence[Column]


def is_grid(panel: Panel) -> bool:
    """Whether what stands along the axis are names, each with one value of a series.

    Lines over years are, where none leaps a year: a line of a grid ends at a gap. All else has
    places of its own, as on the screen.
    """
    if panel.along == "name" or any(one.kind == "bar" for one in panel.series):
        return True
    return panel.along == "year" and all(_is_joined(one) for one in panel.series)


def grid_of(panel: Panel) -> Grid:
    """A panel by names; a series with two values of one name has a column for each."""
    names = _names(panel)
    columns = [column for one in panel.series for column in _columns(one, names, panel)]
    return Grid(list(names.values()), columns)


def grid_sheet(grid: Grid, corner: str) -> bytes:
    """A workbook with a grid on its only sheet: names in A, a series a column from B."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, SAFE) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.write_string(0, 0, corner)
        for row, name in enumerate(grid.names, 1):
            sheet.write_string(row, 0, name)
        for place, column in enumerate(grid.columns, 1):
            sheet.write_string(0, place, column.series.name)
            for row, value in enumerate(column.values, 1):
                if value is not None:
                    sheet.write_number(row, place, value)
        sheet.autofit()
    return out.getvalue()


def pairs_sheet(panel: Panel) -> bytes:
    """A workbook with a block a series on its only sheet: places in A, values in B."""
    out, row = io.BytesIO(), 0
    with xlsxwriter.Workbook(out, SAFE) as book:
        sheet = book.add_worksheet("Sheet1")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for one in panel.series:
            sheet.write_string(row, 0, panel.caption)
            sheet.write_string(row, 1, one.name)
            for place, point in enumerate(one.points, row + 1):
                sheet.write_number(place, 0, number(point.at), _day(point.at, day))
                if point.value is not None:
                    sheet.write_number(place, 1, point.value)
            row += len(one.points) + 2
        sheet.set_column(0, 1, 16)
    return out.getvalue()


def number(at: Any) -> float:
    """A place as a number: a day as spreadsheets count it."""
    return float((at - EPOCH).days) if isinstance(at, date) else float(at)


def _day(at: Any, style: Any) -> Any:
    return style if isinstance(at, date) else None


def _is_joined(one: Series) -> bool:
    """Whether a line has a point or a gap between all its years, and never two in one."""
    places = [point.at for point in one.points]
    if any(not isinstance(at, float) or not at.is_integer() for at in places):
        return False
    drawn = [p.at for p in one.points if p.value is not None]
    if len(set(drawn)) < len(drawn):
        return False
    if one.kind == "marks":
        return True
    return all(
        number(b.at) - number(a.at) <= 1
        for a, b in pairwise(one.points)
        if a.value is not None and b.value is not None
    )


def _names(panel: Panel) -> dict[Any, str]:
    """What stands along the axis, in order: every year from the first to the last."""
    places = {_slot(p.at, panel) for one in panel.series for p in one.points if p.value is not None}
    if panel.along == "name":
        told = list(panel.names)
        return {name: name for name in (*told, *sorted(places - set(told)))}
    if panel.along == "year":
        return {year: str(year) for year in range(min(places), max(places) + 1)}
    is_month = len({place.day for place in places if isinstance(place, date)}) == 1
    said = "%Y-%m" if is_month and len(places) > 1 else "%Y-%m-%d"  # each month by one of its days
    return {at: f"{at:g}" if isinstance(at, float) else at.strftime(said) for at in sorted(places)}


def _slot(at: Any, panel: Panel) -> Any:
    """The year whose bar stands beside the middle of its year, and so on."""
    return round(at) if panel.along == "year" else at


def _columns(one: Series, names: dict[Any, str], panel: Panel) -> Iterator[Column]:
    left = [p for p in one.points if p.value is not None]
    while left:
        taken: dict[Any, Point] = {}
        rest = []
        for point in left:
            slot = _slot(point.at, panel)
            if slot in taken:
                rest.append(point)
            else:
                taken[slot] = point
        yield Column(one, [taken.get(name) for name in names])
        left = rest
