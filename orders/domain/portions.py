"""What a refund gives back of each seller's invoice."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from commerce.kernel.money import split
from payments.domain.bills import Share
from payments.states import RefundState

from ..models import CreditNote, Order, SellerOrder
from .place_order import MARKET


@dataclass(frozen=True)
class Portion:
    """Minor units of one parcel's goods and delivery, with the market's commission in them. The tax is None where it
    follows from the amount; `things` are those of a credit note."""

    part: SellerOrder
    amount_minor: int
    commission_minor: int
    tax_minor: int | None = None
    things: tuple[tuple[str, int, int, int], ...] = ()


@dataclass(frozen=True)
class Left:
    """What of a parcel was not given back before, in minor units."""

    amount: int
    tax: int
    commission: int


def of_shares(order: Order, shares: Iterable[Share]) -> list[Portion]:
    """The portions of an amount by whose money it is: together the shares, but for a fee, which stands on no invoice.
    The market's commission is divided by what the market still has of each parcel."""
    given = list(shares)
    parts = list(order.parts.select_related("seller"))
    own = [sum(each.minor for each in given if each.party == part.seller.public_id) for part in parts]
    market = sum(each.minor for each in given if (each.party, each.kind) == (MARKET, "commission"))
    left = left_of_parts(parts)
    weights = [max(left[part.pk].commission, 0) for part in parts]
    if sum(weights) < market:  # refunds from before there were notes
        weights = [part.goods_minor for part in parts]
    commission = split(market, weights) if market else [0] * len(parts)
    tax = {share.party: share.minor for share in given if share.kind == "tax"}
    return [
        Portion(part, own[i] + commission[i], commission[i], tax.get(part.seller.public_id))
        for i, part in enumerate(parts)
    ]


def left_of_parts(parts: Iterable[SellerOrder]) -> dict[int, Left]:
    """By the parcel's id; refunds that failed are not counted. One statement."""
    known = list(parts)
    notes = CreditNote.objects.filter(part__in=known).exclude(refund__state=RefundState.FAILED)
    found = {part.pk: [part.total.minor, part.tax_minor, part.commission_minor] for part in known}
    for part, amount, tax, commission in notes.values_list("part_id", "amount_minor", "tax_minor", "commission_minor"):
        for place, minor in enumerate((amount, tax, commission)):
            found[part][place] -= minor
    return {part: Left(*values) for part, values in found.items()}


def units_back(parts: Iterable[SellerOrder]) -> Counter[int]:
    """How many units were given back by the line's id; refunds that failed are not counted. One statement."""
    notes = CreditNote.objects.filter(part__in=list(parts)).exclude(refund__state=RefundState.FAILED)
    found: Counter[int] = Counter()
    for things in notes.values_list("things", flat=True):
        for _title, pieces, _minor, *line in things:
            found[line[0] if line else 0] += pieces
    return found
