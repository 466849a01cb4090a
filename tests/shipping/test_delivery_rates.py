"""Quotes: the most exact line wins, free from an amount, one query for a whole cart."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from commerce.accounts.models import Area
from commerce.kernel.money import Money
from vendors.shipping.models import DeliveryRate
from vendors.shipping.queries.rates import Quote, arrival, arrival_text, quote, quotes

pytestmark = pytest.mark.django_db
GOODS = Money(500_000, "GYD")


@pytest.fixture
def places() -> dict[str, Area]:
    region = Area.objects.create(country="GY", code="t-region", name="Region", kind="region")
    town = Area.objects.create(country="GY", code="t-town", name="Town", kind="town", parent=region)
    ward = Area.objects.create(country="GY", code="t-ward", name="Ward", kind="ward", parent=town)
    other = Area.objects.create(country="GY", code="t-other", name="Other", kind="region")
    return {"region": region, "town": town, "ward": ward, "other": other}


def line(seller: str, price: int, area: Area | None = None, **values: object) -> DeliveryRate:
    fields = {"country": "GY", "currency": "GYD", "days_min": 1, "days_max": 3} | values
    return DeliveryRate.objects.create(seller_ref=seller, area=area, price_minor=price, **fields)


def price(area: Area | None) -> int | None:
    found = quote(seller_ref="sel_a", country="GY", area_id=area and area.pk, goods=GOODS)
    return found and found.price.minor


def test_the_most_exact_line_wins(places: dict[str, Area]) -> None:
    line("sel_a", 4, places["ward"])
    line("sel_a", 1)
    line("sel_a", 2, places["region"])
    line("sel_a", 3, places["town"])
    asked = [places["ward"], places["town"], places["region"], places["other"], None]
    assert [price(area) for area in asked] == [4, 3, 2, 1, 1]


def test_a_line_for_a_region_reaches_its_wards(places: dict[str, Area]) -> None:
    line("sel_a", 2, places["region"])
    assert [price(places["ward"]), price(places["other"]), price(None)] == [2, None, None]


def test_another_country_is_not_delivered_to() -> None:
    line("sel_a", 1)
    assert quote(seller_ref="sel_a", country="BD", goods=GOODS) is None


def test_another_currency_is_not_delivered() -> None:
    line("sel_a", 1, currency="USD")
    assert quote(seller_ref="sel_a", country="GY", goods=GOODS) is None


@pytest.mark.parametrize(("goods", "price"), [(99_999, 700), (100_000, 0), (100_001, 0)])
def test_free_from_an_amount(goods: int, price: int) -> None:
    line("sel_a", 700, free_from_minor=100_000)
    found = quote(seller_ref="sel_a", country="GY", goods=Money(goods, "GYD"))
    assert found == Quote(Money(price, "GYD"), Money(100_000, "GYD"), 1, 3)


@pytest.mark.parametrize("sellers", [1, 3])
def test_a_whole_cart_is_one_query(places: dict[str, Area], sellers: int, django_assert_num_queries) -> None:
    refs = [f"sel_{n}" for n in range(sellers)]
    for ref in refs:
        line(ref, 5)
        line(ref, 9, places["town"])
    with django_assert_num_queries(1):
        found = quotes(
            goods_by_seller=dict.fromkeys([*refs, "sel_none"], GOODS), country="GY", area_id=places["ward"].pk
        )
    assert {ref: q and q.price.minor for ref, q in found.items()} == dict.fromkeys(refs, 9) | {"sel_none": None}


def test_a_seller_has_one_line_for_the_whole_country() -> None:
    line("sel_a", 1)
    with pytest.raises(IntegrityError):
        line("sel_a", 2)


# 23 November 2026 is a Monday.
@pytest.mark.parametrize(
    ("now", "dispatch", "days", "expected"),
    [
        ("2026-11-23T12:00", 0, (0, 0), (date(2026, 11, 23), date(2026, 11, 23))),
        ("2026-11-23T12:00", 1, (1, 3), (date(2026, 11, 25), date(2026, 11, 27))),
        ("2026-11-27T12:00", 1, (1, 7), (date(2026, 11, 30), date(2026, 12, 7))),
        ("2026-11-29T12:00", 0, (0, 1), (date(2026, 11, 30), date(2026, 11, 30))),
        ("2026-11-28T12:00", 0, (1, 1), (date(2026, 11, 30), date(2026, 11, 30))),
        ("2026-11-24T03:59", 0, (0, 0), (date(2026, 11, 23), date(2026, 11, 23))),  # still Monday in Georgetown
    ],
)
def test_arrival_passes_over_sundays(
    now: str, dispatch: int, days: tuple[int, int], expected: tuple[date, date]
) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    found = arrival(now=moment, dispatch_days=dispatch, quote=Quote(Money(0, "GYD"), None, *days))
    assert found == expected


def test_days_in_words() -> None:
    first, last = date(2026, 11, 26), date(2026, 12, 1)
    assert arrival_text(first, first) == "Arrives Thu 26 Nov"
    assert arrival_text(first, last) == "Arrives Thu 26 Nov to Tue 1 Dec"
