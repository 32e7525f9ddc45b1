"""A picture that a reader's browser drew: taken only where nothing in it reaches out or runs."""

from __future__ import annotations

import re
from xml.etree import ElementTree

LARGEST = 2_000_000
SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
# What Plotly draws charts with.
TAGS = {
    *("svg", "g", "defs", "clipPath", "pattern", "linearGradient", "radialGradient", "stop"),
    *("path", "rect", "circle", "ellipse", "line", "polygon", "polyline", "text", "tspan", "title"),
    "use",
}
OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#|['\"]?#)|@import|expression\(", re.IGNORECASE)


def safe_svg(text: str) -> bytes | None:
    """The drawing without what charts have no need of; None where it is none."""
    if len(text) > LARGEST or "<!DOCTYPE" in text or "<!ENTITY" in text:
        return None
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - without a DTD nothing can be expanded
    except ElementTree.ParseError:
        return None
    if root.tag != f"{{{SVG}}}svg":
        return None
    _clean(root)
    ElementTree.register_namespace("", SVG)
    return bytes(ElementTree.tostring(root, encoding="utf-8"))


def _clean(node: ElementTree.Element) -> None:
    for child in list(node):
        if str(child.tag).removeprefix(f"{{{SVG}}}") not in TAGS:
            node.remove(child)
        else:
            _clean(child)
    for name, value in list(node.attrib.items()):
        leads = name in {XLINK, "href"} and not value.startswith("#")
        if leads or name.lower().startswith("on") or OUTSIDE.search(value):
            del node.attrib[name]
