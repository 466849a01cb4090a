"""Which cash each parcel of an order brings, and whose it is."""

from collections.abc import Iterable

from payments.domain import collecting
from payments.domain.bills import Share
from payments.domain.collecting import Parcel

from ..models import Order, SellerOrder
from .place_order import FEE, MARKET


def expect(*, order: Order, parts: Iterable[SellerOrder]) -> None:
    """Written when the order is confirmed; no-op for what is not paid in cash. The fee comes with the first parcel."""
    shares = list(order.payment.shares.all())
    fee = [Share(MARKET, FEE, share.amount_minor) for share in shares if share.kind == FEE and share.amount_minor]
    parcels = []
    for part in sorted(parts, key=lambda part: part.position):
        seller = part.seller.public_id
        own = [Share(seller, share.kind, share.amount_minor) for share in shares if share.party == seller]
        parcels.append(Parcel(part.public_id, (*own, Share(MARKET, "commission", part.commission_minor), *fee)))
        fee = []
    collecting.expect(payment=order.payment, parcels=parcels)


def call_off(*, order: Order, actor: str, why: str) -> None:
    """Nothing is to be collected any more with any parcel of the order."""
    for part in order.parts.all():
        collecting.refused(reference=part.public_id, actor=actor, why=why)
