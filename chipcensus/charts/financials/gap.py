"""How many times a company's figure is NVIDIA's, and AMD's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chipcensus.charts.drawing import Drawing, flag_texts, hover, safe
from chipcensus.charts.financials.absent import OF_A_DAY, RATIOS, absent
from chipcensus.charts.financials.said import alt, mark_notes, subject
from chipcensus.charts.lines import Panel, Plot, figure
from chipcensus.charts.periods import STEP, ticks
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, number, say, say_range

PANEL = 230  # pixels
TOGETHER = "together"  # stands for a company where the row is the sum of the sample


def draw(result: Result, words: Words) -> Drawing:
    """A panel a reference, a line a company and one for the sample together; logarithmic."""
    known = [row for row in result.rows if row["multiple"] is not None]
    if not known:
        return _absent(result, words)
    words = _with_the_sample(known, words)
    rows = [
        row | {"company_id": row["company_id"] or TOGETHER, "fiscal_label": f"FY{row['year']}"}
        for row in known
    ]
    panels = [
        Panel(Scale(1.0, words("label.financials.of", company=words.company(name))), group, True)
        for name, group in _by_reference(rows).items()
    ]
    plot = Plot("multiple", lambda row: _hover(result, row, words), panels, STEP["year"], PANEL)
    drawn, height = figure(plot, words, ticks(rows, "year", words))
    for trace in drawn["data"]:
        if trace.get("name") == words.company(TOGETHER):
            trace["line"]["width"] = 3.5
    finding = _finding(result, rows, words)
    notes = (
        *_sample_notes(rows, words),
        words("note.financials.multiples"),
        *mark_notes(rows, words, "mark"),
    )
    said = alt("multiple", panels, words, finding)
    return Drawing(drawn, finding, said, notes, words("label.financials.times"), height, time="day")


def _absent(result: Result, words: Words) -> Drawing:
    if result.params["metric"] in {*RATIOS, *OF_A_DAY}:
        return absent(result, words, "gap_kind", "metric")
    if result.rows:
        return absent(result, words, "gap_loss", "metric")
    return absent(result, words, "gap")


def _with_the_sample(rows: Sequence[Row], words: Words) -> Words:
    """The words with a name for the sum, which says of how many companies it is."""
    sizes = [row["companies"] for row in rows if row["company_id"] is None]
    name = words("label.financials.together", count=max(sizes, default=0))
    return replace(words, names={**words.names, TOGETHER: name})


def _by_reference(rows: Sequence[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["reference_id"], []).append(row)
    return groups


def _hover(result: Result, row: Row, words: Words) -> str:
    def amount(value: float) -> str:
        return say(value, row["currency"], words.lang)

    reference = safe(words.company(row["reference_id"]))
    multiple = say(row["multiple"], "multiple", words.lang)
    span = say_range(row["multiple_low"], row["multiple_high"], "multiple", words.lang)
    rate = row["reference_rate"]
    return hover(
        result,
        row,
        words,
        f"{safe(words.company(row['company_id']))} · {row['year']}",
        words("label.financials.reference_times", company=reference, value=f"<b>{multiple}</b>"),
        words(
            "label.financials.against",
            reference=reference,
            reference_value=amount(row["reference_value"]),
            value=amount(row["value"]),
        ),
        words("label.financials.rate", rate=number(rate)) if rate is not None else "",
        flag_texts(row, words),
        words("word.interval", range=span),
    )


def _finding(result: Result, rows: Sequence[Row], words: Words) -> str:
    """The newest year of the sum, else of the company in focus, against each reference."""
    first = next(iter(_by_reference(rows).values()))
    together = [row for row in first if row["company_id"] == TOGETHER]
    row = together[-1] if together else subject(result, first, "multiple", words)
    same = [r for r in rows if (r["company_id"], r["year"]) == (row["company_id"], row["year"])]
    multiples = [
        words(
            "label.financials.reference_times",
            company=safe(words.company(r["reference_id"])),
            value=say(r["multiple"], "multiple", words.lang, digits=3),
        )
        for r in same
    ]
    return words(
        "finding.financials.gap",
        year=row["year"],
        company=safe(words.company(row["company_id"])),
        metric=words.code("metric", result.params["metric"]),
        value=say(row["value"], row["currency"], words.lang),
        multiples=words.list(multiples),
    )


def _sample_notes(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    together = [row for row in rows if row["company_id"] == TOGETHER]
    if not together:
        return ()
    years = [row["year"] for row in together]
    count = together[0]["companies"]
    return (words("note.financials.together", count=count, first=min(years), last=max(years)),)
