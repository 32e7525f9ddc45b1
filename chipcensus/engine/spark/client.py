"""Spark Connect's client. It warns of pandas 3 when imported; nothing here goes through pandas."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", FutureWarning)
    from pyspark.errors import AnalysisException, ParseException, PySparkException
    from pyspark.sql.connect.client.retries import DefaultPolicy
    from pyspark.sql.connect.session import SparkSession

# The statement itself is not right, or speaks of what is not there.
REFUSALS = (AnalysisException, ParseException)

__all__ = ["REFUSALS", "DefaultPolicy", "PySparkException", "SparkSession"]
