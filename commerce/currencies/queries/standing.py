"""How each stored rate stands: in use, set aside by one set by hand, or over."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from commerce.kernel.clock import DatabaseNow

from ..models import Rate
from ..states import MANUAL

IN_USE, ASIDE, REPLACED, ENDED, OLD = "in use", "aside", "replaced", "ended", "old"
WORDS = {
    IN_USE: _("in use"),
    ASIDE: _("set aside"),
    REPLACED: _("replaced"),
    ENDED: _("ended"),
    OLD: _("too old"),
}


def with_standing(rates: QuerySet[Rate]) -> QuerySet[Any]:
    """The rates with `standing`, one of WORDS, by the database's clock. The rules are those of queries.rates.rate."""
    same_pair = Q(base=OuterRef("base"), quote=OuterRef("quote")) | Q(base=OuterRef("quote"), quote=OuterRef("base"))
    of_pair = Rate.objects.filter(same_pair)
    by_hand = of_pair.filter(source=MANUAL)
    newer = of_pair.filter(pk__gt=OuterRef("pk"))
    last_by_hand = by_hand.exclude(Exists(by_hand.filter(pk__gt=OuterRef("pk"))))
    return rates.annotate(
        read_at=DatabaseNow(),
        is_replaced=Case(
            When(source=MANUAL, then=Exists(newer.filter(source=MANUAL))),
            default=Exists(newer.exclude(source=MANUAL)),
        ),
        is_aside=Exists(last_by_hand.filter(valid_until__gt=DatabaseNow())),
    ).annotate(
        standing=Case(
            When(is_replaced=True, then=Value(REPLACED)),
            When(source=MANUAL, valid_until__lte=F("read_at"), then=Value(ENDED)),
            When(source=MANUAL, then=Value(IN_USE)),
            When(fetched_at__lt=F("read_at") - timedelta(hours=settings.RATE_MAX_HOURS), then=Value(OLD)),
            When(is_aside=True, then=Value(ASIDE)),
            default=Value(IN_USE),
            output_field=CharField(),
        )
    )
