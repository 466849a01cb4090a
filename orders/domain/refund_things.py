"""Giving back what certain things, or their delivery, have cost: the amount, and from whose money it comes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused
from commerce.kernel.money import Money
from payments.domain.bills import Share
from payments.models import Payment

from ..models import Order, OrderLine, SellerOrder

MARKET = "market"


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


def price_of(*, order: Order, choice: Choice) -> Owed:
    """The amount of the choice, the goods' part divided between seller and market as when it was bought.

    Raises Refused when nothing is chosen, more units than were bought, or more than a party still has.
    """
    left = left_of(order.payment) if order.payment else {}
    lines = list(OrderLine.objects.filter(order=order, pk__in=choice.units))
    shares: list[Share] = []
    for part in SellerOrder.objects.filter(order=order).select_related("seller"):
        goods = sum(_price(line, choice.units[line.pk]) for line in lines if line.part_id == part.pk)
        shares += _goods(part, goods)
        if part.pk in choice.deliveries:
            shares.append(Share(part.seller.public_id, "delivery", part.shipping_minor))
    shares = _joined(shares)
    if not shares:
        raise Refused(_("Choose what is given back."), code="nothing_chosen")
    if any(share.minor > left.get((share.party, share.kind), 0) for share in shares):
        raise Refused(_("Part of this was given back before. Give back an amount instead."), code="given_back")
    return Owed(Money(sum(share.minor for share in shares), order.currency), tuple(shares))


def _price(line: OrderLine, units: int) -> int:
    if not 0 <= units <= line.quantity:
        raise Refused(_("%(n)s of “%(title)s” were bought.") % {"n": line.quantity, "title": line.product_title})
    return line.unit_minor * units


def _goods(part: SellerOrder, minor: int) -> list[Share]:
    """The goods' price as the seller's part and the market's commission; whole units, together exactly `minor`."""
    commission = part.commission_minor * minor // part.goods_minor if part.goods_minor else 0
    return [Share(part.seller.public_id, "goods", minor - commission), Share(MARKET, "commission", commission)]


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
