"""What a figure is, in one line: what is counted or measured, of which period, by whom."""

from __future__ import annotations

from chipcensus.i18n import Words
from chipcensus.trail.printed import Print
from chipcensus.trail.terms import period

COUNTS = {"registrations", "deregistrations", "company_stock"}


def title(one: Print, words: Words) -> str:
    """What a print is a print of."""
    what, when = _what(one, words), period(one, words)
    if one.provider is None:
        return words("trail.figure", what=what, period=when)
    by = words.code("provider", one.provider)
    return words("trail.figure_by", what=what, period=when, provider=by)


def _what(one: Print, words: Words) -> str:
    if one.subject in COUNTS:
        return _count(one, words)
    if one.is_statement:
        metric = words.code("metric", one.metric)
        if one.subject == "guidance":
            metric = words("trail.guidance", metric=metric)
        return f"{words.company(one.parts[0])} · {metric}"
    if one.subject == "funding_totals":
        return words("trail.funding_totals", scope=words.code("scope", one.parts[0]))
    if one.subject == "funding_rounds":
        return _deal(one, words)
    if one.subject == "market":
        names = zip(("indicator", "geo", "market_segment"), one.parts, strict=False)
        return " · ".join(words.code(name, part) for name, part in names)
    if one.subject == "events":
        return (one.title_zh if words.lang == "zh" else one.title_en) or one.what
    return words.code("subject", one.subject)


def _count(one: Print, words: Words) -> str:
    scope, level, geo, *dimension = one.parts
    text = words(f"trail.{one.subject}", scope=words.code("scope", scope))
    if level != "country":
        text += words("trail.in_place", place=words.code("geo", geo))
    breadth = one.figure_id.rsplit("|", 1)[-1]
    if breadth in {"core", "keyword"}:
        text = words("trail.group_of", text=text, group=words(f"trail.{breadth}"))
    if dimension and dimension[0] != "exit_kind":
        group = words.code("dimension_value", dimension[-1])
        text = words("trail.group_of", text=text, group=group)
    return text


def _deal(one: Print, words: Words) -> str:
    """`deal_id` begins with the company's id and goes on with round and month."""
    deal = one.parts[0]
    company = max((c for c in words.names if deal.startswith(f"{c}-")), key=len, default="")
    rest = deal.removeprefix(f"{company}-")
    rounds = (r for r in words.section("round") if f"{rest}-".startswith(f"{r}-"))
    round_ = max(rounds, key=len, default=rest)
    name = words("trail.deal_of", company=words.company(company), round=words.code("round", round_))
    text = words(f"trail.{one.measure}", deal=name)
    known = words.section("covers") | words.section("proceeds")
    told = [known[part] for part in one.parts[1:] if part in known]
    return " · ".join([text, *told])
