"""What every payment provider can do, over frozen values. No ORM, no clock, no random in an adapter.

A verb returns a value, raises Declined (final) or Misconfigured (ours to mend), or ProviderAway: the outcome is
unknown and is found out by asking, never by charging again. Six verbs pay and give back; what only some providers
have (disputes, reports of what they booked) are protocols of their own beside them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, runtime_checkable

from django.utils.functional import Promise

from commerce.kernel.money import Money

Outcome = Literal["open", "authorised", "captured", "declined", "expired"]
RefundOutcome = Literal["pending", "done", "failed"]
DisputeStanding = Literal["warning", "needs_response", "under_review", "won", "lost"]
FileShows = Literal["delivery", "messages", "other"]
LineKind = Literal["charge", "refund", "fee", "dispute", "dispute_won", "payout", "other"]


@dataclass(frozen=True)
class Charge:
    """What is to be paid. `key` is the idempotency key; `reference` is ours and comes back with every answer.
    With `capture_later` the amount is only set aside until `capture` takes it."""

    key: str
    reference: str
    amount: Money
    description: str
    email: str
    return_url: str
    cancel_url: str
    expires_unix: int
    form: str = "hosted"
    capture_later: bool = False


@dataclass(frozen=True)
class Started:
    """`provider_ref` names the charge there; the shopper goes to `next_url`, or our page uses `client_secret`."""

    provider_ref: str
    next_url: str = ""
    client_secret: str = ""


@dataclass(frozen=True)
class Fetched:
    """The provider's present word on a charge. `amount` is what was really received, or, while `authorised`, what is
    set aside; `fee_minor` is in the same currency.

    `receiver` is the account that got the money where the provider says so, and is ours or it is not our payment.
    `numbers` are the provider's numbers that may stand for one payment only, ever. `risk` is its judgement.
    """

    outcome: Outcome
    amount: Money
    reference: str
    charge_ref: str = ""
    decline_code: str = ""
    fee_minor: int = 0
    receiver: str = ""
    numbers: tuple[str, ...] = ()
    risk: str = ""


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
    kinds that say nothing which another event does not say as well: they are stored, and nobody is asked. `disputes`
    are ids of disputes it speaks of, `warnings` those of warnings of fraud. `learned` says, by our reference, which
    number of the provider's it names: a claim, for a provider that can be asked by its own number alone
    (`KnownByNumber`)."""

    event_id: str
    kind: str
    account: str
    refs: tuple[str, ...]
    is_news: bool = True
    disputes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    learned: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Capabilities:
    """What a provider takes and how it shows itself at checkout.

    `limits` are the least and the most of one charge in minor units, by currency. A provider that does not take a
    currency may charge in `charges_in` instead, at a rate that the shopper is shown before. `forms` are the ways its
    fields are shown, the usual one first; `captures_later` says that it can set an amount aside. `receiver` is our
    account there, where it names one with each charge. With `whole_units` it takes no cents. A charge stays open for
    `open_minutes`; where the money takes longer, goods are kept for `hold_minutes`. `refunds` and `partial_refunds` say
    what it gives back; the rest is paid by hand."""

    name: str
    title: str | Promise
    note: str | Promise
    icon: str
    currencies: frozenset[str] = field(default_factory=frozenset)
    refunds: bool = True
    partial_refunds: bool = True
    limits: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    charges_in: str = ""
    whole_units: bool = False
    forms: tuple[str, ...] = ("hosted",)
    captures_later: bool = False
    receiver: str = ""
    open_minutes: int = 31
    hold_minutes: int = 0


@dataclass(frozen=True)
class Disputed:
    """The provider's present word on a dispute. `amount` is disputed; `withdrawn` is what it has taken back from us for
    it by now, and `fee_minor` what it keeps for the work, both in the charge's currency. `charge_ref` is that of
    `Fetched`, `reference` our own of the charge where the provider tells it. `due_unix` is when our answer has to be
    there (0: none is asked for)."""

    provider_ref: str
    charge_ref: str
    amount: Money
    withdrawn: Money
    standing: DisputeStanding
    reason: str
    due_unix: int = 0
    fee_minor: int = 0
    reference: str = ""


