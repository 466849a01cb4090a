"""A part of schema.org's vocabulary: the types we use, their properties, and what each may hold.

The ranges are those of schema.org/version/latest; what is required, and the extra rules (prices as decimals, ISO
codes), are those of Google's pages about product, merchant listing, breadcrumb and sitelinks-search markup.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

ENUMERATIONS = {
    "ItemAvailability": {"InStock", "OutOfStock", "LimitedAvailability", "PreOrder", "Discontinued"},
    "MerchantReturnEnumeration": {"MerchantReturnFiniteReturnWindow", "MerchantReturnNotPermitted"},
    "ReturnMethodEnumeration": {"ReturnByMail", "ReturnInStore", "ReturnAtKiosk"},
    "ReturnFeesEnumeration": {"FreeReturn", "ReturnFeesCustomerResponsibility", "ReturnShippingFees"},
}
OFFER = {
    "url": "URL", "priceCurrency": "Currency", "availability": "ItemAvailability", "seller": "Organization",
    "hasMerchantReturnPolicy": "MerchantReturnPolicy", "shippingDetails": "OfferShippingDetails",
}  # fmt: skip
# type: properties with their ranges, and those that must be there.
TYPES: dict[str, tuple[dict[str, str], set[str]]] = {
    "Product": (
        {
            "name": "Text", "url": "URL", "description": "Text", "image": "URL", "brand": "Brand", "sku": "Text",
            "gtin": "Gtin", "aggregateRating": "AggregateRating", "offers": "Offer|AggregateOffer",
        },
        {"name", "offers"},
    ),
    "Offer": ({**OFFER, "price": "Price"}, {"price", "priceCurrency"}),
    "AggregateOffer": (
        {**OFFER, "lowPrice": "Price", "highPrice": "Price", "offerCount": "Integer"}, {"lowPrice", "priceCurrency"},
    ),
    "Brand": ({"name": "Text"}, {"name"}),
    "AggregateRating": (
        {"ratingValue": "Number", "ratingCount": "Integer", "bestRating": "Number", "worstRating": "Number"},
        {"ratingValue", "ratingCount"},
    ),
    "MerchantReturnPolicy": (
        {
            "applicableCountry": "Country", "returnPolicyCategory": "MerchantReturnEnumeration",
            "merchantReturnDays": "Integer", "returnMethod": "ReturnMethodEnumeration",
            "returnFees": "ReturnFeesEnumeration",
        },
        {"applicableCountry", "returnPolicyCategory"},
    ),
    "OfferShippingDetails": (
        {
            "shippingRate": "MonetaryAmount", "shippingDestination": "DefinedRegion",
            "deliveryTime": "ShippingDeliveryTime",
        },
        {"shippingRate", "shippingDestination"},
    ),
    "MonetaryAmount": ({"value": "Price", "currency": "Currency"}, {"value", "currency"}),
    "DefinedRegion": ({"addressCountry": "Country"}, {"addressCountry"}),
    "ShippingDeliveryTime": ({"handlingTime": "QuantitativeValue", "transitTime": "QuantitativeValue"}, set()),
    "QuantitativeValue": (
        {"minValue": "Integer", "maxValue": "Integer", "unitCode": "Text"}, {"minValue", "maxValue", "unitCode"},
    ),
    "Organization": ({"name": "Text", "url": "URL", "logo": "URL", "email": "Text"}, {"name", "url"}),
    "WebSite": (
        {"name": "Text", "url": "URL", "publisher": "Organization", "potentialAction": "SearchAction"}, {"url"},
    ),
    "SearchAction": ({"target": "EntryPoint", "query-input": "Text"}, {"target", "query-input"}),
    "EntryPoint": ({"urlTemplate": "URL"}, {"urlTemplate"}),
    "BreadcrumbList": ({"itemListElement": "ListItem"}, {"itemListElement"}),
    "BlogPosting": (
        {
            "headline": "Text", "description": "Text", "url": "URL", "image": "URL", "datePublished": "DateTime",
            "dateModified": "DateTime", "author": "Organization", "publisher": "Organization",
        },
        {"headline", "datePublished", "author"},
    ),
    "ItemList": ({"itemListElement": "ListItem"}, {"itemListElement"}),
    "ListItem": ({"position": "Integer", "name": "Text", "item": "URL", "url": "URL"}, {"position"}),
}  # fmt: skip
URL = re.compile(r"^https?://[^/\s]+/\S*$")
PRICE = re.compile(r"^\d+\.\d{2,3}$|^\d+$")


def gtin(code: Any) -> bool:
    digits = [int(each) for each in str(code)]
    return len(digits) in (8, 12, 13, 14) and sum(d * (1, 3)[i % 2] for i, d in enumerate(digits[::-1])) % 10 == 0


PLAIN = {
    "Text": lambda value: isinstance(value, str) and bool(value.strip()),
    "URL": lambda value: isinstance(value, str) and bool(URL.match(value)),
    "Integer": lambda value: type(value) is int and value >= 0,
    "Number": lambda value: isinstance(value, str) and Decimal(value) >= 0,
    "Price": lambda value: isinstance(value, str) and bool(PRICE.match(value)),
    "Currency": lambda value: isinstance(value, str) and bool(re.match(r"^[A-Z]{3}$", value)),
    "Country": lambda value: isinstance(value, str) and bool(re.match(r"^[A-Z]{2}$", value)),
    "Gtin": gtin,
    "DateTime": lambda value: bool(datetime.fromisoformat(value)),
}


def faults(value: Any, expected: str, where: str = "") -> Iterator[str]:
    """What is wrong with a value that should be of one of the `expected` types, in words."""
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from faults(each, expected, f"{where}[{number}]")
    elif expected in PLAIN:
        if not PLAIN[expected](value):
            yield f"{where}: {value!r} is no {expected}"
    elif expected in ENUMERATIONS:
        if str(value).removeprefix("https://schema.org/") not in ENUMERATIONS[expected]:
            yield f"{where}: {value!r} is no {expected}"
    elif set(value) == {"@id"}:
        yield from faults(value["@id"], "URL", f"{where}.@id")
    elif value.get("@type", expected) not in expected.split("|"):
        yield f"{where}: {value.get('@type')} is no {expected}"
    else:
        yield from faults_of_thing(value, where)


def faults_of_thing(thing: dict[str, Any], where: str = "") -> Iterator[str]:
    kind = thing.get("@type", "")
    if kind not in TYPES:
        yield f"{where}: {kind!r} is no type that we know"
        return
    properties, required = TYPES[kind]
    for name in required - thing.keys():
        yield f"{where}{kind} has no {name}"
    for name, value in thing.items():
        if name == "@id":
            yield from faults(value, "URL", f"{where}{kind}.@id")
        elif name != "@type":
            if name not in properties:
                yield f"{where}{kind} has no property {name}"
            else:
                yield from faults(value, properties[name], f"{where}{kind}.{name}")
