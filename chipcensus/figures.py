"""The catalogue: a figure's name -> its question, chart, defaults and words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from chipcensus.charts import (
    claims,
    companies,
    deregistrations,
    events,
    financials,
    funding,
    market,
    meta,
    overview,
    registrations,
)
from chipcensus.charts.drawing import Drawing
from chipcensus.charts.names import title_of
from chipcensus.charts.overlay import lay_over
from chipcensus.errors import UnknownQuestion
from chipcensus.filters import ALL, Filters
from chipcensus.i18n import Words
from chipcensus.result import Result

CONVERTED = {"currency": "CNY"}
PROVIDER = {"provider": "企查查"}
COUNTS = {"scope": "chip", **PROVIDER}
# Of a list of companies a reader loaded.
LISTED = {"scope": "chip", "breadth": "medium"}
AI_COUNTS = {"scope": "ai_chip", **PROVIDER}
AI_MONEY = {"scope": "ai_chip", **CONVERTED}
# Forecasters print dollars, customs both.
IN_DOLLARS = {"currency": "USD"}
# The companies shown until the reader chooses: makers of AI chips with statements of several years.
LEADERS = ("cambricon", "hygon", "moore-threads", "metax", "biren", "horizon-robotics")
PEERS = {"companies": LEADERS, **CONVERTED}
RESULTS = {"metric": "net_profit", "companies": LEADERS}
# Makers of AI chips with the net profit of at least one year.
MAKERS = (
    *LEADERS,
    "enflame",
    "iluvatar-corex",
    "black-sesame",
    "axera",
    "jingjia-micro",
    "intellifusion",
)
EARNERS = {"companies": MAKERS, **CONVERTED}
REVENUE = {"metric": "revenue", "companies": LEADERS}
STATEMENTS = {"frequency": "year"} | REVENUE
# What the timeline shows until the reader chooses.
KINDS = ("export_control", "sanction", "policy", "fund", "listing", "closure")
# The first broad control of chips sold to China, against the only series whole on both sides.
LENS = {"event": "ev-2022-10-07-bis-1007", "series": "ic_imports_volume"}


@dataclass(frozen=True)
class Figure:
    """One figure. Its name finds the question, the chart, the words, the download and the API path.

    Attributes:
        name: "subject/question".
        draw: makes the chart.
        defaults: parameters that hold until the reader chooses.
        stands_on: its page; "" = the one named as its subject.
        needs: a filter without which a page does not show it.
        leads_to: of a headline, the page that shows more.
        said_as: the key of its words, where it shares them; "" = its name.
        of_registry: rests on a list of companies that a reader loads; not shown without one.
    """

    name: str
    draw: Callable[[Result, Words], Drawing]
    defaults: Mapping[str, Any] = field(default_factory=dict)
    stands_on: str = ""
    needs: str = ""
    leads_to: str = ""
    said_as: str = ""
    of_registry: bool = False

    @property
    def key(self) -> str:
        """The name as part of a key of words."""
        return self.said_as or self.name.replace("/", ".")

    def is_wanted(self, filters: Filters, *, has_registry: bool = True) -> bool:
        """Whether a page with these filters shows the figure."""
        if self.of_registry and not has_registry:
            return False
        return not self.needs or getattr(filters, self.needs) not in (None, (), (ALL,))

    @property
    def page(self) -> str:
        """The page the figure stands on."""
        return self.stands_on or self.name.split("/")[0]

    def drawing(self, result: Result, words: Words) -> Drawing:
        """The chart with the answer's events over it: what the card and every export show."""
        return lay_over(self.draw(result, words), result, words)

    def title(self, params: Mapping[str, Any], words: Words, unit: str = "") -> str:
        """What is shown, with the unit."""
        text = title_of(self.key, params, words)
        return words("figure.with_unit", title=text, unit=unit) if unit else text


