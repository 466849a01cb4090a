"""What happens to stalls shows in the lists."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver

from commerce.jobs.domain import enqueue
from vendors.sellers.signals import seller_changed, stall_turned

from .domain import listings
from .queries import stall_facts


@receiver(seller_changed, dispatch_uid="catalog.seller_changed")
def forget_stalls(sender: Any, **kwargs: Any) -> None:
    transaction.on_commit(stall_facts.forget)


@receiver(stall_turned, dispatch_uid="catalog.stall_turned")
def follow_stall(sender: Any, seller_id: int, **kwargs: Any) -> None:
    listings.follow_stall(seller_id)
    enqueue("catalog.index_left_over")
