"""What python-docx has no word for: fields, marks and links within, typefaces for Han letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

HAN = "Microsoft YaHei"
LATIN = {"zh": "Microsoft YaHei", "en": "Arial"}
TAGS = {"zh": "zh-CN", "en": "en-US"}


def set_fonts(document: Any, lang: str) -> None:
    """Name the typefaces of every style, and the language of the text."""
    for style in document.styles.element.iter(qn("w:style")):
        for properties in style.iter(qn("w:rPr")):
            _name_fonts(properties, lang)
    default = document.styles.element.find(
        f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
    )
    _name_fonts(default, lang)
    for found in default.findall(qn("w:lang")):
        default.remove(found)
    tag = TAGS[lang]
    told = f'<w:lang {nsdecls("w")} w:val="{tag}" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    default.append(parse_xml(told))


def _name_fonts(properties: Any, lang: str) -> None:
    """Fonts stand first among the properties, after the name of a style."""
    for found in properties.findall(qn("w:rFonts")):
        properties.remove(found)
    latin = LATIN[lang]
    fonts = parse_xml(
        f'<w:rFonts {nsdecls("w")} w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{HAN}" '
        f'w:cs="{latin}"/>'
    )
    style = properties.find(qn("w:rStyle"))
    if style is None:
        properties.insert(0, fonts)
    else:
        style.addnext(fonts)


def add_field(paragraph: Any, code: str, shown: str = "1") -> None:
    """A field that Word works out, e.g. PAGE; `shown` stands until it has."""
    for kind in ("begin", code, "separate", shown, "end"):
        run = paragraph.add_run()
        if kind in {"begin", "separate", "end"}:
            run._element.append(_field_mark(kind))
        elif kind == code:
            run._element.append(
                parse_xml(
                    f'<w:instrText {nsdecls("w")} xml:space="preserve"> {code} </w:instrText>'
                )
            )
        else:
            run.text = shown


def add_contents(document: Any, entries: list[tuple[str, str]]) -> None:
    """A table of contents: Word fills in the pages when it opens the file; links lead there now.

    Args:
        document: to its end.
        entries: the mark within the document and the text of each.
    """
    for n, (mark, text) in enumerate(entries):
        paragraph = document.add_paragraph()
        if n == 0:
            paragraph.add_run()._element.append(_field_mark("begin", is_dirty=True))
            code = r'TOC \o "1-1" \h \z \u'
            paragraph.add_run()._element.append(
                parse_xml(
                    f'<w:instrText {nsdecls("w")} xml:space="preserve"> {code} </w:instrText>'
                )
            )
            paragraph.add_run()._element.append(_field_mark("separate"))
        add_link(paragraph, text, mark=mark)
        if n == len(entries) - 1:
            paragraph.add_run()._element.append(_field_mark("end"))


def _field_mark(kind: str, *, is_dirty: bool = False) -> Any:
    dirty = ' w:dirty="true"' if is_dirty else ""
    return parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"{dirty}/>')


def set_mark(paragraph: Any, name: str, number: int) -> None:
    """Name a place within the document."""
    start = parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="{name}"/>')
    end = parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>')
    runs = paragraph._element.findall(qn("w:r"))
    runs[0].addprevious(start)
    runs[-1].addnext(end)


def add_link(paragraph: Any, text: str, *, url: str = "", mark: str = "") -> None:
    """A link to an address or to a place within."""
    link = parse_xml(f"<w:hyperlink {nsdecls('w')}/>")
    if url:
        to = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), to)
    else:
        link.set(qn("w:anchor"), mark)
    run = paragraph.add_run(text)
    link.append(run._element)
    paragraph._element.append(link)


def repeat_head(row: Any) -> None:
    """A table's head stands again on every page."""
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def add_row(table: Any, texts: Sequence[str], is_number: Sequence[bool], size: Any) -> None:
    """A row that no page's end parts, numbers at the right.

    Written as text: cell by cell it takes python-docx twenty times as long.

    Args:
        table: to its end.
        texts: its cells.
        is_number: of each cell.
        size: of its letters.
    """
    half_points = round(size.pt * 2)
    cells = [
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{column.width.twips}"/></w:tcPr><w:p><w:pPr>'
        f'<w:jc w:val="{"right" if numeric else "left"}"/></w:pPr><w:r><w:rPr>'
        f'<w:sz w:val="{half_points}"/></w:rPr>{_lines(text)}</w:r></w:p></w:tc>'
        for column, text, numeric in zip(table.columns, texts, is_number, strict=True)
    ]
    head = f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/></w:trPr>"
    table._tbl.append(parse_xml(f"{head}{''.join(cells)}</w:tr>"))


def _lines(text: str) -> str:
    told = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return "<w:br/>".join(told)


def add_styled(document: Any, text: str, style: str) -> Any:
    """A paragraph in a style of the template, without looking through all of them for it."""
    paragraph = document.add_paragraph(text)
    paragraph._p.style = style.replace(" ", "")
    return paragraph


def describe(picture: Any, text: str) -> None:
    """The text alternative of a picture."""
    picture._inline.docPr.set("descr", text)
