"""Reports in the making: one at a time, cancelled at once, found by the one who ordered only."""

from __future__ import annotations

import threading

import pytest

from chipcensus.errors import ReportBroken, TooManyReports, UnknownReport
from chipcensus.report import Made, desk
from chipcensus.report.desk import Desk
from chipcensus.report.drawn import safe_svg

MADE = Made(b"%PDF", "application/pdf", "a.pdf")
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def test_what_is_made_is_found_by_its_token_only():
    reports = Desk()
    one, other = (reports.order(lambda _, n=n: Made(n, "", "")) for n in (b"1", b"2"))
    assert one.job.wait(10)
    assert other.job.wait(10)
    assert [reports.find(o.token).made.content for o in (one, other)] == [b"1", b"2"]
    assert len(one.token) >= 43  # 256 bits
    with pytest.raises(UnknownReport):
        reports.find(one.token[:-1])


def test_reports_are_made_one_after_the_other_and_say_how_far_they_are():
    reports, go, said = Desk(), threading.Event(), threading.Event()

    def slow(tell):
        tell("draw", 3, 20)
        said.set()
        assert go.wait(10)
        return MADE

    first = reports.order(slow)
    assert said.wait(10)
    second = reports.order(lambda _: MADE)
    assert first.step == ("draw", 3, 20)
    assert not second.job.wait(0.5)
    assert second.step == ("wait", 0, 0)
    go.set()
    assert second.job.wait(10)
    assert second.made == MADE


def test_a_cancelled_report_ends_at_its_next_word_and_is_forgotten():
    reports, begun = Desk(), threading.Event()

    def endless(tell):
        while True:
            tell("draw", 0, 1)
            begun.set()

    order = reports.order(endless)
    assert begun.wait(10)
    reports.cancel(order.token)
    assert order.job.wait(10)
    assert order.made is None
    with pytest.raises(UnknownReport):
        reports.find(order.token)
    assert reports.order(lambda _: MADE).job.wait(10)  # the next one has its turn


def test_a_report_nobody_asks_after_is_given_up(monkeypatch):
    monkeypatch.setattr(desk, "LEFT_SECONDS", -1.0)
    order = Desk().order(lambda tell: tell("draw", 0, 1) or MADE)
    assert order.job.wait(10)
    assert (order.made, order.job.error) == (None, None)


def test_what_stops_a_report_is_told():
    def broken(_):
        raise ReportBroken("figures: none")

    order = Desk().order(broken)
    assert order.job.wait(10)
    assert str(order.job.error) == "figures: none"


def test_no_more_are_begun_than_can_wait(monkeypatch):
    monkeypatch.setattr(desk, "MOST_BEGUN", 1)
    reports, go = Desk(), threading.Event()
    first = reports.order(lambda _: go.wait(10) and MADE)
    with pytest.raises(TooManyReports):
        reports.order(lambda _: MADE)
    go.set()
    assert first.job.wait(10)
    reports.order(lambda _: MADE)


def test_the_oldest_go_where_there_is_too_much(monkeypatch):
    monkeypatch.setattr(desk, "MOST_KEPT", 2)
    reports = Desk()
    orders = []
    for _ in range(4):
        orders.append(reports.order(lambda _: MADE))
        assert orders[-1].job.wait(10)
    assert reports.find(orders[-1].token)
    with pytest.raises(UnknownReport):
        reports.find(orders[0].token)


def test_a_drawing_keeps_what_charts_are_drawn_with():
    text = f'{HEAD}<g><path d="M0,0L1,1"/><text fill="#123">芯片</text></g></svg>'
    cleaned = safe_svg(text).decode()
    assert "芯片" in cleaned
    assert 'd="M0,0L1,1"' in cleaned


@pytest.mark.parametrize(
    ("inner", "gone"),
    [
        ("<script>alert(1)</script>", "alert"),
        ('<image xlink:href="file:///etc/passwd"/>', "passwd"),
        ('<g onload="alert(1)"/>', "alert"),
        ('<use xlink:href="https://example.org/a.svg#x"/>', "example.org"),
        ('<path style="fill:url(https://example.org/x)"/>', "example.org"),
        ("<foreignObject><p>hello</p></foreignObject>", "hello"),
        ("<style>@import 'https://example.org';</style>", "example.org"),
    ],
)
def test_a_drawing_reaches_nothing_outside_and_runs_nothing(inner, gone):
    assert gone not in safe_svg(f"{HEAD}{inner}</svg>").decode()


def test_a_clip_or_pattern_of_the_drawing_stays():
    assert b"url(#clip)" in safe_svg(f'{HEAD}<g clip-path="url(#clip)"/></svg>')
    assert b"url('#clip')" in safe_svg(f"{HEAD}<g clip-path=\"url('#clip')\"/></svg>")


@pytest.mark.parametrize(
    "text",
    ["", "<svg", "<html/>", f"<!DOCTYPE svg>{HEAD}</svg>", HEAD + "<g/>" * 600_000 + "</svg>"],
)
def test_what_is_no_drawing_is_not_taken(text):
    assert safe_svg(text) is None
