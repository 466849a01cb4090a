"""What the index knows of words."""

from collections.abc import Iterable, Sequence
from json import dumps
from typing import Any

from django.db import connection

from commerce.kernel.prepared import prepared_cursor

from ..groups import RARE
from ..plan import Known
from ..spelling import can_be_misspelt, shapes, short_guesses
from ..words import term_id
from .literals import array

# The row that counts the products: no text has this number.
ALL = 0
MOST_NEAR = 60
# The known words, and for those of the question that hardly any product has, the most common words that share a shape
# with them, begin with them or hold them as a part: the rest would never be chosen. Those of three letters have no
# shapes: they are guessed, and asked for among the known.
LOOK = f"""
WITH known AS MATERIALIZED (SELECT id, text, found_in, shown FROM catalog_searchterm WHERE id = ANY(%(ids)s::int[])),
odd AS MATERIALIZED (
  SELECT shapes::int[] AS shapes, code, beginning
    FROM jsonb_to_recordset(%(sought)s::jsonb) w(id int, shapes text, code text, beginning text)
   WHERE NOT EXISTS (SELECT FROM known WHERE known.id = w.id AND known.found_in > {RARE}))
SELECT true, id, text, found_in, shown FROM known
 UNION ALL SELECT false, 0, n.text, n.found_in, n.shown FROM odd
  CROSS JOIN LATERAL (SELECT text, found_in, shown FROM catalog_searchterm
                       WHERE shapes && odd.shapes ORDER BY found_in DESC, text LIMIT {MOST_NEAR}) n
 UNION ALL SELECT false, 0, n.text, n.found_in, n.shown FROM odd
  CROSS JOIN LATERAL (SELECT text, found_in, shown FROM catalog_searchterm
                       WHERE shown LIKE '%%' || odd.code || '%%'
                       ORDER BY found_in DESC, text LIMIT {MOST_NEAR}) n WHERE odd.code <> ''
 UNION ALL SELECT false, 0, n.text, n.found_in, n.shown FROM odd
  CROSS JOIN LATERAL (SELECT text, found_in, shown FROM catalog_searchterm
                       WHERE shown LIKE odd.beginning || '%%'
                       ORDER BY found_in DESC, text LIMIT {MOST_NEAR}) n WHERE odd.beginning <> ''"""


class TermTable:
    """The vocabulary as one question sees it, in one statement."""

    def __init__(self) -> None:
        self.size = 1

    def look(self, texts: Iterable[str], words: Sequence[str], codes: Iterable[str]) -> Known:
        wanted, parts = set(texts), set(codes)
        guesses = {guess for word in words for guess in short_guesses(word)}
        sought = [_sought(word, word in parts) for word in words if can_be_misspelt(word)]
        values = {"ids": array([ALL, *map(term_id, wanted | guesses)]), "sought": dumps(sought)}
        with prepared_cursor() as cursor:
            cursor.execute(LOOK, values)
            rows = cursor.fetchall()
        known = {text: count for is_known, key, text, count, _shown in rows if is_known and key != ALL and count}
        near = [
            (text, count, shown)
            for is_known, _key, text, count, shown in rows
            if count and (not is_known or text in guesses)
        ]
        self.size = next((count for is_known, key, _text, count, _shown in rows if is_known and key == ALL), 0) or 1
        return Known(
            # Two texts may share a number; only the one that was asked for counts.
            counts={text: count for text, count in known.items() if text in wanted},
            near={text: count for text, count, _shown in near},
            shown={text: shown for text, _count, shown in near},
        )


def _sought(word: str, is_part: bool) -> dict[str, Any]:
    return {
        "id": term_id(word), "shapes": array(shapes(word)), "code": word if is_part else "",
        "beginning": word if word.isalpha() else "",
    }  # fmt: skip


def alike(word: str, limit: int) -> list[str]:
    """Known words that remotely look like this one, as they are written; the most alike first."""
    sql = """SELECT shown FROM catalog_searchterm WHERE shown %% %s AND found_in > 0
              ORDER BY similarity(shown, %s) DESC, found_in DESC LIMIT %s"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [word, word, limit])
        return [shown for (shown,) in cursor.fetchall()]
