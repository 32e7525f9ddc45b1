"""What a reader's statement may ask of an engine, seen from the tree by which it is carried over.

DuckDB's own guard (sandbox/guard.py) has let it through before. An engine is less closed than a
worker: it has a catalog, files and functions of its own, and all readers share it. So what is let
through is listed: tables of the generation, and functions that only compute. What SQLGlot does not
know it cannot carry over, and what it does not know is refused here before anything is sent.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlglot import exp
from sqlglot.optimizer.scope import traverse_scope

from chipcensus.sandbox.guard import Slip

# Of the parts a table in FROM may have; others read older states, give hints, reach elsewhere.
PARTS = {"this", "alias", "db", "pivots", "sample", "joins", "laterals", "ordinality"}
OWN_SCHEMA = "main"
# A file's path and more, of any table that an engine reads from files.
HIDDEN = "_metadata"
# Parts of a statement that do more than read, or steer the engine.
REFUSED = (
    *(exp.Command, exp.DDL, exp.DML, exp.Into, exp.Lock, exp.Hint, exp.Set, exp.Use, exp.Show),
    *(exp.Placeholder, exp.Parameter, exp.SessionParameter, exp.Introducer),
)
# They make as much as they are asked for, in the memory that all readers share: so much at most.
GROWING = {"Repeat": 10_000, "Pad": 10_000, "Space": 10_000, "GenerateSeries": 1_000_000}
# By the names that SQLGlot gives them: truth and choice, counting and adding up, windows, numbers,
# texts, lists, days.
KNOWN = """
And Or Xor Case If Coalesce Nullif Nvl2 Greatest Least Exists Any All Cast TryCast EqualNull
AnyValue ApproxDistinct ArgMax ArgMin ArrayAgg Avg Corr Count CountIf CovarPop CovarSamp First
Last GroupConcat Grouping GroupingId Kurtosis LogicalAnd LogicalOr Max Median Min Mode
PercentileCont PercentileDisc Quantile RegrAvgx RegrAvgy RegrCount RegrIntercept RegrR2 RegrSlope
RegrSxx RegrSxy RegrSyy Skewness Stddev StddevPop StddevSamp Sum Variance VariancePop
BitwiseAndAgg BitwiseOrAgg BitwiseXorAgg
CumeDist DenseRank FirstValue Lag LastValue Lead NthValue Ntile PercentRank Rank RowNumber
Abs Acos Asin Atan Atan2 Cbrt Ceil Cos Cot Degrees Exp Factorial Floor IsInf IsNan Ln Log Pi Pow
Radians Rint Round Sign Sin Sqrt Tan Trunc WidthBucket
Ascii Chr Concat ConcatWs Contains DPipe EndsWith Initcap Left Length Levenshtein Lower Pad Repeat
Replace Reverse Right Space Split SplitPart StartsWith StrPosition Substring SubstringIndex
Translate Trim Unicode Upper RegexpExtract RegexpExtractAll RegexpLike RegexpILike RegexpReplace
RegexpSplit RegexpCount Hex MD5 SHA SHA2
Array ArrayAppend ArrayConcat ArrayContains ArrayContainsAll ArrayDistinct ArrayExcept ArrayFilter
ArrayFirst ArrayIntersect ArrayLast ArrayMax ArrayMin ArrayOverlaps ArrayPosition ArrayPrepend
ArrayReverse ArraySize ArraySlice ArraySort ArraySum ArrayToString Explode Filter Flatten
GenerateSeries List Struct StructExtract Transform Unnest
AddMonths CurrentDate CurrentTimestamp Date DateAdd DateDiff DateFromParts DateStrToDate DateSub
DateTrunc Day DayOfMonth DayOfWeek DayOfWeekIso DayOfYear Dayname Extract Hour LastDay Minute
Month Monthname MonthsBetween Quarter Second StrToDate StrToTime TimeToStr TimestampDiff
TimestampTrunc TsOrDsAdd TsOrDsDiff TsOrDsToDate TsOrDsToTimestamp Week WeekOfYear Year YearOfWeek
YearOfWeekIso
"""
FUNCTIONS = frozenset(KNOWN.split())
# Functions of the engine's own that those of DuckDB are read as (dialects.py).
READ_AS = {"array_except", "arrays_overlap"}


def slip_of(tree: exp.Expr, tables: Collection[str]) -> Slip | None:
    """The first thing in a statement that an engine is not asked; None where there is none.

    Args:
        tree: as it was read, before anything in it is mended.
        tables: names of the generation's tables, in lower case.
    """
    if not isinstance(tree, exp.Query):
        return Slip("not_select", "", None)
    for node in tree.walk():
        slip = _slip(node)
        if slip:
            return slip
    return _foreign(tree, tables)


def _slip(node: exp.Expr) -> Slip | None:
    if isinstance(node, REFUSED):
        return Slip("changes", type(node).__name__.upper(), None)
    if isinstance(node, exp.Table):
        return _table(node)
    if isinstance(node, exp.Identifier) and (node.name.lower() == HIDDEN or "${" in node.name):
        return Slip("table", node.name, None)
    if isinstance(node, exp.Func):
        return _function(node)
    return None


def _table(table: exp.Table) -> Slip | None:
    """A table has a bare name; `main` is the generation's own schema."""
    parts = {name for name, value in table.args.items() if value}
    if isinstance(table.this, exp.Func):
        return None if type(table.this).__name__ in FUNCTIONS else _refused(table.this)
    is_bare = isinstance(table.this, exp.Identifier) and parts <= PARTS
    is_own = not table.db or table.db.lower() == OWN_SCHEMA
    return None if is_bare and is_own else Slip("no_table", table.sql("duckdb"), None)


def _function(node: exp.Func) -> Slip | None:
    name = type(node).__name__
    if isinstance(node, exp.Anonymous) and node.name.lower() in READ_AS:
        return None
    if name not in FUNCTIONS:
        return _refused(node)
    most = GROWING.get(name)
    numbers = [part for part in node.args.values() if isinstance(part, exp.Expr)]
    if most is not None and not all(_is_little(part, most) for part in numbers[-2:]):
        return Slip("growing", f"{most:,}", None)
    return None


def _is_little(part: exp.Expr, most: int) -> bool:
    """Whether it is a text, or a number as it stands that is not too large."""
    if isinstance(part, exp.Neg):
        part = part.this
    if isinstance(part, exp.Literal) and not part.is_string:
        return part.is_int and int(part.name) <= most
    return isinstance(part, exp.Literal | exp.Interval | exp.Null)


def _refused(node: exp.Func) -> Slip:
    name = node.name if isinstance(node, exp.Anonymous) else node.sql_name()
    return Slip("uncarried", str(name).lower(), None)


def _foreign(tree: exp.Expr, tables: Collection[str]) -> Slip | None:
    """A name that stands for no table of the generation, where it stands: not one of WITH there."""
    known = {id(node) for node in _within(tree)}
    for table in tree.find_all(exp.Table):
        is_named = isinstance(table.this, exp.Identifier)
        if is_named and id(table) not in known and table.name.lower() not in tables:
            return Slip("no_table", table.name, None)
    return None


def _within(tree: exp.Expr) -> list[exp.Table]:
    """The places at which a name of WITH stands for its rows, by the rules of scopes."""
    return [
        node
        for scope in traverse_scope(tree)
        for node, source in scope.selected_sources.values()
        if isinstance(node, exp.Table) and not isinstance(source, exp.Table)
    ]
