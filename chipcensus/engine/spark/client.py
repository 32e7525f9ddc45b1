"""Spark Connect's client. It warns of pandas 3 when imported; nothing here goes through pandas."""

from __future__ import annotations

import logging
import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", FutureWarning)
    from pyspark.errors import AnalysisException, ParseException, PySparkException
    from pyspark.logger import PySparkLogger
    from pyspark.sql.connect.client.retries import DefaultPolicy
    from pyspark.sql.connect.session import SparkSession

# That an engine is gone, or did not take a statement, is said once: by what is raised.
warnings.filterwarnings("ignore", ".RETRIES_EXCEEDED", UserWarning)
for _name in ("SQLQueryContextLogger", "DataFrameQueryContextLogger"):
    PySparkLogger.getLogger(_name).setLevel(logging.CRITICAL)

# The statement itself is not right, or speaks of what is not there.
REFUSALS = (AnalysisException, ParseException)

__all__ = ["REFUSALS", "DefaultPolicy", "PySparkException", "SparkSession"]
