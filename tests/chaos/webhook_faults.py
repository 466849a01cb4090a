"""W2, W4, W5: the provider's words out of order, not from the provider, and many at once."""

import hashlib
import hmac
import itertools
import json
import time
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse

from orders.models import Order
from payments.models import PaymentAttempt, PaymentEvent, WebhookEvent
from tests.chaos import judge, shoppers
from tests.factories.stripe import Simulator

# What happens at the provider when a card is declined and the next one is good.
KINDS = (
    "payment_intent.created", "payment_intent.payment_failed", "charge.succeeded", "payment_intent.succeeded",
    "checkout.session.completed",
)  # fmt: skip
PERMUTATIONS = list(itertools.permutations(KINDS))
DECLINED = "pm_card_visa_chargeDeclined"
FORGERIES: dict[str, dict[str, Any]] = {
    "another secret": {"secret": "whsec_of_somebody_else"},
    "an empty secret": {"secret": ""},
    "no signature": {"signature": ""},
    "a signature of nothing": {"signature": "t=1,v1="},
    "an unknown scheme": {"signature": "t=1,v0=00"},
    "garbage": {"signature": "garbage"},
    "no timestamp": {"signature": "v1=00"},
    "a timestamp that is no number": {"signature": "t=now,v1=00"},
    "six minutes old": {"age": 360},
    "from the future": {"age": -600},
    "the year 1970": {"age": 10**9},
    "no JSON": {"body": "<html>"},
    "an empty body": {"body": ""},
    "another mode": {"change": {"livemode": True}},
    "another account": {"change": {"account": "acct_stranger"}},
    "a genuine signature of another body": {"stolen": True},
}


def signature(raw: str, *, secret: str | None = None, age: float = 0) -> str:
    """As the provider signs, `age` seconds ago."""
    stamp = int(max(time.time() - age, 0))
    key = settings.STRIPE_WEBHOOK_SECRET if secret is None else secret
    return f"t={stamp},v1={hmac.new(key.encode(), f'{stamp}.{raw}'.encode(), hashlib.sha256).hexdigest()}"


def knock(event: Any, *, body: str | None = None, header: str | None = None, **signed: Any) -> int:
    """Bring it to the shop's own door; the status of the answer."""
    raw = json.dumps(event) if body is None else body
    sealed = signature(raw, **signed) if header is None else header
    headers = {"Stripe-Signature": sealed} if sealed else {}
    door = reverse("payments:webhook", args=["stripe"])
    return (
        Client(raise_request_exception=False)
        .post(door, raw, content_type="application/json", headers=headers)
        .status_code
    )


def reordered(simulator: Simulator, order_of_kinds: Sequence[str]) -> list[str]:
    """W2: five events of one payment in this order, each worked on before the next comes."""
    order, events = _declined_then_paid(simulator)
    for kind in order_of_kinds:
        if (status := knock(events[kind])) != 200:
            return [f"{kind} was answered with {status}"]
        judge.drain()
    attempt = PaymentAttempt.objects.get(payment=order.payment)
    order.refresh_from_db()
    told = PaymentEvent.objects.filter(payment=order.payment, after="captured").count()
    end = (order.state, attempt.state, order.payment.captured_minor, told)
    right = ("paid", "captured", order.total_minor, 2)
    return ([] if end == right else [f"ended as {end}"]) + judge.books(simulator)


def forged(simulator: Simulator, name: str) -> list[str]:
    """W4: the case `name` leaves nothing behind."""
    order, events = _declined_then_paid(simulator)
    case = dict(FORGERIES[name])
    event = {**events["checkout.session.completed"], **case.pop("change", {})}
    if case.pop("stolen", False):
        case["header"] = signature(json.dumps(event))
        event = {**event, "id": "evt_other"}
    if "signature" in case:
        case["header"] = case.pop("signature")
    status = knock(event, **case)
    judge.drain()
    order.refresh_from_db()
    left = WebhookEvent.objects.count()
    if status == 400 and not left and order.state == "pending":
        return []
    WebhookEvent.objects.all().delete()
    return [f"{name}: answered {status}, {left} events stored, order {order.state}"]


def flood(number: int, send: Callable[[str, str], int], *, mark: str) -> tuple[list[float], dict[str, str], list[str]]:
    """W5: `number` events one after the other; seconds of each, the bodies by id, and refusals."""
    times, bodies, refused = [], {}, []
    for place in range(number):
        ident = f"evt_{mark}_{place}"
        thing = {"id": f"pi_{mark}_{place}", "object": "payment_intent", "metadata": {}}
        event = {"id": ident, "object": "event", "type": "x", "livemode": False, "data": {"object": thing}}
        bodies[ident] = json.dumps(event)
        begun = time.monotonic()
        status = send(bodies[ident], ident)
        times.append(time.monotonic() - begun)
        if status != 200:
            refused.append(f"{ident} was answered with {status}")
    return times, bodies, refused


def slow(times: Sequence[float], *, most: float = 0.5) -> list[str]:
    """The slowest of a hundred."""
    found = sorted(times)[max(int(len(times) * 0.99) - 1, 0)]
    return [f"p99 is {found * 1000:.0f} ms"] if found >= most else []


def door(number: int, *, mark: str) -> list[str]:
    """W5, at the shop's own door, while no worker works."""
    times, bodies, found = flood(number, lambda raw, _id: knock(None, body=raw), mark=mark)
    stored = dict(WebhookEvent.objects.filter(event_id__in=bodies).values_list("event_id", "body"))
    lost = [] if stored == bodies else [f"{len(bodies) - len(stored)} bodies are not stored"]
    return found + slow(times) + lost


def _declined_then_paid(simulator: Simulator) -> tuple[Order, dict[str, Any]]:
    known = {event["id"] for event in simulator.book("events")}
    order = shoppers.order(shoppers.carts([[(shoppers.shelf(1), 1)]])[0])
    page = shoppers.page_of(order)
    simulator.pay(page, card=DECLINED)
    simulator.pay(page)
    events = {event["type"]: event for event in simulator.book("events") if event["id"] not in known}
    return order, {kind: events[kind] for kind in KINDS}
