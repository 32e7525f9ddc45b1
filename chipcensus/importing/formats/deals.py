"""A list of financing deals, as IT桔子 and services like it export."""

from __future__ import annotations

from chipcensus.importing.formats.format import Format

FIELDS = {
    "company": (
        "公司简称", "公司名称", "项目名称", "企业名称", "企业简称", "融资公司", "融资企业",
        "融资主体", "公司全称", "被投企业", "被投资企业", "公司", "企业", "项目",
        "company", "company name",
    ),
    "announced_on": (
        "融资时间", "融资日期", "披露日期", "披露时间", "公布日期", "公布时间", "投资时间",
        "交易时间", "最新融资时间", "日期", "时间", "date", "announced on", "announced_on",
        "deal date",
    ),
    "round": (
        "轮次", "融资轮次", "投资轮次", "最新轮次", "最新融资轮次", "融资阶段",
        "round", "series", "stage",
    ),
    "amount": (
        "金额", "融资金额", "融资额", "投资金额", "交易金额", "最新融资金额", "融资金额(估)",
        "amount", "deal size", "amount raised",
    ),
    "investors": (
        "投资方", "投资机构", "投资者", "参投方", "投资方名称", "参与投资机构", "投资人",
        "investors", "investor",
    ),
    "valuation": (
        "估值", "投后估值", "最新估值", "企业估值", "估值(估)", "valuation", "post-money",
    ),
}  # fmt: skip
DEALS = Format("deals", "funding", FIELDS, ("company", "announced_on", "round"), "own list")
ITJUZI = Format(
    "itjuzi",
    "funding",
    FIELDS,
    ("company", "announced_on", "round"),
    "IT桔子",
    ("it桔子", "itjuzi"),
)
