"""The simulated PayPal business account, and one call into it."""

from __future__ import annotations

import secrets
import string
import time
from dataclasses import dataclass
from typing import Any

from payments.simulators.kit.bench import Bench
from payments.simulators.kit.book import Book, Document

ALPHABET = string.digits + string.ascii_uppercase
PAYEE_EMAIL = "merchant@simulator.example"


def new_id(length: int = 17) -> str:
    """An id in PayPal's style. Never seeded: a restart with the same seed must not repeat one."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def moment(unix: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(unix))


@dataclass(frozen=True)
class Terms:
    """Who the account is and what it pays. The fee is a share in 1/10,000 and a fixed part in hundredths; a dispute
    costs `dispute_fee` in hundredths."""

    client_id: str
    client_secret: str
    webhook_id: str
    merchant_id: str
    fee_basis_points: int = 349
    fee_fixed: int = 49
    dispute_fee: int = 1500


@dataclass(frozen=True)
class Account:
    """What every call shares. `public_url` is where a browser reaches the approval page; `url` is the API's own."""

    bench: Bench
    terms: Terms
    url: str
    public_url: str

    @property
    def book(self) -> Book:
        return self.bench.book


@dataclass(frozen=True)
class Call:
    """One piece of work: an API request, a page being posted, a command, or the clock."""

    account: Account

    @property
    def book(self) -> Book:
        return self.account.book

    def now(self) -> int:
        return self.account.bench.clock.now()

    def link(self, path: str, rel: str, method: str = "GET") -> dict[str, str]:
        return {"href": f"{self.account.url}{path}", "rel": rel, "method": method}

    def approval(self, order: str) -> str:
        return f"{self.account.public_url}/checkoutnow?token={order}"

    def emit(self, type: str, resource_type: str, resource: dict[str, Any], summary: str) -> None:
        """Write an event with a snapshot of the resource, and plan its webhooks."""
        id = f"WH-{new_id(17)}-{new_id(17)}"
        event: Document = {
            "id": id,
            "event_version": "1.0",
            "create_time": moment(self.now()),
            "resource_type": resource_type,
            "resource_version": "2.0",
            "event_type": type,
            "summary": summary,
            "resource": resource,
            "links": [self.link(f"/v1/notifications/webhooks-events/{id}", "self")],
            "created": self.now(),
        }
        self.book.put("event", event)
        self.account.bench.planner.plan(id, type)


def seen(document: Document) -> Document:
    """The document as PayPal shows it: without what is ours alone."""
    return {name: value for name, value in document.items() if name != "created" and not name.startswith("_")}
