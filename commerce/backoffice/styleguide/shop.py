"""Made-up stalls, pictures, amounts and moments for the other chapters."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext as _

from catalog.queries.pictures import PictureView
from catalog.queries.stall_facts import Stall
from catalog.queries.stalls import StallView
from commerce.kernel.money import Money

SIDE = 480  # pixels of the sample pictures
LONG = "Enamel mug with a very long name that somebody typed in full because every word of it seemed to matter so much"
BANGLA = "রিকশা আর্ট আঁকা এনামেলের মগ, হাতে তৈরি"


def money(amount: int) -> Money:
    """So many whole dollars, taka, euros of the shop's currency."""
    return Money.of(amount, settings.SHOP_CURRENCY)


def moment(day: int, hour: int = 9, minute: int = 30) -> datetime:
    """In November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("UTC"))


def picture(name: str, ground: int = 0, alt: str = "") -> PictureView:
    address = static(f"img/styleguide/{name}.webp")
    return PictureView(False, ground, alt, "", address, address, SIDE, SIDE)


NO_PICTURE = PictureView(missing=True, ground=15)


def mug() -> PictureView:
    return picture("enamel-mug-sea", 10, "A blue enamel mug")


def stall(number: int = 7, name: str = "Sample stall") -> Stall:
    return Stall(number, name, "sample-stall", number, 2, 2, 3, frozenset({settings.SHOP_COUNTRY}))


def stall_view(number: int = 7, name: str = "Sample stall", **words: Any) -> StallView:
    facts: dict[str, Any] = {
        "about": "A made-up stall: mugs, pots and lamps for the kitchen, shown here to see how its words run.",
        "since": "November 2026", "sends_from": "Sends from Georgetown", "ships_in": "Sends within 2 working days",
        "answers_in": "Answers in about 3 hours", "returns": "14 days to send it back", "rating": Decimal("4.6"),
        "rating_count": 128, "pictures": (mug(), picture("tawa-cane", 4), picture("pepper-sauce-roof", 7)),
    }  # fmt: skip
    url = stall().url
    return StallView(number, name, url, number, town="Georgetown", email="", **facts | words)


def samples() -> Mapping[str, Any]:
    """For the chapter of actions: a product to save and to tell others of."""
    return {"thing": {"title": _("Sample thing"), "url": "/p/sample-thing/", "public_id": "prd_sample"}}
