"""How many products each filter would leave, in one statement.

The scope's products are read once, each with one flag for every filter in use; every facet counts over these rows and
leaves out its own flag: inside one facet values are joined with "or".
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db import connection

from commerce.kernel.prepared import prepared_cursor

from ...models.listing import CHANCES, NO_PRICE, QUARTER, SIXTEENTH
from ..engine import Counts, Tally, ValueTally
from .narrowing import NUMBER, OF_ATTRIBUTE, Condition, Conditions

# Of more products than this, or more that hold a word, about so many are drawn by chance and scaled; never more than
# the quarter that has an index of words of its own.
COUNTED, COUNTED_OF_WORDS, SAMPLED = 25_000, 1_500, 1_000
LARGEST_PART = QUARTER / CHANCES
# They are drawn from what an index of words finds (the smallest that holds so large a part), or from pages of the table
# that are drawn by chance: there a row is so many times cheaper, but most hold none of the words.
CHEAPER = 3
# With less than this part of what was to be drawn, all are counted: words that seldom stand together, for example.
TOO_FEW = 0.1
CHANCE = f"(hashint8(l.product_id) & {CHANCES - 1})"
# What facets read of a listing `l`; it takes the stars that the rating facet offers.
FACETED = """l.category_id, l.seller_id, l.is_digital, l.price_minor, l.values, l.available > 0 AS is_in_stock,
  (l.review_count > 0 AND l.rating_sum >= l.review_count * %s) AS is_rated"""
YES_NO = {"stock": "is_in_stock", "rating": "is_rated"}
BY_STALL = ("seller", "within", "ships")
MOST_VALUES = 40
# facet, key, is a download, all, left, and of a value: its attribute's code, name and unit, its text, and the lowest
# and the highest of a number attribute.
Label = tuple[str, str, str, str, str | None, str | None]
Row = tuple[str, int, bool, int, int, Label | None]


def counted(
    scope: Conditions, wanted: Mapping[str, Condition], *, good_stars: int, expected: float, size: int = 0
) -> Counts:
    """All counts of a list; `expected` products are about in its scope. `size` of all products is given where an index
    of words finds them."""
    part = 1.0 if is_short(expected, size=size) else min(SAMPLED / expected, LARGEST_PART)
    found = _counted(scope, wanted, part, good_stars=good_stars, size=size)
    if part < 1 and found.scope * part < SAMPLED * TOO_FEW:  # far fewer than expected: they are soon counted
        return _counted(scope, wanted, 1.0, good_stars=good_stars, size=size)
    return found


def is_short(expected: float, *, size: int = 0) -> bool:
    """Whether a list of about so many products is counted one by one."""
    return expected <= (COUNTED_OF_WORDS if size else COUNTED)


def _counted(scope: Conditions, wanted: Mapping[str, Condition], part: float, *, good_stars: int, size: int) -> Counts:
    """The counts of a part of the products, scaled to all."""
    drawn, pages = _drawn(part, size)
    drawn_of = Conditions([*scope.parts, *drawn])
    values = [good_stars, *flag_values(wanted), *drawn_of.values]
    with prepared_cursor() if part in (1, LARGEST_PART) else connection.cursor() as cursor:
        cursor.execute(_statement(drawn_of, wanted, pages), values)
        return gathered(cursor.fetchall(), part)


def _drawn(part: float, size: int) -> tuple[list[Condition], str]:
    """How a part of the products is drawn: by a condition, or by pages of the table."""
    if part == 1:
        return [], ""
    end = round(part * CHANCES)
    indexed = next(share for share in (SIXTEENTH, QUARTER, CHANCES) if end <= share)
    if part * part * size > CHEAPER * SAMPLED * indexed / CHANCES:
        return [Condition(f"{CHANCE} < {end}")], ""
    return [], f"TABLESAMPLE SYSTEM ({100 * part:.4f}) REPEATABLE (1)"


def _statement(scope: Conditions, wanted: Mapping[str, Condition], pages: str) -> str:
    """Its answer is made of `Row`. Only names of ours are put into the text."""
    return f"""
WITH hits AS MATERIALIZED (SELECT {FACETED}{flags(wanted)} FROM catalog_listing l {pages} WHERE {scope.sql})
{" UNION ALL ".join(facets(flag_names(wanted)))}"""


def flag_names(wanted: Mapping[str, Condition]) -> dict[str, str]:
    """The column that says whether a hit passes a filter, by the filter's name."""
    return {name: f"f{place}" for place, name in enumerate(wanted)}


def flags(wanted: Mapping[str, Condition]) -> str:
    """These columns, to follow others."""
    names = flag_names(wanted)
    return "".join(f", {condition.sql} AS {names[name]}" for name, condition in wanted.items())


def flag_values(wanted: Mapping[str, Condition]) -> list[Any]:
    """What these columns take."""
    return Conditions([*wanted.values()]).values


def passes(names: Mapping[str, str], without: str = "") -> str:
    """Whether a hit passes all filters, or all but one."""
    return " AND ".join(flag for name, flag in names.items() if name != without) or "true"


