"""What is said of financials: hover texts, findings, notes, the text alternative."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from chipcensus.charts.announced import apart
from chipcensus.charts.currency import one_currency
from chipcensus.charts.drawing import disagreement, flag_texts, hover, period, safe
from chipcensus.charts.lines import Panel, by_company, is_ranged
from chipcensus.charts.periods import fiscal
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import number, say, say_range

# What has no currency is a ratio, but for these.
PLAIN = {"employees": "number", "rd_employees": "number", "price_to_sales": "multiple"}


def head(row: Row, words: Words, what: str, value: str) -> str:
    """The first two lines of a hover text: company and period, then what was measured."""
    name = words(
        "label.financials.of_period",
        company=safe(words.company(row["company_id"])),
        period=fiscal(row, words),
    )
    return f"{name}<br>{what} <b>{value}</b>"


def period_hover(result: Result, row: Row, words: Words) -> str:
    """Company and period, value, interval, the sources' range, growth, rate, flags, sources."""
    kind = _kind(result, row)
    value = say(row["value"], kind, words.lang)
    span = say_range(row["value_low"], row["value_high"], kind, words.lang)
    if row.get("is_guidance"):
        value = span = say_range(row["range_low"], row["range_high"], kind, words.lang)
    growth = printed = rate = ""
    if row["growth"] is not None:
        growth = words("word.growth", value=percent(row["growth"], words))
    if row["growth_printed"] is not None:
        printed = words("word.growth_printed", value=percent(row["growth_printed"], words))
    if row["rate"] is not None:
        rate = words("label.financials.rate", rate=number(row["rate"]))
    return hover(
        result,
        row,
        words,
        head(row, words, words.code("metric", result.params["metric"]), value),
        period(row, words) if row["period_start"] != row["period_end"] else "",
        words("flag.is_guidance") if row.get("is_guidance") else flag_texts(row, words),
        words("word.interval", range=span) if span != value else "",
        disagreement(row, kind, words) if is_ranged(row) else "",
        growth,
        printed,
        rate,
    )


def sum_hover(result: Result, row: Row, words: Words) -> str:
    """The sum with its days and interval, and what was added last."""
    kind = row["currency"] or "number"
    last = words(
        "label.financials.added",
        period=fiscal(row, words),
        value=say(row["value"], kind, words.lang),
    )
    return hover(
        result,
        row,
        words,
        safe(words.company(row["company_id"])),
        words(
            "label.financials.sum_value",
            metric=words.code("metric", result.params["metric"]),
            value=f"<b>{say(row['total'], kind, words.lang)}</b>",
        ),
        words("word.period", start=words.day(row["since"]), end=words.day(row["period_end"])),
        last,
        flag_texts(row, words),
        words(
            "word.interval", range=say_range(row["total_low"], row["total_high"], kind, words.lang)
        ),
    )


def intensity_hover(result: Result, row: Row, words: Words) -> str:
    """The share with both amounts behind it."""
    value = say(row["intensity"], "fraction", words.lang, digits=3)
    rd, revenue = (
        say(row[name], row["currency"], words.lang) for name in ("rd_expense", "revenue")
    )
    return hover(
        result,
        row,
        words,
        head(row, words, words.code("metric", "rd_intensity"), value),
        words("label.financials.rd_over_revenue", rd=rd, revenue=revenue),
        period(row, words),
        flag_texts(row, words),
        words(
            "word.interval",
            range=say_range(row["intensity_low"], row["intensity_high"], "fraction", words.lang),
        ),
    )


def change(row: Row, words: Words) -> str:
    """The amount a row is compared with, and its own."""
    before, after = (
        say(row[name], row["currency"] or "number", words.lang) for name in ("base", "value")
    )
    return words("label.financials.change", before=before, after=after)


def _kind(result: Result, row: Row) -> str:
    return row["currency"] or PLAIN.get(result.params["metric"], "fraction")


def percent(value: float, words: Words) -> str:
    """A change, with its sign."""
    return say(value, "fraction", words.lang, sign=True)


def subject(result: Result, rows: Sequence[Row], column: str, words: Words) -> Row:
    """The newest row of the first company chosen; of the one largest at its end where none was."""
    newest = {company: line[-1] for company, line in by_company(rows).items()}
    rivals, _ = one_currency(list(newest.values()), words)  # amounts compare in one currency only
    chosen = [newest[c] for c in result.params["companies"] or () if c in newest]
    return chosen[0] if chosen else max(rivals, key=lambda row: abs(row[column]))


