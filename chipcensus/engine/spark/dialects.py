"""How DuckDB's SQL is read and Spark's is written: where the two mean other things by one word.

Each method stands for a difference between the engines, not for a question: what SQLGlot carries
over by itself is left to it.
"""

from __future__ import annotations

import re

from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.dialects.spark import Spark
from sqlglot.generators.spark import SparkGenerator
from sqlglot.parsers.duckdb import DuckDBParser


class House(DuckDB):
    """DuckDB's SQL as queries/ are written: `len` is of lists, `length` of texts."""

    class Parser(DuckDBParser):
        """Reads it."""

        FUNCTIONS = {  # noqa: RUF012 - as in the class it extends
            **DuckDBParser.FUNCTIONS,
            "LEN": exp.ArraySize.from_arg_list,
            "LIST_POSITION": lambda args: exp.func("ARRAY_POSITION", *args, dialect=Spark),
            "LIST_HAS_ANY": lambda args: exp.func("ARRAYS_OVERLAP", *args, dialect=Spark),
            "LIST_HAS_ALL": lambda args: _none_left(args[1], args[0]),
            "REGEXP_FULL_MATCH": lambda args: exp.RegexpLike(
                this=args[0], expression=exp.Literal.string(f"^(?:{args[1].name})$")
            ),
        }


class Carried(Spark):
    """Spark's SQL that means what DuckDB's did, on every engine that speaks Spark Connect."""

    class Generator(SparkGenerator):
        """Writes it."""

        TRANSFORMS = {  # noqa: RUF012 - as in the class it extends
            name: made
            for name, made in SparkGenerator.TRANSFORMS.items()
            if name
            not in {
                exp.Array,
                exp.ArrayConcat,
                exp.Concat,
                exp.Split,
                exp.RegexpReplace,
                exp.RegexpExtract,
                exp.RegexpExtractAll,
                exp.ArgMax,
                exp.ArgMin,
            }
        }

        def array_sql(self, expression: exp.Array) -> str:
            """A number with a point is a decimal: beside doubles not every engine widens it."""
            for one in expression.expressions:
                if isinstance(one, exp.Literal) and not one.is_string and "." in one.name:
                    one.replace(exp.cast(one.copy(), exp.DType.DOUBLE))
            return self.func("ARRAY", *expression.expressions)

        def concat_sql(self, expression: exp.Concat) -> str:
            """What is not told is passed over, also where it is no text."""
            texts = (exp.cast(one.copy(), exp.DType.TEXT) for one in expression.expressions)
            empty = exp.Literal.string("")
            return self.func("CONCAT", *(self.func("COALESCE", t, empty) for t in texts))

        def div_sql(self, expression: exp.Div) -> str:
            """DuckDB divides decimals and whole numbers as doubles."""
            divided = exp.cast(expression.this.copy(), exp.DType.DOUBLE)
            return self.binary(exp.Div(this=divided, expression=expression.expression.copy()), "/")

        def arraysize_sql(self, expression: exp.ArraySize) -> str:
            """`size(NULL)` is -1."""
            return self.func("ARRAY_SIZE", expression.this)

        def arraydistinct_sql(self, expression: exp.ArrayDistinct) -> str:
            """DuckDB drops what is not told from a list of distinct values."""
            return self.func("ARRAY_COMPACT", self.func("ARRAY_DISTINCT", expression.this))

        def arrayconcat_sql(self, expression: exp.ArrayConcat) -> str:
            """DuckDB passes over a list that is not told; here the whole would be NULL."""
            parts = [expression.this, *expression.expressions]
            return self.func("CONCAT", *(self.func("COALESCE", p, EMPTY.copy()) for p in parts))

        def arrayagg_sql(self, expression: exp.ArrayAgg) -> str:
            """Of distinct values another function, the only one that stands in windows too."""
            if isinstance(expression.this, exp.Distinct):
                return self.func("COLLECT_SET", *expression.this.expressions)
            return self.func("COLLECT_LIST", expression.this)

        def argmax_sql(self, expression: exp.ArgMax) -> str:
            """DuckDB passes over rows whose value is not told."""
            return self.func("MAX_BY", expression.this, _told(expression))

        def argmin_sql(self, expression: exp.ArgMin) -> str:
            """As above."""
            return self.func("MIN_BY", expression.this, _told(expression))

        def split_sql(self, expression: exp.Split) -> str:
            r"""Splits by an expression; not every engine knows \Q...\E."""
            sign = exp.Literal.string(re.escape(expression.expression.name))
            return self.func("SPLIT", expression.this, sign)

        def regexpreplace_sql(self, expression: exp.RegexpReplace) -> str:
            r"""What was found is $1, not \1; all is replaced, as by DuckDB's 'g'."""
            found = expression.args["replacement"].name
            if re.search(r"\\\d\w", found):  # one engine takes it for a name, another for a number
                raise ValueError(f"{found}: no letter or digit may follow what was found.")
            put = exp.Literal.string(re.sub(r"\\(\d)", r"$\1", found))
            return self.func("REGEXP_REPLACE", expression.this, expression.expression, put)

        def regexpextract_sql(self, expression: exp.RegexpExtract) -> str:
            """Without a group the whole match is meant, not the first group."""
            group = expression.args.get("group") or exp.Literal.number(0)
            return self.func("REGEXP_EXTRACT", expression.this, expression.expression, group)

        def regexpextractall_sql(self, expression: exp.RegexpExtractAll) -> str:
            """As above."""
            group = expression.args.get("group") or exp.Literal.number(0)
            return self.func("REGEXP_EXTRACT_ALL", expression.this, expression.expression, group)


# Of no type: it takes that of the list beside it.
EMPTY = exp.Array(expressions=[])


def _none_left(wanted: exp.Expr, there: exp.Expr) -> exp.EQ:
    """Whether all of a list is in another."""
    left = exp.func("ARRAY_EXCEPT", wanted, there, dialect=Spark)
    return exp.EQ(this=exp.ArraySize(this=left), expression=exp.Literal.number(0))


def _told(expression: exp.ArgMax | exp.ArgMin) -> exp.Case:
    there = exp.Not(this=exp.Is(this=expression.this.copy(), expression=exp.Null()))
    return exp.Case().when(there, expression.expression.copy())
