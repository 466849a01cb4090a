"""What search engines are told of products, lists and the shop is true and in schema.org's own words."""

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Picture, Product, Variant
from commerce.kernel.structured import script
from tests.catalog.browsing.schema_org import faults_of_thing
from tests.factories.shop import make_seller

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def told(path: str) -> dict[str, dict[str, Any]]:
    """The things on a page by their type; every one of them without a fault."""
    found = BLOCK.findall(Client().get(path).content.decode())
    assert len(found) <= 1
    graph = [thing for block in found for thing in json.loads(block)["@graph"]]
    assert [fault for thing in graph for fault in faults_of_thing(thing)] == []
    return {thing["@type"]: thing for thing in graph}


@pytest.fixture
def stall(db):
    return make_seller(name="Bourda Pots", slug="bourda-pots", dispatch_days=2, return_days=30)


def test_a_product_with_one_price(put, shelf, stall) -> None:
    product = put("Enamel mug", category=shelf, seller=stall, brand="Demerara", sku="MUG-1")
    Variant.objects.filter(product=product).update(barcode="4006381333931")
    thing = told("/p/thing-1/")["Product"]
    assert thing["offers"] == {
        "@type": "Offer",
        "url": "http://localhost/p/thing-1/",
        "priceCurrency": "GYD",
        "price": "1850.00",
        "availability": "https://schema.org/InStock",
        "seller": {"@type": "Organization", "name": "Bourda Pots", "url": "http://localhost/s/bourda-pots/"},
        "hasMerchantReturnPolicy": {
            "@type": "MerchantReturnPolicy",
            "applicableCountry": "GY",
            "returnPolicyCategory": "https://schema.org/MerchantReturnFiniteReturnWindow",
            "merchantReturnDays": 30,
            "returnMethod": "https://schema.org/ReturnByMail",
            "returnFees": "https://schema.org/ReturnFeesCustomerResponsibility",
        },
        "shippingDetails": {
            "@type": "OfferShippingDetails",
            "shippingRate": {"@type": "MonetaryAmount", "value": "300.00", "currency": "GYD"},
            "shippingDestination": {"@type": "DefinedRegion", "addressCountry": "GY"},
            "deliveryTime": {
                "@type": "ShippingDeliveryTime",
                "handlingTime": {"@type": "QuantitativeValue", "minValue": 0, "maxValue": 2, "unitCode": "DAY"},
                "transitTime": {"@type": "QuantitativeValue", "minValue": 1, "maxValue": 3, "unitCode": "DAY"},
            },
        },
    }
    assert (thing["brand"]["name"], thing["sku"], thing["gtin"]) == ("Demerara", "MUG-1", "4006381333931")
    assert "aggregateRating" not in thing


def test_a_product_with_open_choices_has_a_span_of_prices(put, stall) -> None:
    product = put("Shirt", seller=stall, option_names=["Size", "Colour"], price=100_000)
    Variant.objects.filter(product=product).update(option_values=["S", "Red"])
    Variant.objects.create(
        product=product,
        option_values=["M", "Blue"],
        price_minor=150_000,
        currency="GYD",
        position=2,
        tracks_stock=False,
    )
    Product.objects.filter(pk=product.pk).update(price_from_minor=100_000, price_to_minor=150_000)
    offers = told("/p/thing-1/?Size=S&Colour=Blue")["Product"]["offers"]
    told_of = (offers["@type"], offers["lowPrice"], offers["highPrice"], offers["offerCount"])
    assert told_of == ("AggregateOffer", "1000.00", "1500.00", 2)
    assert told("/p/thing-1/?Size=M")["Product"]["offers"]["price"] == "1500.00"


