"""A statement's tree mended where Spark lacks a construct: the same rows by other means."""

from __future__ import annotations

from itertools import count

from sqlglot import exp


def mended(tree: exp.Expr) -> exp.Expr:
    """The tree of a SELECT without what Spark's SQL does not have; `tree` itself is changed."""
    for select in list(tree.find_all(exp.Select)):
        _spell_windows(select)
    for window in list(tree.find_all(exp.Window)):
        _filter_within(window)
    numbers = count(1)
    for kind in (exp.ArrayAgg, exp.First):
        for ordered in list(tree.find_all(kind)):
            _order_within(ordered, next(numbers))
    for gathered in list(tree.find_all(exp.ArrayAgg)):
        _empty_is_null(gathered)
    for select in reversed(list(tree.find_all(exp.Select))):  # the inner ones first
        if select.args.get("qualify"):
            outer = _qualified(select, numbers)
            tree = outer if select is tree else tree
            select.replace(outer)
    return tree


def _spell_windows(select: exp.Select) -> None:
    """A named window stands where it is used: one that rests on another is not known to Spark."""
    named = {window.name.lower(): window for window in select.args.pop("windows", None) or []}
    for window in list(select.find_all(exp.Window)) if named else []:
        alias = window.args.get("alias")
        if alias is None or window.find_ancestor(exp.Select) is not select:
            continue
        window.set("alias", None)
        window.set("over", window.args.get("over") or "OVER")
        while alias is not None:
            base = named[alias.name.lower()]
            for key in ("partition_by", "order", "spec"):
                if base.args.get(key) and not window.args.get(key):
                    part = base.args[key]
                    copied = [p.copy() for p in part] if isinstance(part, list) else part.copy()
                    window.set(key, copied)
            alias = base.args.get("alias")


def _filter_within(window: exp.Window) -> None:
    """FILTER is not known of windows: what it leaves out is NULL, which aggregates pass over."""
    kept = window.this
    if not isinstance(kept, exp.Filter):
        return
    condition = kept.expression.this if isinstance(kept.expression, exp.Where) else kept.expression
    function = kept.this
    inner = (
        function.this.expressions[0] if isinstance(function.this, exp.Distinct) else function.this
    )
    value = exp.Literal.number(1) if isinstance(inner, exp.Star) else inner.copy()
    inner.replace(exp.Case().when(condition.copy(), value))
    kept.replace(function)


def _order_within(gathered: exp.Expr, number: int) -> None:
    """In an order of their own: gathered with what they are ordered by, and put in order then.

    `number`: of the fields' names, by which engines tell two such lists apart.
    """
    order = gathered.this
    if not isinstance(order, exp.Order):
        return
    keys: list[exp.Expr] = []
    for key in order.expressions:
        if key.args.get("desc"):
            raise ValueError(f"{gathered.sql('duckdb')}: only in ascending order.")
        # In parentheses: "a IS NULL IS NULL" is not read by every engine.
        keys += [exp.Is(this=exp.paren(key.this), expression=exp.Null()), key.this.copy()]
    field = exp.to_identifier(f"value_{number}")
    fields = [
        exp.PropertyEQ(this=exp.to_identifier(f"key_{number}_{place}"), expression=key)
        for place, key in enumerate(keys)
    ]
    value = exp.PropertyEQ(this=field.copy(), expression=order.this.copy())
    told: exp.Expr = exp.ArrayAgg(this=exp.Struct(expressions=[*fields, value]))
    whole: exp.Expr = gathered.parent if isinstance(gathered.parent, exp.Filter) else gathered
    if isinstance(whole, exp.Filter):
        told = exp.Filter(this=told, expression=whole.expression.copy())
    in_order = exp.Anonymous(this="ARRAY_SORT", expressions=[told])
    if isinstance(gathered, exp.First):
        first = exp.Anonymous(this="TRY_ELEMENT_AT", expressions=[in_order, exp.Literal.number(1)])
        whole.replace(exp.Dot(this=first, expression=field))
        return
    one = exp.to_identifier("one")
    taken = exp.Lambda(this=exp.Dot(this=one, expression=field), expressions=[one.copy()])
    whole.replace(exp.Anonymous(this="TRANSFORM", expressions=[in_order, taken]))


def _empty_is_null(gathered: exp.ArrayAgg) -> None:
    """A list of no rows is NULL in DuckDB, empty in Spark; without a filter a group has rows."""
    whole: exp.Expr = gathered.parent if isinstance(gathered.parent, exp.Filter) else gathered
    select = gathered.find_ancestor(exp.Select)
    is_filtered = whole is not gathered or gathered.find(exp.Case) is not None
    if isinstance(whole.parent, exp.Window):
        whole = whole.parent
    elif select is not None and not select.args.get("group"):
        is_filtered = True
    if is_filtered:
        size = exp.GT(this=exp.ArraySize(this=whole.copy()), expression=exp.Literal.number(0))
        whole.replace(exp.Case().when(size, whole.copy()))


def _qualified(select: exp.Select, numbers: count[int]) -> exp.Select:
    """QUALIFY as a condition around the rows with their windows; the order goes outside."""
    inner = select.copy()
    condition = exp.Paren(this=inner.args["qualify"].this.copy())
    inner.set("qualify", None)
    inner.set("expressions", [_named(column, numbers) for column in inner.expressions])
    names = [column.alias_or_name for column in inner.expressions]
    outer_args = {key: inner.args.pop(key, None) for key in ("with_", "order", "limit")}
    take = _Taken(inner, numbers)
    for window in list(condition.find_all(exp.Window)):
        window.replace(take(window))
    for column in list(condition.find_all(exp.Column)):
        if column.name not in take.names:
            column.replace(take(column))
    for key in outer_args["order"].expressions if outer_args["order"] else ():
        is_shown = isinstance(key.this, exp.Column) and key.this.name in names
        key.set("this", exp.column(key.this.name) if is_shown else take(key.this))
    rows = exp.Subquery(this=inner, alias=exp.TableAlias(this=exp.to_identifier("_rows")))
    shown = [exp.Star()] if "*" in names else [exp.column(name) for name in names]
    outer = exp.Select(expressions=shown).from_(rows).where(condition.this)
    for key, value in outer_args.items():
        outer.set(key, value)
    return outer


def _named(column: exp.Expr, numbers: count[int]) -> exp.Expr:
    is_named = isinstance(column, exp.Alias | exp.Column | exp.Star)
    return column if is_named else exp.alias_(column.copy(), f"_x{next(numbers)}")


class _Taken:
    """Has values of the rows within a SELECT, each under a name of its own."""

    def __init__(self, select: exp.Select, numbers: count[int]) -> None:
        self.select, self.numbers = select, numbers
        self.aliases = {c.alias: c.this for c in select.expressions if isinstance(c, exp.Alias)}
        self.names: set[str] = set()

    def __call__(self, value: exp.Expr) -> exp.Column:
        name = f"_x{next(self.numbers)}"
        self.names.add(name)
        self.select.append("expressions", exp.alias_(value.transform(self._spelt), name))
        return exp.column(name)

    def _spelt(self, node: exp.Expr) -> exp.Expr:
        """A name given in the SELECT itself is not known there yet."""
        is_alias = isinstance(node, exp.Column) and not node.table and node.name in self.aliases
        found: exp.Expr = self.aliases[node.name].copy() if is_alias else node
        return found
