"""What the shipped data is known to say, each with the print behind it."""

from __future__ import annotations

from datetime import date

import pytest

CUMULATIVE = "financials/cumulative"
PROFIT_CORE = "net_profit_excl_nonrecurring"


def only(result, **wanted):
    """The one row of an answer with these values."""
    (row,) = [r for r in result.rows if all(r[name] == value for name, value in wanted.items())]
    return row


def test_cambricon_revenue_of_the_first_half_of_2024(ask):
    """Printed: 6476.53万 yuan, -43.42 %; the first half of 2023 stands as 1.14亿 only."""
    row = only(
        ask(
            "financials/by_period", metric="revenue", frequency="half", companies=["cambricon"],
            currency="reported",
        ),
        fiscal_label="H1-2024",
    )  # fmt: skip
    assert row["value"] == 64_765_300
    assert row["growth_printed"] == pytest.approx(-0.4342)
    # The base is rounded to a million, so the growth computed is an interval.
    assert row["growth"] == pytest.approx(-0.432, abs=0.0005)
    assert row["growth_low"] == pytest.approx(-0.434, abs=0.0005)
    assert row["growth_high"] == pytest.approx(-0.429, abs=0.0005)
    assert row["growth_low"] <= row["growth_printed"] <= row["growth_high"]


def test_cambricon_lost_five_billion_from_2020_to_the_middle_of_2024(ask):
    """Four years to the yuan and 亏损 6.09亿元 of the half-year add up to 5.001 billion."""
    answer = ask(
        CUMULATIVE, metric=PROFIT_CORE, companies=["cambricon"], currency="reported",
        year_from=2020, until=date(2024, 6, 30),
    )  # fmt: skip
    last = answer.rows[-1]
    assert (last["fiscal_label"], last["is_partial"]) == ("H1-2024", True)
    assert round(last["total"] / 1e6) == -5001
    assert last["total_low"] <= last["total"] <= last["total_high"]
    # The summand of H1-2024 is rounded to a million: nothing finer can be said of the sum.
    assert last["total_high"] - last["total_low"] == pytest.approx(1e6, rel=0.01)


def test_the_final_loss_of_2021_stands_before_the_preliminary_one(ask, rows_of):
    """Printed at last: -111074.96万; the filing of February 2022 had -1,132,968,786.35."""
    answer = ask(CUMULATIVE, metric=PROFIT_CORE, companies=["cambricon"], currency="reported")
    row = only(answer, year=2021)
    assert round(row["value"] / 1e4) == -111_075
    assert not row["is_preliminary"]
    ((preliminary,),) = rows_of(
        "SELECT row_id FROM financials WHERE company_id = 'cambricon' AND metric = ? "
        "AND fiscal_label = 'FY2021' AND audited = 'preliminary'",
        PROFIT_CORE,
    )
    assert preliminary in row["row_ids"]


def test_cambricon_spends_seven_times_its_revenue_on_research(ask, rows_of):
    """4.47亿元 over 6476.53万 is 690.2 %; nine months less the third quarter give 690.92 %."""
    answer = ask("financials/rd_intensity", frequency="half", companies=["cambricon"])
    row = only(answer, fiscal_label="H1-2024")
    assert not row["is_derived"]
    assert row["intensity"] == pytest.approx(6.902, abs=0.0005)
    assert row["intensity_low"] == pytest.approx(6.894, abs=0.0005)
    assert row["intensity_high"] == pytest.approx(6.910, abs=0.0005)
    # Nine months less the third quarter is finer, and its rows are in the trail.
    ((research, row_ids),) = rows_of(
        "SELECT value, row_ids FROM derivations WHERE what = 'cambricon|rd_expense|CNY' "
        "AND fiscal_label = 'H1-2024'"
    )
    assert research / row["revenue"] == pytest.approx(6.9092, abs=0.00005)
    assert set(row_ids) <= set(row["row_ids"])
    assert row["intensity_low"] < research / row["revenue"] < row["intensity_high"]


