"""AKShare's stock_yjbb_em: results of all listed companies for one period, from 东方财富.

The table does not say the period: the file's name does, or a column added to it.
"""

from __future__ import annotations

from chipcensus.importing.formats.format import Format

PERIOD = ("报告期", "报告日期", "报告日", "截止日期", "period_end")
FIELDS = {
    "ticker": ("股票代码", "证券代码"),
    "company": ("股票简称", "证券简称", "证券名称"),
    "announced_on": ("最新公告日期",),
    "period_end": PERIOD,
}
# What the page calls net profit is that of the parent's owners. All in yuan.
METRICS = {
    "营业总收入": ("营业总收入-营业总收入", "营业收入-营业收入"),
    "归母净利润": ("净利润-净利润",),
}
SIGNATURE = ("ticker", "company", "announced_on", "营业总收入", "归母净利润")
STOCK_YJBB_EM = Format(
    "stock_yjbb_em", "statements", FIELDS, SIGNATURE, "东方财富", metrics=METRICS
)
