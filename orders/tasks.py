"""Jobs of the order queue."""

import logging
from datetime import timedelta

from commerce.jobs.domain import enqueue
from commerce.jobs.domain.registry import task
from commerce.kernel.ids import is_id
from payments.models import Dispute, Refund

from .domain import credit_notes, disputed, expire, invitations, letters, proof
from .domain import finish as finishing
from .domain import settle as settling
from .models import Order, SellerOrder
from .states import OrderState

log = logging.getLogger("shop.order")
DECLINE_LETTER_AFTER = timedelta(minutes=5)


def order_of(reference: str) -> Order | None:
    """The order that a payment's event is about; None for a payment of anything else."""
    return Order.objects.select_related("payment").get(public_id=reference) if is_id(reference, "ord") else None


@task(settling.CONFIRM, queue="order", atomic=True)
@task(settling.JOB, queue="order", atomic=True)
def settle(*, payment: str, reference: str) -> None:
    if order := order_of(reference):
        settling.settle(order=order)


@task("orders.settle_left_behind", queue="order", atomic=True, every=timedelta(minutes=1))
def settle_left_behind() -> None:
    finishing.queue_batches()


@task("orders.finish", queue="order")
def finish(*, orders: list[str]) -> None:
    finishing.finish(orders=orders)


@task("orders.expire_overdue", queue="order", every=timedelta(seconds=20))
def expire_overdue() -> None:
    for public_id in expire.overdue():
        expire.expire(order=Order.objects.get(public_id=public_id))


@task("orders.send_confirmation", queue="order", atomic=True)
def send_confirmation(*, order: str) -> None:
    letters.confirmation(order=Order.objects.get(public_id=order))


@task("orders.send_cancelled", queue="order", atomic=True)
def send_cancelled(*, order: str, reason: str) -> None:
    letters.cancelled(order=Order.objects.select_related("payment").get(public_id=order), reason=reason)


@task("orders.send_shipped", queue="order", atomic=True)
def send_shipped(*, part: str) -> None:
    letters.shipped(part=SellerOrder.objects.select_related("order", "seller").get(public_id=part))


@task("orders.send_refunded", queue="order", atomic=True)
def send_refunded(*, payment: str, reference: str, refund: str) -> None:
    row = Refund.objects.get(public_id=refund)
    order = order_of(reference)
    if order and order.state == OrderState.PAID:  # a cancelled order's letter has already said so
        letters.refunded(order=order, refund=row)


@task("orders.issue_credit_notes", queue="order", atomic=True)
def issue_credit_notes(*, payment: str, reference: str, refund: str) -> None:
    if order_of(reference):
        credit_notes.issue(refund=Refund.objects.get(public_id=refund))


@task("orders.note_dispute", queue="order", atomic=True)
def note_dispute(*, payment: str, reference: str, dispute: str, state: str) -> None:
    if order := Order.objects.filter(public_id=reference).first():
        disputed.opened(order=order, dispute=Dispute.objects.get(public_id=dispute), state=state)


@task("orders.note_dispute_end", queue="order", atomic=True)
def note_dispute_end(*, payment: str, reference: str, dispute: str, state: str) -> None:
    if order := Order.objects.filter(public_id=reference).first():
        disputed.ended(order=order, dispute=Dispute.objects.get(public_id=dispute), state=state)


@task("orders.note_decline", queue="order", atomic=True)
def note_decline(*, payment: str, reference: str) -> None:
    """Most shoppers try another card at once; only who has left gets a letter."""
    if order_of(reference):
        enqueue("orders.send_payment_failed", dedupe=f"failed:{reference}", after=DECLINE_LETTER_AFTER, order=reference)


@task("orders.send_payment_failed", queue="order", atomic=True)
def send_payment_failed(*, order: str) -> None:
    row = Order.objects.select_related("payment").get(public_id=order)
    tried = row.payment.attempts.exclude(decline_code="").last()
    if row.state == OrderState.PENDING and tried:
        letters.payment_failed(order=row, reason=tried.decline_message, attempt=tried.public_id)


@task("orders.send_transfer_details", queue="order", atomic=True)
def send_transfer_details(*, order: str) -> None:
    letters.transfer(order=Order.objects.select_related("payment").get(public_id=order))


@task("orders.send_slip_refused", queue="order", atomic=True)
def send_slip_refused(*, payment: str, reference: str, reason: str) -> None:
    if order := order_of(reference):
        letters.transfer(order=order, reason=reason)


@task("orders.plan_review_invitation", queue="order", atomic=True)
def plan_review_invitation(*, part: str) -> None:
    invitations.plan(part=SellerOrder.objects.select_related("order").get(public_id=part))


@task("orders.send_review_invitation", queue="order", atomic=True)
def send_review_invitation(*, order: str) -> None:
    letters.review_invitation(order=Order.objects.get(public_id=order))


@task("orders.prove_money", queue="order", every=timedelta(hours=1))
def prove_money() -> None:
    made = proof.prove()
    proof.keep(made)
    if not made.is_clean:
        log.critical("books differ", extra={"broken": [fault["name"] for fault in made.broken]})
