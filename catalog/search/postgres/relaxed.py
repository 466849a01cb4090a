"""Products that hold some of the words: the best by score, and what filters would leave of these, in one statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from commerce.kernel.prepared import prepared_cursor

from ..engine import RELEVANCE, Counts
from ..plan import Plan
from ..ranking import WINDOW, ranked
from . import popular
from .counting import FACETED, Row, facets, flag_names, flag_values, flags, gathered, passes
from .finding import ORDERS, SCALED, SCORE, hit, terms_of
from .literals import sparse
from .narrowing import Condition, Conditions, any_word, every_word_itself, popular_with_any_word

MOST = 200
# How many products the look-up may read, by the counts of its words.
BUDGET = 2_500
# Only the first are put in order by their titles.
TITLE = f"""CASE WHEN row_number() OVER (ORDER BY is_exact DESC, {SCALED} DESC, product_id DESC) <= {WINDOW}
                  THEN {terms_of("sku", "title")} END"""


@dataclass(frozen=True)
class Close:
    """`ids` pass the filters, in their final order. `exact` of all that came close hold every word."""

    ids: list[int]
    counts: Counts
    exact: int


def close(
    question: Plan, scope: Conditions, wanted: Mapping[str, Condition], *, sort: str, with_facets: bool, good_stars: int
) -> Close:
    """What comes close to the question within a scope; `wanted` are the filters."""
    look = partial(_looked, question, scope, wanted, sort=sort, with_facets=with_facets, good_stars=good_stars)
    if popular.number_of(question.rarest, question.size) >= MOST:
        found = look(popular_with_any_word(question, BUDGET))
        if found.counts.scope >= MOST:
            return found
    return look(any_word(question, BUDGET))


def _looked(
    question: Plan, scope: Conditions, wanted: Mapping[str, Condition], some: list[Condition], *, sort: str,
    with_facets: bool, good_stars: int,
) -> Close:  # fmt: skip
    """The best of the products that `some` holds for."""
    found = Conditions([*some, *scope.parts])
    every = every_word_itself(question)
    values = [*every.values, good_stars, *flag_values(wanted)]
    with prepared_cursor() as cursor:
        sql = _statement(found, every, wanted, ORDERS.get(sort, ("0", False))[0], with_facets=with_facets)
        cursor.execute(sql, [*values, sparse(question.weights()), *found.values])
        rows: list[Row] = cursor.fetchall()
    hits = [row for row in rows if row[0] == "hit"]
    exact, close_by = next((row[3], row[4]) for row in rows if row[0] == "close")
    counts = Counts(scope=close_by, total=len(hits))
    if with_facets:
        counts = gathered(row for row in rows if row[0] not in ("hit", "close"))
    return Close(_ordered(hits, question, sort), counts, exact)


def _statement(
    found: Conditions, every: Condition, wanted: Mapping[str, Condition], place: str, *, with_facets: bool
) -> str:
    """Its answer is made of `Row`: hits with whether they hold every word, their score, place and title; counts."""
    names = flag_names(wanted)
    parts = [
        f"""SELECT 'hit', product_id, is_exact, {SCALED}, place, {TITLE} FROM hits
             WHERE {passes(names)}""",
        "SELECT 'close', 0, false, count(*) FILTER (WHERE is_exact), count(*), NULL FROM hits",
        *(facets(names) if with_facets else ()),
    ]
    return f"""
WITH hits AS MATERIALIZED (
  SELECT l.product_id, n.score, l.terms[1:l.title_terms] AS title, l.sku_term AS sku, {place}::bigint AS place,
         ({every.sql}) AS is_exact, {FACETED}{flags(wanted)}
    FROM (SELECT l.product_id, {SCORE} AS score FROM catalog_listing l WHERE {found.sql}
           ORDER BY 2 DESC, 1 DESC LIMIT {MOST}) n JOIN catalog_listing l ON l.product_id = n.product_id)
{" UNION ALL ".join(parts)}"""


def _ordered(rows: list[Row], question: Plan, sort: str) -> list[int]:
    if sort != RELEVANCE:
        sign = 1 if ORDERS[sort][1] else -1
        return [row[1] for row in sorted(rows, key=lambda row: (sign * row[4], sign * row[1]))]
    best = sorted(rows, key=lambda row: (not row[2], -row[3], -row[1]))
    return ranked([hit(row) for row in best[:WINDOW]], question) + [row[1] for row in best[WINDOW:]]
