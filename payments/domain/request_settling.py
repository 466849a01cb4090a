"""The money that a request asked for has come."""

from django.db import transaction

from commerce.jobs.domain import enqueue
from commerce.kernel.clock import DatabaseNow

from ..models import Payment, PaymentRequest
from ..states import PaymentState, RequestState
from .moves import move

PREFIX = "prq_"


def settle(*, payment: Payment, actor: str) -> None:
    """Requests of a captured payment are paid, late ones too; whoever wanted a receipt gets it. Again changes nothing,
    and so does a payment that is not captured."""
    with transaction.atomic():
        payment = Payment.objects.select_for_update(no_key=True).get(
            pk=payment.pk
        )  # before its requests, as everywhere
        if payment.state != PaymentState.CAPTURED:
            return
        unpaid = PaymentRequest.objects.select_for_update().filter(payment=payment).exclude(state=RequestState.PAID)
        for request in unpaid.order_by("pk"):
            request.payment = payment
            move(request, RequestState.PAID, actor=actor, is_locked=True, paid_at=DatabaseNow())
            if request.receipt_to:
                enqueue("payments.send_receipt", dedupe=f"receipt:{request.public_id}", request=request.public_id)


def settle_own(*, payment: Payment, actor: str) -> None:
    """In the commit of the capture, for a payment that exists by a request alone. Those of other apps are spared the
    look; `payment_requests.look_after` and the payer's return note that they were paid."""
    if payment.reference.startswith(PREFIX):
        settle(payment=payment, actor=actor)
