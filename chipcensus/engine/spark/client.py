"""Spark Connect's client. It warns of pandas 3 when imported; nothing here goes through pandas."""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _as_a_program() -> Iterator[None]:
    """A main module without a file, as in workers of pytest, PySpark takes for its own doctests.

    It would look for Spark's own files then, and end the process.
    """
    main = sys.modules["__main__"]
    is_bare = not hasattr(main, "__file__")
    if is_bare:
        main.__file__ = __file__
    try:
        yield
    finally:
        if is_bare:
            del main.__file__


with _as_a_program(), warnings.catch_warnings():
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
