"""Asking to be paid by a link: for an amount of its own, or for the payment of something else."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.kernel.clock import DatabaseNow, database_now
from commerce.kernel.errors import Refused
from commerce.kernel.ids import new_id, new_token
from commerce.kernel.money import Money
from vendors.sellers.models import Seller

from ..errors import NothingToPay
from ..models import Payment, PaymentRequest
from ..providers.registry import enabled
from ..states import PaymentState, RequestState
from . import bills, closing, request_settling
from .entries import MARKET
from .moves import move

MOST_DAYS = 90


def ask(
    *, amount: Money, description: str, actor: str, payee: str = MARKET, days: int = 7, methods: Iterable[str] = (),
    note: str = "",
) -> PaymentRequest:  # fmt: skip
    """Ask for `amount`. All of it is the payee's, as goods are: no commission is kept, since no order says for what.
    Raises Refused for nothing, for no words, for a payee or a method that is not there, and for too long a time."""
    chosen = list(dict.fromkeys(methods))
    _check(amount, description, payee, chosen)
    public_id = new_id("prq")
    with transaction.atomic():
        payment = bills.bill(
            reference=public_id, amount=amount, payer="", description=description.strip(),
            shares=[bills.Share(payee, "goods", amount.minor)],
        )  # fmt: skip
        return PaymentRequest.objects.create(
            public_id=public_id, payment=payment, description=description.strip(), note=note.strip(), payee=payee,
            amount_minor=amount.minor, currency=amount.currency, methods=chosen, actor=actor, expires_at=until(days),
        )  # fmt: skip


def lead(
    *, payment: Payment, pay_url: Callable[[str], str], description: str, actor: str, days: int, note: str = ""
) -> PaymentRequest:
    """A link to a payment of another app's; its open one when there is one. `pay_url` makes, of the link's token, the
    path of the page that takes the payment. Raises NothingToPay, Refused."""
    with transaction.atomic():
        locked = Payment.objects.select_for_update(no_key=True).get(pk=payment.pk)
        if locked.state != PaymentState.DUE or not locked.amount_minor:
            raise NothingToPay(_("There is nothing to pay here any more."))
        if found := locked.requests.filter(state=RequestState.OPEN).first():
            return found
        token = new_token()
        return PaymentRequest.objects.create(
            token=token, payment=locked, reference=locked.reference, pay_url=pay_url(token), description=description,
            note=note.strip(), amount_minor=locked.amount_minor, currency=locked.currency, actor=actor,
            expires_at=until(days),
        )  # fmt: skip


def until(days: int) -> datetime:
    """The end of so many days, by the database's clock. Raises Refused."""
    if not 1 <= days <= MOST_DAYS:
        raise Refused(_("A link is open for 1 to %(most)s days.") % {"most": MOST_DAYS})
    return database_now() + timedelta(days=days)


def withdraw(*, request: PaymentRequest, actor: str, reason: str = "") -> PaymentRequest:
    """The link takes no payment any more. What is under way at a provider is closed there; money that comes all the
    same is recorded as the request's. Of another app's payment only the link ends. Raises IllegalMove."""
    return _end(request, RequestState.WITHDRAWN, actor, reason)


def expire(*, request: PaymentRequest, is_over: bool = False) -> PaymentRequest:
    """End a link whose time is over, by the database's clock, or whose payment nobody waits for, as the caller may know
    (`is_over`). No-op otherwise."""
    due = PaymentRequest.objects.filter(pk=request.pk, state=RequestState.OPEN)
    if not is_over:
        due = due.filter(expires_at__lt=DatabaseNow()) | due.filter(payment__state=PaymentState.CANCELLED)
    if not due.exists():
        return request
    return _end(request, RequestState.EXPIRED, "shop", "")


def look_after() -> int:
    """Expire what is overdue, and note what was paid elsewhere. Returns how many were open too long."""
    waiting = PaymentRequest.objects.exclude(state=RequestState.PAID).select_related("payment").order_by("pk")
    for request in waiting.filter(payment__state=PaymentState.CAPTURED)[:200]:
        request_settling.settle(payment=request.payment, actor="shop")
    is_open = waiting.filter(state=RequestState.OPEN)
    overdue = is_open.filter(expires_at__lt=DatabaseNow()) | is_open.filter(payment__state=PaymentState.CANCELLED)
    found = list(overdue[:200])
    for request in found:
        expire(request=request)
    return len(found)


def _end(request: PaymentRequest, to: RequestState, actor: str, reason: str) -> PaymentRequest:
    with transaction.atomic():
        payment = Payment.objects.select_for_update(no_key=True).get(
            pk=request.payment_id
        )  # first the payment, as always
        locked = PaymentRequest.objects.select_for_update().get(pk=request.pk)
        locked.payment = payment
        if payment.state == PaymentState.CAPTURED:
            request_settling.settle(payment=payment, actor=actor)
            locked.refresh_from_db()
            return locked
        move(locked, to, actor=actor, reason=reason, is_locked=True, ended_at=DatabaseNow())
        if locked.is_for_amount:
            bills.cancel(payment=payment, actor=actor, reason=reason)
            closing.close_all(payment=payment, actor=actor)
        return locked


def _check(amount: Money, description: str, payee: str, methods: list[str]) -> None:
    if amount.minor <= 0:
        raise Refused(_("Ask for something."))
    if not description.strip():
        raise Refused(_("Say what it is for. The payer reads it."))
    if payee != MARKET and not Seller.objects.filter(public_id=payee).exists():
        raise Refused(_("There is no such stall."))
    if unknown := set(methods) - {adapter.name for adapter in enabled()}:
        raise Refused(_("The shop does not have this way of paying: %(names)s.") % {"names": ", ".join(unknown)})
