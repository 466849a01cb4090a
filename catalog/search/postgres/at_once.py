"""The best of the products that hold every word, and what filters would leave of all of these: each is read once."""

from collections.abc import Mapping

from commerce.kernel.prepared import prepared_cursor

from ..engine import Counts
from ..plan import Plan
from ..ranking import WINDOW, Hit
from .counting import FACETED, Row, facets, flag_names, flag_values, flags, gathered, passes
from .finding import SCALED, SCORE, hit, terms_of
from .literals import sparse
from .narrowing import Condition, Conditions


def best_and_counts(
    question: Plan, scope: Conditions, wanted: Mapping[str, Condition], *, good_stars: int
) -> tuple[list[Hit], Counts]:
    """The first WINDOW hits that pass the filters, best first, and the counts of the scope, in one statement."""
    values = [sparse(question.weights()), good_stars, *flag_values(wanted), *scope.values]
    with prepared_cursor() as cursor:
        cursor.execute(_statement(scope, wanted), values)
        rows: list[Row] = cursor.fetchall()
    hits = [hit(row) for row in rows if row[0] == "hit"]
    return hits, gathered(row for row in rows if row[0] != "hit")


def _statement(scope: Conditions, wanted: Mapping[str, Condition]) -> str:
    """Its answer is made of `Row`: hits as `finding.hit` reads them, in their order, and counts."""
    names = flag_names(wanted)
    return f"""
WITH hits AS MATERIALIZED (
  SELECT l.product_id, {SCORE} AS score, {FACETED}{flags(wanted)} FROM catalog_listing l WHERE {scope.sql})
SELECT 'hit', best.product_id, true, {SCALED}, 0::bigint, {terms_of("l.sku_term", "l.terms[1:l.title_terms]")}
  FROM (SELECT product_id, score FROM hits WHERE {passes(names)}
         ORDER BY score DESC, product_id DESC LIMIT {WINDOW}) best JOIN catalog_listing l USING (product_id)
UNION ALL {" UNION ALL ".join(facets(names))}"""
