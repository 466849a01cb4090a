"""Which ways of paying a purchase is offered, and which of them cannot be taken just now, and why (P05)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from commerce.kernel.money import Money
from commerce.kernel.money_text import money_text
from commerce.kernel.resilience import is_away

from ..models import PaymentMethod
from ..providers.base import Capabilities
from ..providers.registry import enabled, provider
from . import method_settings
from .charge import Way


@dataclass(frozen=True)
class Purchase:
    """What is to be paid: the amount without a method's fee, where it goes, and what is in it."""

    amount: Money
    country: str
    has_downloads: bool = False


@dataclass(frozen=True)
class Method:
    """One way of paying. `off` says why it cannot be chosen now; `fee` comes on top of the amount."""

    name: str
    title: str | Promise
    note: str | Promise
    icon: str
    fee: Money
    off: str = ""


def methods_for(purchase: Purchase) -> list[Method]:
    """Those that fit, in the operator's order; those that cannot be chosen now keep their place and say why."""
    wanted = method_settings.by_provider()
    found = [
        (wanted.get(card.name) or PaymentMethod(provider=card.name), card)
        for card in (adapter.capabilities for adapter in enabled())
    ]
    fitting = [(row, card) for row, card in found if _fits(row, card, purchase)]
    return [_method(row, card, purchase) for row, card in sorted(fitting, key=lambda pair: pair[0].position)]


def way_of(*, name: str, amount: Money, form: str, has_downloads: bool) -> Way:
    """How to charge `amount` by the method called `name`. Files are handed out when they are paid for, so an order with
    some is never only promised. Raises NotFound for a method that the shop does not have."""
    card = provider(name).capabilities
    row = method_settings.by_provider().get(name)
    later = bool(row and row.captures_later and card.captures_later and not has_downloads)
    shown = form if form in card.forms else card.forms[0]
    return Way(name, amount, form=shown, captures_later=later, open_minutes=card.open_minutes)


def hold_minutes(name: str) -> int:
    """How long goods are kept once this way was begun; 0 as usual."""
    return provider(name).capabilities.hold_minutes


def first_open(methods: Iterable[Method]) -> Method | None:
    """The one to offer unless the shopper says otherwise."""
    return next((method for method in methods if not method.off), None)


def _fits(row: PaymentMethod, card: Capabilities, purchase: Purchase) -> bool:
    return (
        row.is_on
        and purchase.amount.currency in card.currencies
        and (not row.country_codes or purchase.country in row.country_codes)
        and (row.for_downloads or not purchase.has_downloads)
    )


def _method(row: PaymentMethod, card: Capabilities, purchase: Purchase) -> Method:
    fee = Money(row.fee_minor if row.currency == purchase.amount.currency else 0, purchase.amount.currency)
    off = _outside(row, card, purchase.amount + fee)
    if not off and is_away(card.name):
        off = _("Does not answer just now. Try again in a minute, or pay another way.")
    return Method(card.name, card.title, card.note, card.icon, fee, off)


def _outside(row: PaymentMethod, card: Capabilities, asked: Money) -> str:
    """Why the amount is too small or too large for it; empty when it is neither."""
    least, most = card.limits.get(asked.currency, (0, None))
    if row.currency == asked.currency:
        least = max(least, row.min_minor)
        most = min((limit for limit in (most, row.max_minor) if limit is not None), default=None)
    if asked.minor < least:
        return _("From %(money)s on.") % {"money": money_text(Money(least, asked.currency))}
    if most is not None and asked.minor > most:
        return _("Up to %(money)s.") % {"money": money_text(Money(most, asked.currency))}
    return ""
