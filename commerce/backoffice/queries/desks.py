"""The desks: one count and one oldest moment each, one statement each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from django.db.models import Count, Min, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from catalog.models import Answer, Product, Question, Review
from catalog.queries.visibility import HIDDEN
from catalog.states import Standing
from commerce.currencies.models import Jump
from commerce.currencies.states import Answer as JumpAnswer
from commerce.jobs.models import Job
from commerce.kernel.clock import database_now
from commerce.notifications.models import Email
from orders.models import SellerOrder
from orders.states import SellerOrderState
from payments.models import (
    BankTransfer,
    CashPromise,
    Collection,
    Dispute,
    Payment,
    PaymentAttempt,
    Refund,
    WebhookEvent,
)
from payments.queries import cases
from payments.states import AttemptState, CollectionState, PromiseState, RefundState, TransferState
from vendors.sellers.models import Seller

LOW_STOCK = 5
# A provider's answer takes seconds; what is older than this has no answer.
UNKNOWN_AFTER = timedelta(minutes=2)
LATE_AFTER = timedelta(minutes=5)
CASH_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class Desk:
    """`since` is the moment of the oldest thing that waits; `kind` says how bad waiting is."""

    name: str
    meaning: str
    count: int
    since: datetime | None
    url: str
    kind: str = "plain"


def desk(name: str, meaning: str, waiting: QuerySet[Any], *, age: str, page: str, query: str, kind: str = "") -> Desk:
    found = waiting.aggregate(count=Count("pk"), since=Min(age))
    return Desk(name, meaning, found["count"], found["since"], address(page, query), kind or "plain")


def address(page: str, query: str) -> str:
    try:
        return f"{reverse(f'admin:{page}_changelist')}?{query}"
    except NoReverseMatch:
        return ""


def all_desks() -> list[Desk]:
    now = database_now()
    return [*goods(), *words(), *money(now), *disputes(now), *machinery(now)]


def before(moment: datetime) -> str:
    """A moment as a list's filter takes it."""
    return quote(moment.isoformat())


def goods() -> Iterator[Desk]:
    yield desk(
        _("Orders to handle"),
        _("Paid, and a seller has not sent the parcel yet."),
        SellerOrder.objects.filter(state=SellerOrderState.CONFIRMED, is_digital=False),
        age="order__paid_at",
        page="orders_sellerorder",
        query="state__exact=confirmed&is_digital__exact=0",
    )
    yield desk(
        _("Low stock"),
        _("On sale with %(count)s or fewer left.") % {"count": LOW_STOCK},
        Product.objects.filter(status="active", is_digital=False, available__lte=LOW_STOCK),
        age="updated_at",
        page="catalog_product",
        query="stock=low",
    )
    yield desk(
        _("Products nobody can see"),
        _("Meant to be on sale, but something is missing. The list says what."),
        Product.objects.filter(HIDDEN),
        age="updated_at",
        page="catalog_product",
        query="visible=no",
    )
    yield desk(
        _("Sellers to approve"),
        _("Their products stay hidden until you say yes."),
        Seller.objects.filter(state="pending"),
        age="created_at",
        page="sellers_seller",
        query="state__exact=pending",
    )


def words() -> Iterator[Desk]:
    yield desk(
        _("Reviews to read"),
        _("Nobody sees them before you publish them."),
        Review.objects.filter(state=Standing.PENDING),
        age="submitted_at",
        page="catalog_review",
        query="state__exact=pending",
    )
    yield desk(
        _("Questions to read"),
        _("Asked about a product. An answer of the stall publishes them, too."),
        Question.objects.filter(state=Standing.PENDING),
        age="created_at",
        page="catalog_question",
        query="state__exact=pending",
    )
    yield desk(
        _("Answers to read"),
        _("Written by shoppers. Those of a stall are published at once."),
        Answer.objects.filter(state=Standing.PENDING),
        age="created_at",
        page="catalog_answer",
        query="state__exact=pending",
    )


