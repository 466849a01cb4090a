"""Seasons begin and end: what lists tell about their goods turns with them."""

from django.db import transaction

from commerce.kernel.clock import database_now

from ..models import Product
from ..queries import seasons
from . import summaries


def turn() -> int:
    """Make `available` agree with the day; returns how many products turned. The cart and the order ask for the day
    themselves, so a late turn sells nothing out of season."""
    now = database_now()
    rows = Product.objects.exclude(season_from=None).only("season_from", "season_to", "available")
    turned = [row.pk for row in rows if seasons.is_over(row, now=now) != (row.available == seasons.OUT_OF_SEASON)]
    with transaction.atomic():
        summaries.refresh(turned)
    return len(turned)
