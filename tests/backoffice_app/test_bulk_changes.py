"""Many products at once: what the preview shows is what happens, and it can be undone."""

from datetime import datetime

import pytest
from django.db.models import Sum
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalog.domain import stock
from catalog.models import Category, Product, StockLevel, StockMovement, Variant
from commerce.backoffice.domain import bulk
from commerce.backoffice.domain.bulk_kinds import new_price
from commerce.backoffice.models import BulkChange
from commerce.kernel.errors import Conflict, Refused
from tests.factories import shop

pytestmark = pytest.mark.django_db
LESS_TEN = {"mode": "percent", "value": "-10", "round_to": ""}


def now() -> datetime:
    return timezone.now()


def drafted(owner, kind: str, *variants: Variant) -> BulkChange:
    return bulk.draft(owner=owner, kind=kind, product_ids=[variant.product_id for variant in variants])


def applied(change: BulkChange, values: dict) -> BulkChange:
    digest = bulk.preview(change=change, values=values).digest
    return bulk.apply(change=change, values=values, digest=digest, actor="staff:test", now=now())


def prices() -> list[int]:
    return list(Variant.objects.order_by("pk").values_list("price_minor", flat=True))


def test_whole_way_through_the_pages(staff: Client) -> None:
    """Tick in the list, see before and after, apply, undo."""
    one, two = shop.make_variant(price=185_000), shop.make_variant(price=99_900)
    form = {"action": "price_chosen", "_selected_action": [one.product_id, two.product_id], "index": 0}
    page = staff.post(reverse("admin:catalog_product_changelist"), form).url
    seen = staff.get(page, LESS_TEN)
    assert [(step.before_text, step.after_text) for step in seen.context["steps"]] == [
        ("G$1,850", "G$1,665"), ("G$999", "G$899.10"),
    ]  # fmt: skip
    assert prices() == [185_000, 99_900]
    staff.post(f"{page}application/", LESS_TEN | {"digest": seen.context["plan"].digest})
    assert prices() == [166_500, 89_910]
    assert Product.objects.get(pk=one.product_id).price_from_minor == 166_500
    staff.post(f"{page}reversal/")
    assert prices() == [185_000, 99_900]
    assert BulkChange.objects.get().state == "undone"


def test_only_what_was_seen_is_applied(staff_user) -> None:
    variant = shop.make_variant(price=100_000)
    change = drafted(staff_user, "price", variant)
    digest = bulk.preview(change=change, values=LESS_TEN).digest
    Variant.objects.filter(pk=variant.pk).update(price_minor=120_000)
    with pytest.raises(Conflict):
        bulk.apply(change=change, values=LESS_TEN, digest=digest, actor="staff:test", now=now())
    assert prices() == [120_000]


def test_undo_leaves_what_somebody_changed_since(staff_user) -> None:
    mine, theirs = shop.make_variant(price=100_000), shop.make_variant(price=100_000)
    change = applied(drafted(staff_user, "price", mine, theirs), LESS_TEN)
    Variant.objects.filter(pk=theirs.pk).update(price_minor=70_000)
    assert bulk.undo(change=change, actor="staff:test", now=now()) == 1
    assert prices() == [100_000, 70_000]


def test_applied_and_undone_once_each(staff_user) -> None:
    change = applied(drafted(staff_user, "price", shop.make_variant(price=100_000)), LESS_TEN)
    with pytest.raises(Conflict):
        applied(change, LESS_TEN)
    bulk.undo(change=change, actor="staff:test", now=now())
    with pytest.raises(Conflict):
        bulk.undo(change=change, actor="staff:test", now=now())


def test_one_impossible_price_stops_all(staff_user) -> None:
    change = drafted(staff_user, "price", shop.make_variant(price=100_000), shop.make_variant(price=5_000))
    with pytest.raises(Refused):
        applied(change, {"mode": "amount", "value": "-100", "round_to": ""})
    assert prices() == [100_000, 5_000]


@pytest.mark.parametrize(
    ("minor", "values", "after"),
    [
        (99_900, {"mode": "percent", "value": "-10"}, 89_910),
        (333, {"mode": "percent", "value": "50"}, 500),
        (185_000, {"mode": "amount", "value": "12.5"}, 186_250),
        (185_000, {"mode": "exact", "value": "999.99"}, 99_999),
        (185_000, {"mode": "percent", "value": "7", "round_to": "10"}, 198_000),
        (185_050, {"mode": "amount", "value": "0", "round_to": "1"}, 185_100),
    ],
)
def test_new_price(minor: int, values: dict, after: int) -> None:
    assert new_price(minor, "GYD", values) == after


def test_stock_rises_with_a_reason_and_falls_again(staff_user) -> None:
    variant = shop.make_variant(units=4)
    change = applied(drafted(staff_user, "stock", variant), {"mode": "add", "quantity": 6, "reason": "new delivery"})
    assert on_hand() == 10
    bulk.undo(change=change, actor="staff:test", now=now())
    assert on_hand() == 4
    book = StockMovement.objects.order_by("pk").values_list("quantity", "reason", "actor")
    assert list(book)[1:] == [
        (6, "new delivery", "staff:test"), (-6, f"Undone: {change.public_id}", "staff:test"),
    ]  # fmt: skip


def test_stock_that_is_promised_stays(staff_user) -> None:
    variant = shop.make_variant(units=4)
    shop.make_order((variant, 3))
    with pytest.raises(Refused):
        applied(drafted(staff_user, "stock", variant), {"mode": "count", "quantity": 2, "reason": "count"})
    assert on_hand() == 4


def on_hand() -> int:
    return StockLevel.objects.aggregate(units=Sum("on_hand"))["units"]


def test_category_and_back(staff_user) -> None:
    variant = shop.make_variant()
    target = Category.objects.create(name="Kitchen", slug="kitchen", path="0001/")
    change = applied(drafted(staff_user, "category", variant), {"category": target.pk})
    assert Product.objects.get().category == target
    bulk.undo(change=change, actor="staff:test", now=now())
    assert Product.objects.get().category is None


def test_publishing_what_has_nothing_to_sell_is_refused(staff_user) -> None:
    variant = shop.make_variant()
    Variant.objects.update(is_active=False)
    Product.objects.update(status="draft")
    with pytest.raises(Refused):
        applied(drafted(staff_user, "status", variant), {"status": "active"})
    assert Product.objects.get().status == "draft"


def test_archive_and_back(staff_user) -> None:
    change = applied(drafted(staff_user, "status", shop.make_variant()), {"status": "archived"})
    assert Product.objects.get().status == "archived"
    bulk.undo(change=change, actor="staff:test", now=now())
    assert Product.objects.get().status == "active"


def test_undo_of_stock_that_was_sold_meanwhile_is_refused(staff_user) -> None:
    variant = shop.make_variant(units=1)
    change = applied(drafted(staff_user, "stock", variant), {"mode": "add", "quantity": 5, "reason": "new"})
    stock.adjust(variant_id=variant.pk, quantity=-4, kind="damaged", reason="rain", actor="test")
    with pytest.raises(Refused):
        bulk.undo(change=change, actor="staff:test", now=now())
    assert BulkChange.objects.get().state == "applied"
