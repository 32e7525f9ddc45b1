"""A list of companies exported from 天眼查."""

from __future__ import annotations

from chipcensus.importing.formats.companies import SPELLINGS
from chipcensus.importing.formats.format import Format

MARKS = ("天眼查", "tianyancha.com", "天眼评分", "其他电话", "更多电话(天眼查)", "行业(天眼查)")
TIANYANCHA = Format("tianyancha", "registry", SPELLINGS, ("name", "founded_on"), "天眼查", MARKS)
