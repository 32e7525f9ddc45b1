"""Several figures as one document: what it holds, how it is kept, made, and handed over."""

from chipcensus.report.files import FORMATS
from chipcensus.report.kept import keep, look_up, report_address
from chipcensus.report.make import Made, Wish, make
from chipcensus.report.ready import company_profile, industry, ready
from chipcensus.report.spec import Item, Spec, checked, read_spec

__all__ = [
    "FORMATS",
    "Item",
    "Made",
    "Spec",
    "Wish",
    "checked",
    "company_profile",
    "industry",
    "keep",
    "look_up",
    "make",
    "read_spec",
    "ready",
    "report_address",
]
