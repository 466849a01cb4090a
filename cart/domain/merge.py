"""A guest's cart goes into the member's at sign-in: the larger number of each thing, and the shopper is told (K01)."""

from django.db import transaction
from django.db.models import F

from commerce.accounts.models import User
from commerce.kernel.clock import DatabaseNow

from ..models import Cart, CartLine
from ..models.cart import CartState
from . import basket


def merge_into_member(*, user: User, token: str) -> int:
    """Returns how many lines came over; 0 when there was no guest cart. Things in another currency stay behind."""
    guest = basket.find(user=None, token=token)
    if guest is None:
        return 0
    member = basket.find(user=user, token="")
    if member is None:
        Cart.objects.filter(pk=guest.pk, state=CartState.OPEN).update(user=user)
        return guest.lines.count()
    with transaction.atomic():
        locked = {c.pk: c for c in Cart.objects.filter(pk__in=[guest.pk, member.pk]).order_by("pk").select_for_update()}
        if any(cart.state != CartState.OPEN for cart in locked.values()):
            return 0
        came = _take_lines(guest=locked[guest.pk], member=locked[member.pk])
        Cart.objects.filter(pk=guest.pk).update(state=CartState.MERGED, updated_at=DatabaseNow())
        Cart.objects.filter(pk=member.pk).update(version=F("version") + 1, updated_at=DatabaseNow(), locked_until=None)
    return came


def _take_lines(*, guest: Cart, member: Cart) -> int:
    if guest.currency != member.currency:
        return 0
    mine = {line.variant_id: line for line in member.lines.all()}
    came = 0
    for line in guest.lines.all():
        own = mine.get(line.variant_id)
        if own is None:
            CartLine.objects.filter(pk=line.pk).update(cart=member)
            came += 1
        elif line.quantity > own.quantity:
            CartLine.objects.filter(pk=own.pk).update(quantity=line.quantity)
            came += 1
    return came
