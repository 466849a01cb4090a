"""Badges, timelines, parcels and sums of made-up orders and carts."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from catalog.queries.bulk_prices import Step
from orders.queries.line_files import File
from orders.queries.line_reviews import LineReview
from orders.queries.order_page import OrderPage, Parcel
from orders.queries.progress import DONE, MOVE, PACK, STOP, WAIT, Badge, Happening

from .products import RULES
from .shop import LONG, NO_PICTURE, moment, money, mug, picture, stall_view

BADGES = (
    Badge(WAIT, "Waiting for payment"), Badge(PACK, "Paid, being packed"), Badge(MOVE, "On its way"),
    Badge(DONE, "Delivered"), Badge(DONE, "Ready to download"), Badge(STOP, "Cancelled"),
    Badge(STOP, "Not paid in time"), Badge(STOP, "Paid, but sold out"), Badge("plain", "Used for orders"),
)  # fmt: skip
STEPS = [
    Happening("done", "Ordered", "", moment(23)),
    Happening("done", "Paid, being packed", "", moment(23, 9, 32)),
    Happening("now", "On its way", "", moment(24, 14, 5)),
    Happening("next", "Delivered", "", None),
]
TOLD = [
    Happening("done", "Ordered", "", moment(23), "Sample Shopper"),
    Happening("done", "Paid", "G$4,500 by card", moment(23, 9, 32), "Stripe"),
    Happening("stopped", "Cancelled", "The stall has no more of it", moment(24, 8, 0), "Sample stall"),
    Happening("next", "Money on its way back", "", None),
]
ADDRESS = {
    "full_name": "A Sample Person", "street": "12 Robb Street", "landmark": "by the market", "area": "Georgetown",
    "country": "Guyana", "phone": "600 1234", "pin": "6.80448,-58.15527",
}  # fmt: skip


def _seller(number: int = 7) -> dict[str, Any]:
    shown = stall_view(number)
    return {"name": shown.name, "url": shown.url, "colour": number}


def _line(title: str, shown: Any, **other: Any) -> dict[str, Any]:
    return {
        "title": title, "url": "/p/sample-thing/", "option_text": "", "picture": shown, "quantity": 1,
        "unit_price": money(1850), "total": money(1850), "rules": [], "review": None, "files": None,
    } | other  # fmt: skip


def lines() -> list[dict[str, Any]]:
    """As an order shows them: plain, with rules, with files, with a review to write and one that was refused."""
    now = timezone.now()
    files = [
        File("dow_1", "sample.pdf", 240_000, "", 3, now + timedelta(days=20)),
        File("dow_2", "used-up.pdf", 1_200_000, "", 0, now + timedelta(days=20)),
    ]
    refused = LineReview("#orders-parcels", 2, Badge(STOP, "Not published"), "It names a person.", can_change=True)
    return [
        _line("Enamel mug", mug(), option_text="Blue, M", quantity=2, total=money(3700),
              review=LineReview("#orders-parcels")),
        _line(LONG, NO_PICTURE, rules=RULES[:2], url="", review=refused),
        _line("Sample lesson", picture("kettle-cream-flower", 1), files=files),
    ]  # fmt: skip


def cart_lines() -> list[dict[str, Any]]:
    step = Step(12, money(1500), 19)
    return [
        _line("Enamel mug", mug(), id=1, option_text="Blue, M", quantity=2, max_quantity=5, total=money(3700)),
        _line(LONG, NO_PICTURE, id=2, max_quantity=1, notice="Only 1 is left. The quantity was changed.",
              rules=RULES[:1]),
        _line("Frying pan", picture("tawa-cane", 4), id=3, quantity=4, max_quantity=20, unit_price=money(1700),
              single=money(1850), is_bulk=True, following=step, total=money(6800)),
    ]  # fmt: skip


def parcels() -> list[dict[str, Any]]:
    """Parcels of a cart and of an order in one row, so that their numbers on the page differ."""
    delivery = {"text": "Arrives Thu 26 Nov", "price": money(800), "reachable": True, "from_date": moment(26),
                "missing": money(2300), "packages": 2, "icon": "truck"}  # fmt: skip
    refused = {
        "text": "This stall does not deliver to Lethem.",
        "advice": "Choose another area.",
        "reachable": False,
        "packages": 1,
    }
    cart = {"seller": _seller(7), "lines": cart_lines(), "subtotal": money(12_350), "tax": money(1516)}
    return [
        {"cart": cart | {"delivery": delivery, "total": money(13_150)}},
        {
            "cart": cart
            | {"seller": _seller(2), "lines": [cart_lines()[0] | {"id": 4}], "delivery": refused, "total": money(3700)}
        },
        {"order": parcel()},
    ]


def parcel() -> Parcel:
    return Parcel(
        "sor_sample", _seller(5), BADGES[2], {"text": "Arrives Thu 26 Nov", "price": money(800)},
        {"text": "Sample courier, 1Z 999", "url": "#orders-parcels"}, STEPS, lines(), 2, money(8200), money(1007),
    )  # fmt: skip


def order() -> OrderPage:
    return OrderPage(
        number="1042", public_id="ord_sample", placed_at=moment(23), email="person@example.com", badge=BADGES[2],
        payment_badge=None, payment_state="paid", pay_note="", parcels=[parcel()], subtotal=money(7400),
        delivery=money(800), discount=money(500), fee=money(0), total=money(7700), tax_included=money(945),
        refunded=money(1850),
        payment_text="Paid by card", address=ADDRESS, url="#orders-rows", events=TOLD, cancel_url="#orders-money",
        reorder_url="#orders-money", invoice_url="#orders-money",
    )  # fmt: skip


def samples() -> Mapping[str, Any]:
    pictures = [mug(), picture("tawa-cane", 4), picture("saree-roof", 12), NO_PICTURE]
    row = {"number": "1042", "url": "#orders-rows", "placed_at": moment(23), "total": money(7700), "badge": BADGES[2],
           "summary": "Enamel mug and 6 more", "pictures": pictures, "more": 3}  # fmt: skip
    return {
        "badges": BADGES,
        "steps": STEPS,
        "told": TOLD,
        "parcels": parcels(),
        "order": order(),
        "cart": {"version": 1, "groups": [1, 2], "parcels": 2, "count": 7, "subtotal": money(12_350),
                 "delivery": money(800), "discount": money(500), "total": money(12_650), "tax_included": money(1516)},
        "place": {"name": "Georgetown"},
        "address": ADDRESS,
        "short_address": {"full_name": "A Sample Person", "street": "Lot 4, Public Road", "area": "Linden"},
        "rows": [row, row | {"number": "1041", "badge": BADGES[0], "pictures": [NO_PICTURE], "more": 0,
                             "summary": LONG}],
    }  # fmt: skip
