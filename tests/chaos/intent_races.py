"""O1, O2, O3, R1, W1: the same intent many times at once. Each function gives the faults that it found."""

import random

from commerce.jobs.domain import request_keys
from commerce.kernel.ids import new_token
from commerce.kernel.money import Money
from orders.domain import pay, refunds
from orders.models import Order
from payments.domain import charge, webhooks
from payments.errors import OverRefund
from payments.models import PaymentAttempt, Refund, WebhookEvent
from tests.chaos import judge, shoppers
from tests.chaos.crowd import at_once, unexpected
from tests.chaos.crowds import Crowd, Threads
from tests.factories.stripe import Simulator

THREADS = Threads()


def same_cart(*, times: int, crowd: Crowd = THREADS) -> list[str]:
    """O1: the button is pressed `times` at once; one order, and everybody is shown that one."""
    variant = shoppers.shelf(times)
    (cart,) = shoppers.carts([[(variant, 1)]])
    outcomes = crowd.orders([cart] * times)
    found = unexpected(outcomes)
    numbers = {outcome.number for outcome in outcomes if isinstance(outcome, Order)}
    if Order.objects.filter(cart=cart).count() != 1 or len(numbers) > 1:
        found.append(f"orders of one cart: {sorted(numbers)}")
    return found + judge.books()


def same_key(*, times: int, crowd: Crowd = THREADS) -> list[str]:
    """O1: one idempotency key `times` at once, each with work that would make an order of its own."""
    variant = shoppers.shelf(times)
    carts = shoppers.carts([[(variant, 1)]] * times)
    outcomes = crowd.keyed(new_token(), "a", carts)
    made = {outcome.value for outcome in outcomes if isinstance(outcome, request_keys.Answer)}
    found = unexpected(outcomes, request_keys.InFlight)
    if len(made) != 1 or Order.objects.filter(cart__in=carts).count() != 1 or _units_held(variant) != 1:
        found.append(f"{len(made)} orders of one key")
    return found + judge.books()


def other_body(*, times: int = 4) -> list[str]:
    """O2: a key that was used comes with another body, `times` at once; all are refused and nothing is done."""
    variant = shoppers.shelf(times + 1)
    first, *others = shoppers.carts([[(variant, 1)]] * (times + 1))
    key = new_token()
    shoppers.keyed(key, "a", first)()
    outcomes = at_once([shoppers.keyed(key, "b", cart) for cart in others])
    answered = [outcome for outcome in outcomes if not isinstance(outcome, request_keys.KeyReused)]
    found = [f"another body was answered: {answered}"] if answered else []
    if Order.objects.filter(cart__in=[first, *others]).count() != 1 or _units_held(variant) != 1:
        found.append("another body had an effect")
    return found + judge.books()


def two_tabs(simulator: Simulator, *, carts: int) -> list[str]:
    """O3: every cart is ordered and paid from two tabs at once; one order, one attempt, one page each."""
    variant = shoppers.shelf(carts)
    rows = shoppers.carts([[(variant, 1)]] * carts)
    pages = len(simulator.book("sessions"))

    def tab(cart) -> str:
        return shoppers.page_of(shoppers.order(cart))

    outcomes = at_once([lambda cart=cart: tab(cart) for cart in rows for _tab in range(2)])
    found = unexpected(outcomes)
    orders = Order.objects.filter(cart__in=rows)
    opened = len(simulator.book("sessions")) - pages
    attempts = PaymentAttempt.objects.filter(payment__in=orders.values("payment")).count()
    if (orders.count(), attempts, opened) != (carts, carts, carts):
        found.append(f"{carts} carts: {orders.count()} orders, {attempts} attempts, {opened} pages")
    return found + judge.books()


def partial_refunds(simulator: Simulator, *, seed: int) -> list[str]:
    """R1: twenty refunds of 10 % and five of 50 % at once never give back more than was paid."""
    (cart,) = shoppers.carts([[(shoppers.shelf(1), 1)]])
    order = shoppers.paid(simulator, cart)
    parts = [order.total_minor // 10] * 20 + [order.total_minor // 2] * 5
    random.Random(seed).shuffle(parts)

    def give(place: int, minor: int) -> Refund:
        amount = Money(minor, order.currency)
        return refunds.refund(order=order, amount=amount, actor="staff", reason="late", key=str(place))

    outcomes = at_once([lambda p=p, m=m: give(p, m) for p, m in enumerate(parts)])
    found = unexpected(outcomes, OverRefund) + judge.books()
    found += judge.drain() + judge.books(simulator)
    back = sum(r["amount"] for r in simulator.book("refunds") if r["payment_intent"] == _intent(order))
    if back > order.total_minor:
        found.append(f"{back} of {order.total_minor} went back")
    return found


def same_capture(simulator: Simulator, *, times: int) -> list[str]:
    """W1: the browser, webhooks and the sweeper ask about one paid attempt at once; it is captured once."""
    (cart,) = shoppers.carts([[(shoppers.shelf(5), 1)]])
    order = shoppers.order(cart)
    simulator.pay(shoppers.page_of(order))
    attempt = order.payment.attempts.get()
    event = WebhookEvent.objects.create(
        provider="stripe", event_id=new_token(), kind="x", body="{}", refs=[attempt.public_id]
    )
    acts = [
        lambda: pay.look(order=order),
        lambda: charge.check(attempt=PaymentAttempt.objects.get(pk=attempt.pk), actor="sweeper"),
        lambda: webhooks.process(events=[event.pk]),
    ]
    found = unexpected(at_once([acts[place % 3] for place in range(times)])) + judge.drain()
    order.refresh_from_db()
    if order.state != "paid":
        found.append(f"order is {order.state}")
    return found + judge.books(simulator)


def _units_held(variant) -> int:
    return shoppers.level(variant)[1]


def _intent(order: Order) -> str:
    return order.payment.attempts.get(state="captured").charge_ref or ""