def facets(names: Mapping[str, str]) -> Iterator[str]:
    """Statements over `hits` (of FACETED and the flags) whose answers are made of `Row`."""

    def row(facet: str, key: str) -> str:
        own = f"count(*), count(*) FILTER (WHERE {passes(names, facet)})"
        return f"SELECT '{facet}', {key}, {own}, NULL::text[] FROM hits"

    yield _in_one_look(names)
    yield row("category", "category_id, false") + " GROUP BY 2"
    for name in BY_STALL:
        if name == "seller" or set(BY_STALL) & names.keys():
            yield row(name, "seller_id, is_digital") + " GROUP BY 2, 3"
    yield _values(names)


def _in_one_look(names: Mapping[str, str]) -> str:
    """All hits, their lowest and highest price, and the facets that have one value."""
    has_price = f"FILTER (WHERE price_minor < {NO_PRICE})"
    found = {
        "total": ("count(*)", f"count(*) FILTER (WHERE {passes(names)})"),
        "price": (f"min(price_minor) {has_price}", f"max(price_minor) {has_price}"),
    }
    for name, column in YES_NO.items():
        found[name] = (
            f"count(*) FILTER (WHERE {column})",
            f"count(*) FILTER (WHERE {column} AND {passes(names, name)})",
        )
    pairs = ", ".join(f"{all_} AS a{n}, {left} AS l{n}" for n, (all_, left) in enumerate(found.values()))
    rows = ", ".join(f"('{name}', a{n}, l{n})" for n, name in enumerate(found))
    return f"""SELECT r.facet, 0::bigint, false, r.a, r.l, NULL::text[]
  FROM (SELECT {pairs} FROM hits) looked CROSS JOIN LATERAL (VALUES {rows}) r (facet, a, l)"""


def _values(names: Mapping[str, str]) -> str:
    """The most common values of each attribute. A value's own attribute is left out of what narrows it: counted both
    ways, since it is known only afterwards whose value it is."""
    own = {name: f"own{place}" for place, name in enumerate(names) if name.startswith(OF_ATTRIBUTE)}
    left = {"kept": "", **{column: name for name, column in own.items()}}
    counts = ", ".join(f"count(*) FILTER (WHERE {passes(names, name)}) AS {column}" for column, name in left.items())
    cases = " ".join(f"WHEN {_quoted(name.removeprefix(OF_ATTRIBUTE))} THEN {own[name]}" for name in own)
    kept = f"CASE a.code {cases} ELSE kept END" if own else "kept"
    has = ", ".join(["unnest(values) AS v", *names.values()])
    number = f"CASE WHEN a.is_number THEN {NUMBER} END"
    return f"""(SELECT 'value', v, false, n, kept, ARRAY[code, name, unit, text, low::text, high::text] FROM (
      SELECT c.v, c.n, {kept} AS kept, a.code, a.name, a.unit, f.text,
             min({number}) OVER attribute AS low, max({number}) OVER attribute AS high,
             row_number() OVER (PARTITION BY a.id ORDER BY c.n DESC, f.text) AS place
        FROM (SELECT v, count(*) AS n, {counts} FROM (SELECT {has} FROM hits) has GROUP BY v) c
        JOIN catalog_facetvalue f ON f.id = c.v JOIN catalog_attribute a ON a.id = f.attribute_id AND a.is_filter
    WINDOW attribute AS (PARTITION BY a.id)) ranked WHERE place <= {MOST_VALUES})"""


def gathered(rows: Iterable[Row], part: float = 1.0) -> Counts:
    """The counts of an answer; of one about a `part` of the products, those of all."""
    tallies: dict[str, dict[Any, Tally]] = defaultdict(dict)
    labels: dict[int, Label] = {}
    for facet, key, is_digital, found, left, label in rows:
        tallies[facet][(key, is_digital) if facet in BY_STALL else key] = Tally(found or 0, left or 0)
        if label:
            labels[key] = label
    price = tallies.pop("price")[0]
    if part < 1:
        tallies = {name: _scaled(each, 1 / part) for name, each in tallies.items()}
    stalls = tallies.get("seller", {})
    return Counts(
        scope=tallies["total"][0].all,
        total=tallies["total"][0].left,
        lowest=price.all if price.left else None,
        highest=price.left or None,
        in_stock=tallies["stock"][0],
        rated=tallies["rating"][0],
        categories=tallies.get("category", {}),
        sellers=stalls,
        quick=tallies.get("within", stalls),
        reached=tallies.get("ships", stalls),
        values={key: _value(label, tallies["value"][key]) for key, label in labels.items()},
        is_about=part < 1,
    )


def _value(label: Label, tally: Tally) -> ValueTally:
    code, name, unit, text, low, high = label
    return ValueTally(code, name, unit, text, tally, low and Decimal(low), high and Decimal(high))  # type: ignore[arg-type]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''").replace("%", "%%") + "'"


def _scaled(tallies: Mapping[Any, Tally], factor: float) -> dict[Any, Tally]:
    return {key: Tally(round(each.all * factor), round(each.left * factor)) for key, each in tallies.items()}
