"""A list of companies exported from 爱企查."""

from __future__ import annotations

from chipcensus.importing.formats.companies import SPELLINGS
from chipcensus.importing.formats.format import Format

MARKS = ("爱企查", "aiqicha.baidu.com", "爱企查评分", "所属行业(爱企查)")
AIQICHA = Format("aiqicha", "registry", SPELLINGS, ("name", "founded_on"), "爱企查", MARKS)
