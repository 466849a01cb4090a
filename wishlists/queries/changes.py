"""Watched wishes whose thing is back, gone, cheaper or dearer than when last looked."""

from django.db.models import F, Q, QuerySet

from ..models import Wish
from .standing import with_standing

AVAILABILITY = ~Q(can_be_had=F("known_available"))
PRICE = Q(can_be_had=True) & (
    Q(now_minor__lt=F("known_minor")) | Q(now_minor__gt=F("known_minor"), known_minor__lt=F("price_minor"))
)


def changed() -> QuerySet[Wish]:
    """In the order of saving, locked for whoever looks at them; rows that another one looks at are passed over."""
    watched = Wish.objects.filter(is_watched=True, product__isnull=False, wish_list__user__is_active=True)
    rows = with_standing(watched).filter(AVAILABILITY | PRICE).select_related("wish_list__user", "product", "variant")
    return rows.order_by("id").select_for_update(of=("self",), skip_locked=True)
