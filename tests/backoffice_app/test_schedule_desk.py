"""Staff plan times and prices: the words of a refusal stand at the field, what was planned is seen and changed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from catalog.domain import price_turns
from catalog.models import Product, PublicationTimes, ScheduledPrice, Variant
from commerce.kernel.clock import database_now
from tests.factories import shop

pytestmark = pytest.mark.django_db


def typed(hours: float) -> str:
    return f"{localtime(database_now() + timedelta(hours=hours)):%Y-%m-%dT%H:%M}"


def act(client: Client, row: Product | ScheduledPrice, name: str, **values: object):
    model = row._meta.model_name
    return client.post(reverse(f"admin:catalog_{model}_act", args=[row.pk, name]), values, follow=True)


@pytest.fixture
def variant() -> Variant:
    return shop.make_variant(price=185_000)


def test_plan_change_and_end_a_price(staff: Client, variant: Variant) -> None:
    values = {"variant_id": variant.pk, "price": "1,500", "ends_at": typed(3), "starts_at": typed(1)}
    answer = act(staff, variant.product, "price", **values)
    assert "G$1,500" in answer.content.decode()
    row = ScheduledPrice.objects.get()
    act(staff, row, "change", **values | {"price": "1400", "starts_at": typed(-1)})
    price_turns.turn_due()
    variant.refresh_from_db()
    assert variant.price_minor == 140_000
    assert act(staff, row, "end", ends_at=typed(5)).status_code == 200
    answer = act(staff, row, "now")
    assert "The former price is back." in answer.content.decode()
    variant.refresh_from_db()
    assert variant.price_minor == 185_000


def test_an_overlap_is_told_beside_the_field_and_nothing_is_lost(staff: Client, variant: Variant) -> None:
    values = {"variant_id": variant.pk, "price": "1500", "ends_at": typed(3), "starts_at": typed(1)}
    act(staff, variant.product, "price", **values)
    answer = act(staff, variant.product, "price", **values | {"starts_at": typed(2), "price": "1300.005"})
    assert list(answer.context["form"].errors) == ["price"]
    answer = act(staff, variant.product, "price", **values | {"starts_at": typed(2)})
    assert list(answer.context["form"].errors) == ["starts_at"]
    assert 'value="1500"' in answer.content.decode()
    assert ScheduledPrice.objects.count() == 1


def test_times_are_seen_and_refused_beside_the_field(staff: Client, variant: Variant) -> None:
    answer = act(staff, variant.product, "times", take_down_at=typed(-1))
    assert list(answer.context["form"].errors) == ["take_down_at"]
    answer = act(staff, variant.product, "times", take_down_at=typed(4))
    assert PublicationTimes.objects.count() == 1
    assert "It goes off sale" in answer.content.decode()


def test_a_stranger_sees_none_of_it(client: Client, variant: Variant) -> None:
    client.force_login(shop.make_user())
    page = reverse("admin:catalog_product_act", args=[variant.product_id, "price"])
    assert client.get(page).status_code == 404
    assert client.get(reverse("admin:catalog_scheduledprice_changelist")).status_code == 404
