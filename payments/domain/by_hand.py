"""Refunds that no provider can pay: staff pay them another way and say which."""

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.kernel.errors import Conflict, Refused

from ..models import Refund
from ..providers.base import Refunded
from ..states import RefundState
from . import refunds


def paid(*, refund: Refund, how: str, actor: str) -> Refund:
    """It was paid back by hand; `how` names the way and the other side's number. Again changes nothing. Raises Refused
    without words, Conflict for one that a provider pays."""
    if not how.strip():
        raise Refused(_("Say how it was paid back, with its number."))
    with transaction.atomic():
        locked = Refund.objects.select_for_update().get(pk=refund.pk)
        if not locked.by_hand:
            raise Conflict(_("The provider pays this refund."))
        if locked.state == RefundState.DONE:
            return locked
        Refund.objects.filter(pk=locked.pk).update(paid_how=how.strip()[:200])
        return refunds.record(refund=locked, answer=Refunded("done", ""), actor=actor)
