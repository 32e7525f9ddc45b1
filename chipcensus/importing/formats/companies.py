"""A list of companies by whomever: every spelling that the services' exports use."""

from __future__ import annotations

from chipcensus.importing.formats.format import Format

SPELLINGS = {
    "name": (
        "企业名称", "公司名称", "企业(机构)名称", "系统匹配企业名称", "机构名称", "单位名称",
        "企业全称", "公司全称", "名称", "company name", "company", "enterprise name", "name",
    ),
    "credit_code": (
        "统一社会信用代码", "社会信用代码", "统一信用代码", "统一社会信用代码/注册号", "信用代码",
        "unified social credit code", "credit code", "credit_code", "uscc",
    ),
    "founded_on": (
        "成立日期", "注册日期", "成立时间", "注册时间", "登记日期", "设立日期",
        "date of establishment", "established", "founded", "founded_on", "registration date",
    ),
    "ended_on": (
        "注销日期", "吊销日期", "注销/吊销日期", "吊销/注销日期", "注吊销日期", "注销吊销日期",
        "注销时间", "吊销时间", "deregistration date", "date of cancellation", "ended_on",
    ),
    "status": (
        "登记状态", "经营状态", "企业状态", "公司状态", "营业状态", "状态",
        "registration status", "operating status", "status",
    ),
    "capital": (
        "注册资本", "注册资金", "认缴资本", "registered capital", "capital",
    ),
    "province": (
        "所属省份", "所在省份", "省份", "所属省", "省", "所属地区", "province",
    ),
    "city": (
        "所属城市", "所在城市", "城市", "所属市", "地区", "所在地区", "市", "city",
    ),
    "industry": (
        "国标行业", "所属行业", "行业", "行业分类", "国标行业小类", "国标行业中类", "国标行业大类",
        "国标行业门类", "industry",
    ),
    "business_scope": (
        "经营范围", "业务范围", "business scope", "scope of business", "business_scope",
    ),
    "company_type": (
        "企业类型", "公司类型", "企业(机构)类型", "机构类型", "类型",
        "company type", "company_type",
    ),
    "approved_on": ("核准日期", "核准时间", "发照日期", "approval date", "approved_on"),
}  # fmt: skip

COMPANIES = Format("companies", "registry", SPELLINGS, ("name", "founded_on"), "own list")