def money(now: datetime) -> Iterator[Desk]:
    old = now - UNKNOWN_AFTER
    unknown = PaymentAttempt.objects.filter(state=AttemptState.SENT, created_at__lt=old)
    yield desk(
        _("Payments with an unknown outcome"),
        _("We asked the provider and heard nothing. Open one and ask again."),
        unknown,
        age="created_at",
        page="payments_paymentattempt",
        query=f"state__exact=sent&created_at__lt={before(old)}",
        kind="stop",
    )
    yield desk(
        _("Amounts that differ"),
        _("The provider took another amount than we asked for."),
        PaymentAttempt.objects.filter(state=AttemptState.MISMATCH),
        age="created_at",
        page="payments_paymentattempt",
        query="state__exact=mismatch",
        kind="stop",
    )
    yield desk(
        _("Refunds that failed"),
        _("The shopper is still waiting for this money."),
        Refund.objects.filter(state=RefundState.FAILED),
        age="created_at",
        page="payments_refund",
        query="state__exact=failed",
        kind="stop",
    )
    yield desk(
        _("Refunds to pay by hand"),
        _("No provider gives this money back. Pay it another way and note how."),
        Refund.objects.filter(by_hand=True, state=RefundState.PENDING),
        age="created_at",
        page="payments_refund",
        query="by_hand__exact=1&state__exact=pending",
    )
    yield desk(
        _("Orders in cash to confirm"),
        _("Call the shopper before the stall packs the parcel."),
        CashPromise.objects.filter(state=PromiseState.TO_CONFIRM),
        age="created_at",
        page="payments_cashpromise",
        query="state__exact=to_confirm",
    )
    held = now - CASH_AFTER
    yield desk(
        _("Cash that couriers hold"),
        _("Paid at the door more than a week ago, and not passed on."),
        Collection.objects.filter(state=CollectionState.COLLECTED, ended_at__lt=held),
        age="ended_at",
        page="payments_collection",
        query=f"state__exact=collected&ended_at__lt={before(held)}",
        kind="wait",
    )
    yield desk(
        _("Bank transfers to check"),
        _("A shopper shows a slip. Look whether the money is there."),
        BankTransfer.objects.filter(state=TransferState.SHOWN),
        age="shown_at",
        page="payments_banktransfer",
        query="state__exact=shown",
    )
    yield desk(
        _("Provider messages not worked on"),
        _("Webhooks that came in and have not been read."),
        WebhookEvent.objects.filter(processed_at=None, received_at__lt=old),
        age="received_at",
        page="payments_webhookevent",
        query=f"processed_at__isempty=1&received_at__lt={before(old)}",
        kind="wait",
    )
    yield desk(
        _("Exchange rates to confirm"),
        _("The source says a rate that differs much from the last one."),
        Jump.objects.filter(answer=JumpAnswer.WAITING),
        age="seen_at",
        page="currencies_jump",
        query="answer__exact=waiting",
        kind="wait",
    )


def disputes(now: datetime) -> Iterator[Desk]:
    rows, page = Dispute.objects.all(), "payments_dispute"
    yield desk(
        _("Disputes to answer"),
        _("A shopper's bank takes a payment back. An answer in time can win it."),
        cases.to_answer(rows),
        age="opened_at",
        page=page,
        query="todo=answer",
        kind="wait",
    )
    yield desk(
        _("Disputes overdue or due soon"),
        _("The answer is due within two days, or the day has gone by."),
        cases.pressing(rows, now),
        age="due_at",
        page=page,
        query="todo=late",
        kind="stop",
    )
    yield desk(
        _("Disputes to look into"),
        _("Of a charge that the shop does not know, or lost for money that had gone back already."),
        cases.to_look_into(rows),
        age="opened_at",
        page=page,
        query="todo=look",
        kind="stop",
    )
    yield desk(
        _("Warnings of fraud"),
        _("A card's bank warns of it. Refund while nothing is disputed, or make sure of the shopper."),
        cases.warned(Payment.objects.all(), now),
        age="captured_at",
        page="payments_payment",
        query="fraud=warned",
        kind="wait",
    )


def machinery(now: datetime) -> Iterator[Desk]:
    old = now - LATE_AFTER
    yield desk(
        _("Dead letters"),
        _("Work that failed every time and was laid aside. Retry it or discard it."),
        Job.objects.filter(state="dead"),
        age="ended_at",
        page="jobs_job",
        query="state__exact=dead",
        kind="stop",
    )
    yield desk(
        _("Work that is late"),
        _("Due for more than five minutes: are the workers running?"),
        Job.objects.filter(state="ready", run_at__lt=old),
        age="run_at",
        page="jobs_job",
        query=f"state__exact=ready&run_at__lt={before(old)}",
        kind="wait",
    )
    yield desk(
        _("E-mails not sent"),
        _("Waiting for the mail server for more than five minutes."),
        Email.objects.filter(sent_at=None, bounced_at=None, queued_at__lt=old),
        age="queued_at",
        page="notifications_email",
        query=f"stand=waiting&queued_at__lt={before(old)}",
        kind="wait",
    )
