"""AKShare's stock_financial_abstract: a company's key figures, a column a period, from 新浪财经.

The table does not say the company: the file's name does (its six digits), or a column added to it.
"""

from __future__ import annotations

from chipcensus.importing.formats.format import Format

FIELDS = {
    "metric": ("指标",),
    "group": ("选项",),
    "ticker": ("股票代码", "代码"),
    "company": ("股票简称", "简称"),
}
STOCK_FINANCIAL_ABSTRACT = Format(
    "stock_financial_abstract",
    "statements",
    FIELDS,
    ("metric", "group"),
    "新浪财经",
    is_by_period=True,
)