FIGURES: dict[str, Figure] = {
    figure.name: figure
    for figure in (
        Figure(
            "overview/registered", overview.registered.draw, AI_COUNTS, leads_to="registrations"
        ),
        Figure("overview/gone", overview.gone.draw, COUNTS, leads_to="deregistrations"),
        Figure("overview/net_result", overview.net_result.draw, CONVERTED, leads_to="financials"),
        Figure("overview/raised", overview.raised.draw, AI_MONEY, leads_to="funding"),
        Figure("registrations/by_year", registrations.by_year.draw, COUNTS),
        Figure("registrations/year_to_date", registrations.year_to_date.draw, COUNTS),
        Figure("registrations/vintages", registrations.vintages.draw, COUNTS),
        Figure("registrations/places", registrations.places.draw, COUNTS),
        Figure("registrations/stock", registrations.stock.draw, COUNTS),
        Figure("registrations/definitions", registrations.definitions.draw, PROVIDER),
        Figure(
            "registrations/beside_published",
            registrations.beside_published.draw,
            LISTED,
            of_registry=True,
        ),
        Figure("registrations/by_month", registrations.by_month.draw, LISTED, of_registry=True),
        Figure("registrations/by_cohort", registrations.by_cohort.draw, LISTED, of_registry=True),
        Figure("registrations/by_capital", registrations.by_capital.draw, LISTED, of_registry=True),
        Figure(
            "registrations/by_province", registrations.by_province.draw, LISTED, of_registry=True
        ),
        Figure("deregistrations/by_year", deregistrations.by_year.draw, COUNTS),
        Figure("deregistrations/per_day", deregistrations.per_day.draw, COUNTS),
        Figure(
            "deregistrations/per_100_registered", deregistrations.per_100_registered.draw, COUNTS
        ),
        Figure("deregistrations/net_formation", deregistrations.net_formation.draw, COUNTS),
        Figure("deregistrations/by_group", deregistrations.by_group.draw),
        Figure("deregistrations/closures", deregistrations.closures.draw),
        Figure(
            "deregistrations/left_beside_published",
            deregistrations.left_beside_published.draw,
            LISTED,
            of_registry=True,
        ),
        Figure(
            "deregistrations/left_by_month",
            deregistrations.left_by_month.draw,
            LISTED,
            of_registry=True,
        ),
        Figure("deregistrations/survival", deregistrations.survival.draw, LISTED, of_registry=True),
        Figure(
            "deregistrations/median_life",
            deregistrations.median_life.draw,
            LISTED,
            of_registry=True,
        ),
        Figure("deregistrations/hazard", deregistrations.hazard.draw, LISTED, of_registry=True),
        Figure("deregistrations/compared", deregistrations.compared.draw, LISTED, of_registry=True),
        Figure("financials/by_period", financials.by_period.draw, STATEMENTS),
        Figure("financials/cumulative", financials.cumulative.draw, RESULTS),
        Figure("financials/rd_intensity", financials.rd_intensity.draw, STATEMENTS),
        Figure("financials/comparables", financials.comparables.draw, CONVERTED),
        Figure("financials/growth", financials.growth.draw, STATEMENTS),
        Figure("financials/indexed", financials.indexed.draw, REVENUE),
        Figure("financials/gap", financials.gap.draw, REVENUE | CONVERTED),
        Figure("financials/restatements", financials.restatements.draw),
        Figure("financials/runway", financials.runway.draw),
        Figure("financials/bill", financials.bill.draw, EARNERS),
        Figure("financials/world", financials.world.draw, PEERS),
        Figure("funding/totals_by_year", funding.totals_by_year.draw, CONVERTED),
        Figure("funding/rounds", funding.rounds.draw, CONVERTED),
        Figure("funding/most_raised", funding.most_raised.draw, CONVERTED),
        Figure("funding/investors", funding.investors.draw),
        Figure("funding/valuations", funding.valuations.draw, CONVERTED),
        Figure("funding/ipo_proceeds", funding.ipo_proceeds.draw, CONVERTED),
        Figure("funding/years_to_listing", funding.years_to_listing.draw),
        Figure("funding/money", funding.money.draw, AI_MONEY, "overview"),
        Figure("companies/directory", companies.directory.draw, CONVERTED),
        Figure("companies/compare", companies.compare.draw, CONVERTED, needs="companies"),
        Figure("companies/profile", companies.profile.draw, stands_on="company", needs="id"),
        Figure(
            "companies/results", companies.results.draw, CONVERTED, stands_on="company", needs="id"
        ),
        Figure("companies/deals", companies.deals.draw, CONVERTED, stands_on="company", needs="id"),
        Figure("companies/events", companies.events.draw, stands_on="company", needs="id"),
        Figure("companies/peers", companies.peers.draw, CONVERTED, stands_on="company", needs="id"),
        Figure("companies/sources", companies.sources.draw, stands_on="company", needs="id"),
        Figure("market/timeline", market.timeline.draw, {"kinds": KINDS}),
        Figure("market/lens", market.lens.draw, LENS),
        Figure("market/forecasts", market.forecasts.draw, {"market": "ai_chip", **IN_DOLLARS}),
        Figure("market/self_sufficiency", market.self_sufficiency.draw),
        Figure("market/shipments", market.shipments.draw),
        Figure("market/shares", market.shares.draw),
        Figure("market/circuits", market.circuits.draw, IN_DOLLARS),
        Figure("claims/head_count", claims.head_count.draw),
        Figure("claims/verdicts", claims.verdicts.draw),
        Figure("events/newest", events.newest.draw, stands_on="overview"),
        Figure("meta/checks", meta.checks.draw, stands_on="data"),
        Figure("meta/tables", meta.tables.draw, stands_on="data"),
        Figure("meta/dictionary", meta.dictionary.draw, stands_on="data"),
        Figure("meta/definitions", meta.definitions.draw, stands_on="data"),
        Figure("meta/directory", meta.directory.draw, stands_on="data"),
        Figure("meta/conflicts", meta.conflicts.draw, stands_on="data"),
        Figure("meta/imports", meta.imports.draw, stands_on="data"),
        Figure("meta/changes", meta.changes.draw, stands_on="data"),
    )
}
# The question behind one claim: no figure of a page, but answered, shown and exported like one.
_CLAIM = re.compile(r"claims/c\d{2,}")


def find(name: str) -> Figure:
    """A figure of the catalogue, or the question behind a claim. Raises UnknownQuestion."""
    if name in FIGURES:
        return FIGURES[name]
    if _CLAIM.fullmatch(name):
        return Figure(name, claims.evidence.draw, said_as="claims.evidence")
    raise UnknownQuestion(f"No figure {name[:80]!r}. There are: {', '.join(FIGURES)}.")


def notes(result: Result, drawing: Drawing, words: Words) -> list[str]:
    """The remarks under a figure: the chart's own, and what an as-of day means."""
    extra = []
    as_of = result.params.get("as_of")
    if isinstance(as_of, date):
        cited = [result.citations[i] for i in result.source_ids]
        undated = sum(source.published_on is None for source in cited)
        rows = sum(
            any(result.citations[i].published_on is None for i in row["source_ids"] or ())
            for row in result.rows
        )
        extra = [words("notice.as_of", day=as_of, undated=undated, sources=len(cited), rows=rows)]
    if any(row.get("is_disputed") and row.get("range_low") is not None for row in result.rows):
        extra.insert(0, words("note.preferred"))
    return [*drawing.notes, *extra]
