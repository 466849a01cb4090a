"""Products that go on sale and off it at a time of their own."""

from datetime import timedelta

import pytest

from catalog.domain import bulk, products, publication_times
from catalog.errors import ScheduleWrong
from catalog.models import Listing, Product, PublicationTimes, ScheduleEvent, Variant
from commerce.kernel.clock import database_now
from tests.factories.shop import make_variant

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def draft() -> Product:
    product = make_variant().product
    bulk.set_statuses(statuses={product.pk: "draft"})
    product.refresh_from_db()
    return product


def set_times(product: Product, begin: int | None, end: int | None) -> None:
    """Times in hours from now."""
    now = database_now()
    publication_times.set_times(
        product=product, actor="staff:test",
        publish_from=None if begin is None else now + begin * HOUR,
        take_down_at=None if end is None else now + end * HOUR,
    )  # fmt: skip


def pass_hours(hours: int) -> None:
    for row in PublicationTimes.objects.all():
        row.publish_from = row.publish_from and row.publish_from - hours * HOUR
        row.take_down_at = row.take_down_at and row.take_down_at - hours * HOUR
        row.save()


def test_it_comes_and_goes_with_its_listing(draft: Product):
    set_times(draft, 1, 3)
    assert (publication_times.turn_due(), Listing.objects.count()) == (0, 0)
    pass_hours(2)
    assert (publication_times.turn_due(), Listing.objects.count()) == (1, 1)
    assert publication_times.turn_due() == 0
    pass_hours(2)
    assert (publication_times.turn_due(), Listing.objects.count()) == (1, 0)
    draft.refresh_from_db()
    assert (draft.status, PublicationTimes.objects.exists()) == ("draft", False)
    assert draft.published_at is not None
    kinds = list(ScheduleEvent.objects.values_list("kind", flat=True))
    assert kinds == ["times_set", "published", "taken_down"]


def test_what_has_nothing_to_sell_waits_until_it_has(draft: Product):
    Variant.objects.update(is_active=False)
    set_times(draft, -1, None)
    assert publication_times.turn_due() == 0
    Variant.objects.update(is_active=True)
    assert publication_times.turn_due() == 1


def test_what_was_published_by_hand_is_left_as_it_is(draft: Product):
    set_times(draft, -1, 5)
    products.publish(product=draft)
    assert publication_times.turn_due() == 0
    assert PublicationTimes.objects.get().publish_from is None


def test_what_is_archived_has_nothing_ahead(draft: Product):
    set_times(draft, 1, None)
    products.archive(product=draft)
    set_times(draft, 1, None)
    bulk.set_statuses(statuses={draft.pk: "archived"})
    assert not PublicationTimes.objects.exists()


def test_a_plan_is_taken_back(draft: Product):
    set_times(draft, 1, None)
    set_times(draft, None, None)
    assert not PublicationTimes.objects.exists()


@pytest.mark.parametrize(
    ("status", "begin", "end", "field"),
    [
        ("draft", 2, 1, "take_down_at"),
        ("draft", 2, -1, "take_down_at"),
        ("draft", None, 1, "publish_from"),
        ("active", 1, None, "publish_from"),
        ("active", None, -1, "take_down_at"),
    ],
)
def test_times_that_cannot_be(draft: Product, status: str, begin: int | None, end: int | None, field: str):
    bulk.set_statuses(statuses={draft.pk: status})
    with pytest.raises(ScheduleWrong) as error:
        set_times(draft, begin, end)
    assert error.value.details["field"] == field
