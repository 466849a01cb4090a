"""What every payment provider can do, over frozen values. No ORM, no clock, no random in an adapter.

A verb returns a value, raises Declined (final) or Misconfigured (ours to mend), or ProviderAway: the outcome is
unknown and is found out by asking, never by charging again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal, Protocol

from django.utils.functional import Promise

from commerce.kernel.money import Money

Outcome = Literal["open", "captured", "declined", "expired"]
RefundOutcome = Literal["pending", "done", "failed"]


@dataclass(frozen=True)
class Charge:
    """What is to be paid. `key` is the idempotency key; `reference` is ours and comes back with every answer."""

    key: str
    reference: str
    amount: Money
    description: str
    email: str
    return_url: str
    cancel_url: str
    expires_unix: int
    form: str = "hosted"


@dataclass(frozen=True)
class Started:
    """`provider_ref` names the charge there; the shopper goes to `next_url`, or our page uses `client_secret`."""

    provider_ref: str
    next_url: str = ""
    client_secret: str = ""


@dataclass(frozen=True)
class Fetched:
    """The provider's present word on a charge. `amount` is what was really received."""

    outcome: Outcome
    amount: Money
    reference: str
    charge_ref: str = ""
    decline_code: str = ""
    fee_minor: int = 0


@dataclass(frozen=True)
class RefundOrder:
    """`key` is the idempotency key and the reference of the refund."""

    key: str
    charge_ref: str
    amount: Money
    reason: str
    provider_ref: str = ""


@dataclass(frozen=True)
class Refunded:
    outcome: RefundOutcome
    provider_ref: str
    error: str = ""


@dataclass(frozen=True)
class Notice:
    """A verified webhook: a doorbell. `refs` are ids to look up; nothing in it is believed. `is_news` is false for
    kinds that say nothing which another event does not say as well: they are stored, and nobody is asked."""

    event_id: str
    kind: str
    account: str
    refs: tuple[str, ...]
    is_news: bool = True


@dataclass(frozen=True)
class Capabilities:
    """What a provider takes and how it shows itself at checkout."""

    name: str
    title: str | Promise
    note: str | Promise
    icon: str
    currencies: frozenset[str] = field(default_factory=frozenset)
    partial_refunds: bool = True


class Provider(Protocol):
    """The six verbs and the card of a provider."""

    capabilities: ClassVar[Capabilities]

    def start(self, charge: Charge) -> Started: ...

    def fetch(self, provider_ref: str) -> Fetched: ...

    def capture(self, provider_ref: str, amount: Money, key: str) -> Fetched: ...

    def cancel(self, provider_ref: str) -> Fetched: ...

    def refund(self, order: RefundOrder) -> Refunded:
        """Give money back, or, for an order with `provider_ref`, say what has become of it."""
        ...

    def parse_webhook(self, body: bytes, headers: Mapping[str, str]) -> Notice: ...
