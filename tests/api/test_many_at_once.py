"""Many readers take files of every kind at the same moment: each gets their own, and whole."""

from __future__ import annotations

import http.client
import io
import json
import random
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pandas as pd
import pytest
from docx import Document
from export.pdf_signs import streams
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation
from report_orders import JOBS, until_made

from chipcensus.api.taken import DATA
from chipcensus.exhibits import exhibit
from chipcensus.export.formats import FORMATS
from chipcensus.export.pictures import shared_painter
from chipcensus.filters import Filters
from chipcensus.report import FORMATS as REPORTS

FIGURE = "financials/by_period"
COMPANIES = ("cambricon", "hygon", "biren", "metax", "moore-threads")
READERS = 15
SECONDS = 180  # of a busy machine


@pytest.fixture(scope="module", autouse=True)
def _painter():
    yield
    shared_painter().close()


def test_each_gets_the_file_they_would_have_got_alone(port, census):
    wanted = [(company, ending) for company in COMPANIES for ending in FORMATS]
    random.Random(0).shuffle(wanted)
    start = Barrier(READERS)

    def take(one):
        company, ending = one
        if wanted.index(one) < READERS:
            start.wait(SECONDS)
        kind = "ask" if ending in DATA else "figure"
        return fetched(port, f"/api/v1/{kind}/{FIGURE}.{ending}?companies={company}&lang=zh")

    with ThreadPoolExecutor(READERS) as readers:
        got = dict(zip(wanted, readers.map(take, wanted), strict=True))
    words = census.words("zh")
    for company in COMPANIES:
        answer = census.figure(FIGURE, Filters(companies=(company,)))
        alone = exhibit(census, answer, words, f"http://127.0.0.1:{port}/")
        for ending, form in FORMATS.items():
            told = content(ending, got[company, ending])
            assert told == content(ending, form.make(alone, shared_painter())), (company, ending)
    for ending in FORMATS:  # what is compared tells them apart
        told = [repr(content(ending, got[company, ending])) for company in COMPANIES]
        assert len(set(told)) == len(COMPANIES), ending


def test_each_gets_the_report_they_ordered(post, get):
    forms = [*REPORTS, "pdf", "docx"]

    def order(number):
        company, form = COMPANIES[number % len(COMPANIES)], forms[number]
        one = {"figure": FIGURE, "filters": {"companies": [company]}, "text": f"话{number}"}
        report = {"title": f"报告{number}", "figures": [one]}
        begun = post(JOBS, {"report": report, "format": form, "lang": "zh"})
        assert begun.status == 202, begun.body
        return until_made(get, json.loads(begun.body))

    with ThreadPoolExecutor(len(forms)) as readers:
        made = list(readers.map(order, range(len(forms))))
    for number, (form, (reply, far)) in enumerate(zip(forms, made, strict=True)):
        assert far["name"].startswith(f"报告{number}__")
        assert far["bytes"] == len(reply.body)
        found = set(re.findall(r"报告\d", repr(content(form, reply.body))))
        assert found == {f"报告{number}"}, form


def fetched(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    connection.request("GET", path)
    reply = connection.getresponse()
    body = reply.read()
    connection.close()
    assert reply.status == 200, (path, body[:500])
    return body


def content(ending, body):
    """What a file says or shows, without what is new in each that is made."""
    if ending == "xlsx":
        return [list(sheet.values) for sheet in load_workbook(io.BytesIO(body)).worksheets]
    if ending == "parquet":
        return pd.read_parquet(io.BytesIO(body)).to_dict("list").__repr__()
    if ending == "png":
        return Image.open(io.BytesIO(body)).convert("RGB").tobytes()
    if ending == "svg":
        return re.findall(r"<text[^>]*>(.*?)</text>", body.decode(), re.DOTALL)
    if ending == "pdf":
        said = b"".join([body, *streams(body)]).decode("utf-8", "replace")
        return re.findall(r"<dc:(?:title|description)>(.*?)</dc:", said)
    if ending == "docx":
        return [paragraph.text for paragraph in Document(io.BytesIO(body)).paragraphs]
    if ending == "pptx":
        slides = Presentation(io.BytesIO(body)).slides
        return [(shape.name, text_of(shape)) for slide in slides for shape in slide.shapes]
    return body.decode("utf-8-sig")


def text_of(shape):
    """A shape's words, or the numbers of its chart."""
    if shape.has_chart:
        plots = shape.chart.plots
        return [(one.name, list(one.values)) for plot in plots for one in plot.series]
    return shape.text_frame.text if shape.has_text_frame else ""
