"""How many products each filter value would show, all in one statement.

Inside one facet values are joined with "or", so a facet's own choice does not lower its other counts. The hits of
the page's scope are read once, each with one flag per filter in use; every facet counts over these rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from ..models import Product
from .arrivals import STALL_DAYS, WITHIN
from .criteria import ATTRIBUTE, Criteria
from .listing import Condition, Scope, conditions, rated, reaches

VALUES = 6
ATTRIBUTES = 3
# An attribute is offered when at least this share of the scope's products has it.
ATTRIBUTE_SHARE = 0.2
GOOD_RATING = 4


@dataclass(frozen=True)
class Count:
    """One value of a facet: how many products the scope holds with it, and how many the other filters leave."""

    value: str
    label: str
    all: int
    left: int


@dataclass(frozen=True)
class Counts:
    """`total` is what the page shows, `scope` what it would show without filters. `values` by facet name;
    `categories` by category id, its own products alone; `titles` names the attributes."""

    scope: int = 0
    total: int = 0
    values: dict[str, list[Count]] = field(default_factory=dict)
    categories: dict[int, Count] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)


def counts(scope: Scope, criteria: Criteria, *, country: str) -> Counts:
    """All counts of a list page. `country` is the shop's own, and the one offered under "delivers to"."""
    wanted = conditions(criteria, scope.tree)
    hits = _hits(scope.products(), wanted, criteria.ships_to or country, criteria.rating or GOOD_RATING)
    try:
        sql, params = hits.query.sql_with_params()
    except EmptyResultSet:
        return Counts()
    with connection.cursor() as cursor:
        cursor.execute(_statement(sql, list(wanted), criteria.attributes), [*params, country])
        return _gathered(cursor.fetchall())


def _hits(products: QuerySet[Product], wanted: dict[str, Condition], country: str, stars: int) -> QuerySet[Any, Any]:
    flags = {_flag(name): _truth(condition) for name, condition in wanted.items()}
    return (
        products.order_by()
        .annotate(
            is_in_stock=_truth(Q(available__gt=0)),
            is_rated=_truth(rated(stars)),
            does_reach=_truth(reaches(country)),
            **flags,
        )
        .values("id", "category_id", "seller_id", "is_digital", "is_in_stock", "is_rated", "does_reach", *flags)
    )


def _truth(condition: Condition) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _flag(name: str) -> str:
    """A column name: attribute codes may hold hyphens, so they go by their bytes."""
    return "f_" + name.encode().hex() if name.startswith(ATTRIBUTE) else f"f_{name}"


def _rest(names: Iterable[str], without: str = "") -> str:
    """The flags of all filters but one, joined."""
    return " AND ".join(_flag(name) for name in names if name != without) or "true"


def _statement(hits: str, names: list[str], attributes: Mapping[str, tuple[str, ...]]) -> str:
    """Rows (facet, title, value, label, all, left). Only column names of ours are put into the text."""
    yes_no = [("stock", "is_in_stock"), ("rating", "is_rated"), ("ships", "does_reach")]
    flags = "\nUNION ALL ".join(
        f"SELECT '{name}', '', '1', '', count(*) FILTER (WHERE {column}),"
        f" count(*) FILTER (WHERE {column} AND {_rest(names, name)}) FROM hits"
        for name, column in yes_no
    )
    own = " ".join(f"WHEN '{code.encode().hex()}' THEN {_rest(names, ATTRIBUTE + code)}" for code in attributes)
    left = f"CASE encode(convert_to(a.code, 'UTF8'), 'hex') {own} ELSE {_rest(names)} END" if own else _rest(names)
    within = ", ".join(f"({days})" for days in WITHIN)
    return f"""
WITH hits AS MATERIALIZED ({hits}),
stalls AS MATERIALIZED ({STALL_DAYS}),
details AS (
  SELECT a.code, a.name, a.unit, coalesce(nullif(d.text, ''), trim_scale(d.number)::text) AS value,
         count(*) AS n, count(*) FILTER (WHERE {left}) AS remaining
    FROM hits JOIN catalog_productattribute d ON d.product_id = hits.id
    JOIN catalog_attribute a ON a.id = d.attribute_id
   WHERE a.is_filter GROUP BY a.id, 4),
ranked AS (SELECT *, row_number() OVER (PARTITION BY code ORDER BY n DESC, value) AS place FROM details)
SELECT 'total', '', '', '', count(*), count(*) FILTER (WHERE {_rest(names)}) FROM hits
UNION ALL {flags}
UNION ALL SELECT 'category', '', coalesce(category_id, 0)::text, '', count(*),
       count(*) FILTER (WHERE {_rest(names, "category")}) FROM hits GROUP BY category_id
UNION ALL SELECT 'seller', '', s.slug, s.name, count(*), count(*) FILTER (WHERE {_rest(names, "seller")})
  FROM hits JOIN sellers_seller s ON s.id = hits.seller_id GROUP BY s.id
UNION ALL SELECT 'within', '', w.days::text, '', count(*), count(*) FILTER (WHERE {_rest(names, "within")})
  FROM hits LEFT JOIN stalls ON stalls.id = hits.seller_id CROSS JOIN (VALUES {within}) w(days)
 WHERE hits.is_digital OR stalls.days <= w.days GROUP BY w.days
UNION ALL SELECT '{ATTRIBUTE}' || code, name, value, concat_ws(' ', value, nullif(unit, '')), n, remaining
  FROM ranked WHERE place <= 40 AND value IS NOT NULL"""


def _gathered(rows: Iterable[tuple[str, str, str, str, int, int]]) -> Counts:
    values: dict[str, list[Count]] = defaultdict(list)
    titles: dict[str, str] = {}
    for facet, title, value, label, found, left in rows:
        values[facet].append(Count(value, label, found, left))
        if title:
            titles[facet] = title
    total = values.pop("total")[0]
    categories = {int(each.value): each for each in values.pop("category", [])}
    for name, each in values.items():
        each.sort(key=lambda count: (-count.all, count.label))
        values[name] = each
    return Counts(total.all, total.left, dict(values), categories, titles)
