"""Giving back what certain things, or their delivery, have cost: the amount, and from whose money it comes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused
from commerce.kernel.money import Money, split
from payments.domain.bills import Share
from payments.models import Payment

from ..models import Order, OrderLine, SellerOrder
from .place_order import MARKET
from .portions import Portion, left_of_parts


@dataclass(frozen=True)
class Choice:
    """`units` of lines by their id, and the parcels (ids) whose delivery goes back."""

    units: Mapping[int, int]
    deliveries: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Owed:
    """What a choice comes to."""

    amount: Money
    shares: tuple[Share, ...]
    portions: tuple[Portion, ...] = ()


def price_of(*, order: Order, choice: Choice) -> Owed:
    """The amount of the choice, the goods' part divided between seller and market as when it was bought.

    Raises Refused when nothing is chosen, more units than were bought, or more than a party still has.
    """
    left = left_of(order.payment) if order.payment else {}
    parts = SellerOrder.objects.filter(order=order).select_related("seller").prefetch_related("lines")
    portions = tuple(_portion(part, choice) for part in parts)
    shares = _joined(share for portion in portions for share in _shares(portion, choice))
    if not shares:
        raise Refused(_("Choose what is given back."), code="nothing_chosen")
    if any(share.minor > left.get((share.party, share.kind), 0) for share in shares) or _are_too_much(portions):
        raise Refused(_("Part of this was given back before. Give back an amount instead."), code="given_back")
    return Owed(Money(sum(share.minor for share in shares), order.currency), tuple(shares), portions)


def _portion(part: SellerOrder, choice: Choice) -> Portion:
    """What is chosen of one parcel, the commission in it as when it was bought, and the tax of just these things."""
    lines = list(part.lines.all())
    chosen = [(line, choice.units[line.pk]) for line in lines if choice.units.get(line.pk)]
    things = [(line, units, _price(line, units)) for line, units in chosen]
    goods = sum(minor for _line, _units, minor in things)
    tax = sum(split(line.tax_minor, [units, line.quantity - units])[0] for line, units, _minor in things)
    told = tuple((line.product_title, units, minor) for line, units, minor in things)
    delivery = part.shipping_minor if part.pk in choice.deliveries else 0
    if delivery:
        tax += part.tax_minor - sum(line.tax_minor for line in lines)
        told += ((_("Delivery"), 0, delivery),)
    commission = part.commission_minor * goods // part.goods_minor if part.goods_minor else 0
    return Portion(part, goods + delivery, commission, tax, told)


def _are_too_much(portions: Iterable[Portion]) -> bool:
    given = list(portions)
    left = left_of_parts(portion.part for portion in given)
    return any(
        portion.amount_minor > left[portion.part.pk].amount
        or portion.commission_minor > left[portion.part.pk].commission
        for portion in given
    )


def _shares(portion: Portion, choice: Choice) -> Iterable[Share]:
    """The same by whose money it is; whole units, together exactly the portion."""
    seller = portion.part.seller.public_id
    delivery = portion.part.shipping_minor if portion.part.pk in choice.deliveries else 0
    yield Share(seller, "goods", portion.amount_minor - delivery - portion.commission_minor)
    yield Share(MARKET, "commission", portion.commission_minor)
    yield Share(seller, "delivery", delivery)


def _price(line: OrderLine, units: int) -> int:
    if not 0 <= units <= line.quantity:
        raise Refused(_("%(n)s of “%(title)s” were bought.") % {"n": line.quantity, "title": line.product_title})
    return line.unit_minor * units


def _joined(shares: Iterable[Share]) -> list[Share]:
    """One share for each party and kind; none of nothing."""
    sums: dict[tuple[str, str], int] = {}
    for share in shares:
        sums[share.party, share.kind] = sums.get((share.party, share.kind), 0) + share.minor
    return [Share(party, kind, minor) for (party, kind), minor in sums.items() if minor]


def left_of(payment: Payment) -> dict[tuple[str, str], int]:
    """What each party still has of the payment, refunds that failed not counted."""
    left = {(share.party, share.kind): share.amount_minor for share in payment.shares.all()}
    for made in payment.refunds.exclude(state="failed").prefetch_related("shares"):
        for gone in made.shares.all():
            left[gone.party, gone.kind] -= gone.amount_minor
    return left
