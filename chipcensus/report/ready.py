"""Ready-made reports: one of any company, and the industry on one sheet."""

from __future__ import annotations

from chipcensus.census import Census
from chipcensus.charts.drawing import Drawing
from chipcensus.errors import UnknownQuestion
from chipcensus.figures import find
from chipcensus.filters import Filters
from chipcensus.i18n import Words
from chipcensus.report.spec import Item, Spec, Value

# Before a company's id in the page's address; the industry's whole.
COMPANY, INDUSTRY = "company:", "industry"
OF_A_COMPANY = (
    "companies/profile",
    "companies/results",
    "financials/by_period",
    "financials/cumulative",
    "financials/rd_intensity",
    "companies/deals",
    "companies/events",
    "companies/peers",
)
# These ask which companies, the others which one.
OF_COMPANIES = {"financials/by_period", "financials/cumulative", "financials/rd_intensity"}
OF_THE_INDUSTRY = (
    "registrations/by_year",
    "deregistrations/net_formation",
    "financials/bill",
    "funding/money",
    "financials/cumulative",
    "market/circuits",
)


def ready(census: Census, text: str, words: Words) -> Spec | None:
    """The ready-made report that an address names; None where it names none."""
    if text == INDUSTRY:
        return industry(words)
    if text.startswith(COMPANY):
        try:
            return company_profile(census, text.removeprefix(COMPANY), words)
        except UnknownQuestion:
            return None
    return None


def company_profile(census: Census, company: str, words: Words) -> Spec:
    """A report of one company: what is known of it, figures without anything to show left out.

    Raises:
        UnknownQuestion: there is no such company.
    """
    if company not in census.choices().values["id"]:
        raise UnknownQuestion(f"No company {company[:40]!r}.")
    asked: list[tuple[str, dict[str, Value]]] = [
        (name, {"companies": [company]} if name in OF_COMPANIES else {"id": company})
        for name in OF_A_COMPANY
    ]
    shown = [Item(name, filters) for name, filters in asked if _has(census, name, company, words)]
    return Spec(words("reports.company_title", company=words.company(company)), "", tuple(shown))


def industry(words: Words) -> Spec:
    """The industry on one sheet of A4: the same figures whatever the data is."""
    items = tuple(Item(name) for name in OF_THE_INDUSTRY)
    return Spec(words("reports.industry_title"), words("reports.industry_text"), items, "sheet")


def _has(census: Census, name: str, company: str, words: Words) -> bool:
    chosen = Filters(companies=(company,)) if name in OF_COMPANIES else Filters(id=company)
    answer = census.figure(name, chosen)
    drawing: Drawing = find(name).drawing(answer.result, words)
    return not drawing.is_empty