def test_ai_chip_registrations_of_2023(ask):
    """Printed by 企查查: 19307家."""
    row = only(ask("registrations/by_year", scope="ai_chip"), year=2023)
    assert (row["companies"], row["provider"], row["is_partial"]) == (19_307, "企查查", False)


def test_chip_registrations_of_2020_differ_by_publication(ask):
    """企查查 for one year: 2.28, 2.09 and 2.31 万家, and 23,700 in the newest print of 2023."""
    row = only(ask("registrations/by_year", scope="chip"), year=2020, provider="企查查")
    assert (row["companies"], row["range_low"], row["range_high"]) == (23_700, 20_900, 23_700)
    assert row["is_disputed"]


def test_chip_deregistrations(ask):
    """5,746 in 2022, 1.09万 up to mid-December 2023, 14,648 up to early December 2024."""
    answer = ask("deregistrations/by_year", scope="chip", provider="企查查")
    whole = only(answer, year=2022, provider="企查查")
    assert (whole["companies"], whole["is_partial"]) == (5_746, False)
    part = only(answer, year=2023, provider="企查查")
    assert (part["companies"], part["is_partial"]) == (10_900, True)
    assert date(2023, 12, 11) <= part["period_end"] <= date(2023, 12, 15)
    newest = only(answer, year=2024)
    assert (newest["companies"], newest["is_partial"]) == (14_648, True)
    assert (newest["provider"], newest["role"]) == (None, "fallback")


def test_chip_registrations_of_2024_are_a_part_of_the_year(ask):
    """52,401 new, 14,648 gone, both counted in December 2024, a week apart."""
    row = only(ask("registrations/by_year", scope="chip", provider="企查查"), year=2024)
    assert (row["companies"], row["is_partial"], row["role"]) == (52_401, True, "fallback")
    net = only(ask("deregistrations/net_formation", scope="chip"), year=2024)
    assert (net["net"], net["is_like_for_like"]) == (37_753, False)


@pytest.mark.parametrize("misprint", [3_740, 650_000])
def test_misprints_are_neither_preferred_nor_in_a_range(misprint, rows_of):
    """3.740 has two digits swapped (four other pages: 3,470), 65만 lacks one (66,500)."""
    assert rows_of("SELECT 1 FROM observations WHERE value = ? AND is_misprint", misprint)
    assert not rows_of(
        "SELECT 1 FROM figures WHERE measure = 'companies' AND ? IN (value, range_low, range_high)",
        misprint,
    )


def test_a_fiscal_year_belongs_to_the_year_that_holds_most_of_it(ask):
    """NVIDIA's fiscal year 2024 ended on 28 January 2024: most of its days lie in 2023."""
    row = only(
        ask(
            "financials/by_period", metric="revenue", frequency="year", companies=["nvidia"],
            currency="CNY",
        ),
        fiscal_label="FY2024",
    )  # fmt: skip
    assert (row["period_start"], row["period_end"]) == (date(2023, 1, 30), date(2024, 1, 28))
    assert row["year"] == 2023
    assert row["currency"] == "CNY"
    assert 7.0 < row["rate"] < 7.2  # the mean of 2023, not of 2024


def test_one_listing_counts_once(ask):
    """Printed: 79.996亿元 and 8 billion yuan gross, 75.76亿元 net, all the same offering."""
    listings = [
        r for r in ask("funding/rounds", companies=["moore-threads"], currency="reported").rows
        if r["round"] == "ipo"
    ]  # fmt: skip
    (listing,) = listings
    assert listing["proceeds"] == "gross"
    assert listing["amount"] == pytest.approx(8.0e9, rel=1e-3)
    assert listing["announced_on"] == date(2025, 12, 5)
    assert len(listing["row_ids"]) > 1
    raised = only(ask("funding/most_raised", companies=["moore-threads"], currency="CNY"))
    assert raised["public"] == listing["amount"]
