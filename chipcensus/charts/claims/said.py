"""A verdict in one computed sentence, and what the tables say beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chipcensus.charts.drawing import sources
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import number, say, say_range

KINDS = {"companies per day": "per_day", "CNY per share": "CNY"}
DIGITS = {"per_day": 4}
WHOLE_YEAR = (1, 1, 12, 31)


def kind_of(unit: str) -> str:
    """The kind of number a claim's unit stands for."""
    return KINDS.get(unit, unit)


def span(start: date | None, end: date | None, words: Words) -> str:
    """A period, short: a year as the year, a day as the day."""
    if start is None or end is None:
        return words("word.unknown")
    if start == end:
        return start.isoformat()
    if start.year == end.year and (start.month, start.day, end.month, end.day) == WHOLE_YEAR:
        return str(start.year)
    return words("word.period", start=start.isoformat(), end=end.isoformat())


def value(row: Row, words: Words) -> str:
    """What others say: a figure, a day, or whether it is so; "" = nothing."""
    if row["holds"] is not None:
        return words("label.claims.holds" if row["holds"] else "label.claims.fails")
    if row["happened_on"] is not None:
        return span(row["happened_on"], row["until"], words)
    if row["value"] is None:
        return ""
    mark = "" if row["value_high"] is not None else "≥"
    kind = kind_of(row["unit"])
    return mark + say(row["value"], kind, words.lang, digits=DIGITS.get(kind, 6))


def interval(row: Row, words: Words) -> str:
    """The range of the other sources where they differ; "" where they do not."""
    low, high = row["range_low"], row["range_high"]
    kind = kind_of(row["unit"])
    if low is None or say(low, kind, words.lang) == say(high, kind, words.lang):
        return ""
    return words("word.range", range=say_range(low, high, kind, words.lang))


def part(row: Row, words: Words) -> str:
    """Which part of a claim the row is about, e.g. a company; "" = all of it."""
    if row["part"] is None:
        return ""
    return words.get(f"part.{row['part']}", words.company(row["part"]))


def who(result: Result, row: Row, words: Words) -> str:
    """Who says so: who counted or forecast, else who published it."""
    return (
        words.code("provider", row["provider"]) if row["provider"] else sources(result, row, words)
    )


def inputs(codes: Sequence[str], words: Words) -> str:
    """What it would take, in words, e.g. "R&D expense FY2020, FY2022 (standardised only)"."""
    found: dict[tuple[str, ...], list[str]] = {}
    for code in codes:
        first, *others = code.split("|")
        last = [text for text in others if text in words.section("claim_detail")]
        found.setdefault((first, *last), []).append(
            " ".join(_detail(text, words) for text in others if text not in last)
        )
    return words.list([_input(key, details, words) for key, details in found.items()])


def _input(key: tuple[str, ...], details: Sequence[str], words: Words) -> str:
    first, *last = key
    named = words.get(f"claim_input.{first}", words.get(f"metric.{first}", first))
    tail = [words(f"claim_detail.{text}") for text in last]
    return " ".join(filter(None, [named, words.list(list(details)), *tail]))


def _detail(text: str, words: Words) -> str:
    for field in ("part", "scope", "event_kind"):
        if f"{field}.{text}" in words.texts:
            return words.code(field, text)
    return words.company(text).replace("..", " – ")


def sentence(result: Result, row: Row, words: Words) -> str:
    """Why the verdict on this part of a claim is what it is."""
    code = row["part_verdict"]
    told = {"value": value(row, words), "who": who(result, row, words)}
    told["period"] = span(row["period_start"], row["period_end"], words)
    if code == "uncheckable":
        return words("said.claims.uncheckable", missing=inputs(row["missing"] or [], words))
    if code == "only":
        return words("said.claims.only", own=inputs(row["own"] or [], words))
    if code == "partial":
        return words("said.claims.partial", claimed=row["claimed_end"].isoformat(), **told)
    return _compared(row, told, words)


def _compared(row: Row, told: dict[str, str], words: Words) -> str:
    differs = row["part_verdict"] == "differs"
    if row["holds"] is not None:
        return words("said.claims.fails" if differs else "said.claims.holds", **told)
    if differs and row["gap_days"] is not None:
        return words("said.claims.differs_days", gap=abs(row["gap_days"]), **told)
    if differs:
        return words("said.claims.differs", gap=gap(row, words), **told)
    direct = "direct" if row["is_direct"] else "derived"
    return words(f"said.claims.{direct}", **told)


def gap(row: Row, words: Words) -> str:
    """By how much the claim differs; of shares in percentage points."""
    size = abs(row["gap"])
    if row["unit"] == "fraction":
        return words("label.claims.points", value=number(size * 100, 3))
    return say(size, kind_of(row["unit"]), words.lang, digits=3)


def context(result: Result, row: Row, words: Words) -> str:
    """A figure of another period, for orientation."""
    named = part(row, words)
    told = {"value": value(row, words), "who": who(result, row, words)}
    if row["period_start"] is None:
        return words("said.claims.directory", part=named, value=told["value"])
    period = span(row["period_start"], row["period_end"], words)
    return words("said.claims.context", period=period, **told)
