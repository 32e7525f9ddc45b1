"""AKShare's stock_lrb_em: income statements of all listed companies for one period, from 东方财富.

The table does not say the period: the file's name does, or a column added to it.
"""

from __future__ import annotations

from chipcensus.importing.formats.format import Format
from chipcensus.importing.formats.stock_yjbb_em import PERIOD

FIELDS = {
    "ticker": ("股票代码", "证券代码"),
    "company": ("股票简称", "证券简称", "证券名称"),
    "announced_on": ("公告日期",),
    "period_end": PERIOD,
}
# What the page calls net profit is that of the parent's owners. All in yuan.
METRICS = {
    "归母净利润": ("净利润",),
    "营业总收入": ("营业总收入",),
    "营业成本": ("营业总支出-营业支出",),
    "营业利润": ("营业利润",),
    "利润总额": ("利润总额",),
}
SIGNATURE = ("ticker", "company", "announced_on", "归母净利润", "营业总收入", "营业成本")
STOCK_LRB_EM = Format("stock_lrb_em", "statements", FIELDS, SIGNATURE, "东方财富", metrics=METRICS)
