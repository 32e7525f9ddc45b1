"""A list of companies exported from 启信宝."""

from __future__ import annotations

from chipcensus.importing.formats.companies import SPELLINGS
from chipcensus.importing.formats.format import Format

MARKS = ("启信宝", "qixin.com", "启信分", "启信评分")
QIXINBAO = Format("qixinbao", "registry", SPELLINGS, ("name", "founded_on"), "启信宝", MARKS)
