"""What a cart holds and costs, grouped by seller, in a fixed number of statements."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models import StockLevel
from catalog.queries import pictures, seasons
from catalog.queries.bulk_prices import next_step, unit_minor
from catalog.queries.rules import rules_of
from catalog.queries.weights import grams_of
from commerce.kernel.clock import DatabaseNow
from commerce.kernel.money import Money, tax_inside, total
from commerce.kernel.money_text import money_text
from commerce.kernel.prepared import Prepared
from vendors.shipping.queries import rates, refusals
from vendors.shipping.queries.rates import Answer

from ..models import Cart, CartLine
from . import expiry
from .parcels import packages_in, parcel
from .shapes import Contents, Delivery, Group, Line, Stall

__all__ = ["Contents", "Delivery", "Group", "Line", "Stall", "contents"]
PLENTY = 999_999


def _lines(*, cart: int) -> QuerySet[CartLine]:
    """The lines of a cart with their goods, the units that are free (`free`) and the database's time (`now`)."""
    levels = StockLevel.objects.filter(variant=OuterRef("variant")).order_by().values("variant")
    free = levels.annotate(units=Sum(F("on_hand") - F("held") - F("allocated"))).values("units")
    rows = CartLine.objects.filter(cart=cart).annotate(free=Coalesce(Subquery(free), 0), now=DatabaseNow())
    goods = rows.select_related("variant__product__seller", "variant__product__lead_picture")
    return goods.order_by("variant__product__seller__name", "id")


LINES = Prepared[CartLine](_lines, cart=int)


def contents(*, cart: Cart | None, country: str, area_id: int | None = None, area: str = "") -> Contents:
    """The cart's contents for delivery to an area (the whole country's rate while it is not known), called `area`."""
    if cart is None:
        return Contents("", 0, settings.SHOP_CURRENCY, [], None)
    rows = LINES.ask(cart=cart.pk)
    # The database's; an empty cart needs none.
    now: datetime = rows[0].now if rows else timezone.now()  # type: ignore[attr-defined]
    locked = cart.locked_until is not None and cart.locked_until > now
    groups = _groups(rows, cart.currency, locked, now)
    parcels = {stall.public_id: parcel(lines, cart.currency) for stall, lines in groups
               if any(line.needs_parcel for line in lines)}  # fmt: skip
    found = rates.answers(parcels=parcels, country=country, area_id=area_id) if parcels else {}
    built = [_group(stall, lines, found.get(stall.public_id), now, area) for stall, lines in groups]
    return Contents(
        public_id=cart.public_id, version=cart.version, currency=cart.currency, groups=built,
        hold_until=cart.locked_until if locked else None, expires_at=expiry.expires_at(cart),
        checkout_url=reverse("orders:checkout"), changes=_changes(group for _stall, group in groups),
    )  # fmt: skip


def _groups(rows: Iterable[CartLine], currency: str, locked: bool, now: datetime) -> list[tuple[Stall, list[Line]]]:
    groups: dict[int, tuple[Stall, list[Line]]] = {}
    for row in rows:
        seller = row.variant.product.seller
        stall = Stall(seller.pk, seller.public_id, seller.name, seller.get_absolute_url(), seller.stall_colour,
                      seller.tax_rate_bp, seller.dispatch_days, seller.commission_bp)  # fmt: skip
        groups.setdefault(seller.pk, (stall, []))[1].append(_line(row, currency, locked, now))
    return list(groups.values())


def _line(row: CartLine, currency: str, locked: bool, now: datetime) -> Line:
    variant, product = row.variant, row.variant.product
    kept = row.locked_minor if locked else None
    unit = Money(unit_minor(variant, row.quantity) if kept is None else kept, currency)
    price = unit * row.quantity
    rate = product.seller.tax_rate_bp if variant.taxable else 0
    limited = variant.tracks_stock and not product.is_digital
    left = (row.free + (row.quantity if locked else 0)) if limited else PLENTY  # type: ignore[attr-defined]
    for_sale, over = variant.is_for_sale, seasons.why_not(product, now=now)
    most = max(min(left, settings.LINE_QUANTITY_LIMIT), row.quantity)
    return Line(
        id=row.public_id, variant_id=variant.pk, variant=variant.public_id, title=product.title,
        url=product.get_absolute_url(), option_text=variant.option_text, sku=variant.sku,
        picture=pictures.view(product.lead_picture, product.title), quantity=row.quantity,
        max_quantity=most, left=left if for_sale and not over else 0,
        unit_price=unit, total=price, tax=Money(tax_inside(price.minor, rate), currency), tax_rate_bp=rate,
        seen=Money(row.seen_minor, currency), is_digital=product.is_digital,
        needs_parcel=variant.requires_shipping and not product.is_digital, grams=grams_of(variant, row.quantity),
        packages=product.packages, hazard=product.hazard, over=over, rules=rules_of(product),
        notice=_notice(for_sale, over, left, row.quantity), single=Money(variant.price_minor, currency),
        following=next_step(variant, row.quantity),
    )  # fmt: skip


def _notice(for_sale: bool, over: str, left: int, quantity: int) -> str:
    if not for_sale:
        return _("Not for sale any more. Take it out to go on.")
    if over:
        return _("%(why)s Take it out to go on.") % {"why": over}
    if left <= 0:
        return _("Sold out. Take it out to go on.")
    if left < quantity:
        return _("Only %(left)s left. Lower the number to go on.") % {"left": left}
    return ""


def _group(stall: Stall, lines: list[Line], found: Answer | None, now: datetime, area: str) -> Group:
    subtotal = total((line.total for line in lines), lines[0].total.currency)
    delivery = _delivery(stall, subtotal, found, now, area) if found else _without_parcel(lines, subtotal.currency)
    delivery = replace(delivery, packages=packages_in(lines))
    tax = total((line.tax for line in lines), subtotal.currency)
    if delivery.price is not None:
        tax += Money(tax_inside(delivery.price.minor, stall.tax_rate_bp), subtotal.currency)
    return Group(stall, lines, subtotal, delivery, tax)


def _without_parcel(lines: list[Line], currency: str) -> Delivery:
    is_digital = all(line.is_digital for line in lines)
    words, icon = (_("Download after payment"), "download") if is_digital else (_("Nothing has to be sent"), "check")
    return Delivery(Money.zero(currency), words, icon=icon)


def _delivery(stall: Stall, goods: Money, found: Answer, now: datetime, area: str) -> Delivery:
    if found.quote is None:
        words, advice = refusals.why(found.reason, area=area), refusals.advice(found.reason)
        return Delivery(None, words, reason=found.reason, advice=advice)
    quote = found.quote
    first, last = rates.arrival(now=now, dispatch_days=stall.dispatch_days, quote=quote)
    missing = quote.free_from - goods if quote.free_from and quote.price.minor else None
    return Delivery(quote.price, rates.arrival_text(first, last), missing=missing, from_date=first, to_date=last)


def _changes(groups: Iterable[list[Line]]) -> list[str]:
    changed = [line for lines in groups for line in lines if line.unit_price != line.seen]
    words = _("“%(title)s” now costs %(now)s; it was %(was)s.")
    return [
        words % {"title": line.title, "now": money_text(line.unit_price), "was": money_text(line.seen)}
        for line in changed
    ]
