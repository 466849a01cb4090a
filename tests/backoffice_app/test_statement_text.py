"""Texts of statements without values, and short."""

import pytest

from commerce.backoffice.queries.statement_text import abridged, masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("SELECT 'it''s a secret', 7, 1.5e3", "SELECT ?, ?, ?"),
        (r"SELECT E'it\'s', U&'x', B'01', '' FROM t2", "SELECT ?, ?, ?, ? FROM t2"),
        ("SELECT $$a 'b'$$, $x$ $$ $x$, $1", "SELECT ?, ?, $1"),
        ('SELECT "o\'clock", "a""b" FROM "t 1"', 'SELECT "o\'clock", "a""b" FROM "t 1"'),
        ("SELECT 1 -- 'secret\n , 2 /* it's */ , 'three'", "SELECT ? , ? , ?"),
        ("SELECT 'never closed, secret", "SELECT ?"),
        ("SELECT /* never closed, secret", "SELECT"),
        ("WHERE id IN ($1 /*, ... */)", "WHERE id IN ($1, …)"),
        ("SELECT né, x_1\n\tFROM  a", "SELECT né, x_1 FROM a"),
        ("SELECT '২৫'::text, N'x', 0x1F, 1_000", "SELECT ?::text, ?, ?, ?"),
    ],
)
def test_values_are_masked(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_long_lists_are_left_out() -> None:
    columns = ", ".join(f'"shop"."column_{number}"' for number in range(9))
    text = f'SELECT {columns} FROM "shop" WHERE "shop"."id" IN ($1, $2, $3)'
    assert abridged(text, 220) == "SELECT shop.column_0, … FROM shop WHERE shop.id IN ($1, …)"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("INSERT INTO a (x, y, z) VALUES ($1, $2), ($3, $4)", "INSERT INTO a (x, …) VALUES ($1, $2), …"),
        ("SELECT a.x AS x, b.y AS y, count(*) AS n FROM a", "SELECT a.x AS x, b.y AS y, count(*) AS n FROM a"),
        ("SET x = CASE WHEN (i = $1) THEN $2 WHEN (i = $3) THEN $4 END", "SET x = CASE WHEN (i = $1) THEN $2 … END"),
        ("WHERE a = ANY($1::int[]) AND b IN ($2, $3)", "WHERE a = ANY($1::int[]) AND b IN ($2, $3)"),
    ],
)  # fmt: skip
def test_lists_and_cases_are_begun_only(text: str, short: str) -> None:
    assert abridged(text, 220) == short


def test_it_is_cut_where_it_must_be() -> None:
    assert abridged("SELECT one FROM two", 10) == "SELECT on…"
