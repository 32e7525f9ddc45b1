"""The letters of office files: one typeface for Latin, one for Han, named for both."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

# Comes with Office on every system; elsewhere the system's own Han letters take its place.
HAN = "Microsoft YaHei"
LATIN = {"zh": "Microsoft YaHei", "en": "Arial"}
TAGS = {"zh": "zh-CN", "en": "en-US"}


def ink(colour: str) -> Any:
    """A colour, of "rrggbb"."""
    return RGBColor.from_string(colour)  # type: ignore[no-untyped-call]


def set_run_font(properties: Any, lang: str) -> None:
    """Name the typefaces in the properties of a run (a:rPr or a:defRPr), and its language."""
    for tag, name in (("latin", LATIN[lang]), ("ea", HAN), ("cs", LATIN[lang])):
        found = properties.find(qn(f"a:{tag}"))
        if found is None:
            found = parse_xml(f"<a:{tag} {nsdecls('a')}/>")
            _insert(properties, found)
        found.set("typeface", name)
    properties.set("lang", TAGS[lang])
    if lang == "zh":
        properties.set("altLang", TAGS["en"])


def _insert(properties: Any, element: Any) -> None:
    """After line, fill and what came before; before links."""
    later = ("a:sym", "a:hlinkClick", "a:hlinkMouseOver", "a:rtl", "a:extLst")
    for tag in later:
        found = properties.find(qn(tag))
        if found is not None:
            found.addprevious(element)
            return
    properties.append(element)


def set_chart_font(chart: Any, lang: str, size: float, colour: str) -> None:
    """The letters of all of a chart."""
    font = chart.font
    font.size = Pt(size)
    font.color.rgb = ink(colour)
    set_run_font(font._rPr, lang)


def set_theme_fonts(presentation: Any) -> None:
    """The theme's typefaces, so that text a reader adds has them too."""
    for master in presentation.slide_masters:
        for relation in master.part.rels.values():
            if relation.reltype.endswith("/theme"):
                part = relation.target_part
                part._blob = part.blob.replace(
                    b'<a:ea typeface=""/>', f'<a:ea typeface="{HAN}"/>'.encode()
                )


def set_all(shapes: Any, lang: str) -> None:
    """The typefaces of every run on a slide or in its notes, charts and tables included."""
    for shape in shapes:
        tree = shape.chart._chartSpace if getattr(shape, "has_chart", False) else shape._element
        for run in tree.iter(qn("a:r")):
            run.get_or_add_rPr()
        for tag in ("a:rPr", "a:defRPr", "a:endParaRPr"):
            for properties in tree.iter(qn(tag)):
                set_run_font(properties, lang)
