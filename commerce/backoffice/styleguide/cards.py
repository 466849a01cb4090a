"""Products and stalls as cards, in every state."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from catalog.queries.cards import Card
from catalog.queries.truth import Truth

from .shop import BANGLA, LONG, NO_PICTURE, money, mug, picture, stall, stall_view

ARRIVES = Truth("arrives", "Arrives Thu 26 Nov")
PLAIN = Card(
    slug="sample", title="Enamel mug", url="/p/sample-thing/", price=money(1850), compare_at=None, price_from=False,
    variant_id="var_sample", seller=stall(), rating=Decimal("4.6"), rating_count=128, truth=ARRIVES,
    picture=NO_PICTURE,
)  # fmt: skip


def in_every_state() -> list[Card]:
    plain = replace(PLAIN, picture=mug())
    far = stall(3, "A stall with a name that is much longer than a card is wide")
    return [
        plain,
        replace(plain, title="On offer", compare_at=money(2400), seller=stall(1)),
        replace(plain, title="Price from", price_from=True, variant_id="", picture=picture("tawa-cane", 4)),
        replace(plain, title="From, and on offer", price=money(124500), compare_at=money(149900), price_from=True),
        replace(plain, title="Few left", truth=Truth("low", "3 left"), picture=picture("pepper-sauce-roof", 7)),
        replace(plain, title="Sold out", truth=Truth("soldout", "Sold out"), variant_id=""),
        replace(plain, title="Out of season", truth=Truth("soldout", "Out of season"), variant_id="", rating=None),
        replace(plain, title="Digital", truth=Truth("digital", "Download at once"), seller=stall(5)),
        replace(plain, title="Free", price=money(0), truth=Truth("digital", "Download at once")),
        replace(plain, title="No price yet", price=None, truth=Truth("info", "Ask the stall for the price"),
                variant_id=""),
        replace(plain, title="No picture", picture=NO_PICTURE),
        replace(plain, title="No rating, no word about time", rating=None, truth=None),
        replace(plain, title=LONG, seller=far, picture=picture("saree-roof", 12)),
        replace(plain, title=BANGLA, seller=stall(9, "রান্নাঘর")),
        replace(plain, title="Dear", price=money(1_234_567), rating_count=12_345),
    ]  # fmt: skip


def samples() -> Mapping[str, Any]:
    states = in_every_state()
    return {
        "cards": states,
        "rows": [states[0], states[4], states[12]],
        "shelf": states[:5],
        "prices": [
            {"title": "Plain", "price": money(1850)},
            {"title": "On offer", "price": money(1850), "compare_at": money(2400)},
            {"title": "From", "price": money(1850), "price_from": True},
            {"title": "Free", "price": money(0)},
        ],
        "stalls": [
            stall_view(7),
            stall_view(3, "A stall whose name is as long as a name may be, and longer than its card", rating=None),
            stall_view(10, "No pictures, no words", about="", pictures=(), ships_in=""),
        ],
        "chip": stall(7),
        "long_chip": stall(3, "A stall with a name that is much longer than the room beside it, on a phone at least"),
        "picture": mug(),
        "missing": NO_PICTURE,
    }
