"""A reader's file of claims: all that is wrong at once, and verdicts on what is right."""

from __future__ import annotations

import pytest

from chipcensus.census import Census
from chipcensus.export.files import to_csv
from chipcensus.figures import FIGURES
from chipcensus.i18n import read_words
from chipcensus.importing.own_claims import LIMITS, Known, read_own_claims, read_parameters
from chipcensus.own_claims import check

EN = read_words("en")
HEAD = "claim,value,unit,question,parameters,column"
GONE = "deregistrations/by_year,scope=chip;provider=企查查;year=2023,companies"
REVENUE = "metric=revenue;frequency=half;companies=cambricon;fiscal_label=H1-2024"


@pytest.fixture(scope="module")
def census(shipped):
    return Census(shipped)


@pytest.fixture(scope="module")
def read(census):
    defaults = {n: f.defaults for n, f in FIGURES.items() if "claims/" not in n}
    known = Known(census.engine.questions, defaults, census.choices(), frozenset({"s"}))

    def read(*lines, head=HEAD, encoding="utf-8"):
        content = lines[0] if isinstance(lines[0], bytes) else None
        text = "\n".join([head, *map(str, lines)])
        return read_own_claims("f.csv", content or text.encode(encoding), known, EN)

    return read


def places(checked):
    return [(p.row, p.column) for p in checked.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_good_file_is_read_in_each_encoding(read, encoding):
    checked = read(f"注销,1.09万,家,{GONE}", encoding=encoding)
    assert not checked.problems
    assert (checked.claims[0].text, checked.claims[0].printed.low) == ("注销", 10_850)


def test_verdicts_follow_the_same_rule(read, census):
    checked = read(
        f"gone,10900,companies,{GONE}",
        f"earned,64.765,M CNY,financials/by_period,{REVENUE},value",
        f"too much,99,M CNY,financials/by_period,{REVENUE},value",
        "unknown,5,companies,registrations/by_year,scope=ai_chip;year=2011,companies",
        f"dollars,64.765,M USD,financials/by_period,{REVENUE},value",
    )
    rows = check(checked.claims, census.ask).rows
    found = [row["verdict"] for row in rows]
    assert found == ["partial", "confirmed", "differs", "uncheckable", "uncheckable"]
    assert rows[2]["gap"] == pytest.approx(99e6 - 64_765_300)


def test_everything_wrong_is_listed_at_once(read):
    checked = read(
        "a,abc,家,registrations/by_yeer,scope=chip,companies,1",
        "b,5,parsec,registrations/by_year,scope=chp;foo=1,provider,1",
        ",5,亿元,registrations/by_year,as_of=tomorrow,companies,3",
        "d,5,家",
        "e,5,家,registrations/by_year,[1],companies,5",
        head=f"{HEAD},id",
    )
    assert places(checked) == [
        (2, "value"), (2, "question"), (3, "id"), (3, "unit"), (3, "parameters"),
        (3, "parameters"), (3, "column"), (4, "claim"), (4, "parameters"), (4, "unit"),
        (5, None), (6, "parameters"),
    ]  # fmt: skip
    assert checked.claims == []
    assert all(p.found and p.expected and p.remedy for p in checked.problems)
    assert "registrations/by_year" in checked.problems[1].expected


def test_missing_columns_are_all_named(read):
    assert places(read(b"claim,value\na,1\n")) == [
        (1, name) for name in ("unit", "question", "parameters", "column")
    ]


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00\x00", b"a" * (LIMITS.size + 1), f"{HEAD}\n".encode()]
)
def test_a_file_that_is_none_says_so(read, content):
    checked = read(content or b"\n")
    assert checked.problems
    assert not checked.claims


def test_too_many_rows_are_refused_before_any_is_checked(read):
    checked = read(*["x,x,x,x,x,x"] * 50_000)
    assert [p.found for p in checked.problems] == ["50,000 rows"]


def test_parameters_as_pairs_or_as_json():
    assert read_parameters("a=1; b=x,y") == {"a": "1", "b": "x,y"}
    assert read_parameters('{"a": 1, "b": ["x", "y"], "c": true}') == {
        "a": "1", "b": "x,y", "c": "true",
    }  # fmt: skip
    with pytest.raises(ValueError, match="nonsense"):
        read_parameters("nonsense")


def test_a_claims_own_source_never_counts_for_it(read):
    head = f"{HEAD},source_id"
    assert places(read(f"a,1,家,{GONE},nobody", head=head)) == [(2, "source_id")]
    (claim,) = read(f"a,10900,家,{GONE},s", head=head).claims
    assert claim.source_id == "s"


def test_a_cell_that_would_run_is_written_as_text(read, census):
    checked = read(f'"=HYPERLINK(""x"")",10900,家,{GONE}')
    assert "'=HYPERLINK" in to_csv(check(checked.claims, census.ask)).decode("utf-8-sig")
