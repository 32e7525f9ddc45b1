"""Every format that is known, one small module each."""

from __future__ import annotations

from chipcensus.importing.formats.aiqicha import AIQICHA
from chipcensus.importing.formats.companies import COMPANIES
from chipcensus.importing.formats.deals import DEALS, ITJUZI
from chipcensus.importing.formats.format import Format
from chipcensus.importing.formats.open_registry import OPEN_REGISTRY
from chipcensus.importing.formats.qichacha import QICHACHA
from chipcensus.importing.formats.qixinbao import QIXINBAO
from chipcensus.importing.formats.stock_financial_abstract import STOCK_FINANCIAL_ABSTRACT
from chipcensus.importing.formats.stock_lrb_em import STOCK_LRB_EM
from chipcensus.importing.formats.stock_yjbb_em import STOCK_YJBB_EM
from chipcensus.importing.formats.tables import own_tables
from chipcensus.importing.formats.tianyancha import TIANYANCHA

# Of formats that fit alike the first stands.
FORMATS: dict[str, Format] = {
    known.name: known
    for known in (
        OPEN_REGISTRY, COMPANIES, QICHACHA, TIANYANCHA, AIQICHA, QIXINBAO, DEALS, ITJUZI,
        STOCK_YJBB_EM, STOCK_LRB_EM, STOCK_FINANCIAL_ABSTRACT, *own_tables(),
    )
}  # fmt: skip

__all__ = ["FORMATS", "Format"]
