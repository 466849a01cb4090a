"""On a phone, without JavaScript, before paying: where a thing goes, at what price, when it is sold, whose it is."""

import re

import pytest
from playwright.sync_api import expect

from catalog.domain.products import update_product
from catalog.models import Variant
from commerce.accounts.models import Area
from tests.e2e.shopper import PHONE, Shopper, Visits
from tests.factories.seasons import LATER, season
from tests.factories.shop import make_area, make_seller, make_variant
from vendors.sellers.models import Seller
from vendors.shipping.domain.zones import Service, open_zone


@pytest.fixture
def places() -> dict[str, Area]:
    return {"near": make_area(name="Near Ward"), "far": make_area(name="Far Ward")}


@pytest.fixture
def stall(places: dict[str, Area]) -> Seller:
    """G$300 a package by road, free from G$5,000; G$1,200 by air to the far ward."""
    made = make_seller(name="Bench and Bed", town="Linden", answer_hours=2, delivers=False)
    road = Service("Standard", 30_000, "GYD", 1, 3, free_from_minor=500_000)
    open_zone(seller_ref=made.public_id, name="Guyana", services=[road], countries=["GY"])
    air = Service("By air", 120_000, "GYD", 2, 6)
    open_zone(seller_ref=made.public_id, name="Far", services=[air], areas=[places["far"]], by_air=True)
    return made


@pytest.fixture
def bench(stall: Seller) -> Variant:
    made = make_variant(seller=stall, price=185_000)
    update_product(product=made.product, hazard="battery", packages=3)
    return made


def choose(guest: Shopper, area: Area) -> None:
    guest.page.get_by_role("link", name="Change the area").click()
    guest.page.select_option("[name=area]", label=area.name)
    guest.page.get_by_role("button", name="Show delivery there").click()


def test_a_guest_learns_all_of_it_before_the_checkout(visits: Visits, bench: Variant, places: dict[str, Area]) -> None:
    guest = visits.shopper(width=PHONE, scripts=False)
    guest.open(bench.product.get_absolute_url())
    expect(guest.page.locator(".offer-truth")).to_contain_text("Each comes in 3 packages.")
    expect(guest.page.locator(".offer-truth")).to_contain_text("G$900")
    for line in ("Sends from Linden", "Answers in about 2 hours", "How returns work"):
        expect(guest.page.locator(".seller-box")).to_contain_text(line)

    choose(guest, places["far"])
    refusal = "Dangerous goods go by road only: not delivered to Far Ward."
    expect(guest.page.locator(".offer-truth")).to_contain_text(refusal)
    guest.add_from_product_page()
    guest.open("/cart/")
    expect(guest.page.locator(".parcel")).to_contain_text(refusal)

    choose(guest, places["near"])
    expect(guest.page).to_have_url(re.compile("/cart/$"))
    expect(guest.page.locator(".parcel-foot")).to_contain_text(re.compile(r"Near Ward · 3 packages\s*G\$900"))
    expect(guest.page.locator(".parcel-foot")).to_contain_text("G$3,150 more from this stall and delivery is free.")
    guest.go_to_checkout()
    expect(guest.page.locator("main")).to_contain_text("It holds a strong battery: goes by road only")


def test_out_of_season_the_page_says_when_it_is_back(visits: Visits) -> None:
    cake = make_variant()
    update_product(product=cake.product, **season(*LATER))
    guest = visits.shopper(width=PHONE, scripts=False)
    guest.open(cake.product.get_absolute_url())
    expect(guest.page.locator(".offer")).to_contain_text("Out of season. It is back on")
    expect(guest.page.get_by_role("button", name="Add to cart")).to_have_count(0)
    guest.page.get_by_role("button", name="Save to a list").click()
    expect(guest.page).to_have_url(re.compile("/account/login/"))
