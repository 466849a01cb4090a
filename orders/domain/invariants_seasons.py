"""What must be true of seasonal goods: what lists tell about them turns with the calendar."""

from django.conf import settings

from .invariant import Invariant


def _is_over(moment: str) -> str:
    """Whether row `p` is out of season at a moment (SQL), by the shop's calendar."""
    day = f"to_char(({moment}) AT TIME ZONE '{settings.TIME_ZONE}', 'MMDD')::int"
    return f"""CASE WHEN p.season_from <= p.season_to THEN {day} NOT BETWEEN p.season_from AND p.season_to
                 ELSE {day} < p.season_from AND {day} > p.season_to END"""


SEASONS = [
    Invariant(
        "season_overdue",
        "No product is told as out of season in it, or the other way round, for more than a quarter of an hour.",
        f"""SELECT p.public_id FROM catalog_product p
             WHERE (p.available = -1) <> (p.season_from IS NOT NULL AND {_is_over("clock_timestamp()")})
               AND (p.available = -1) <> (p.season_from IS NOT NULL
                                          AND {_is_over("clock_timestamp() - interval '15 min'")})""",
    ),
]
