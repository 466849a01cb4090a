"""Where nothing is brought, no page, mail or paper speaks of delivery; and a download cannot be sent back."""

import re

import pytest
from django.test import Client

from commerce.notifications.models import Email
from orders.domain import letters, pay
from orders.models import Order
from tests.factories.shop import make_order, make_seller, make_variant

pytestmark = pytest.mark.django_db
PARCEL_WORDS = re.compile(
    r"deliver(?:y|ed)|arrives|parcels?\b|sends (?:from|within)|send it back|goes to|courier|free of charge", re.I
)


@pytest.fixture
def book():
    variant = make_variant(units=0, seller=make_seller(slug="reader"), tracks_stock=False, requires_shipping=False)
    variant.product.is_digital = True
    variant.product.save()
    return variant


def said(client: Client, path: str, part: str = "main") -> str:
    """The words of one part of a page."""
    inside = re.search(rf"<{part}\b.*</{part}>", client.get(path, follow=True).content.decode(), re.DOTALL)
    assert inside
    return " ".join(re.sub(r"<[^>]+>", " ", inside[0]).split())


def test_the_page_of_a_download_speaks_of_no_parcel(book) -> None:
    words = said(Client(), book.product.get_absolute_url())
    assert "It cannot be given back once it is downloaded." in words
    assert "Until you download it you can cancel the order" in words
    assert PARCEL_WORDS.findall(words.partition("What buyers say")[0]) == []


def test_cart_and_checkout_of_downloads_alone(book) -> None:
    client = Client()
    client.post("/cart/items/", {"variant": book.public_id, "quantity": 1})
    for path in ("/cart/", "/checkout/"):
        words = said(client, path)
        assert "Download after payment" in words
        assert PARCEL_WORDS.findall(words) == []


def test_a_cart_of_both_counts_what_travels(book) -> None:
    client = Client()
    for variant in (book, make_variant(units=3)):
        client.post("/cart/items/", {"variant": variant.public_id, "quantity": 1})
    words = said(client, "/cart/")
    assert "2 things in 1 parcel" in words
    assert "Delivery, 1 parcel" in words


def test_order_mail_and_invoice_of_downloads_alone(simulator, book) -> None:
    order = make_order((book, 1))
    simulator.pay(pay.start_payment(order=order, method="stripe", who="test").provider_ref)
    order = pay.look(order=order)
    letters.confirmation(order=order)
    letter = Email.objects.get(template="order_confirmation")
    client = Client()
    client.get(f"{order.get_absolute_url()}?key={order.token}")
    for words in (said(client, order.get_absolute_url()), letter.text):
        assert PARCEL_WORDS.findall(words) == []
    assert "You download your files from the order" in letter.text


def test_an_order_of_a_thing_still_tells_its_delivery(simulator) -> None:
    order: Order = make_order((make_variant(units=3), 1))
    client = Client()
    client.get(f"{order.get_absolute_url()}?key={order.token}")
    words = said(client, order.get_absolute_url())
    assert "Delivery" in words
    assert "Goes to" in words
