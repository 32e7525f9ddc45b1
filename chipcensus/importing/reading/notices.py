"""Remarks above and below the data: where it is from, how it may be used."""

from __future__ import annotations

import re

SAYS = re.compile(
    r"数据来源|资料来源|来源[:：]|免责|声明|版权|仅供|^\s*注[:：0-9]|备注[:：]|说明[:：]|注释|导出|"
    r"更新时间|更新日期|截至|截止|查询时间|查询条件|^共.*[条家行]|^合计|^总计|^本(数据|文件|报告|表)|"
    r"由.{1,20}提供|©|\bsource\s*:|disclaimer|copyright|^note\b|exported|generated",
    re.I,
)


def is_notice(text: str) -> bool:
    """Whether the only filled cell of a row is a remark and no company's name."""
    return SAYS.search(text[:200]) is not None
