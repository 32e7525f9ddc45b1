"""Names beside the ends of lines, where no mark and no other name stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

# The narrowest plot there is: what fits on a telephone fits everywhere.
WIDTH = 285  # pixels
MARK = 4  # pixels from a mark's middle to its edge
STEPS = 12  # of a line between two marks
LINE = 15  # pixels of a line of text
LATIN, CJK = 6.2, 13  # pixels of a character

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Spot:
    """A mark in shares of the plot, from the left and from the bottom.

    Attributes:
        x: from the left.
        y: from the bottom.
        texts: what may stand beside it, the best first.
    """

    x: float
    y: float
    texts: tuple[str, ...] = ()


def beside(spots: Sequence[Spot], marks: Sequence[Spot], height: float) -> list[tuple[str, str]]:
    """Where each text stands and which it is, e.g. ("top left", "Qichacha").

    Both are "" where there is no room, but the first of all always has a place.

    Args:
        spots: marks with a text, the most important first.
        marks: all marks, and the lines between them.
        height: pixels of the plot.
    """
    taken = [_mark(mark, height) for mark in marks]
    found: list[tuple[str, str]] = []
    for spot in spots:
        places = (
            (side, text, box) for text in spot.texts for side, box in _boxes(spot, text, height)
        )
        free = (place for place in places if _fits(place[2], taken))
        side, text, box = next(free, ("", "", None))
        if box:
            taken.append(box)
        elif not found and spot.texts:
            side, text = "top left", spot.texts[-1]
        found.append((side, text))
    return found


def trail(spots: Sequence[Spot]) -> list[Spot]:
    """The line through `spots` as marks close to each other, for names to keep clear of."""
    return [
        Spot(
            one.x + (other.x - one.x) * step / STEPS,
            one.y + (other.y - one.y) * step / STEPS,
        )
        for one, other in pairwise(spots)
        for step in range(1, STEPS)
    ]


def _mark(spot: Spot, height: float) -> Box:
    x, y = spot.x * WIDTH, spot.y * height
    return (x - MARK, y - MARK, x + MARK, y + MARK)


def _boxes(spot: Spot, text: str, height: float) -> list[tuple[str, Box]]:
    x, y = spot.x * WIDTH, spot.y * height
    length = sum(LATIN if sign.isascii() else CJK for sign in text)
    left, right = (x - length - MARK, x - MARK - 1), (x + MARK + 1, x + length + MARK)
    above, below = (y + MARK + 1, y + MARK + LINE), (y - MARK - LINE, y - MARK - 1)
    middle, level = (x - length / 2, x + length / 2), (y - LINE / 2, y + LINE / 2)
    places = {
        "top left": (left, above),
        "top center": (middle, above),
        "middle right": (right, level),
        "bottom center": (middle, below),
        "bottom right": (right, below),
        "top right": (right, above),
        "bottom left": (left, below),
        "middle left": (left, level),
    }
    return [(side, (xs[0], ys[0], xs[1], ys[1])) for side, (xs, ys) in places.items()]


def _fits(box: Box, taken: Sequence[Box]) -> bool:
    is_inside = box[0] >= 0 and box[2] <= WIDTH and box[1] >= -LINE
    return is_inside and not any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
        for other in taken
    )
