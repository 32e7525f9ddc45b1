"""What each check finds: in every case the rows called bad, and no other."""

from __future__ import annotations

from typing import Any

import pytest
from data.made import found


def fin(name: str, value: float, printed: str = "", **cells: Any) -> dict[str, Any]:
    return {"row_id": name, "value": value, "reported_as": printed or str(value)} | cells


def reg(name: str, companies: int, printed: str = "", **cells: Any) -> dict[str, Any]:
    return {"row_id": name, "companies": companies, "reported_as": printed or str(companies)} | (
        cells
    )


def rnd(name: str, deal: str, amount: float | None = 100.0, **cells: Any) -> dict[str, Any]:
    known = {"amount_low": amount, "amount_high": amount, "reported_as": str(amount)}
    return {"row_id": name, "deal_id": deal} | known | cells


def event(name: str, day: str, **cells: Any) -> dict[str, Any]:
    told = {"event_id": name, "event_group": name, "date": day, "title_en": "It", "title_zh": "事"}
    return told | cells


def of_a(*names: str) -> list[dict[str, str]]:
    return [{"event_id": name, "company_id": "a"} for name in names]


def days(start: str, end: str) -> dict[str, str]:
    return {"period_start": start, "period_end": end}


H1 = days("2024-01-01", "2024-06-30")
LAST_YEAR = days("2023-01-01", "2023-12-31")
CASES: dict[str, dict[str, Any]] = {
    "about_reaches_zero": {
        "registrations": [
            reg("bad", 10000, "约1万", rounding=10000, qualifier="about"),
            reg("good", 10000, "1万", rounding=10000),
            reg("finer", 12000, "约1.2万", rounding=1000, qualifier="about"),
        ]
    },
    "address_bears_another_day": {
        "sources": [
            {"source_id": "bad", "published_on": "2024-05-01", "url": "https://x.cn/20240509/1"},
            {"source_id": "good", "published_on": "2024-05-01", "url": "https://x.cn/2024/05/02/1"},
            {"source_id": "month", "published_on": "2024-05-01", "url": "https://x.cn/202405/1234"},
        ]
    },
    "announced_after_publication": {
        "sources": [{"published_on": "2024-05-10"}],
        "funding_rounds": [
            rnd("bad", "a-a-2024-06", announced_on="2024-06-01", announced_precision="day"),
            rnd("good", "a-b-2024-05", announced_on="2024-05-31", announced_precision="month"),
        ],
    },
    "company_cell_differs": {
        "companies": [
            {"company_id": "bad", "founded_on": "2019-01-01"},
            {"company_id": "good", "founded_on": "2019-09-12"},
        ],
        "company_sources": [
            {"company_id": "bad", "field": "founded_on", "value": "2018", "source_id": "s"},
            {"company_id": "good", "field": "founded_on", "value": "2019-09", "source_id": "s"},
        ],
    },
    "count_reprinted": {
        "deregistrations": [
            reg("bad", 10900, source_id="s"),
            reg("good", 10900, period_end="2024-12-11"),
        ]
    },
    "cumulative_periods_start_the_year": {
        "financials": [
            fin("good", 2, fiscal_label="FY2024"),
            fin("half", 1, fiscal_label="H1-2024", **H1),
            fin("bad", 1, fiscal_label="9M-2024", **days("2024-04-01", "2024-12-31")),
        ]
    },
    "currency_not_printed": {
        "financials": [
            fin("bad", 1e9, "$1 billion"),
            fin("good", 1e9, "10亿元"),
            fin("silent", 1e9, "1 billion"),
            fin("place", 1e9, "10亿元", currency="HKD"),
        ]
    },
    "deal_told_twice": {
        "funding_rounds": [
            rnd("good", "a-a-2024-05", announced_on="2024-05-01"),
            rnd("bad", "a-a-2024-06", 200.0, announced_on="2024-05-20"),
            rnd("later", "a-a-2024-09", 200.0, announced_on="2024-09-20"),
            rnd("bad-undated", "a-a-undated"),
            rnd("other", "a-seed-undated", 7.0, round="seed"),
        ]
    },
    "event_after_publication": {
        "sources": [{"published_on": "2024-05-10"}],
        "events": [event("bad", "2024-05-12"), event("good", "2024-05-11")],
    },
    "event_companies_agree": {
        "events": [
            event("bad-events", "2024-05-01", company_ids="a;b"),
            event("bad-keys", "2024-05-01"),
            event("good", "2024-05-01", company_ids="a"),
        ],
        "event_companies": of_a("bad-events", "bad-keys", "good"),
    },
    "event_group_leads": {
        "events": [
            event("bad", "2024-05-01", event_group="nothing"),
            event("good", "2024-05-01"),
            event("second", "2024-05-02", event_group="good"),
        ]
    },
    "event_told_twice": {
        "events": [
            event("a-good", "2024-05-01"),
            event("bad-days", "2024-05-04"),
            event("bad-month", "2024-05-01", date_precision="month"),
            event("c-later", "2024-06-08"),
            event("d-kind", "2024-05-01", kind="ipo"),
            event("e-grouped", "2024-05-02", event_group="a-good"),
        ],
        "event_companies": of_a(
            "a-good", "bad-days", "bad-month", "c-later", "d-kind", "e-grouped"
        ),
    },
    "fiscal_period_length": {
        "financials": [fin("bad", 1, **H1), fin("good", 1, fiscal_label="H1-2024", **H1)]
    },
    "forecast_after_the_fact": {
        "market": [
            {"row_id": "bad", "value_low": 1, "is_forecast": True},
            {"row_id": "good", "value_low": 1, "is_forecast": True, "period_end": "2026-12-31"},
            {"row_id": "past", "value_low": 1},
        ]
    },
    "founded_after_funding": {
        "companies": [
            {"company_id": "bad", "founded_on": "2024-06-01"},
            {"company_id": "good", "founded_on": "2024-04-01"},
        ],
        "funding_rounds": [
            rnd("r1", "d1", company_id="bad", announced_on="2024-05-01"),
            rnd("r2", "d2", company_id="good", announced_on="2024-05-01"),
        ],
    },
    "gross_profit_above_revenue": {
        "financials": [
            fin("rev", 100),
            fin("bad", 120, metric="gross_profit"),
            fin("good", 100.4, metric="gross_profit"),
        ]
    },
    "growth_contradicts": {
        "financials": [
            fin("base", 100, fiscal_label="FY2023", **LAST_YEAR),
            fin("bad", 150, yoy_reported=0.2),
            fin("base2", 100, fiscal_label="FY2023", metric="cash", **LAST_YEAR),
            fin("good", 150, yoy_reported=0.5, metric="cash"),
        ]
    },
    "growth_contradicts_source": {
        "financials": [
            fin("base", 100, fiscal_label="FY2023", **LAST_YEAR),
            fin("bad", 150, yoy_reported=0.2),
            fin("good", 150, yoy_reported=0.5),
            fin("elsewhere", 150, yoy_reported=0.2, source_id="t"),
        ]
    },
    "label_of_another_period": {
        "financials": [
            fin("bad", 1, **LAST_YEAR),
            fin("bad-quarter", 1, fiscal_label="Q2-2024", **days("2024-07-01", "2024-09-30")),
            fin("good", 1, **days("2023-01-30", "2024-01-28")),
            fin("quarter", 1, fiscal_label="Q1-2024", **days("2024-01-01", "2024-03-31")),
        ]
    },
    "label_of_two_periods": {
        "financials": [
            fin("good", 1, **days("2023-01-30", "2024-01-28")),
            fin("rounded", 1, **days("2023-01-30", "2024-01-31")),
            fin("bad", 1),
            fin("more", 1, **days("2023-01-30", "2024-01-28")),
        ]
    },
    "listed_without_day": {
        "companies": [
            {"company_id": "bad", "status": "listed", "exchange": "HKEX"},
            {"company_id": "good", "status": "listed", "listed_on": "2020-01-01"},
            {"company_id": "private"},
        ]
    },
    "listing_day_differs": {
        "companies": [
            {"company_id": "a", "listed_on": "2024-05-10", "listed_precision": "day"},
        ],
        "events": [
            event("bad", "2024-05-09", kind="listing"),
            event("good", "2024-05-10", kind="listing"),
        ],
        "event_companies": of_a("bad", "good"),
    },
}


@pytest.mark.parametrize("check", CASES)
def test_a_check_names_the_bad_rows_and_no_other(check, questions):
    tables = CASES[check]
    names = {"sources": "source_id", "companies": "company_id", "events": "event_id"}
    held = [row.get(names.get(table, "row_id")) for table, rows in tables.items() for row in rows]
    bad = sorted(name for name in held if name and name.startswith("bad"))
    assert 0 < len(bad) < len(held)
    assert sorted(set(found(questions, check, **tables))) == bad
