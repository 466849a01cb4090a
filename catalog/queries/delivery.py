"""What the product page says about bringing one piece to the visitor's place."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from commerce.kernel.money import Money
from vendors.shipping.queries import refusals
from vendors.shipping.queries.rates import Parcel, Quote, answers, arrival, arrival_text

from ..models import Product
from .limits import why_not_deliverable
from .weights import grams_of


@dataclass(frozen=True)
class Delivery:
    """`text` says when, or why it does not go there and then `advice` what to do; `price` to `area` for one piece;
    `free_from` the worth of goods of this stall from which it costs nothing; `note` what was assumed; `quote` what the
    delivery table says."""

    text: str
    area: str = ""
    price: Money | None = None
    free_from: Money | None = None
    note: str = ""
    advice: str = ""
    quote: Quote | None = None


def delivery(
    product: Product, variant: Any, *, country: str, area_id: int | None, area: str, now: datetime
) -> Delivery | None:
    """None for what needs no parcel, and for what is sold out: that arrives on no day. One statement."""
    if variant is None or variant.left <= 0:
        return None
    if product.is_digital or not variant.requires_shipping or why_not_deliverable(variant, 1):
        return None
    ref = product.seller.public_id
    parcel = Parcel(
        Money(variant.price_minor, product.currency), grams_of(variant, 1), bool(product.hazard), product.packages
    )
    found = answers(parcels={ref: parcel}, country=country, area_id=area_id)[ref]
    if found.quote is None:
        return Delivery(refusals.why(found.reason, area=area), area, advice=refusals.advice(found.reason))
    return _reached(product, variant, found.quote, area=area, now=now)


def _reached(product: Product, variant: Any, quote: Quote, *, area: str, now: datetime) -> Delivery:
    first, last = arrival(now=now, dispatch_days=product.seller.dispatch_days, quote=quote)
    note = "" if variant.weight_grams else _("Weight not given: counted as a standard parcel.")
    hint = quote.free_from if quote.price.minor else None
    return Delivery(arrival_text(first, last), area, quote.price, hint, note, quote=quote)
