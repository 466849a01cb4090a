"""Whose the money of a payment is that has really come."""

from collections import Counter

from ..models import CollectionShare, Payment
from ..states import CollectionState


def paid_shares(payment: Payment) -> Counter[tuple[str, str]]:
    """Minor units by party and kind. Of a payment in cash those of the parcels that were paid at the door."""
    found: Counter[tuple[str, str]] = Counter()
    cash = CollectionShare.objects.filter(collection__promise__attempt__payment=payment)
    if payment.provider == "cod":
        rows = cash.filter(collection__state__in=[CollectionState.COLLECTED, CollectionState.REMITTED])
    else:
        rows = payment.shares.all()  # type: ignore[assignment]
    for share in rows:
        found[share.party, share.kind] += share.amount_minor
    return found
