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
    for ordered in list(tree.find_all(exp.ArrayAgg, exp.First)):
        _order_within(ordered)
    for gathered in list(tree.find_all(exp.ArrayAgg)):
        _empty_is_null(gathered)
    numbers = count(1)
    for select in list(tree.find_all(exp.Select)):
        _qualify(select, numbers)
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
    inner = function.this.expressions[0] if isinstance(function.this, exp.Distinct) else function.this
    value = exp.Literal.number(1) if isinstance(inner, exp.Star) else inner.copy()
    inner.replace(exp.Case().when(condition.copy(), value))
    kept.replace(function)


def _order_within(gathered: exp.ArrayAgg | exp.First) -> None:
    """In an order of their own: gathered with what they are ordered by, and put in order then."""
    order = gathered.this
    if not isinstance(order, exp.Order):
        return
    keys: list[exp.Expr] = []
    for key in order.expressions:
        if key.args.get("desc"):
            raise ValueError(f"{gathered.sql('duckdb')}: only in ascending order.")
        keys += [exp.Is(this=key.this.copy(), expression=exp.Null()), key.this.copy()]
    fields = [exp.PropertyEQ(this=exp.to_identifier(f"k{n}"), expression=k) for n, k in enumerate(keys)]
    value = exp.PropertyEQ(this=exp.to_identifier("value"), expression=order.this.copy())
    told = exp.ArrayAgg(this=exp.Struct(expressions=[*fields, value]))
    whole = gathered.parent if isinstance(gathered.parent, exp.Filter) else gathered
    if isinstance(whole, exp.Filter):
        told = exp.Filter(this=told, expression=whole.expression.copy())
    in_order = exp.Anonymous(this="ARRAY_SORT", expressions=[told])
    field = exp.to_identifier("value")
    if isinstance(gathered, exp.First):
        first = exp.Anonymous(this="TRY_ELEMENT_AT", expressions=[in_order, exp.Literal.number(1)])
        whole.replace(exp.Dot(this=first, expression=field))
        return
    one = exp.to_identifier("one")
    taken = exp.Lambda(this=exp.Dot(this=one, expression=field), expressions=[one.copy()])
    whole.replace(exp.Anonymous(this="TRANSFORM", expressions=[in_order, taken]))


def _empty_is_null(gathered: exp.ArrayAgg) -> None:
    """A list of no rows is NULL in DuckDB, empty in Spark; without FILTER a group has rows."""
    whole = gathered.parent if isinstance(gathered.parent, exp.Filter) else gathered
    select = gathered.find_ancestor(exp.Select)
    if isinstance(whole.parent, exp.Window):
        return
    if whole is gathered and select is not None and select.args.get("group"):
        return
    size = exp.ArraySize(this=whole.copy())
    whole.replace(exp.Case().when(exp.GT(this=size, expression=exp.Literal.number(0)), whole.copy()))


def _qualify(select: exp.Select, numbers: count[int]) -> None:
    """QUALIFY as a condition around the rows with their windows; the order goes outside."""
    qualify = select.args.get("qualify")
    if qualify is None:
        return
    condition = qualify.this.copy()
    select.set("qualify", None)
    names = [column.alias_or_name for column in select.expressions]
    aliases = {c.alias: c.this for c in select.expressions if isinstance(c, exp.Alias)}

    def outside(value: exp.Expr) -> exp.Column:
        """Have a value of the rows within, under a name of its own."""
        name = f"_x{next(numbers)}"
        for column in list(value.find_all(exp.Column)):
            if not column.table and column.name in aliases:
                inner = aliases[column.name].copy()
                if column is value:
                    value = inner
                else:
                    column.replace(inner)
        select.append("expressions", exp.alias_(value.copy(), name))
        return exp.column(name)

    wrapped = exp.Paren(this=condition)
    for window in list(wrapped.find_all(exp.Window)):
        window.replace(outside(window))
    for column in list(wrapped.find_all(exp.Column)):
        if not column.name.startswith("_x"):
            column.replace(outside(column))
    order = select.args.get("order")
    if order is not None:
        select.set("order", None)
        for key in order.expressions:
            if not (isinstance(key.this, exp.Column) and key.this.name in names):
                key.set("this", outside(key.this))
            elif key.this.table:
                key.set("this", exp.column(key.this.name))
    with_ = select.args.get("with_") or select.args.get("with")
    key = "with_" if select.args.get("with_") is not None else "with"
    select.set(key, None)
    rows = exp.Subquery(this=select.copy(), alias=exp.TableAlias(this=exp.to_identifier("_rows")))
    columns = [exp.Star() if name == "*" else exp.column(name) for name in names]
    outer = exp.Select(expressions=columns).from_(rows).where(wrapped.this)
    outer.set("order", order)
    outer.set(key, with_)
    select.replace(outer) if select.parent else None
    if select.parent is None:
        select.args.clear()
        for name, value in outer.args.items():
            select.set(name, value)
