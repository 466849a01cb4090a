"""The rows that lists read: as the products are, in the same transaction, whoever writes."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from catalog.domain import categories, indexing, listings, products, sales, stock, variants
from catalog.domain.walking import in_batches
from catalog.models import Listing, Product, SearchTerm
from catalog.queries import stall_facts
from commerce.jobs.models import Job
from tests.catalog.searching import found, index_now
from vendors.sellers.domain import stalls

Make = Callable[..., Product]


def on_sale(make: Make, *prices: int, **values: object) -> Product:
    return products.publish(product=make(*(prices or (100,)), **values))


def receive(product: Product, units: int) -> None:
    variant = product.variants.first()
    stock.adjust(variant_id=variant.pk, quantity=units, kind="received", reason="delivery", actor="test")


def test_a_draft_has_no_listing_and_a_published_product_has_one(make: Make) -> None:
    product = make(100)
    assert not Listing.objects.exists()
    products.publish(product=product)
    assert Listing.objects.get().title == product.title
    products.archive(product=product)
    assert not Listing.objects.exists()


def test_a_listing_follows_its_product_in_the_same_transaction(make: Make) -> None:
    product = on_sale(make, 100, 250)
    receive(product, 3)
    variants.update_variant(variant=product.variants.first(), price_minor=90)
    products.update_product(product=product, title="Tin mug")
    row = Listing.objects.get()
    assert (row.title, row.price_minor, row.price_to_minor, row.available) == ("Tin mug", 90, 250, 3)


def test_what_is_rolled_back_was_never_listed(make: Make) -> None:
    product = on_sale(make)
    with transaction.atomic():
        products.update_product(product=product, title="Tin mug")
        assert Listing.objects.get().title == "Tin mug"
        transaction.set_rollback(True)
    assert Listing.objects.get().title == "Enamel mug"


def test_a_change_of_price_keeps_what_the_engine_wrote(make: Make) -> None:
    product = on_sale(make)
    assert found("enamel") == ["Enamel mug"]
    variants.update_variant(variant=product.variants.get(), price_minor=90)
    assert Listing.objects.exclude(vector=None).get().terms != []


def test_nothing_drifts(make: Make) -> None:
    shelf = categories.create_category(name="Kitchen")
    product = on_sale(make, 100, 300, category=shelf, brand="Loom")
    on_sale(make, title="Plate")
    receive(product, 5)
    assert listings.drifted() == []


@pytest.mark.parametrize(
    "behind_our_back",
    [
        "UPDATE catalog_product SET title = 'Other' WHERE id = %s",
        "UPDATE catalog_product SET available = 77 WHERE id = %s",
        "UPDATE catalog_product SET rating_sum = 9, review_count = 2 WHERE id = %s",
        "UPDATE catalog_product SET status = 'archived' WHERE id = %s",
        "DELETE FROM catalog_listing WHERE product_id = %s",
        "UPDATE catalog_listing SET price_minor = 1 WHERE product_id = %s",
        "UPDATE sellers_seller s SET state = 'suspended' FROM catalog_product p WHERE p.id = %s AND s.id = p.seller_id",
    ],
)
def test_what_was_written_past_the_domain_is_told_and_mended(make: Make, behind_our_back: str) -> None:
    product = on_sale(make)
    with connection.cursor() as cursor:
        cursor.execute(behind_our_back, [product.pk])
    assert listings.drifted() == [product.pk]
    assert listings.rebuild() == 1
    assert listings.drifted() == []


def test_a_closed_stall_shows_nothing_and_an_open_one_everything(make: Make) -> None:
    product = on_sale(make)
    assert found("enamel") == ["Enamel mug"]
    stalls.put(seller=product.seller, state="suspended")
    assert (Listing.objects.count(), listings.drifted()) == (0, [])
    stalls.put(seller=product.seller, state="approved")
    assert (Listing.objects.count(), listings.drifted()) == (1, [])
    indexing.index_left_over()
    assert found("enamel") == ["Enamel mug"]


def test_only_a_stall_that_opens_or_closes_has_its_goods_listed_anew(make: Make) -> None:
    product = on_sale(make)
    Product.objects.filter(pk=product.pk).update(title="Behind our back")
    seller = product.seller
    seller.town = "Linden"
    stalls.save_stall(seller=seller)
    assert (Listing.objects.get().title, Job.objects.filter(kind="catalog.index_left_over").count()) == (
        "Enamel mug",
        0,
    )
    seller.state = "suspended"
    stalls.save_stall(seller=seller)
    assert Listing.objects.count() == 0
    seller.state = "approved"
    stalls.save_stall(seller=seller)
    assert Listing.objects.get().title == "Behind our back"
    assert Job.objects.filter(kind="catalog.index_left_over").exists()


def test_a_stall_shows_another_face_at_once(make: Make, django_capture_on_commit_callbacks) -> None:
    seller = on_sale(make).seller
    assert stall_facts.stalls()[seller.pk].name == seller.name
    seller.name = "Another name"
    with django_capture_on_commit_callbacks(execute=True):
        stalls.save_stall(seller=seller)
    assert stall_facts.stalls()[seller.pk].name == "Another name"


def test_everything_is_walked_in_batches(make: Make) -> None:
    ids = sorted(make(100).pk for _each in range(5))
    assert list(in_batches(Product.objects.all(), 2)) == [ids[:2], ids[2:4], ids[4:]]


def test_sales_move_a_product_up(make: Make) -> None:
    first, second = on_sale(make), on_sale(make, title="Plate")
    one, other = first.variants.get().pk, second.variants.get().pk
    sales.count_sold({one: 3, other: 1})
    sales.count_sold({one: 2})
    assert list(Listing.objects.order_by("-sales_count").values_list("sales_count", flat=True)) == [5, 1]
    assert listings.drifted() == []


@pytest.mark.django_db(transaction=True)
def test_two_writers_of_one_product_leave_the_row_of_both(make: Make) -> None:
    product = on_sale(make, 100)
    receive(product, 1)
    first_is_in, second_is_through = threading.Event(), threading.Event()

    def second() -> None:
        try:
            first_is_in.wait(10)
            receive(product, 20)
        finally:
            connection.close()
            second_is_through.set()

    thread = threading.Thread(target=second)
    thread.start()
    with transaction.atomic():
        products.update_product(product=Product.objects.get(pk=product.pk), title="Tin mug")
        first_is_in.set()
        assert not second_is_through.wait(0.5)
    thread.join(10)
    row = Listing.objects.get()
    assert (row.title, row.available) == ("Tin mug", 21)
    assert listings.drifted() == []


@pytest.mark.django_db(transaction=True)
def test_many_who_index_the_same_products_neither_fail_nor_miscount(make: Make) -> None:
    ids = [on_sale(make, title=f"Enamel mug {number}").pk for number in range(12)]

    def index(keys: list[int]) -> None:
        try:
            for _again in range(4):
                indexing.index(keys)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(index, keys) for keys in (ids, ids[::-1], ids[6:], ids[:9])]:
            done.result(30)
    counted = dict(SearchTerm.objects.values_list("text", "found_in"))
    assert (counted["enamel"], counted["mug"], counted["7"]) == (12, 12, 1)
    assert SearchTerm.objects.get(pk=0).found_in == 12


def test_an_index_that_was_lost_comes_back(make: Make) -> None:
    on_sale(make)
    index_now()
    Listing.objects.update(terms=[], vector=None)
    assert found("enamel") == []
    indexing.index_left_over()
    assert found("enamel") == ["Enamel mug"]
