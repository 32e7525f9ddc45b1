"""Happenings of one kind in rows, so that neither their marks nor their names touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from chipcensus.charts.overlay import title
from chipcensus.i18n import Words
from chipcensus.result import Row

# Pixels. Names are set for the narrowest screen that shows the chart: below it stands a list.
WIDTH = 720
LONGEST, LONG = 205, 330  # of a name; the second where few happenings share a lane
FEW = 12
MARK = 9
GAP = 6
HAN, LATIN = 12.0, 6.4
FIRST_HAN = 0x2E80
MOST_ROWS = 24  # of a lane; what finds no place for its name has its mark only, below
Stretch = tuple[float, float]


@dataclass(frozen=True)
class Placed:
    """A happening in its lane: its row, and on which side its name stands ("" = it has none)."""

    row: Row
    level: int
    label: str = ""
    side: str = ""


@dataclass
class Lane:
    """Stretches taken in each row of a lane, in pixels."""

    rows: list[list[Stretch]] = field(default_factory=list)

    def take(self, *stretches: Stretch, most: int = MOST_ROWS) -> tuple[int, Stretch] | None:
        """The first row with room for one of the stretches, tried in turn, and which it is."""
        for level in range(most):
            if level == len(self.rows):
                self.rows.append([])
            for start, end in stretches:
                if all(end + GAP <= a or b + GAP <= start for a, b in self.rows[level]):
                    self.rows[level].append((start, end))
                    return level, (start, end)
        return None


def width(label: str) -> float:
    """Pixels a label takes, roughly."""
    return sum(HAN if ord(letter) >= FIRST_HAN else LATIN for letter in label)


def shorten(label: str, most: float) -> str:
    """As much of a label as `most` pixels hold."""
    if width(label) <= most:
        return label
    kept = label
    while width(kept) + HAN > most or not kept[-1].isalnum():
        kept = kept[:-1]
    return f"{kept}…"


def place(rows: Sequence[Row], span: tuple[date, date], words: Words) -> list[Placed]:
    """Each happening of a lane, the newest on top, where neither marks nor names touch."""
    lane, days = Lane(), (span[1] - span[0]).days
    longest = LONG if len(rows) <= FEW else LONGEST
    found = []
    for row in reversed(rows):
        start = (row["happened_on"] - span[0]).days / days * WIDTH - MARK / 2
        end = (row["until"] - span[0]).days / days * WIDTH + MARK / 2
        label = shorten(title(row, words), longest)
        room = width(label) + 2 * GAP
        sides = [(start - room, end), (start, end + room)]
        taken = lane.take(*(side for side in sides if side[0] >= 0 and side[1] <= WIDTH))
        if taken:
            found.append(Placed(row, taken[0], label, "left" if taken[1] == sides[0] else "right"))
        else:
            bare = lane.take((start, end), most=MOST_ROWS + len(rows))
            found.append(Placed(row, bare[0] if bare else MOST_ROWS))
    return found
