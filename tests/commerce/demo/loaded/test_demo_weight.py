"""The widest goods of the demo market, with their variants, pictures, reviews, questions and shelves, are as light as
any page."""

from django.db.models import Count
from django.test import Client

from catalog.models import Product
from tests.e2e.market_server import HTML_MOST_BYTES

HASH = len(".8a7c9d1e2f3a")  # what a deployment adds to the name of each static file
ROOM = 300  # of the same page where another one signs in, or the shop's name is longer
WIDEST = 12


def test_the_page_of_the_widest_product_is_light(loaded) -> None:
    wide = Product.objects.filter(status="active", review_count__gte=5).alias(pieces=Count("variants"))
    weights = {product.slug: weight(product) for product in wide.order_by("-pieces", "pk")[:WIDEST]}
    assert {slug: heavy for slug, heavy in weights.items() if heavy > HTML_MOST_BYTES - ROOM} == {}


def weight(product: Product) -> int:
    page = Client().get(product.get_absolute_url()).content
    return len(page) + page.count(b"/static/") * HASH
