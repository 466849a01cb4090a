"""Sellers, products, carts and checkouts."""

from itertools import count

from django.db import transaction

from cart.domain import basket
from cart.models import Cart
from catalog.domain import stock, summaries
from catalog.models import Product, Variant
from commerce.accounts.models import Area, User
from commerce.kernel.money import Money
from orders.domain import checkout as checkouts
from orders.domain.place_order import Buyer, place_order
from orders.models import Order
from vendors.sellers.models import Seller
from vendors.shipping.domain.zones import Service, open_zone

_numbers = count(1)


def make_user(**values: object) -> User:
    number = next(_numbers)
    return User.objects.create_user(
        **{"email": f"shopper{number}@example.com", "password": "a-long-password", **values}
    )


def make_area(**values: object) -> Area:
    number = next(_numbers)
    return Area.objects.create(
        **{"country": "GY", "code": f"test-{number}", "name": f"Ward {number}", "kind": "ward", **values}
    )


def any_area() -> Area:
    """A place in Guyana for parcels: one that the cached picker may know already, or else a new one."""
    return Area.objects.filter(country="GY", children=None).first() or make_area()


def make_seller(*, delivers: bool = True, delivery_minor: int = 30_000, **values: object) -> Seller:
    number = next(_numbers)
    facts = {
        "name": f"Stall {number:06}",  # sorted as made
        "slug": f"stall-{number}",
        "state": "approved",
        "country": "GY",
        "town": "Georgetown",
    }
    seller = Seller.objects.create(**facts | values)
    if delivers:
        standard = Service("Standard", delivery_minor, "GYD", days_min=1, days_max=3)
        open_zone(seller_ref=seller.public_id, name="Guyana", services=[standard], countries=["GY"])
    return seller


def make_variant(*, units: int = 10, price: int = 185_000, seller: Seller | None = None, **values: object) -> Variant:
    """A product on sale with one variant and `units` in stock; `price` in minor units."""
    number = next(_numbers)
    product = Product.objects.create(
        seller=seller or make_seller(), title=f"Enamel mug {number}", slug=f"enamel-mug-{number}", status="active",
        currency="GYD",
    )  # fmt: skip
    facts = {"product": product, "price_minor": price, "currency": "GYD", "sku": f"SKU-{number}"}
    variant = Variant.objects.create(**facts | values)
    if units:
        stock.adjust(variant_id=variant.pk, quantity=units, kind="received", reason="opening stock", actor="test")
    with transaction.atomic():
        summaries.refresh([product.pk])
    return variant


def make_cart(*lines: tuple[Variant, int], user: User | None = None) -> Cart:
    cart = basket.obtain(user=user, token="")
    for variant, quantity in lines:
        basket.add(cart=cart, variant=variant.public_id, quantity=quantity)
    return cart


def make_buyer(**values: object) -> Buyer:
    address = {"country": "GY", "area": "Bourda, Georgetown", "street": "12 Robb Street", "landmark": "by the market"}
    facts = {"email": "shopper@example.com", "full_name": "Test Shopper", "phone": "+5926001234", "address": address}
    return Buyer(**{**facts, "country": "GY", "area_id": None, **values})


def make_order(*lines: tuple[Variant, int], user: User | None = None, cart: Cart | None = None) -> Order:
    """A placed, unpaid order with its goods held."""
    from cart.queries.contents import contents

    cart = cart or make_cart(*lines, user=user)
    row = checkouts.begin(cart=cart, country="GY")
    agreed: Money = contents(cart=cart, country="GY").total
    return place_order(checkout=row, buyer=make_buyer(), user=user, method="stripe", agreed=agreed)
