"""Tax is told inside the price, by stall, and frozen with the order."""

import re

import pytest
from django.test import Client

from cart.queries.contents import contents
from catalog.models import Variant
from commerce.kernel.money import Money
from orders.models import Order
from orders.queries import invoice_taxes, order_rows
from tests.factories.shop import make_cart, make_order, make_seller, make_variant
from vendors.sellers.models import Seller

pytestmark = pytest.mark.django_db


@pytest.fixture
def seller() -> Seller:
    return make_seller(tax_rate_bp=1_400, delivery_minor=30_000)


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_page_tells_rate_and_amount(seller: Seller, client: Client) -> None:
    page = make_variant(seller=seller, price=114_000).product.get_absolute_url()
    assert "including 14 % VAT, G$140" in words(client.get(page))
    assert client.get(f"/api/v1/products/{page.split('/')[2]}").json()["tax_rate_bp"] == 1_400


@pytest.mark.parametrize("values", [{"taxable": False}, {}])
def test_without_tax_the_page_names_no_rate(seller: Seller, client: Client, values: dict[str, bool]) -> None:
    variant = make_variant(seller=seller if values else make_seller(), **values)
    told = words(client.get(variant.product.get_absolute_url()))
    assert "Tax included" in told
    assert "VAT" not in told


def test_the_cart_tells_the_tax_of_each_stall(seller: Seller, client: Client) -> None:
    for variant in (make_variant(seller=seller, price=114_000), make_variant(price=50_000)):
        client.post("/cart/items/", {"variant": variant.public_id, "quantity": 1})
    for page in ("/cart/", "/checkout/"):
        told = words(client.get(page))
        assert "This stall, with delivery G$1,440 including G$176.84 VAT" in told
        assert "This stall, with delivery G$800" in told
        assert "This stall, with delivery G$800 including" not in told


def test_sums_by_stall_are_the_whole(seller: Seller) -> None:
    cart = make_cart((make_variant(seller=seller, price=99_999), 3), (make_variant(price=101), 7))
    found = contents(cart=cart, country="GY")
    assert sum(group.total.minor for group in found.groups) == found.total.minor
    assert sum(group.tax.minor for group in found.groups) == found.tax_included.minor


def test_the_order_keeps_the_tax_it_was_placed_with(seller: Seller, client: Client) -> None:
    plain = make_variant(seller=seller, price=50_000, taxable=False)
    order = make_order((make_variant(seller=seller, price=114_000), 2), (plain, 1))
    Seller.objects.update(tax_rate_bp=0)
    Variant.objects.update(price_minor=1)
    loaded = order_rows.load(public_id=order.public_id)
    assert loaded is not None
    (part,) = loaded.parts.all()
    assert [(line.tax_rate_bp, line.tax_minor) for line in part.lines.all()] == [(1_400, 28_000), (0, 0)]
    assert invoice_taxes.rows(part) == [
        ("14\xa0% in goods for G$2,280", Money(28_000, "GYD")),
        ("in the delivery", Money(3_684, "GYD")),
    ]
    told = words(client.get(f"{order.get_absolute_url()}?key={Order.objects.get().token}", follow=True))
    assert "G$3,080 with delivery, including G$316.84 VAT" in told
