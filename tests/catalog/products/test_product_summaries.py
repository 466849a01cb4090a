import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from catalog.domain import products, stock, summaries, variants
from catalog.models import Picture, Product, StockLevel

Make = Callable[..., Product]


def receive(product: Product, quantity: int, place: int = 0) -> None:
    variant = product.variants.all()[place]
    stock.adjust(variant_id=variant.pk, quantity=quantity, kind="received", reason="delivery", actor="test")


def test_available_counts_active_variants_less_promises(make: Make) -> None:
    product = make(100, 200, 300)
    for place, units in enumerate((5, 7, 11)):
        receive(product, units, place)
    StockLevel.objects.filter(variant=product.variants.all()[0]).update(held=2, allocated=1)
    variants.retire_variant(variant=product.variants.all()[2])
    product.refresh_from_db()
    assert product.available == (5 - 2 - 1) + 7
    assert (product.price_from_minor, product.price_to_minor) == (100, 200)


def test_uncounted_stock_is_always_there(make: Make) -> None:
    product = make(100)
    variants.update_variant(variant=product.variants.get(), tracks_stock=False)
    product.refresh_from_db()
    assert product.available == summaries.UNCOUNTED


def test_digital_goods_are_always_there(make: Make) -> None:
    assert make(100, is_digital=True).available == summaries.UNCOUNTED


def test_compare_at_is_that_of_the_cheapest_variant(make: Make) -> None:
    product = make(500, 300)
    dear, cheap = product.variants.all()
    variants.update_variant(variant=dear, compare_at_minor=900)
    variants.update_variant(variant=cheap, compare_at_minor=400)
    product.refresh_from_db()
    assert product.compare_at_minor == 400


def test_only_variant_is_named_when_there_is_one(make: Make) -> None:
    product = make(500, 300)
    first, second = product.variants.all()
    variants.retire_variant(variant=first)
    product.refresh_from_db()
    assert product.only_variant == second.public_id


def test_what_nobody_offers_is_sold_out_at_its_last_price(make: Make) -> None:
    product = make(500)
    variants.retire_variant(variant=product.variants.get())
    product.refresh_from_db()
    assert (product.price_from_minor, product.available, product.only_variant) == (500, 0, "")


def test_the_lead_picture_is_the_first_that_may_come(make: Make) -> None:
    product = make(100)
    Picture.objects.create(product=product, position=1, state="failed")
    second = Picture.objects.create(product=product, position=2, state="pending")
    Picture.objects.create(product=product, position=3, state="ready")
    version = product.cache_version
    with transaction.atomic():
        summaries.refresh([product.pk])
    product.refresh_from_db()
    assert (product.lead_picture, product.cache_version) == (second, version + 1)


def test_one_lock_and_two_statements_for_many(make: Make) -> None:
    ids = [make(100).pk for _ in range(3)]
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        summaries.refresh(ids)
    assert len(queries) == 3


@pytest.mark.django_db(transaction=True)
def test_no_transaction_no_refresh(make: Make) -> None:
    product = make(100)
    with pytest.raises(RuntimeError):
        summaries.refresh([product.pk])


@pytest.mark.django_db(transaction=True)
def test_two_writers_of_two_variants_add_up(make: Make) -> None:
    """The second waits for the first's product row and must then see the first's stock."""
    product = make(100, 200)
    receive(product, 1, 0)
    receive(product, 1, 1)
    first_is_in, second_may_end = threading.Event(), threading.Event()

    def second() -> None:
        try:
            first_is_in.wait(10)
            receive(product, 20, 1)
        finally:
            connection.close()
            second_may_end.set()

    thread = threading.Thread(target=second)
    thread.start()
    with transaction.atomic():
        receive(product, 10, 0)
        first_is_in.set()
        assert not second_may_end.wait(0.5)
    thread.join(10)
    product.refresh_from_db()
    assert product.available == 32


def test_publishing_counts_as_a_change(make: Make) -> None:
    product = make(100)
    version = product.cache_version
    assert products.publish(product=product).cache_version == version + 1
