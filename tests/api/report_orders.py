"""Reports as tests order and read them."""

from __future__ import annotations

import json
import re
import time

from export.pdf_signs import streams

JOBS, REPORTS = "/api/v1/report/jobs", "/api/v1/reports"
BY_YEAR = {"figure": "registrations/by_year", "filters": {"scope": "ai_chip"}, "text": "先看总数"}
LISTED = {"figure": "companies/profile", "filters": {"id": "cambricon"}}
REPORT = {"title": "一份 #报告*", "text": "开头", "figures": [BY_YEAR, LISTED]}
SECONDS = 90
# What a reader's browser sends: drawn in a colour that nothing else has.
DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400"><rect width="800" '
    'height="400" fill="#123456"/><text x="9" y="40" font-size="30">懿燊</text></svg>'
)


def made(post, get, **order):
    """The file of an order, and what it was called."""
    begun = post(JOBS, {"report": REPORT, "lang": "zh", **order})
    assert begun.status == 202, begun.body
    told = json.loads(begun.body)
    return until_made(get, told)


def until_made(get, told):
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        far = json.loads(get(told["job"]).body)
        assert far["state"] in {"working", "done"}, far
        if far["state"] == "done":
            return get(told["file"]), far
        time.sleep(0.05)
    raise AssertionError(far)


def pages(pdf):
    return int(re.search(rb"/Type/Pages/Count (\d+)", b"".join([pdf, *streams(pdf)]))[1])
