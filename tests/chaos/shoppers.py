"""What a shopper does, by the same functions that the pages call."""

import random
from collections.abc import Callable, Sequence

from cart.models import Cart, CartLine
from cart.queries.contents import contents
from catalog.domain import stock
from catalog.errors import StockBusy
from catalog.models import StockLevel, Variant
from commerce.jobs.domain import request_keys
from commerce.kernel.ids import new_token
from orders.domain import checkout as checkouts
from orders.domain import pay
from orders.domain.place_order import place_order
from orders.models import Order
from tests.factories.shop import make_buyer, make_variant
from tests.factories.stripe import Simulator

TRIES = 30
Lines = Sequence[tuple[Variant, int]]


def carts(wanted: Sequence[Lines]) -> list[Cart]:
    """One cart for each list of lines, written in two statements."""
    made = Cart.objects.bulk_create(Cart(currency="GYD") for _ in wanted)
    CartLine.objects.bulk_create(
        CartLine(cart=cart, variant=variant, quantity=quantity, seen_minor=variant.price_minor)
        for cart, lines in zip(made, wanted, strict=True)
        for variant, quantity in lines
    )
    return made


def order(cart: Cart) -> Order:
    """Check out and place the order; waits and tries again when the shelf is busy. Raises SoldOut."""
    for left in range(TRIES, 0, -1):
        try:
            return order_once(cart)
        except StockBusy as busy:
            if left == 1 or "40P01" in _state(busy):
                raise
    raise AssertionError


def order_once(cart: Cart) -> Order:
    row = checkouts.begin(cart=cart, country="GY")
    agreed = contents(cart=cart, country="GY").total
    return place_order(checkout=row, buyer=make_buyer(), user=None, method="stripe", agreed=agreed)


def ordering(cart: Cart) -> Callable[[], Order]:
    return lambda: order(cart)


def keyed(key: str, body: str, cart: Cart) -> Callable[[], request_keys.Answer]:
    """Order under an idempotency key."""
    return lambda: request_keys.once(scope="api", key=key, body=body, work=lambda: order(cart).number)


def page_of(order: Order) -> str:
    """Begin paying; the id of the provider's page."""
    started = pay.start_payment(order=order, method="stripe", who=new_token())
    assert started is not None
    return started.provider_ref


def paid(simulator: Simulator, cart: Cart) -> Order:
    """An order that is paid and settled."""
    placed = order(cart)
    simulator.pay(page_of(placed))
    return pay.look(order=placed)


def shelf(units: int) -> Variant:
    return make_variant(units=units)


def restock(variant: Variant, units: int) -> None:
    stock.adjust(variant_id=variant.pk, quantity=units, kind="received", reason="more", actor="test")


def level(variant: Variant) -> tuple[int, int, int]:
    """on_hand, held, allocated"""
    row = StockLevel.objects.get(variant=variant)
    return row.on_hand, row.held, row.allocated


def seeded(seed: int) -> random.Random:
    return random.Random(seed)


def _state(error: Exception) -> str:
    return str(getattr(getattr(error.__cause__, "__cause__", None), "sqlstate", ""))