def period_finding(result: Result, words: Words) -> str:
    """The newest value of the company in focus; a range announced only where nothing else is."""
    row = subject(result, apart(result.rows)[0] or result.rows, "value", words)
    return words(
        "finding.financials.by_period",
        company=safe(words.company(row["company_id"])),
        period=fiscal(row, words),
        metric=words.code("metric", result.params["metric"]),
        value=say(row["value"], _kind(result, row), words.lang),
        growth=words(_growth_key(row), growth=percent(finest_growth(row), words))
        if row["growth"] is not None
        else "",
        flags=flags(row, words),
    )


def flags(row: Row, words: Words) -> str:
    """What a reader must know of a row, in brackets behind a sentence."""
    texts = flag_texts(row, words)
    return words("finding.financials.flags", flags=texts) if texts else ""


def _growth_key(row: Row) -> str:
    is_converted = row.get("rate") is not None
    return "finding.financials.growth_reported" if is_converted else "finding.financials.growth"


def finest_growth(row: Row) -> float:
    """As printed where that lies within the computed interval: it is the finer figure."""
    printed, low = row["growth_printed"], row["growth_low"]
    within = None not in (printed, low) and low <= printed <= row["growth_high"]
    return float(printed if within else row["growth"])


def sum_finding(result: Result, words: Words) -> str:
    """What the company in focus earned or lost in all, and how many are below zero."""
    row = subject(result, result.rows, "total", words)
    is_profit = result.params["metric"].startswith("net_profit")
    way = ("loss" if row["total"] < 0 else "profit") if is_profit else "sum"
    text = words(
        f"finding.financials.cumulative_{way}",
        company=safe(words.company(row["company_id"])),
        year=row["since"].year,
        metric=words.code("metric", result.params["metric"]),
        day=words.day(row["period_end"]),
        value=say(abs(row["total"]), row["currency"] or "number", words.lang),
    )
    ends = [rows[-1] for rows in by_company(result.rows).values()]
    below = sum(end["total"] < 0 for end in ends)
    return text + (
        words("finding.financials.below_zero", count=len(ends), below=below)
        if is_profit and len(ends) > 1
        else ""
    )


def intensity_finding(result: Result, words: Words) -> str:
    """The newest share of the company in focus, and the median of its period."""
    row = subject(result, result.rows, "intensity", words)
    text = words(
        "finding.financials.rd_intensity",
        company=safe(words.company(row["company_id"])),
        period=fiscal(row, words),
        value=say(row["intensity"], "fraction", words.lang, digits=3),
        flags=flags(row, words),
    )
    peers = [r["intensity"] for r in result.rows if r["fiscal_label"] == row["fiscal_label"]]
    if len(peers) < 3:
        return text
    middle = say(median(peers), "fraction", words.lang, digits=3)
    return text + words(
        "finding.financials.rd_median", period=fiscal(row, words), count=len(peers), value=middle
    )


def mark_notes(rows: Sequence[Row], words: Words, shape: str) -> tuple[str, ...]:
    """What the open, hatched or dotted marks mean that occur."""
    flags = ("is_partial", "is_derived", "is_preliminary", "is_standardised", "is_guidance")
    return tuple(
        words(f"note.financials.{shape}.{flag}")
        for flag in flags
        if any(row.get(flag) for row in rows)
    )


def conversion_notes(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    """Whether amounts were converted."""
    return (
        (words("note.financials.converted"),)
        if any(row["rate"] is not None for row in rows)
        else ()
    )


def panel_notes(panels: Sequence[Panel], words: Words) -> tuple[str, ...]:
    """Whether units are drawn apart."""
    return (words("note.financials.panels"),) if len(panels) > 1 else ()


def log_notes(panels: Sequence[Panel], words: Words) -> tuple[str, ...]:
    """Whether an axis is logarithmic."""
    return (words("note.financials.log"),) if any(panel.is_log for panel in panels) else ()


def alt(column: str, panels: Sequence[Panel], words: Words, finding: str) -> str:
    """The finding, then the newest value of every company."""
    values = [
        words(
            "label.financials.alt_value",
            company=safe(words.company(company)),
            period=fiscal(line[-1], words),
            value=f"{number(panel.size(line[-1][column]) or 0)} {panel.size.unit}",
        )
        for panel in panels
        for company, line in by_company(panel.rows).items()
    ]
    return words("alt.series", finding=finding, values=words.list(values))
