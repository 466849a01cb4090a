"""How each stored rate stands: in use, set aside by one set by hand, or over."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Case, CharField, Max, Q, QuerySet, Value, When
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from commerce.kernel.clock import DatabaseNow

from ..models import Rate

IN_USE, ASIDE, REPLACED, ENDED, OLD = "in use", "aside", "replaced", "ended", "old"
WORDS = {
    IN_USE: _("in use"),
    ASIDE: _("set aside"),
    REPLACED: _("replaced"),
    ENDED: _("ended"),
    OLD: _("too old"),
}


def with_standing(rates: QuerySet[Rate]) -> QuerySet[Any]:
    """The rates with `standing`, one of WORDS. The rules are those of queries.rates.rate.

    Looks up the newest rates first, one statement: there is at most one of each kind a pair.
    """
    stands = [When(pk=pk, then=Value(standing)) for pk, standing in _newest().items()]
    return rates.annotate(standing=Case(*stands, default=Value(REPLACED), output_field=CharField()))


def _newest() -> dict[int, str]:
    """How the newest rate of each pair and kind stands, by its id."""
    pairs = Rate.objects.annotate(
        low=Least("base", "quote"), high=Greatest("base", "quote"), fetched=Q(valid_until=None)
    )
    newest = pairs.order_by().values("low", "high", "fetched").annotate(newest=Max("pk")).values("newest")
    since = DatabaseNow() - timedelta(hours=settings.RATE_MAX_HOURS)
    lasts = Q(valid_until__gt=DatabaseNow()) | Q(valid_until=None, fetched_at__gte=since)
    found = list(Rate.objects.filter(pk__in=newest).annotate(lasts=lasts))
    by_hand = {frozenset((row.base, row.quote)) for row in found if row.is_by_hand and row.lasts}
    return {row.pk: _standing(row, frozenset((row.base, row.quote)) in by_hand) for row in found}


def _standing(row: Any, is_by_hand: bool) -> str:
    if not row.lasts:
        return ENDED if row.is_by_hand else OLD
    return ASIDE if is_by_hand and not row.is_by_hand else IN_USE
