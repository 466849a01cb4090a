"""Lists and histories of the staff say who did something by name, not by id."""

import pytest
from django.urls import reverse

from catalog.domain import stock
from catalog.models import StockMovement
from commerce.kernel.staff import named
from tests.factories.shop import make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(django_user_model):
    return django_user_model.objects.create(email="ama@example.com", full_name="Ama Stores", is_staff=True)


def test_people_by_name_or_address_and_the_shop_in_words(colleague, django_user_model, django_assert_num_queries):
    nameless = django_user_model.objects.create(email="bo@example.com")
    actors = [
        f"staff:{colleague.public_id}",
        f"staff:{nameless.public_id}",
        "shop",
        "shopper",
        "staff:usr_gone",
        "stripe",
    ]
    with django_assert_num_queries(1):
        told = named(actors)
    assert list(map(told.get, actors)) == ["Ama Stores", "bo@example.com", "by itself", "the shopper", "staff:usr_gone",
                                           "stripe"]  # fmt: skip
    with django_assert_num_queries(0):
        assert named(["shop"]) == {"shop": "by itself"}


def test_the_book_of_stock_names_who_changed_it(admin_client, colleague, django_assert_max_num_queries):
    variants = [make_variant(units=2) for _ in range(5)]
    for variant in variants:
        stock.adjust(
            variant_id=variant.pk, quantity=1, kind="received", reason="found", actor=f"staff:{colleague.public_id}"
        )
    page = reverse("admin:catalog_stockmovement_changelist")
    with django_assert_max_num_queries(12):
        assert admin_client.get(page).content.decode().count("Ama Stores") == 5
    movement = StockMovement.objects.filter(reason="found").latest("pk")
    for address in (
        reverse("admin:catalog_stockmovement_change", args=[movement.pk]),
        reverse("admin:catalog_stocklevel_change", args=[movement.stock_id]),
    ):
        html = admin_client.get(address).content.decode()
        assert "Ama Stores" in html
        assert colleague.public_id not in html
