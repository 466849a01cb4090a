"""Products as cards on a shelf: one statement for any number of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from commerce.kernel.addresses import address
from commerce.kernel.money import Money
from commerce.kernel.prepared import prepared_cursor
from vendors.shipping.queries.rates import working_day

from ..models import Listing, Product
from ..models.listing import NO_PRICE
from ..models.product import ProductStatus
from .pictures import PictureView
from .stall_facts import Stall
from .truth import FEW, Truth, truth

TILE_WIDTH = 320
KEPT = 16_384  # cards that a process remembers
COLUMNS = (
    "product_id", "seller_id", "title", "slug", "picture", "ground", "currency", "price_minor", "price_to_minor",
    "compare_at_minor", "available", "only_variant", "is_digital", "rating_sum", "review_count",
)  # fmt: skip

ROWS = f"SELECT {', '.join(COLUMNS)} FROM catalog_listing WHERE product_id = ANY(%s)"


@dataclass(frozen=True)
class Card:
    """`price` is None for what has none (it cannot be bought). `variant_id` is empty when options must be chosen first
    or nothing is left: no quick add then."""

    slug: str
    title: str
    url: str
    price: Money | None
    compare_at: Money | None
    price_from: bool
    variant_id: str
    seller: Stall
    rating: Decimal | None
    rating_count: int
    truth: Truth | None
    picture: PictureView

    def __hash__(self) -> int:
        """Enough to tell cards apart: parts of pages are looked up by them dozens of times a page."""
        return hash(self.slug)

    @property
    def is_there(self) -> bool:
        """Whether some are left."""
        return self.truth is None or self.truth.kind != "soldout"


def on_sale() -> QuerySet[Product]:
    """Products that anybody may see: active ones of approved sellers."""
    return Product.objects.filter(status=ProductStatus.ACTIVE, seller__state="approved")


def on_shelf(listings: QuerySet[Listing], stalls: Mapping[int, Stall], *, now: datetime) -> list[Card]:
    """Cards of a query of listings, in its order. One statement."""
    return [*made(listings.values_list(*COLUMNS), stalls, now=now).values()]


def cards(ids: Sequence[int], stalls: Mapping[int, Stall], *, now: datetime) -> list[Card]:
    """Cards of these products in this order; what is not on sale any more is left out."""
    return [*cards_by_id(ids, stalls, now=now).values()]


def cards_by_id(ids: Sequence[int], stalls: Mapping[int, Stall], *, now: datetime) -> dict[int, Card]:
    """The same with their products' keys."""
    rows = _rows(ids) if ids else []
    known = made(rows, stalls, now=now)
    return {key: known[key] for key in ids if key in known}


def _rows(ids: Sequence[int]) -> list[tuple[Any, ...]]:
    with prepared_cursor() as cursor:
        cursor.execute(ROWS, [list(ids)])
        return cursor.fetchall()


def made(rows: Iterable[Sequence[Any]], stalls: Mapping[int, Stall], *, now: datetime) -> dict[int, Card]:
    """Cards from rows of COLUMNS, in their order, by their products' keys."""
    today, language = timezone.localdate(now), get_language()
    return {row[0]: _card(tuple(row), stalls[row[1]], today, language) for row in rows if row[1] in stalls}


@lru_cache(maxsize=KEPT)
def _card(row: tuple[Any, ...], stall: Stall, today: date, language: str | None) -> Card:
    """The same row makes the same card all day."""
    (_id, _seller, title, slug, picture, ground, currency, price, price_to, was, available, variant, is_digital,
     stars, reviews) = row  # fmt: skip
    has_price = price < NO_PRICE
    return Card(
        slug=slug,
        title=title,
        url=address("catalog:product", slug),
        price=Money(price, currency) if has_price else None,
        compare_at=Money(was, currency) if has_price and was and was > price else None,
        price_from=has_price and price_to > price,
        variant_id=variant if available > 0 else "",
        seller=stall,
        rating=rating(stars, reviews),
        rating_count=reviews,
        truth=_truth(
            min(max(available, -1), FEW + 1), is_digital, has_price, _days(stall, is_digital), today, language
        ),
        picture=PictureView(missing=not picture, ground=ground, fallback=f"{settings.MEDIA_URL}pictures/{picture}"),
    )


def rating(total: int, count: int) -> Decimal | None:
    """Mean of reviews to one digit; None without reviews."""
    return round(Decimal(total) / count, 1) if count else None


def _days(stall: Stall, is_digital: bool) -> int | None:
    """Working days until a thing of the stall is at home; None where it is not delivered."""
    return None if stall.road_days is None or is_digital else stall.dispatch_days + stall.road_days


@lru_cache(maxsize=KEPT)
def _truth(
    available: int, is_digital: bool, has_price: bool, days: int | None, today: date, _language: str | None
) -> Truth | None:
    """The line of all cards for which these are the same; all above FEW are as many."""
    arrives = None if days is None else working_day(today, days)
    return truth(available=available, is_digital=is_digital, arrives=arrives, has_price=has_price)
