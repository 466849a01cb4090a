"""The simulated Stripe account, and one call into it."""

from __future__ import annotations

import secrets
import string
from dataclasses import dataclass
from typing import Any

import stripe
from payments.simulators.kit.book import Book, Document, public
from payments.simulators.kit.clock import Clock
from payments.simulators.kit.webhooks import Planner

API_VERSION = stripe.api_version
ACCOUNT_ID = "acct_1Simulator000000"
ALPHABET = string.ascii_letters + string.digits


def new_id(prefix: str, length: int = 24) -> str:
    """An id in Stripe's style. Never seeded: a restart with the same seed must not repeat one."""
    return f"{prefix}_{''.join(secrets.choice(ALPHABET) for _ in range(length))}"


@dataclass(frozen=True)
class Keys:
    secret: str
    publishable: str


@dataclass(frozen=True)
class Account:
    """What every call shares. `public_url` is where a browser reaches the hosted pages."""

    book: Book
    clock: Clock
    planner: Planner
    keys: Keys
    public_url: str


@dataclass(frozen=True)
class Call:
    """One piece of work: an API request, a hosted page being posted, or the clock."""

    account: Account
    request_id: str | None = None
    idempotency_key: str | None = None

    @property
    def book(self) -> Book:
        return self.account.book

    def now(self) -> int:
        return self.account.clock.now()

    def url(self, path: str) -> str:
        return f"{self.account.public_url}{path}"

    def emit(self, type: str, document: Document, previous: dict[str, Any] | None = None) -> None:
        """Write an event with a snapshot of the object, and plan its webhooks."""
        data: dict[str, Any] = {"object": public(document)}
        if previous is not None:
            data["previous_attributes"] = previous
        event: Document = {
            "id": new_id("evt"),
            "object": "event",
            "api_version": API_VERSION,
            "created": self.now(),
            "data": data,
            "livemode": False,
            "pending_webhooks": 1 if self.account.planner.modes().url else 0,
            "request": {"id": self.request_id, "idempotency_key": self.idempotency_key},
            "type": type,
        }
        self.book.put("event", event)
        self.account.planner.plan(event["id"], type)
