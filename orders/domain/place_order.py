"""A checkout becomes an order: frozen lines, held goods, a bill. One commit, or nothing.

Steps 1 of the design in docs/reliability: prices, tax, holds; the order `pending`; its bill. Paying and what
follows is `pay` and `settle`. One cart makes one order, whatever repeats: the cart row is locked, and the database
refuses a second order of a cart.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from cart.models import Cart
from cart.models.cart import CartState
from cart.queries.contents import Contents, Group, Line, contents
from catalog.domain import reservations
from catalog.errors import SoldOut
from commerce.accounts.models import User
from commerce.jobs.domain import announce
from commerce.kernel.clock import DatabaseNow
from commerce.kernel.logs import told_on_commit
from commerce.kernel.money import Money, share
from payments.domain.bills import FEE, MARKET, Share, bill
from vendors.shipping.queries import refusals

from ..errors import EmptyCart, NotDelivered, TotalChanged
from ..models import Checkout, Order, OrderLine, OrderNumber, SellerOrder
from .checkout import check_seasons, wanted_of
from .moves import note

log = logging.getLogger("shop.order")
FIRST_NUMBER = 100_000


@dataclass(frozen=True)
class Buyer:
    """Who orders and where it goes, already checked. `address` is a snapshot (country, area, street, landmark …)."""

    email: str
    full_name: str
    phone: str
    address: dict[str, Any]
    country: str
    area_id: int | None


@dataclass(frozen=True)
class Paying:
    """The way of paying, and what it costs in minor units."""

    method: str
    fee_minor: int = 0


def place_order(
    *, checkout: Checkout, buyer: Buyer, user: User | None, method: str, agreed: Money, fee_minor: int = 0
) -> Order:
    """The order of a checkout's cart; the same one when it was placed before.

    `agreed` is the total on the button that was pressed; what the way of paying costs (`fee_minor`) comes on top.
    Raises EmptyCart, OutOfSeason, SoldOut, StockBusy, NotDelivered, TotalChanged; nothing is written then.
    """
    with transaction.atomic():
        cart = Cart.objects.select_for_update().get(pk=checkout.cart_id)
        if cart.state == CartState.ORDERED:
            return Order.objects.get(cart=cart)
        if cart.state != CartState.OPEN:
            raise EmptyCart(_("That cart went into the one of your account. Look there."))
        found = contents(cart=cart, country=buyer.country, area_id=buyer.area_id)
        _check(found, agreed)
        reservations.hold_within(checkout=checkout.public_id, wanted=wanted_of(found))
        order = _write(checkout, found, buyer, user, Paying(method, fee_minor))
        Cart.objects.filter(pk=cart.pk).update(state=CartState.ORDERED, updated_at=DatabaseNow())
        note(order, "placed", actor="shopper")
        announce("orders.placed", order=order.public_id)
        told_on_commit(
            log, "order placed", order=order.public_id, number=order.number, minor=order.total_minor,
            currency=order.currency,
        )  # fmt: skip
    return order


def _check(found: Contents, agreed: Money) -> None:
    if found.is_empty:
        raise EmptyCart(_("Your cart is empty."))
    check_seasons((line.title, line.over) for line in found.lines)
    if gone := {line.variant_id: 0 for line in found.lines if line.left <= 0}:
        raise SoldOut(gone)
    far = [group for group in found.groups if not group.delivery.reachable]
    if far:
        words = (refusals.why(group.delivery.reason, stall=group.seller.name, area="") for group in far)
        raise NotDelivered(" ".join(words))
    if found.total != agreed:
        raise TotalChanged(_("The total changed. Look at it again before you pay."), found=found)


def _write(checkout: Checkout, found: Contents, buyer: Buyer, user: User | None, paying: Paying) -> Order:
    number = str(FIRST_NUMBER + OrderNumber.objects.create().pk)
    delivery = found.delivery or Money.zero(found.currency)
    order = Order(
        number=number, cart_id=checkout.cart_id, checkout=checkout.public_id, user=user, email=buyer.email,
        full_name=buyer.full_name, phone=buyer.phone, shipping_address=buyer.address, billing_address=buyer.address,
        currency=found.currency, goods_minor=found.subtotal.minor, shipping_minor=delivery.minor,
        tax_minor=found.tax_included.minor, fee_minor=paying.fee_minor,
        total_minor=found.total.minor + paying.fee_minor, method=paying.method,
        terms_accepted_at=DatabaseNow(), due_until=DatabaseNow() + timedelta(minutes=settings.HOLD_MINUTES),
    )  # fmt: skip
    order.payment = bill(
        reference=order.public_id, amount=order.total, payer=buyer.email, phone=buyer.phone,
        shares=[*_shares(found.groups), Share(MARKET, FEE, paying.fee_minor)],
        description=_("Order %(number)s") % {"number": number},
    )  # fmt: skip
    order.save()
    parts = SellerOrder.objects.bulk_create(_part(order, n, group) for n, group in enumerate(found.groups, start=1))
    OrderLine.objects.bulk_create(
        _line(order, part, line) for part, group in zip(parts, found.groups, strict=True) for line in group.lines
    )
    return order


def _part(order: Order, position: int, group: Group) -> SellerOrder:
    seller, delivery = group.seller, group.delivery.price or Money.zero(order.currency)
    return SellerOrder(
        order=order, seller_id=seller.id, position=position, currency=order.currency,
        goods_minor=group.subtotal.minor, shipping_minor=delivery.minor, tax_minor=group.tax.minor,
        commission_minor=_commission(group), arrives_from_date=group.delivery.from_date,
        arrives_to_date=group.delivery.to_date, is_digital=all(line.is_digital for line in group.lines),
        packages=group.delivery.packages,
    )  # fmt: skip


def _line(order: Order, part: SellerOrder, line: Line) -> OrderLine:
    return OrderLine(
        order=order, part=part, seller_id=part.seller_id, variant_id=line.variant_id, product_title=line.title,
        option_text=line.option_text, sku=line.sku, is_digital=line.is_digital, quantity=line.quantity,
        unit_minor=line.unit_price.minor, total_minor=line.total.minor, tax_rate_bp=line.tax_rate_bp,
        tax_minor=line.tax.minor, currency=order.currency, hazard=line.hazard, packages=line.packages,
    )  # fmt: skip


def _commission(group: Group) -> int:
    """The market's share of the goods, rounded; the seller gets the exact rest."""
    return share(group.subtotal.minor, group.seller.commission_bp)


def _shares(groups: list[Group]) -> list[Share]:
    """Whose the money is: one commission of the market from all goods, and each seller's."""
    commission = Share(MARKET, "commission", sum(_commission(group) for group in groups))
    return [commission, *(share for group in groups for share in _of_seller(group))]


def _of_seller(group: Group) -> Iterator[Share]:
    """The tax inside, which is owed to the state, and what is left of goods and delivery."""
    goods = group.subtotal.minor - _commission(group)
    delivery = group.delivery.price.minor if group.delivery.price else 0
    of_goods = sum(line.tax.minor for line in group.lines)
    of_delivery, of_goods = group.tax.minor - of_goods, min(of_goods, goods)
    yield Share(group.seller.public_id, "goods", goods - of_goods)
    yield Share(group.seller.public_id, "delivery", delivery - of_delivery)
    yield Share(group.seller.public_id, "tax", of_goods + of_delivery)
