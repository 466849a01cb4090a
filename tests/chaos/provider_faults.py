"""P1, P2, R2, W3: the provider works and does not say so. Each function gives the faults that it found."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from unittest import mock

from django.core.cache import cache

from commerce.kernel.money import Money
from commerce.kernel.resilience import ProviderAway
from orders.domain import expire, pay, refunds
from orders.models import Order
from payments.domain import refunds as provider_refunds
from payments.domain import sweep
from payments.models import PaymentAttempt, Refund
from payments.providers.stripe import client
from tests.chaos import judge, shoppers
from tests.factories.shop import make_variant
from tests.factories.stripe import Simulator

HANG_SECONDS = 1.0
# The first question after two minutes; a quarter of an hour is promised.
THREE_MINUTES_LATER = "UPDATE payments_paymentattempt SET created_at = created_at - interval '3 min'"


def lose_answer(simulator: Simulator, path: str, *, hang: bool) -> None:
    """The provider does the work; the line breaks, or nothing comes for longer than anybody waits."""
    how = {"action": "hang", "seconds": HANG_SECONDS} if hang else {"action": "drop", "when": "after"}
    simulator.fault(method="POST", path=path, count=1, **how)
    cache.clear()  # the breaker is not what is tried here


@contextmanager
def impatient(simulator: Simulator) -> Iterator[None]:
    """One try a call, and no long wait for it; afterwards the line is good again."""
    client.sdk.cache_clear()
    with mock.patch.multiple(client, TRIES=1, READ_SECONDS=0.3):
        yield
    simulator.reset()  # a call that gave up before it arrived has left its fault behind
    time.sleep(HANG_SECONDS)  # and what hangs has its key in use until it ends
    client.sdk.cache_clear()
    cache.clear()


def lost_charges(simulator: Simulator, *, number: int, seed: int) -> list[str]:
    """P1: the page is made and nobody hears of it; the sweep finds it, it is paid, and that is heard of no more."""
    dice, variant = shoppers.seeded(seed), shoppers.shelf(number)
    before = {session["id"] for session in simulator.book("sessions")}
    with impatient(simulator):
        for cart in shoppers.carts([[(variant, 1)]] * number):
            order = shoppers.order(cart)
            lose_answer(simulator, "/v1/checkout/sessions", hang=dice.random() < 0.1)
            with suppress(ProviderAway):
                shoppers.page_of(order)
    _ask_later()
    pages = [session["id"] for session in simulator.book("sessions") if session["id"] not in before]
    for page in pages:
        simulator.pay(page)
    _ask_later()
    found = judge.recover()
    if len(pages) != number:
        found.append(f"{number} orders, {len(pages)} pages at the provider")
    return found + _all_paid() + judge.books(simulator)


def lost_refunds(simulator: Simulator, *, number: int, seed: int) -> list[str]:
    """R2: refunds whose answers are lost are made once."""
    dice = shoppers.seeded(seed)
    order = shoppers.paid(simulator, shoppers.carts([[(make_variant(units=1), 1)]])[0])
    part = Money(order.total_minor // (number + 1), order.currency)
    with impatient(simulator):
        for place in range(number):
            made = refunds.refund(order=order, amount=part, actor="staff", reason="late", key=str(place))
            lose_answer(simulator, "/v1/refunds", hang=dice.random() < 0.1)
            with suppress(ProviderAway):
                provider_refunds.send(refund=made, actor="test")
    found = judge.recover()
    intent = order.payment.attempts.get(state="captured").charge_ref
    there = sum(r["amount"] for r in simulator.book("refunds") if r["payment_intent"] == intent)
    if there != part.minor * number or Refund.objects.filter(payment=order.payment).exclude(state="done").exists():
        found.append(f"{number} refunds of {part.minor}, and {there} went back")
    return found + judge.books(simulator)


def sold_out_meanwhile(simulator: Simulator, *, number: int) -> list[str]:
    """P2: the money comes when the goods are gone: all of it goes back by itself, and the shopper is told."""
    variant = shoppers.shelf(number)
    late = [shoppers.order(cart) for cart in shoppers.carts([[(variant, 1)]] * number)]
    pages = [shoppers.page_of(order) for order in late]
    judge.run_sql("UPDATE orders_order SET due_until = clock_timestamp() - interval '1 s' WHERE state = 'pending'")
    for order in late:
        expire.expire(order=order)
    for cart in shoppers.carts([[(variant, 1)]] * number):
        shoppers.paid(simulator, cart)
    for page, order in zip(pages, late, strict=True):
        simulator.pay(page)
        pay.look(order=order)
    found = judge.recover()
    for order in late:
        back = sum(r.amount_minor for r in Refund.objects.filter(payment=order.payment, state="done"))
        order.refresh_from_db()
        if (order.state, back) != ("unfillable", order.total_minor):
            found.append(f"paid and sold out: {order.state}, {back} of {order.total_minor} went back")
    return found + judge.books(simulator)


def lost_webhooks(simulator: Simulator, *, number: int) -> list[str]:
    """W3: every webhook is lost and nobody comes back; asking settles all of it when three minutes have passed."""
    variant = shoppers.shelf(number)
    for cart in shoppers.carts([[(variant, 1)]] * number):
        simulator.pay(shoppers.page_of(shoppers.order(cart)))
    _ask_later()
    return _all_paid() + judge.books(simulator)


def _ask_later() -> None:
    judge.run_sql(THREE_MINUTES_LATER, "UPDATE payments_paymentattempt SET checked_at = NULL, checks = 0")
    sweep.sweep()
    judge.drain()


def _all_paid() -> list[str]:
    left = Order.objects.exclude(state="paid").count()
    unknown = PaymentAttempt.objects.filter(state__in=["created", "sent"]).count()
    return [f"{left} orders are not paid, {unknown} attempts unknown"] if left or unknown else []
