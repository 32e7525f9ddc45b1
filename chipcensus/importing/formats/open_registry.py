"""The open registry dump: a CSV a year and province, made from the public registers."""

from __future__ import annotations

from chipcensus.importing.formats.format import Format

FIELDS = {
    "name": ("企业名称",),
    "credit_code": ("统一社会信用代码",),
    "founded_on": ("注册日期",),
    "company_type": ("企业类型",),
    "capital": ("注册资金",),
    "business_scope": ("经营范围",),
    "province": ("所在省份",),
    "city": ("地区",),
}
OPEN_REGISTRY = Format("open_registry", "registry", FIELDS, tuple(FIELDS), "工商登记公开数据")
