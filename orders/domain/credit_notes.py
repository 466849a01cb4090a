"""Credit notes: one for each seller whose invoice a refund corrects, numbered without gaps when the money is back."""

from collections.abc import Iterable

from django.db import transaction

from commerce.kernel.clock import DatabaseNow
from commerce.kernel.money import split
from payments.models import Refund
from payments.states import RefundState

from ..models import CreditNote, Invoice
from .portions import Left, Portion, left_of_parts
from .seller_numbers import following


def plan(*, refund: Refund, portions: Iterable[Portion]) -> None:
    """Write down whose invoices the refund corrects and by how much, in the refund's own transaction (its payment's row
    is the lock). A parcel that never had an invoice has nothing to correct."""
    wanted = [portion for portion in portions if portion.amount_minor > 0]
    parts = [portion.part for portion in wanted]
    invoiced = set(Invoice.objects.filter(part__in=parts).values_list("part_id", flat=True))
    left = left_of_parts(parts) if invoiced else {}
    CreditNote.objects.bulk_create(
        [_note(refund, portion, left[portion.part.pk]) for portion in wanted if portion.part.pk in invoiced],
        ignore_conflicts=True,
    )


def issue(*, refund: Refund) -> None:
    """Number the notes of a refund whose money went back. Safe to repeat; the seller's row is the lock."""
    if refund.state != RefundState.DONE:
        return
    with transaction.atomic():
        for note in CreditNote.objects.filter(refund=refund, sequence=None).order_by("seller_id"):
            number = following(CreditNote, seller_id=note.seller_id)
            CreditNote.objects.filter(pk=note.pk, sequence=None).update(sequence=number, issued_at=DatabaseNow())


def _note(refund: Refund, portion: Portion, left: Left) -> CreditNote:
    part = portion.part
    return CreditNote(
        refund=refund, part=part, seller_id=part.seller_id, amount_minor=portion.amount_minor,
        tax_minor=_tax(portion, left), commission_minor=portion.commission_minor, currency=part.currency,
        things=[list(thing) for thing in portion.things],
    )  # fmt: skip


def _tax(portion: Portion, left: Left) -> int:
    """The tax within: all that is left with the last of the money, else that of the things, else in proportion."""
    most = min(left.tax, portion.amount_minor)
    if portion.amount_minor >= left.amount:
        return most
    if portion.tax_minor is not None:
        return min(portion.tax_minor, most)
    return min(split(left.tax, [portion.amount_minor, left.amount - portion.amount_minor])[0], most)
