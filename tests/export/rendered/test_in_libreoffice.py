"""Slides and documents as another program shows them: each page there, Chinese signs drawn."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from itertools import combinations

import pytest
from docx import Document
from PIL import Image, ImageChops, ImageStat
from pptx import Presentation

from chipcensus.census import Census
from chipcensus.exhibits import exhibit
from chipcensus.export.pictures import Painter
from chipcensus.export.series import panels_of
from chipcensus.filters import Filters
from chipcensus.i18n import LANGUAGES
from chipcensus.report import Item, Spec, Wish, make

PROGRAMS = ("soffice", "pdftotext", "pdftoppm", "pdffonts")
MISSING = [name for name in PROGRAMS if shutil.which(name) is None]
pytestmark = pytest.mark.skipif(
    bool(MISSING),
    reason=f"{', '.join(MISSING)} missing: apt-get install libreoffice-impress "
    "libreoffice-writer poppler-utils",
)
SECONDS = 300
# Of pictures of signs: how fine, and grey levels from 0 to 255.
DPI, DARK, DIFFERENT = 144, 128, 10
NAMES = (
    "registrations/by_year",
    "deregistrations/net_formation",
    "financials/by_period",
    "financials/bill",
    "funding/rounds",
    "companies/directory",
)


@pytest.fixture(scope="module")
def painter():
    made = Painter(seconds=60)
    yield made
    made.close()


@pytest.fixture(scope="module")
def rendered(shipped, painter, tmp_path_factory):
    """A report as LibreOffice shows it: the file, the exhibits, the PDF's path."""
    census, folder, made = Census(shipped), tmp_path_factory.mktemp("rendered"), {}

    def render(form, lang):
        if (form, lang) not in made:
            spec = Spec(
                "芯片报告", "第一段话。", tuple(Item(name, text="先看总数") for name in NAMES)
            )
            file = folder / f"{lang}.{form}"
            file.write_bytes(make(census, spec, Wish(form, lang), painter).content)
            made[form, lang] = file, to_pdf(file)
        return made[form, lang]

    return render


@pytest.fixture(params=LANGUAGES)
def figures(request, shipped):
    """The language, and the exhibits in it."""
    census, lang = Census(shipped), request.param
    words = census.words(lang)
    return lang, [exhibit(census, census.figure(name, Filters()), words) for name in NAMES]


@pytest.mark.parametrize("form", ["pptx", "docx"])
def test_every_word_is_there_and_its_signs_are_drawn(rendered, figures, form):
    lang, shown = figures
    _, pdf = rendered(form, lang)
    text = squeezed(said("pdftotext", pdf, "-"))
    for one in shown:
        assert squeezed(one.heading.title) in text
    assert squeezed("芯片报告") in text
    assert squeezed("先看总数") in text
    signs = list(signs_drawn(pdf, "芯片报告"))
    assert all(min(sign.getextrema()) < DARK for sign in signs)
    # Boxes in place of signs would all be the same.
    for one, other in combinations(signs, 2):
        apart = ImageChops.difference(one.resize((48, 48)), other.resize((48, 48)))
        assert ImageStat.Stat(apart).mean[0] > DIFFERENT
    for line in said("pdffonts", pdf).splitlines()[2:]:
        assert line.split()[-5] == "yes", line  # embedded


def test_every_slide_is_a_page_and_its_charts_say_what_they_draw(rendered, figures):
    lang, shown = figures
    file, pdf = rendered("pptx", lang)
    assert pages(pdf) == len(Presentation(file).slides) == 1 + len(NAMES)
    for number, one in enumerate(shown, start=2):
        page = squeezed(said("pdftotext", "-f", str(number), "-l", str(number), pdf, "-"))
        for panel in panels_of(one.figure):
            assert squeezed(panel.unit) in page
            named = {series.name for series in panel.series if series.name}
            for name in named if len(named) > 1 else ():
                assert squeezed(name) in page, one.name


def test_a_document_has_its_pictures_and_no_empty_page(rendered, figures):
    lang, shown = figures
    file, pdf = rendered("docx", lang)
    pictures = sum(one.figure is not None for one in shown)
    assert len(Document(file).inline_shapes) == pictures
    count = pages(pdf)
    assert count >= len(NAMES) + 2  # cover, a chapter each, sources
    for page in range(1, count + 1):
        assert len(said("pdftotext", "-f", str(page), "-l", str(page), pdf, "-").split()) > 5


def to_pdf(file):
    """A file as LibreOffice prints it."""
    home = f"-env:UserInstallation={(file.parent / 'office').as_uri()}"
    order = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", file.parent, file]
    subprocess.run(order, check=True, capture_output=True, timeout=SECONDS)
    made = file.with_suffix(".pdf").rename(file.with_name(f"{file.name}.pdf"))
    assert made.stat().st_size
    return made


def said(*order):
    run = subprocess.run(order, check=True, capture_output=True, timeout=SECONDS)
    return run.stdout.decode()


def pages(pdf):
    return said("pdftotext", pdf, "-").count("\f")


def squeezed(text):
    """Text as it can be compared: a line's end and a dash's width are the program's."""
    return re.sub(r"[\s·‐‑–—-]+", "", text)


def signs_drawn(pdf, word):
    """The pictures of the signs of a word on the first page."""
    boxes = said("pdftotext", "-bbox", "-f", "1", "-l", "1", pdf, "-")
    sides = r' xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"'
    left, top, right, bottom = map(float, re.search(rf"<word{sides}>{word}<", boxes).groups())
    run = subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-f", "1", "-l", "1", "-png", pdf],
        check=True,
        capture_output=True,
        timeout=SECONDS,
    )
    page = Image.open(io.BytesIO(run.stdout)).convert("L")
    wide, times = (right - left) / len(word), DPI / 72
    for place in range(len(word)):
        box = (left + place * wide, top, left + (place + 1) * wide, bottom)
        yield page.crop(tuple(round(side * times) for side in box))
