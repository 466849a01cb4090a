"""The provider behind the demo market's past orders: paper money, which pays for whatever it is asked.

Nobody can pay with it: it takes no currency, so no checkout offers it, and it starts a charge only while the loader
holds the till open. What was paid before can still be looked up and given back, as at any provider. It keeps no
book: a reference says itself what it was for.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from commerce.kernel.money import Money
from payments.domain.adapters import Capabilities, Charge, Fetched, Notice, Refunded, RefundOrder, Started
from payments.errors import BadWebhook, Misconfigured

NAME = "paper"
_open: ContextVar[bool] = ContextVar("paper_money_till", default=False)


@contextmanager
def open_till() -> Iterator[None]:
    """Paper money is taken inside, by this thread alone."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


class PaperMoney:
    name = NAME
    capabilities: ClassVar[Capabilities] = Capabilities(
        name=NAME, title=_("Demo money"), note=_("Made-up payments of the demo market."), icon="card"
    )

    def start(self, charge: Charge) -> Started:
        """Paid at once. Raises Misconfigured when the till is closed."""
        if not _open.get():
            raise Misconfigured("Demo money pays for nothing but the past orders of the demo market.")
        return Started(f"{NAME}:{charge.key}:{charge.amount.minor}:{charge.amount.currency}", charge.return_url)

    def fetch(self, provider_ref: str) -> Fetched:
        _name, key, minor, currency = provider_ref.split(":")
        return Fetched("captured", Money(int(minor), currency), key, charge_ref=provider_ref)

    def capture(self, provider_ref: str, amount: Money, key: str) -> Fetched:
        return self.fetch(provider_ref)

    def cancel(self, provider_ref: str) -> Fetched:
        return self.fetch(provider_ref)

    def refund(self, order: RefundOrder) -> Refunded:
        return Refunded("done", order.provider_ref or f"{NAME}:{order.key}")

    def parse_webhook(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        raise BadWebhook("paper money does not call")
