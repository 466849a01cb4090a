"""The desk of delivery tables: zones with places and services, and a box that tries a parcel."""

import pytest
from django.test import Client
from django.urls import reverse

from commerce.kernel.money import Money
from tests.factories.shop import any_area, make_seller, make_user
from vendors.shipping.domain.zones import Service, open_zone
from vendors.shipping.models import Rate, Zone
from vendors.shipping.queries.rates import Parcel, answers

pytestmark = pytest.mark.django_db
RATE = {"service": "Standard", "price": "300", "included_grams": "0", "days_min": "1", "days_max": "3", "position": "0"}


@pytest.fixture
def staff() -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(make_user(is_staff=True))
    return client


def typed(places: list[str], *rates: dict[str, str], **zone: object) -> dict[str, object]:
    """The zone page's form with new rows."""
    rows = {"places": [{"place": place} for place in places], "rates": [RATE | rate for rate in rates]}
    form: dict[str, object] = {"seller_ref": "sel_a", "name": "Home", "position": "0", **zone}
    for name, values in rows.items():
        form |= {f"{name}-TOTAL_FORMS": len(values), f"{name}-INITIAL_FORMS": 0}
        form |= {f"{name}-{n}-{key}": value for n, row in enumerate(values) for key, value in row.items()}
    return form


def add(staff: Client, *values: object, **zone: object):
    return staff.post(reverse("admin:shipping_zone_add"), typed(*values, **zone))  # type: ignore[arg-type]


def test_a_zone_is_typed_in_major_units_and_kept(staff):
    area = any_area()
    rate = {"per_kg": "12.50", "max_goods": "90,000", "free": "", "max_grams": "5000", "included_grams": "1000"}
    assert add(staff, ["GY", f"GY.{area.pk}"], rate).status_code == 302
    kept = Rate.objects.get()
    assert (kept.price_minor, kept.per_kg_minor, kept.max_goods_minor, kept.free_from_minor) == (
        30_000, 1_250, 9_000_000, None,
    )  # fmt: skip
    found = answers(parcels={"sel_a": Parcel(Money(1, "GYD"))}, country="GY", area_id=area.pk)
    assert found["sel_a"].quote.price == kept.price


@pytest.mark.parametrize(
    ("places", "rate", "words"),
    [
        (["GY", "GY"], {}, "This place is in the zone already."),
        (["GY"], {"days_min": "4"}, "The last day cannot come before the first."),
        (["GY"], {"price": "-1"}, "greater than or equal to 0"),
        (["GY"], {"max_goods": "0"}, "Leave it empty for no limit."),
        (["XX"], {}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_meant_is_told(staff, places, rate, words):
    answer = add(staff, places, rate)
    assert words in answer.content.decode()
    assert not Zone.objects.exists()


def test_the_box_tells_the_price_the_days_and_the_row_that_decided(staff):
    seller, area = make_seller(), any_area()
    services = [Service("Lorry", 50_000, "GYD", 2, 4, included_grams=1_000, per_kg_minor=10_000)]
    open_zone(seller_ref=seller.public_id, name="Far", services=services, areas=[area])
    table = reverse("admin:shipping_zone_table", args=[seller.public_id])
    answer = staff.get(table, {"place": f"GY.{area.pk}", "grams": "2500", "goods": "1000"})
    assert "G$700 by “Lorry” of the zone “Far”, 2 to 4 working days on the road." in answer.content.decode()
    assert answer.content.decode().count('aria-current="true"') == 1


def test_the_box_says_why_not(staff):
    seller = make_seller()
    Rate.objects.update(max_grams=1_000)
    table = reverse("admin:shipping_zone_table", args=[seller.public_id])
    answer = staff.get(table, {"place": "GY", "grams": "1001", "goods": "1"}).content.decode()
    assert "The zone “Guyana” decides. This stall does not deliver so heavy a parcel to that area." in answer
    assert staff.get(table, {"place": "GY", "grams": "x", "goods": "1"}).status_code == 422


def test_a_table_of_nobody_is_not_there(staff):
    assert staff.get(reverse("admin:shipping_zone_table", args=["sel_none"])).status_code == 404
