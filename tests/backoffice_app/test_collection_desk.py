"""Staff put collections together: by a rule that is looked at before it is saved, or by hand with numbers."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from catalog.domain.categories import create_category
from catalog.domain.collections import add_products, save_collection
from catalog.models import Collection
from tests.factories import shop

pytestmark = pytest.mark.django_db
ADD = "admin:catalog_collection_add"


def typed(**values: object) -> dict[str, object]:
    return {"name": "Gifts", "position": 0, "kind": "rule", "is_active": "on", "match": "all", **values}


def test_a_rule_is_looked_at_saved_and_shown_again(staff: Client) -> None:
    kitchen = create_category(name="Kitchen")
    variant = shop.make_variant(price=185_000)
    shop.make_variant(price=900_000)
    values = typed(price_most="2,000", only_in_stock="on", tags="", new_days="")
    page = staff.post(reverse("admin:catalog_collection_preview"), values).content.decode()
    assert "It holds 1 product that shoppers see." in page
    assert variant.product.title in page
    assert '<a href="/staff/catalog/collection/">Collections</a> &rsaquo; It holds' in page
    assert not Collection.objects.exists()
    answer = staff.post(
        reverse(ADD), values | {"categories": [kitchen.pk], "match": "any", "details": "brand: A | B, C"}
    )
    assert answer.status_code == 302, answer.context["errors"]
    made = Collection.objects.get()
    assert made.rule == {
        "match": "any",
        "conditions": [
            {"by": "category", "value": [kitchen.pk]},
            {"by": "price", "value": {"least": None, "most": 200_000}},
            {"by": "stock", "value": True},
            {"by": "detail", "value": {"code": "brand", "texts": ["A", "B, C"]}},
        ],
    }
    again = staff.get(reverse("admin:catalog_collection_change", args=[made.pk]))
    initial = again.context["adminform"].form.initial
    assert (initial["match"], initial["details"], initial["price_most"]) == ("any", "brand: A | B, C", 2000)
    assert LogEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "match"),
        ({"details": "nobody: Iron"}, "details"),
        ({"details": "brand"}, "details"),
        ({"price_least": "10", "price_most": "5"}, "price_most"),
        ({"price_most": "1.005"}, "price_most"),
        ({"new_days": "0"}, "new_days"),
        ({"shown_from": "2030-01-02T00:00", "shown_until": "2030-01-01T00:00", "only_offers": "on"}, "shown_until"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field(staff: Client, values: dict[str, str], field: str) -> None:
    answer = staff.post(reverse(ADD), typed(**values))
    assert answer.status_code == 200
    assert field in answer.context["adminform"].form.errors
    assert not Collection.objects.exists()


def test_products_by_hand_by_address_id_and_sku_then_numbers(staff: Client) -> None:
    one, two, three = (shop.make_variant() for _ in range(3))
    gifts = save_collection(name="Gifts")
    lines = f"http://localhost/p/{one.product.slug}/?x=1\n{two.sku}\n\n{three.product.public_id}"
    act = reverse("admin:catalog_collection_act", args=[gifts.pk, "products"])
    assert "nothing-like-it" in staff.post(act, {"products": f"{lines}\nnothing-like-it"}).content.decode()
    assert gifts.items.count() == 0
    staff.post(act, {"products": lines})
    assert [item.product_id for item in gifts.items.all()] == [one.product_id, two.product_id, three.product_id]
    first, second, third = gifts.items.all()
    form = typed(kind="hand") | {"items-TOTAL_FORMS": 3, "items-INITIAL_FORMS": 3, "items-2-DELETE": "on"}
    for place, item in enumerate((first, second, third)):
        form |= {
            f"items-{place}-id": item.pk,
            f"items-{place}-collection": gifts.pk,
            f"items-{place}-position": 9 - place,
        }
    answer = staff.post(reverse("admin:catalog_collection_change", args=[gifts.pk]), form)
    assert answer.status_code == 302
    assert [item.product_id for item in gifts.items.all()] == [two.product_id, one.product_id]


def test_order_by_numbers_in_the_list(staff: Client) -> None:
    one, two = save_collection(name="One"), save_collection(name="Two")
    form: dict[str, object] = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "_save": "Save"}
    for place, (row, position) in enumerate(((one, 2), (two, 1))):
        form |= {f"form-{place}-id": row.pk, f"form-{place}-position": position, f"form-{place}-is_active": "on"}
    assert staff.post(reverse("admin:catalog_collection_changelist"), form).status_code == 302
    assert list(Collection.objects.values_list("name", flat=True)) == ["Two", "One"]


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_by_hand_costs_the_same_with_more_products(staff: Client, number: int, django_assert_max_num_queries):
    gifts = save_collection(name="Gifts")
    add_products(collection=gifts, products=[shop.make_variant().product for _ in range(number)])
    page = reverse("admin:catalog_collection_change", args=[gifts.pk])
    staff.get(page)
    with django_assert_max_num_queries(14):
        assert staff.get(page).status_code == 200
