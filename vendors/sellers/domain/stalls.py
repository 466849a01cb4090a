"""What is changed about a stall."""

from django.db import transaction

from commerce.jobs.domain.announce import announce

from ..models import Seller


def save_stall(*, seller: Seller) -> Seller:
    """Keep the seller as it is now, new or changed; another address is announced as `sellers.stall_moved`."""
    with transaction.atomic():
        known = Seller.objects.select_for_update(no_key=True).filter(pk=seller.pk).first() if seller.pk else None
        seller.save()
        if known and known.slug != seller.slug:
            announce("sellers.stall_moved", seller=seller.public_id, old_path=known.get_absolute_url())
    return seller
