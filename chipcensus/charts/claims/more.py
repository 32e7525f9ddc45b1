"""Which figure shows more of what a claim is about, and with which filters."""

from __future__ import annotations

from urllib.parse import urlencode

from chipcensus.i18n import Words
from chipcensus.result import Result

AI = {"scope": "ai_chip"}
CHIP = {"scope": "chip"}
OWNER, CORE = {"metric": "net_profit"}, {"metric": "net_profit_excl_nonrecurring"}
SPENT, HALF = {"metric": "rd_expense"}, {"frequency": "half"}
CAMBRICON = {"companies": "cambricon"}

# By claim: the figure and its filters.
FIGURES: dict[str, tuple[str, dict[str, str]]] = {
    "c01": ("registrations/by_year", AI),
    "c02": ("registrations/by_year", AI),
    "c03": ("registrations/year_to_date", AI),
    "c04": ("deregistrations/by_year", CHIP),
    "c05": ("deregistrations/per_day", CHIP),
    "c06": ("market/self_sufficiency", {}),
    "c07": ("market/timeline", {"kinds": "sanction"}),
    "c08": ("market/timeline", {"kinds": "export_control"}),
    "c09": ("financials/by_period", {"metric": "revenue", **HALF, **CAMBRICON}),
    "c10": ("financials/growth", {"metric": "revenue", **HALF, **CAMBRICON}),
    "c11": ("financials/by_period", OWNER | HALF | CAMBRICON),
    "c12": ("financials/by_period", CORE | HALF | CAMBRICON),
    "c13": ("funding/years_to_listing", {}),
    "c14": ("financials/by_period", OWNER | CAMBRICON),
    **{f"c{n}": ("financials/by_period", CORE | CAMBRICON) for n in range(15, 19)},
    "c19": ("financials/cumulative", CORE | CAMBRICON | {"year_from": "2020"}),
    "c20": ("financials/cumulative", SPENT | CAMBRICON | {"year_from": "2020"}),
    "c21": ("financials/by_period", SPENT | HALF | CAMBRICON),
    "c22": ("financials/growth", SPENT | HALF | CAMBRICON),
    "c23": ("financials/rd_intensity", HALF | CAMBRICON),
    "c24": ("financials/by_period", {"metric": "share_price"} | CAMBRICON),
    "c25": ("financials/by_period", {"metric": "market_cap"} | CAMBRICON),
    "c26": ("funding/totals_by_year", AI),
    **{f"c{n}": ("market/forecasts", {}) for n in (27, 28, 29)},
    "c30": ("market/forecasts", {"currency": "CNY"}),
    "c31": ("market/timeline", {"kinds": "policy"}),
    "c32": ("market/timeline", {"kinds": "ipo"}),
    "c33": ("companies/directory", {}),
    "c34": ("financials/gap", {}),
}


def address(claim_id: str, result: Result, words: Words) -> str:
    """Where the figure stands, with its filters and the as-of day that acts; "" = nowhere."""
    if claim_id not in FIGURES:
        return ""
    figure, filters = FIGURES[claim_id]
    day = result.params.get("as_of")
    query = {**filters, **({"as_of": day.isoformat()} if day else {}), "lang": words.lang}
    return f"/{figure.split('/')[0]}?{urlencode(query)}#{figure}"
