"""Zones: the most exact place wins, services by weight and worth, free from an amount, one query for a whole cart."""

import pytest
from django.db import IntegrityError

from commerce.accounts.models import Area
from commerce.kernel.money import Money
from vendors.shipping.domain.zones import Service, open_zone
from vendors.shipping.models import Zone
from vendors.shipping.queries.rates import Answer, Parcel, Quote, answers

pytestmark = pytest.mark.django_db
GOODS = Money(500_000, "GYD")


@pytest.fixture
def places() -> dict[str, Area]:
    region = Area.objects.create(country="GY", code="t-region", name="Region", kind="region")
    town = Area.objects.create(country="GY", code="t-town", name="Town", kind="town", parent=region)
    ward = Area.objects.create(country="GY", code="t-ward", name="Ward", kind="ward", parent=town)
    other = Area.objects.create(country="GY", code="t-other", name="Other", kind="region")
    return {"region": region, "town": town, "ward": ward, "other": other}


def service(price: int = 1, name: str = "Standard", **values: object) -> Service:
    return Service(**{"name": name, "price_minor": price, "currency": "GYD", "days_min": 1, "days_max": 3, **values})


def zone(name: str, *services: Service, seller: str = "sel_a", area: Area | None = None, **values: object) -> Zone:
    where = {"areas": [area]} if area else {"countries": ["GY"]}
    return open_zone(seller_ref=seller, name=name, services=services, **{**where, **values})


def price(area: Area | None = None, *, goods: Money = GOODS, grams: int = 0) -> int | None:
    found = answered(area, goods=goods, grams=grams).quote
    return found and found.price.minor


def answered(area: Area | None = None, *, country: str = "GY", goods: Money = GOODS, **values: object) -> Answer:
    return answers(parcels={"sel_a": Parcel(goods, **values)}, country=country, area_id=area and area.pk)["sel_a"]


def test_the_most_exact_place_wins(places: dict[str, Area]) -> None:
    for name, cost in [("ward", 4), ("region", 2), ("town", 3)]:
        zone(name, service(cost), area=places[name])
    zone("country", service(1))
    asked = [places["ward"], places["town"], places["region"], places["other"], None]
    assert [price(area) for area in asked] == [4, 3, 2, 1, 1]


def test_a_region_reaches_its_wards(places: dict[str, Area]) -> None:
    zone("region", service(2), area=places["region"])
    assert [price(places["ward"]), price(places["other"]), price(None)] == [2, None, None]


def test_between_equals_the_first_in_line_wins(places: dict[str, Area]) -> None:
    second, first = zone("second", service(2), area=places["town"]), zone("first", service(1), area=places["town"])
    Zone.objects.filter(pk=second.pk).update(position=5)
    Zone.objects.filter(pk=first.pk).update(position=4)
    assert price(places["ward"]) == 1


def test_a_zone_may_hold_several_places_and_is_found_once(places: dict[str, Area]) -> None:
    open_zone(
        seller_ref="sel_a", name="both", services=[service(7)], areas=[places["region"], places["ward"]],
        countries=["BD", "GY"],
    )  # fmt: skip
    assert [price(places["ward"]), price(places["other"]), price(None)] == [7, 7, 7]
    assert len(answered(places["ward"]).options) == 1


def test_a_zone_without_a_service_keeps_a_place_out(places: dict[str, Area]) -> None:
    zone("country", service(1))
    zone("never", area=places["town"])
    assert [price(places["other"]), price(places["ward"])] == [1, None]


def test_another_country_or_currency_is_not_delivered() -> None:
    zone("country", service(1, currency="USD"))
    assert answered().reason == "money"
    assert answered(country="BD").quote is None


@pytest.mark.parametrize(("goods", "cost"), [(99_999, 700), (100_000, 0), (100_001, 0)])
def test_free_from_an_amount(goods: int, cost: int) -> None:
    zone("country", service(700, free_from_minor=100_000))
    found = answered(goods=Money(goods, "GYD")).quote
    assert found == Quote(Money(cost, "GYD"), Money(100_000, "GYD"), 1, 3, "Standard", found.rate_id)


@pytest.mark.parametrize(("grams", "cost"), [(0, 500), (2_000, 500), (2_001, 600), (3_000, 600), (3_001, 700)])
def test_every_kilogram_begun_above_the_included_weight_costs(grams: int, cost: int) -> None:
    zone("country", service(500, included_grams=2_000, per_kg_minor=100))
    assert price(grams=grams) == cost


def test_the_cheapest_service_that_takes_it_is_used_and_the_others_are_known() -> None:
    zone("country", service(900, "Express", days_max=1), service(300, max_grams=1_000), service(600, "Lorry"))
    assert [each.service for each in answered(grams=1_000).options] == ["Standard", "Lorry", "Express"]
    assert [each.service for each in answered(grams=1_001).options] == ["Lorry", "Express"]


@pytest.mark.parametrize(
    ("limit", "parcel", "reason"),
    [
        ({"max_grams": 999}, {"grams": 1_000}, "heavy"),
        ({"max_goods_minor": 499_999}, {}, "dear"),
        ({"max_goods_minor": 500_000, "max_grams": 1_000}, {"grams": 1_000}, ""),
    ],
)
def test_what_no_service_takes_is_told_why(limit: dict, parcel: dict, reason: str) -> None:
    zone("country", service(1, **limit))
    assert answered(**parcel).reason == reason


def test_dangerous_goods_do_not_fly() -> None:
    zone("country", service(1), by_air=True)
    assert [answered(hazardous=True).reason, answered().reason] == ["air", ""]


@pytest.mark.parametrize("sellers", [1, 3])
def test_a_whole_cart_is_one_query(places: dict[str, Area], sellers: int, django_assert_num_queries) -> None:
    refs = [f"sel_{n}" for n in range(sellers)]
    for ref in refs:
        zone("country", service(5), seller=ref)
        zone("town", service(9), service(12, "Express"), seller=ref, area=places["town"])
    parcels = dict.fromkeys([*refs, "sel_none"], Parcel(GOODS))
    with django_assert_num_queries(1):
        found = answers(parcels=parcels, country="GY", area_id=places["ward"].pk)
    assert {ref: each.quote and each.quote.price.minor for ref, each in found.items()} == dict.fromkeys(refs, 9) | {
        "sel_none": None
    }


def test_a_name_stands_once_in_a_table() -> None:
    zone("country", service(1))
    with pytest.raises(IntegrityError):
        zone("country", service(2))
