"""Which ways of paying a purchase is offered, and which of them cannot be taken just now, and why (P05)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from commerce.currencies.domain.convert import convert
from commerce.currencies.errors import NoRate
from commerce.currencies.queries import rates, words
from commerce.currencies.queries.exchange import Exchange, as_rate
from commerce.kernel.money import Money, exponent
from commerce.kernel.money_text import money_text
from commerce.kernel.resilience import is_away

from ..models import PaymentMethod
from ..providers.base import Capabilities
from ..providers.registry import enabled, provider
from . import method_settings
from .charge import Way


@dataclass(frozen=True)
class Purchase:
    """What is to be paid: the amount without a method's fee, where it goes, and what is in it. `frozen` is the rate
    that was agreed before, which holds for its pair of currencies whatever today's is."""

    amount: Money
    country: str
    has_downloads: bool = False
    frozen: Exchange | None = None


@dataclass(frozen=True)
class Method:
    """One way of paying. `fee` comes on top of the amount, and `asked` is both, in the currency that the provider is
    asked in; in another than the purchase's it comes from `exchange`. `off` says why it cannot be chosen now."""

    name: str
    title: str | Promise
    note: str | Promise
    icon: str
    fee: Money
    asked: Money
    exchange: Exchange | None = None
    off: str = ""

    @property
    def terms(self) -> str:
        """What it comes to where that is not the amount itself: with a fee, or in another currency at which rate."""
        facts = {"money": money_text(self.asked), "fee": money_text(self.fee)}
        if self.exchange is not None:
            return _("You pay %(money)s there: %(rate)s.") % {**facts, "rate": words.counted(self.exchange)}
        return _("%(money)s in all, with a fee of %(fee)s.") % facts if self.fee else ""


def methods_for(purchase: Purchase) -> list[Method]:
    """Those that fit, in the operator's order; those that cannot be chosen now keep their place and say why."""
    wanted = method_settings.by_provider()
    found = [
        (wanted.get(card.name) or PaymentMethod(provider=card.name), card)
        for card in (adapter.capabilities for adapter in enabled())
    ]
    fitting = [(row, card) for row, card in found if _fits(row, card, purchase)]
    return [_method(row, card, purchase) for row, card in sorted(fitting, key=lambda pair: pair[0].position)]


def way_of(*, name: str, purchase: Purchase, form: str) -> tuple[Way, Method]:
    """How to charge the purchase by the method called `name`, and the method as it was offered. Files are handed out
    when they are paid for, so a purchase with some is never only promised. Raises NotFound for a method that the shop
    does not have, NoRate where nothing can be converted."""
    card = provider(name).capabilities
    row = method_settings.by_provider().get(name) or PaymentMethod(provider=name)
    method = _priced(row, card, purchase)
    exchange = method.exchange
    return Way(
        name, method.asked, form=form if form in card.forms else card.forms[0], open_minutes=card.open_minutes,
        captures_later=row.captures_later and card.captures_later and not purchase.has_downloads,
        rate=as_rate(1 / exchange.ratio) if exchange else None,
        rate_source=f"{exchange.source} {exchange.date}" if exchange else "",
    ), method  # fmt: skip


def hold_minutes(name: str) -> int:
    """How long goods are kept once this way was begun; 0 as usual."""
    return provider(name).capabilities.hold_minutes


def first_open(methods: Iterable[Method]) -> Method | None:
    """The one to offer unless the shopper says otherwise."""
    return next((method for method in methods if not method.off), None)


def _fits(row: PaymentMethod, card: Capabilities, purchase: Purchase) -> bool:
    return (
        row.is_on
        and (purchase.amount.currency in card.currencies or bool(card.charges_in))
        and (not row.country_codes or purchase.country in row.country_codes)
        and (row.for_downloads or not purchase.has_downloads)
    )


def _method(row: PaymentMethod, card: Capabilities, purchase: Purchase) -> Method:
    try:
        method = _priced(row, card, purchase)
    except NoRate as error:
        plain = Money.zero(purchase.amount.currency)
        return Method(card.name, card.title, card.note, card.icon, plain, plain, off=str(error.message))
    off = _outside(row, card, purchase.amount + method.fee) or _not_taken(card, method)
    if not off and is_away(card.name):
        off = _("Does not answer just now. Try again in a minute, or pay another way.")
    return replace(method, off=off)


def _priced(row: PaymentMethod, card: Capabilities, purchase: Purchase) -> Method:
    """Raises NoRate."""
    currency = purchase.amount.currency
    fee = Money(row.fee_minor if row.currency == currency else 0, currency)
    asked, exchange = purchase.amount + fee, None
    if currency not in card.currencies and card.charges_in:
        exchange = _exchange(currency, card.charges_in, purchase.frozen)
        asked = convert(asked, card.charges_in, exchange)
    return Method(card.name, card.title, card.note, card.icon, fee, asked, exchange)


def _exchange(base: str, quote: str, frozen: Exchange | None) -> Exchange:
    is_agreed = frozen is not None and (frozen.base, frozen.quote) == (base, quote)
    return frozen if frozen is not None and is_agreed else rates.rate(base, quote)


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


def _not_taken(card: Capabilities, method: Method) -> str:
    asked = method.asked
    if method.exchange and not asked.minor:
        return _("The amount is too small for it.")
    if card.whole_units and asked.minor % 10 ** exponent(asked.currency):
        return _("It takes whole amounts only, and this one has cents.")
    return ""