@dataclass(frozen=True)
class EvidenceFile:
    """A PDF or a picture; `kind` is pdf or jpg, and no two of one answer show the same."""

    shows: FileShows
    kind: str
    content: bytes


@dataclass(frozen=True)
class Evidence:
    """What speaks for us: a plain account of what happened, facts about the delivery, and files."""

    account: str
    carrier: str = ""
    tracking: str = ""
    delivered_unix: int = 0
    files: tuple[EvidenceFile, ...] = ()


@dataclass(frozen=True)
class FraudWarned:
    """A bank's warning that a charge was not its card holder's. `kind` is the provider's word for how it knows."""

    provider_ref: str
    charge_ref: str
    kind: str
    reference: str = ""


@dataclass(frozen=True)
class ReportLine:
    """One movement in the provider's own books. `amount` is signed: what came to us is positive. `charge_ref` is that
    of `Fetched`, `reference` ours where the provider knows it. `fee_minor` was kept of just this movement."""

    kind: LineKind
    provider_ref: str
    charge_ref: str
    reference: str
    amount: Money
    fee_minor: int
    at_unix: int


@dataclass(frozen=True)
class Candidate:
    """A payment in the provider's own list that may be the one somebody speaks of. People judge it; it proves nothing.
    `other_ref` is whatever the provider has noted beside it."""

    number: str
    amount: Money
    at_unix: int
    other_ref: str = ""


class Provider(Protocol):
    """The six verbs, the name and the card of a provider; the card may take a moment to write."""

    @property
    def name(self) -> str: ...

    @property
    def capabilities(self) -> Capabilities: ...

    def start(self, charge: Charge) -> Started: ...

    def fetch(self, provider_ref: str) -> Fetched: ...

    def capture(self, provider_ref: str, amount: Money, key: str) -> Fetched: ...

    def cancel(self, provider_ref: str) -> Fetched: ...

    def refund(self, order: RefundOrder) -> Refunded:
        """Give money back, or, for an order with `provider_ref`, say what has become of it."""
        ...

    def parse_webhook(self, body: bytes, headers: Mapping[str, str]) -> Notice: ...


@runtime_checkable
class TakesDisputes(Protocol):
    """A provider whose shoppers' banks can take a charge back."""

    def dispute(self, provider_ref: str) -> Disputed: ...

    def disputes_since(self, since_unix: int) -> list[str]:
        """Ids of all that were opened since then, for those whose notice was lost."""
        ...

    def contest(self, provider_ref: str, evidence: Evidence, key: str) -> Disputed:
        """Send our side, once and for all."""
        ...

    def accept(self, provider_ref: str, key: str) -> Disputed:
        """Say that the shopper is right: it ends as lost."""
        ...


@runtime_checkable
class WarnsOfFraud(Protocol):
    """A provider that passes on what banks hear of fraud, before anybody disputes."""

    def fraud_warning(self, provider_ref: str) -> FraudWarned: ...

    def fraud_warnings_since(self, since_unix: int) -> list[str]: ...


@runtime_checkable
class Reports(Protocol):
    """A provider that lists what it booked."""

    def report(self, since_unix: int, until_unix: int) -> list[ReportLine]:
        """All movements of a half-open period, oldest first."""
        ...


@runtime_checkable
class KnownByNumber(Protocol):
    """A provider that cannot be asked by our reference: only by its own number of a payment, which a notice names.

    Such a notice may be forged. So numbers are kept as claims, several for one attempt, and none displaces another;
    `fetch` alone, without a number, has nothing to ask by and says `open`.
    """

    def fetch_claimed(self, provider_ref: str, amount: Money, numbers: Sequence[str]) -> Fetched:
        """Ask about each number that was claimed for this charge, in order, and tell the first that was paid in full
        to us, else what comes nearest. The caller leaves out numbers that stand for another payment already, and puts
        those first that were not asked about yet: a provider may look at the first few only."""
        ...

    def candidates(self, amount: Money, since_unix: int, until_unix: int) -> list[Candidate]:
        """What came in of just this amount within a half-open period, oldest first, for people to look through."""
        ...
