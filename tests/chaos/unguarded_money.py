"""Positive controls of payments, webhooks and commits: the shop with one of its guards taken away."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from commerce.kernel.ids import new_token
from commerce.kernel.money import Money
from orders.domain import place_order, refunds
from payments.domain import charge, health, inbox, record, sweep, webhooks
from payments.domain import refunds as provider_refunds
from payments.domain.bills import Share
from payments.models import PaymentAttempt, WebhookEvent
from payments.providers.base import Charge, Fetched, RefundOrder
from payments.providers.stripe import client
from tests.chaos.unguarded import changed

AGREED = threading.local()


@contextmanager
def charges_have_new_keys() -> Iterator[None]:
    """Each try of a charge goes under a key of its own."""

    def anonymous(**words: Any) -> Charge:
        return Charge(**words | {"key": new_token()})

    with changed((charge, "Charge", anonymous)):
        yield


@contextmanager
def refunds_have_new_keys() -> Iterator[None]:
    def anonymous(**words: Any) -> RefundOrder:
        return RefundOrder(**words | {"key": new_token()})

    with changed((provider_refunds, "RefundOrder", anonymous)):
        yield


@contextmanager
def unfillable_money_stays() -> Iterator[None]:
    with changed((refunds, "refund_rest", lambda **_words: None)):
        yield


@contextmanager
def nobody_asks_later() -> Iterator[None]:
    with changed((sweep, "sweep", lambda: 0)):
        yield


@contextmanager
def signatures_are_not_checked() -> Iterator[None]:
    with changed((client, "verified_event", lambda body, _signature: json.loads(body or "null") or {})):
        yield


@contextmanager
def events_are_believed() -> Iterator[None]:
    """Each event is taken at its word, and the last word counts."""
    said = {"payment_intent.payment_failed": "declined", "payment_intent.succeeded": "captured"}

    def believe(*, events: list[int]) -> str:
        for event in WebhookEvent.objects.filter(pk__in=events).order_by("pk"):
            believe_one(event)
        return "believed"

    def believe_one(event: WebhookEvent) -> None:
        body = json.loads(event.body)
        thing = body["data"]["object"]
        for attempt in PaymentAttempt.objects.filter(public_id__in=event.refs):
            state = said.get(body["type"], attempt.state)
            if state == "captured":
                amount = Money(thing["amount_received"], thing["currency"].upper())
                record.record(attempt=attempt, fetched=Fetched("captured", amount, attempt.public_id, thing["id"]),
                              actor="event")  # fmt: skip
            else:
                PaymentAttempt.objects.filter(pk=attempt.pk).update(state=state)

    with changed((webhooks, "process", believe), (inbox, "ENDED", set())):
        yield


@contextmanager
def the_door_does_the_work() -> Iterator[None]:
    """The answer waits until the provider has been asked."""
    receive = webhooks.receive

    def and_work(**words: Any) -> bool:
        made = receive(**words)
        health.ping_stripe()
        return made

    with changed((webhooks, "receive", and_work)):
        yield


@contextmanager
def totals_are_believed() -> Iterator[None]:
    """What the form says is what is asked for."""
    bill = place_order.bill

    def note(_found: Any, agreed: Money) -> None:
        AGREED.total = agreed

    def bill_as_agreed(*, amount: Money, shares: Any, **words: Any) -> Any:
        agreed = replace(amount, minor=AGREED.total.minor)
        return bill(amount=agreed, shares=[Share("market", "goods", agreed.minor)], **words)

    with changed((place_order, "_check", note), (place_order, "bill", bill_as_agreed)):
        yield


@contextmanager
def totals_are_not_compared() -> Iterator[None]:
    """The order is placed at whatever it costs by now."""
    with changed((place_order, "_check", lambda _found, _agreed: None)):
        yield


@contextmanager
def every_statement_is_a_commit() -> Iterator[None]:
    """No transactions: what belongs together is written one by one."""
    before: list[bool] = []

    def enter(_self: transaction.Atomic) -> None:
        before.append(connection.in_atomic_block)
        connection.in_atomic_block = True

    def leave(_self: transaction.Atomic, *_error: Any) -> None:
        connection.in_atomic_block = before.pop()

    alone = (
        (transaction.Atomic, "__enter__", enter),
        (transaction.Atomic, "__exit__", leave),
        (QuerySet, "select_for_update", lambda self, *_args, **_words: self.all()),
    )
    with changed(*alone):
        yield
