"""Money that no machine reports, behind the same six verbs. What is known of it stands in the shop's own book."""

from collections.abc import Mapping
from typing import Protocol

from commerce.kernel.money import Money

from ...errors import BadWebhook
from ..base import Capabilities, Charge, Fetched, Notice, Refunded, RefundOrder, Started


class Book(Protocol):
    """What the shop knows of charges of one kind, by their reference."""

    name: str

    def card(self) -> Capabilities: ...

    def open(self, charge: Charge) -> None:
        """Wait for the charge; again changes nothing. Raises Declined when it cannot be paid this way."""
        ...

    def word(self, reference: str) -> Fetched: ...

    def close(self, reference: str) -> None:
        """Do not wait for it any more. What has come stays as it is."""
        ...


class Offline:
    """A provider whose book is ours."""

    def __init__(self, book: Book) -> None:
        self._book, self.name = book, book.name

    @property
    def capabilities(self) -> Capabilities:
        return self._book.card()

    def start(self, charge: Charge) -> Started:
        self._book.open(charge)
        return Started(provider_ref=charge.reference, next_url=charge.return_url)

    def fetch(self, provider_ref: str) -> Fetched:
        return self._book.word(provider_ref)

    def capture(self, provider_ref: str, amount: Money, key: str) -> Fetched:
        return self._book.word(provider_ref)

    def cancel(self, provider_ref: str) -> Fetched:
        self._book.close(provider_ref)
        return self._book.word(provider_ref)

    def refund(self, order: RefundOrder) -> Refunded:
        """On its way until somebody has paid it by hand."""
        return Refunded("pending", order.provider_ref)

    def parse_webhook(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        raise BadWebhook("nobody calls for this way of paying")
