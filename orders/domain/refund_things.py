"""Giving back what certain things, or their delivery, have cost: the amount, and from whose money it comes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused
from commerce.kernel.money import Money, split
from payments.domain.bills import Share
from payments.domain.dispute_shares import BESIDES
from payments.models import Payment
from payments.queries.shares import paid_shares

from ..models import Order, OrderLine, SellerOrder
from .place_order import MARKET
from .portions import Left, Portion, left_of_parts, units_back

Pots = dict[str, int]  # minor units by the kind of a share


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
    """The amount of the choice, each parcel's divided between seller, state and market as when it was bought.

    Raises Refused when nothing is chosen, more units than were bought and not given back, or more than is left.
    """
    parts = list(SellerOrder.objects.filter(order=order).select_related("seller").prefetch_related("lines"))
    left, notes, back = left_of(order.payment) if order.payment else {}, left_of_parts(parts), units_back(parts)
    _check_units((line for part in parts for line in part.lines.all()), choice, back)
    owed = [_owed(part, choice, left, notes[part.pk]) for part in parts]
    portions = tuple(portion for portion, _pots in owed if portion.amount_minor)
    if not portions:
        raise Refused(_("Choose what is given back."), code="nothing_chosen")
    shares = _joined(share for portion, pots in owed for share in _shares(portion.part, pots))
    return Owed(Money(sum(share.minor for share in shares), order.currency), tuple(shares), portions)


def _check_units(lines: Iterable[OrderLine], choice: Choice, back: Mapping[int, int]) -> None:
    for line in lines:
        before = back.get(line.pk, 0)
        if not 0 <= choice.units.get(line.pk, 0) <= line.quantity - before:
            facts = {"n": line.quantity, "title": line.product_title, "back": before}
            words = _("%(n)s of “%(title)s” were bought.") if not before else _(
                "%(n)s of “%(title)s” were bought, and %(back)s given back before."
            )  # fmt: skip
            raise Refused(words % facts, code="too_many_units")


def _owed(part: SellerOrder, choice: Choice, left: Mapping[tuple[str, str], int], notes: Left) -> tuple[Portion, Pots]:
    """What is chosen of one parcel, divided so that nobody gives more than is left to them."""
    chosen = [(line, choice.units[line.pk]) for line in part.lines.all() if choice.units.get(line.pk)]
    things = [(line, units, line.unit_minor * units) for line, units in chosen]
    delivery = part.shipping_minor if part.pk in choice.deliveries else 0
    bought = _as_bought(part, things, delivery)
    room = {kind: left.get((part.seller.public_id, kind), 0) for kind in ("goods", "delivery", "tax")}
    room["commission"] = min(left.get((MARKET, "commission"), 0), notes.commission)
    pots = fitted(bought, room)
    told = tuple((line.product_title, units, minor, line.pk) for line, units, minor in things)
    told += ((_("Delivery"), 0, delivery, 0),) if delivery else ()
    tax = pots["tax"] if (part.seller.public_id, "tax") in left else bought["tax"]  # bills had no share of it before
    return Portion(part, sum(pots.values()), pots["commission"], tax, told), pots


def _as_bought(part: SellerOrder, things: Iterable[tuple[OrderLine, int, int]], delivery: int) -> Pots:
    """The parts that the chosen things and delivery had in the whole."""
    given = list(things)
    goods = sum(minor for _line, _units, minor in given)
    tax = sum(split(line.tax_minor, [units, line.quantity - units])[0] for line, units, _minor in given)
    of_delivery = part.tax_minor - sum(line.tax_minor for line in part.lines.all()) if delivery else 0
    commission = part.commission_minor * goods // part.goods_minor if part.goods_minor else 0
    return {
        "goods": goods - commission - tax, "delivery": delivery - of_delivery, "tax": tax + of_delivery,
        "commission": commission,
    }  # fmt: skip


def fitted(pots: Pots, room: Pots) -> Pots:
    """`pots` with the same sum, none above its room: units that rounding left over in one are taken from the others.
    Raises Refused when there is not enough room, or the delivery was given back before."""
    taken = {kind: min(minor, room[kind]) for kind, minor in pots.items()}
    missing = sum(pots.values()) - sum(taken.values())
    for kind in ("tax", "goods", "commission"):
        more = min(missing, room[kind] - taken[kind])
        taken[kind], missing = taken[kind] + more, missing - more
    if missing or taken["delivery"] != pots["delivery"]:
        raise Refused(_("Part of this was given back before. Give back an amount instead."), code="given_back")
    return taken


def _shares(part: SellerOrder, pots: Pots) -> Iterable[Share]:
    """The same by whose money it is."""
    for kind, minor in pots.items():
        yield Share(MARKET if kind == "commission" else part.seller.public_id, kind, minor)


def _joined(shares: Iterable[Share]) -> list[Share]:
    """One share for each party and kind; none of nothing."""
    sums: dict[tuple[str, str], int] = {}
    for share in shares:
        sums[share.party, share.kind] = sums.get((share.party, share.kind), 0) + share.minor
    return [Share(party, kind, minor) for (party, kind), minor in sums.items() if minor]


def left_of(payment: Payment) -> dict[tuple[str, str], int]:
    """What each party still has of what was paid: less refunds that did not fail, and what disputes hold or cost."""
    left = dict(paid_shares(payment))
    for made in payment.refunds.exclude(state="failed").prefetch_related("shares"):
        for gone in made.shares.all():
            left[gone.party, gone.kind] -= gone.amount_minor
    for dispute in payment.disputes.prefetch_related("shares"):
        for held in dispute.shares.all():
            left[held.party, held.kind] = left.get((held.party, held.kind), 0) - held.amount_minor
    return {party: minor for party, minor in left.items() if party[1] != BESIDES}