def test_what_is_sold_out_says_so_and_what_is_rated_too(put, stall) -> None:
    product = put("Lamp", seller=stall, units=0)
    Product.objects.filter(pk=product.pk).update(rating_sum=45, review_count=10)
    thing = told("/p/thing-1/")["Product"]
    assert thing["offers"]["availability"] == "https://schema.org/OutOfStock"
    assert (thing["aggregateRating"]["ratingValue"], thing["aggregateRating"]["ratingCount"]) == ("4.5", 10)


def test_a_barcode_that_is_none_is_not_told(put) -> None:
    put("Mug")
    Variant.objects.update(barcode="12345678")
    assert "gtin" not in told("/p/thing-1/")["Product"]


def test_the_way_to_a_product_and_through_a_category(put, shelf) -> None:
    put("Mug", category=shelf)
    steps = told("/p/thing-1/")["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"], step.get("item")) for step in steps] == [
        (1, "Market", "http://localhost/"),
        (2, "Kitchen", "http://localhost/c/kitchen/"),
        (3, "Mug", None),
    ]
    things = told("/c/kitchen/")
    assert [step["name"] for step in things["BreadcrumbList"]["itemListElement"]] == ["Market", "Kitchen"]
    assert told("/c/kitchen/?stock=1") == {}


def test_the_front_says_who_runs_it_and_how_to_search(db) -> None:
    things = told("/")
    assert things["WebSite"]["potentialAction"] == {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": "http://localhost/search/?q={search_term_string}"},
        "query-input": "required name=search_term_string",
    }
    assert things["Organization"]["@id"] == things["WebSite"]["publisher"]["@id"]


def test_a_title_cannot_end_the_block(put) -> None:
    put("</script><script>alert(1)</script>&<!--")
    html = Client().get("/p/thing-1/").content.decode()
    assert "<script>alert" not in html
    assert told("/p/thing-1/")["Product"]["name"] == "</script><script>alert(1)</script>&<!--"


def test_marks_are_written_so_that_no_browser_reads_them() -> None:
    block = script([{"@type": "Brand", "name": "<&>\u2028"}])
    assert '"name":"\\u003C\\u0026\\u003E\\u2028"' in block


@pytest.mark.parametrize(
    ("thing", "fault"),
    [
        ({"@type": "Offer", "price": "1,850", "priceCurrency": "GYD"}, "Offer.price: '1,850' is no Price"),
        ({"@type": "Offer", "price": "1.00"}, "Offer has no priceCurrency"),
        ({"@type": "Brand", "name": "A", "colour": "red"}, "Brand has no property colour"),
        ({"@type": "ListItem", "position": 1, "item": "/c/food/"}, "ListItem.item: '/c/food/' is no URL"),
    ],
)
def test_the_table_finds_what_is_wrong(thing, fault: str) -> None:
    assert list(faults_of_thing(thing)) == [fault]


def test_a_link_to_a_product_shows_its_picture(put) -> None:
    product = put("Enamel mug, hand-dipped, with a rim of another colour, holding 350 ml of tea")
    Picture.objects.create(
        product=product, state="ready", digest="0" * 32, width=1600, height=1200, webp=[320, 1080], avif=[], alt="Mug"
    )
    html = Client().get("/p/thing-1/").content.decode()
    found = dict(re.findall(r'<meta (?:property|name)="((?:og|twitter|product):[\w:]+)" content="([^"]*)"', html))
    assert found["og:image"] == f"http://localhost/media/pictures/{'0' * 32}/1080"
    assert (found["og:image:width"], found["og:image:height"], found["og:image:alt"]) == ("1080", "810", "Mug")
    assert (found["twitter:card"], found["product:price:amount"]) == ("summary_large_image", "1850.00")
    assert len(re.findall("<title>(.*) · ", html)[0]) <= 65


def test_it_costs_no_statement(put) -> None:
    """The budget of a product page stays at eight."""
    put("Mug")
    Client().get("/p/thing-1/")
    with CaptureQueriesContext(connection) as captured:
        Client().get("/p/thing-1/")
    assert len(captured) <= 8
