"""O4, P3: what a form says about money. Each function gives the faults that it found."""

import re
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from cart.domain import basket
from cart.models import Cart
from catalog.models import Variant
from orders.models import Order
from payments.models import PaymentAttempt
from tests.chaos import judge
from tests.factories.shop import make_area, make_variant
from tests.factories.stripe import Simulator
from vendors.shipping.models import Rate

TOTAL = re.compile(r'name="total" value="(\d+)"')
LIES = ["0", "1", "-1", "99999999999", "1e3", "", "0x10", "free", "0.01", "1,00"]
EXTRAS = (
    "price", "price_minor", "unit_minor", "amount", "total_minor", "goods_minor", "discount", "discount_minor",
    "currency", "shipping", "shipping_minor", "tax_minor", "quantity",
)  # fmt: skip
CHECKOUT = [("checkout", "total", lie) for lie in LIES]
CHECKOUT += [("checkout", field, lie) for field in EXTRAS for lie in LIES]
CART = [("cart", field, lie) for field in EXTRAS for lie in LIES]
PAYMENT = [("payment", field, lie) for field in EXTRAS[:9] for lie in LIES]
API = [("api", field, lie) for field in ("price", "price_minor", "currency", "amount") for lie in LIES]
CASES = [*CHECKOUT, *CART, *PAYMENT, *API]
UNIT_MINOR, DELIVERY_MINOR = 185_000, 30_000


class Desk:
    """A guest at the checkout of the shop, with one thing in the cart."""

    def __init__(self, variant: Variant, area: int, *, form: dict[str, str] | None = None) -> None:
        self.client, self.variant, self.area = Client(), variant, area
        self.cart = Cart.objects.create(currency="GYD")
        self.client.cookies[f"{settings.COOKIE_PREFIX}cart"] = self.cart.token
        self.client.post(reverse("cart:items"), {"variant": variant.public_id, "quantity": "1"} | (form or {}))

    def page(self) -> str:
        """The total on the button, as it stands in the page."""
        found = TOTAL.search(self.client.get(reverse("orders:checkout")).content.decode())
        return found[1] if found else ""

    def press(self, total: str, **more: str) -> Any:
        typed = {
            "email": "shopper@example.com", "full_name": "Test Shopper", "phone": "+5926001234", "area": self.area,
            "street": "12 Robb Street", "terms": "on", "payment": "stripe", "total": total,
        }  # fmt: skip
        return self.client.post(reverse("orders:checkout"), typed | more)

    def orders(self) -> list[Order]:
        return list(Order.objects.filter(cart=self.cart))


def dearer(desk: Desk) -> None:
    """The seller asks for more, and the price lock of the page has ended."""
    Variant.objects.filter(pk=desk.variant.pk).update(price_minor=UNIT_MINOR * 2)
    Cart.objects.filter(pk=desk.cart.pk).update(locked_until="2020-01-01T00:00Z")


def cheaper(desk: Desk) -> None:
    Variant.objects.filter(pk=desk.variant.pk).update(price_minor=UNIT_MINOR // 2)
    Cart.objects.filter(pk=desk.cart.pk).update(locked_until="2020-01-01T00:00Z")


def dearer_while_locked(desk: Desk) -> None:
    Variant.objects.filter(pk=desk.variant.pk).update(price_minor=UNIT_MINOR * 2)


def delivery_dearer(_desk: Desk) -> None:
    Rate.objects.update(price_minor=DELIVERY_MINOR * 3)


def another_tab(desk: Desk) -> None:
    basket.add(cart=desk.cart, variant=desk.variant.public_id, quantity=1)


MEANWHILE = {act.__name__: act for act in (dearer, cheaper, dearer_while_locked, delivery_dearer, another_tab)}


def changed_total(simulator: Simulator, name: str) -> list[str]:
    """O4: something changes between the page and the press; what is ordered costs what was on the button."""
    desk = Desk(*shop_for_lies(units=9))
    shown = desk.page()
    MEANWHILE[name](desk)
    answer = desk.press(shown)
    if answer.status_code == 409 and not desk.orders():
        button = TOTAL.search(answer.content.decode())
        shown = button[1] if button else ""
        answer = desk.press(shown)
    totals = [order.total_minor for order in desk.orders()]
    asked = [session["amount_total"] for session in simulator.book("sessions")[-1:]]
    right = [int(shown or 0)]
    found = [] if totals == asked == right else [f"{name}: button {shown}, order {totals}, provider {asked}"]
    return found + judge.books()


def tampered(simulator: Simulator, case: tuple[str, str, str], *, variant: Variant, area: int) -> list[str]:
    """P3: a field with a lie in it. Nothing is ordered, or it is at the list price and the provider asks for that."""
    form, field, lie = case
    before = len(simulator.book("sessions"))
    desk = Desk(variant, area, form={field: lie} if form == "cart" else None)
    total = desk.page()
    if total:  # a cart that a lie left empty has no checkout
        desk.press(lie if case[:2] == ("checkout", "total") else total, **_extra(form, field, lie))
    for order in desk.orders():
        if form == "payment":
            PaymentAttempt.objects.filter(payment=order.payment).update(state="expired")
            desk.client.post(reverse("orders:payment", args=[order.public_id]), {field: lie})
    if form == "api":
        desk.client.post("/api/v1/products", {field: lie})
        desk.client.post(f"/api/v1/products?{field}={lie}")
    sessions = simulator.book("sessions")[before:]
    return [f"{case}: {fault}" for fault in _wrong_amounts(desk, sessions)]


def _extra(form: str, field: str, lie: str) -> dict[str, str]:
    return {field: lie} if form == "checkout" and field != "total" else {}


def _wrong_amounts(desk: Desk, sessions: list[dict[str, Any]]) -> list[str]:
    found = []
    units = sum(line.quantity for order in desk.orders() for line in order.lines.all())
    right = {units * UNIT_MINOR + DELIVERY_MINOR} if desk.orders() else set()
    amounts = {order.total_minor for order in desk.orders()} | {session["amount_total"] for session in sessions}
    if amounts != right or {session["currency"] for session in sessions} - {"gyd"}:
        found.append(f"{sorted(amounts)} asked for what costs {sorted(right)}")
    if Variant.objects.get(pk=desk.variant.pk).price_minor != UNIT_MINOR:
        found.append("the list price was changed")
    return found


def shop_for_lies(units: int = 10_000) -> tuple[Variant, int]:
    """A thing on sale, and an area to send it to, which the list of areas that is kept in the cache does not have."""
    variant, area = make_variant(units=units, price=UNIT_MINOR), make_area().pk
    cache.clear()
    return variant, area
