"""A list of companies exported from 企查查."""

from __future__ import annotations

from chipcensus.importing.formats.companies import SPELLINGS
from chipcensus.importing.formats.format import Format

MARKS = (
    "企查查",
    "qcc.com",
    "有效手机号",
    "系统匹配企业名称",
    "参保人数所属年报",
    "企查查行业门类",
    "企查查行业大类",
    "企查查行业中类",
)
QICHACHA = Format("qichacha", "registry", SPELLINGS, ("name", "founded_on"), "企查查", MARKS)
