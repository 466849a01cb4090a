"""What search engines are told of a product: schema.org's Product with its offer. No statement of its own."""

from typing import Any

from django.conf import settings

from commerce.kernel.money import Money

from ..models import Product
from .delivery import Delivery
from .product_page import ProductView, VariantView
from .structured_ways import breadcrumbs

SCHEMA = "https://schema.org/"
PICTURES = 4
# Digits of a GTIN, by which a barcode is told from a number of the house.
GTIN_DIGITS = (8, 12, 13, 14)


def of_product(product: Product, shown: ProductView) -> list[dict[str, Any]]:
    """The product as it is shown, and the way to it."""
    way = [*shown.breadcrumb, {"name": shown.title, "url": ""}]
    return [thing(product, shown), breadcrumbs(way)]


def thing(product: Product, shown: ProductView) -> dict[str, Any]:
    url = absolute(shown.url)
    found: dict[str, Any] = {
        "@type": "Product",
        "@id": f"{url}#product",
        "name": shown.title,
        "url": url,
        "description": shown.short_description,
        "image": [absolute(picture.full) for picture in shown.pictures[:PICTURES]],
        "brand": {"@type": "Brand", "name": product.brand} if product.brand else None,
        "sku": shown.variant.sku if shown.variant else "",
        "gtin": shown.variant.barcode if shown.variant and is_gtin(shown.variant.barcode) else "",
        "aggregateRating": rating(shown),
        "offers": offers(product, shown, shown.price, url) if shown.price else None,
    }
    return {name: value for name, value in found.items() if value}


def rating(shown: ProductView) -> dict[str, Any] | None:
    """Only where somebody has rated it."""
    if not shown.rating or not shown.rating_count:
        return None
    return {
        "@type": "AggregateRating",
        "ratingValue": f"{shown.rating:.1f}",
        "ratingCount": shown.rating_count,
        "bestRating": "5",
        "worstRating": "1",
    }


def offers(product: Product, shown: ProductView, price: Money, url: str) -> dict[str, Any]:
    """One price, or from the lowest to the highest while choices are open."""
    found: dict[str, Any] = {"@type": "Offer", "url": url, "priceCurrency": price.currency}
    if shown.price_from:
        found |= {"@type": "AggregateOffer", "lowPrice": amount(price), "offerCount": shown.variant_count}
        found |= {"highPrice": amount(Money(product.price_to_minor, product.currency))}
    else:
        found |= {"price": amount(price)}
    found |= {
        "availability": SCHEMA + availability(product, shown.variant),
        "seller": {"@type": "Organization", "name": shown.seller.name, "url": absolute(shown.seller.url)},
    }
    if not shown.price_from and not product.is_digital:
        found |= {"hasMerchantReturnPolicy": returns(product.seller.return_days)}
        if shown.delivery and shown.delivery.quote:
            found |= {"shippingDetails": shipping(shown.delivery, product.seller.dispatch_days)}
    return found


def availability(product: Product, variant: VariantView | None) -> str:
    is_gone = variant.stock.kind == "soldout" if variant and variant.stock else product.available <= 0
    return "OutOfStock" if is_gone else "InStock"


def returns(days: int) -> dict[str, Any]:
    """As the page about returns tells it: within the stall's days, the way back at the shopper's cost."""
    policy: dict[str, Any] = {"@type": "MerchantReturnPolicy", "applicableCountry": settings.SHOP_COUNTRY}
    if not days:
        return policy | {"returnPolicyCategory": f"{SCHEMA}MerchantReturnNotPermitted"}
    return policy | {
        "returnPolicyCategory": f"{SCHEMA}MerchantReturnFiniteReturnWindow",
        "merchantReturnDays": days,
        "returnMethod": f"{SCHEMA}ReturnByMail",
        "returnFees": f"{SCHEMA}ReturnFeesCustomerResponsibility",
    }


def shipping(delivery: Delivery, dispatch_days: int) -> dict[str, Any]:
    """One parcel to the shop's own country; days without Sundays."""
    assert delivery.quote is not None
    price, quote = delivery.quote.price, delivery.quote
    return {
        "@type": "OfferShippingDetails",
        "shippingRate": {"@type": "MonetaryAmount", "value": amount(price), "currency": price.currency},
        "shippingDestination": {"@type": "DefinedRegion", "addressCountry": settings.SHOP_COUNTRY},
        "deliveryTime": {
            "@type": "ShippingDeliveryTime",
            "handlingTime": days(0, dispatch_days),
            "transitTime": days(quote.days_min, quote.days_max),
        },
    }


def days(least: int, most: int) -> dict[str, Any]:
    return {"@type": "QuantitativeValue", "minValue": least, "maxValue": most, "unitCode": "DAY"}


def amount(price: Money) -> str:
    """A decimal in major units, as schema.org writes prices."""
    return f"{price.major:f}"


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def is_gtin(code: str) -> bool:
    """Whether the last digit checks the others (GS1)."""
    if not (code.isascii() and code.isdigit() and len(code) in GTIN_DIGITS):
        return False
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(code)))
    return total % 10 == 0
