"""Typography of charts that a Plotly template cannot say: ui/figure_type.js, for the server.

Also how wide a text is, told without a font: near enough to break lines and to see what has room.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

# Contrast at which text in a mark's colour is read as easily as other text.
EASILY_READ = 4.5
STEP = 0.05
ABOVE = 8  # pixels
HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
COLOUR_OF_SPAN = re.compile(r"(?<=color:)(\s*)(#[0-9a-f]{6})", re.IGNORECASE)
Y_AXIS = re.compile(r"yaxis\d*")
AXIS = re.compile(r"[xy]axis\d*")

# Widths of signs in shares of the type's size, a little generous.
NARROW, SPACE, PLAIN, CAPITAL, BROAD, WHOLE = 0.32, 0.28, 0.57, 0.68, 0.92, 1.0
NARROW_SIGNS = frozenset("iljtfrI.,:;'|!()[]·-/")
BROAD_SIGNS = frozenset("mwMW@%–—")
WORDS = re.compile(r"[0-9A-Za-zÀ-ɏ.,%$€¥+\-–/:_'’]+|\s+|.")


def typeset(figure: dict[str, Any], template: Mapping[str, Any]) -> None:
    """Set units above their axes, and darken coloured text until it is easily read.

    Args:
        figure: changed.
        template: of the look it is drawn in.
    """
    layout = template["layout"]
    _units_above(figure, layout)
    _legible_texts(figure, layout["paper_bgcolor"])


def width_of(text: str, size: float) -> float:
    """How wide a text is about, in the unit of `size`."""
    return size * sum(map(_share, text))


def _share(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WF" or sign in "“”‘’…":
        return WHOLE
    if sign.isspace():
        return SPACE
    if sign in NARROW_SIGNS:
        return NARROW
    if sign in BROAD_SIGNS:
        return BROAD
    return CAPITAL if sign.isupper() else PLAIN


def wrapped(text: str, size: float, width: float) -> list[str]:
    """A text in lines; no word is broken, brackets and quotation marks stay with their words."""
    lines, filled = [""], 0.0
    for word in WORDS.findall(text):
        wide = width_of(word, size)
        if _closes(word) or filled + wide <= width or not lines[-1]:
            lines[-1] += word
            filled += wide
        else:
            carried = _opening(lines[-1])
            lines[-1] = lines[-1].removesuffix(carried)
            lines.append(carried + word)
            filled = width_of(lines[-1], size)
    return [line.strip() for line in lines]


def _opening(line: str) -> str:
    """What opens a bracket or a quotation at the end of a line."""
    place = len(line)
    while place > 1 and unicodedata.category(line[place - 1]) in {"Ps", "Pi"}:
        place -= 1
    return line[place:]


def _closes(word: str) -> bool:
    """Whether a word is punctuation that never begins a line."""
    kind = unicodedata.category(word[0])
    return word.isspace() or (len(word) == 1 and kind.startswith("P") and kind not in {"Ps", "Pi"})


def _units_above(figure: dict[str, Any], template: Mapping[str, Any]) -> None:
    layout = figure["layout"]
    left = layout.get("margin", {}).get("l", template["margin"]["l"])
    font = template["yaxis"]["title"]["font"]
    for name, axis, text in list(_titled(layout)):
        axis["title"] = {"text": ""}
        if name == "yaxis" and has_legend(figure) and width_of(text, font["size"]) > left:
            title = {"text": text, "side": "left", "font": font}
            layout["legend"] = {**layout.get("legend", {}), "title": title}
            continue
        unit = {
            "xref": "paper",
            "x": 0,
            "xanchor": "left",
            "xshift": -left,
            "yref": f"{name.replace('axis', '')} domain",
            "y": 1,
            "yanchor": "bottom",
            "yshift": ABOVE,
            "text": text,
            "showarrow": False,
            "font": font,
        }
        layout["annotations"] = [*layout.get("annotations", ()), unit]


def _titled(layout: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The value axes whose unit stands above: name, axis, unit."""
    for name, axis in layout.items():
        if not Y_AXIS.fullmatch(name) or axis.get("overlaying") or axis.get("side") == "right":
            continue
        if text := axis.get("title", {}).get("text"):
            yield name, axis, text


def has_legend(figure: dict[str, Any]) -> bool:
    """Whether Plotly draws a legend."""
    shown = figure["layout"].get("showlegend")
    many = sum(trace.get("showlegend") is not False for trace in figure["data"]) > 1
    return many if shown is None else bool(shown)


def _legible_texts(figure: dict[str, Any], paper: str) -> None:
    for name, axis in figure["layout"].items():
        if AXIS.fullmatch(name) and axis.get("ticktext"):
            axis["ticktext"] = [_legible_spans(text, paper) for text in axis["ticktext"]]
    for note in figure["layout"].get("annotations", ()):
        note["text"] = _legible_spans(note.get("text", ""), paper)
        if colour := note.get("font", {}).get("color"):
            note["font"] = {**note["font"], "color": legible(colour, paper)}
    for trace in figure["data"]:
        colour = trace.get("textfont", {}).get("color")
        if trace.get("type") == "scatter" and isinstance(colour, str):
            trace["textfont"] = {**trace["textfont"], "color": legible(colour, paper)}


def _legible_spans(text: Any, paper: str) -> Any:
    if not isinstance(text, str):
        return text
    return COLOUR_OF_SPAN.sub(lambda found: found[1] + legible(found[2], paper), text)


def legible(colour: str, paper: str) -> str:
    """A colour of the same hue with enough contrast to the paper; no hex colour stays as it is."""
    if not HEX.fullmatch(colour):
        return colour
    start, ground = _channels(colour), _channels(paper)
    end = 0 if _luminance(ground) > 0.5 else 255
    mixed, share = start, STEP
    while _contrast(mixed, ground) < EASILY_READ and share < 1:
        mixed = [part + (end - part) * share for part in start]
        share += STEP
    return "#" + "".join(f"{int(part + 0.5):02x}" for part in mixed)


def _channels(colour: str) -> list[float]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _luminance(channels: list[float]) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in channels)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: list[float], other: list[float]) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)
