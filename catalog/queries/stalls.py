"""Sellers as shoppers see them: their stalls."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import F, OuterRef, QuerySet, Subquery, Sum, Window
from django.db.models.functions import RowNumber
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commerce.accounts.queries.areas import country_name
from commerce.kernel.addresses import address
from vendors.sellers.models import Seller
from vendors.sellers.models.seller import SellerState

from ..models import Picture, Product
from ..models.media import PictureState
from .cards import TILE_WIDTH, on_sale, rating
from .pictures import PictureView, small

GOODS_SHOWN = 3


@dataclass(frozen=True)
class StallView:
    """A stall on its own page, on its card and in its box beside a product. `since` is "November 2026"; what the
    stall does not tell is empty."""

    id: int
    name: str
    url: str
    colour: int
    about: str
    town: str
    since: str
    sends_from: str
    ships_in: str
    answers_in: str
    returns: str
    email: str
    rating: Decimal | None = None
    rating_count: int = 0
    pictures: tuple[PictureView, ...] = ()

    def __hash__(self) -> int:
        return hash(self.url)


def open_sellers() -> QuerySet[Seller]:
    """Approved sellers with their ratings, those that sell most first."""
    goods = on_sale().filter(seller=OuterRef("pk")).order_by().values("seller")
    sums = {
        name: Subquery(goods.annotate(_total=Sum(column)).values("_total"))
        for name, column in (("stars", "rating_sum"), ("reviews", "review_count"), ("sold", "sales_count"))
    }
    return (
        Seller.objects.filter(state=SellerState.APPROVED)
        .annotate(**sums)
        .order_by(F("sold").desc(nulls_last=True), "name", "pk")
    )


def stall(slug: str) -> StallView | None:
    """The open stall with this slug. One statement."""
    seller = open_sellers().filter(slug=slug).first()
    return stall_view(seller) if seller else None


def with_pictures(sellers: Sequence[Seller]) -> list[StallView]:
    """Stalls with three of their best-selling things. One statement for all of them."""
    place = Window(RowNumber(), partition_by="seller_id", order_by=[F("sales_count").desc(), F("id").desc()])
    best = (
        Product.objects.filter(status="active", seller__in=sellers, lead_picture__state=PictureState.READY)
        .annotate(place=place)
        .filter(place__lte=GOODS_SHOWN)
        .select_related("lead_picture")
        .only("seller_id", "lead_picture")
        .order_by("place")
    )
    pictures: dict[int, list[PictureView]] = defaultdict(list)
    for product in best if sellers else []:
        picture: Picture | None = product.lead_picture
        pictures[product.seller_id].append(small(picture, TILE_WIDTH))
    return [stall_view(seller, tuple(pictures[seller.pk])) for seller in sellers]


def rated(products: QuerySet[Product]) -> QuerySet[Product]:
    """Adds to products what `stall_beside` needs, in their own statement."""
    goods = Product.objects.filter(seller=OuterRef("seller"), status="active", review_count__gt=0)
    sums = goods.order_by().values("seller")
    return products.annotate(
        stall_stars=Subquery(sums.annotate(_total=Sum("rating_sum")).values("_total")),
        stall_reviews=Subquery(sums.annotate(_total=Sum("review_count")).values("_total")),
    )


def stall_beside(product: Any) -> StallView:
    """The stall of a product that came from `rated`, with its rating. Beside a download it says nothing of parcels."""
    seller = product.seller
    seller.stars, seller.reviews = product.stall_stars, product.stall_reviews
    shown = stall_view(seller)
    return replace(shown, sends_from="", ships_in="", returns="") if product.is_digital else shown


def stall_view(seller: Seller, pictures: tuple[PictureView, ...] = ()) -> StallView:
    """From a seller; the rating is known only for one that came from `open_sellers` or `stall_beside`."""
    reviews = getattr(seller, "reviews", None) or 0
    return StallView(
        id=seller.pk,
        name=seller.name,
        url=address("catalog:seller", seller.slug),
        colour=seller.stall_colour,
        about=seller.about,
        town=seller.town,
        since=date_format(localtime(seller.created_at), "F Y"),
        sends_from=sends_from(seller),
        ships_in=ships_in(seller.dispatch_days),
        answers_in=answers_in(seller.answer_hours),
        returns=returns(seller.return_days),
        email=seller.email,
        rating=rating(getattr(seller, "stars", None) or 0, reviews),
        rating_count=reviews,
        pictures=pictures,
    )


def ships_in(days: int) -> str:
    if days == 0:
        return _("Sends on the same day")
    return ngettext("Sends within %(n)d working day", "Sends within %(n)d working days", days) % {"n": days}


def sends_from(seller: Seller) -> str:
    """The town, with the country where that is another than the shop's."""
    far = "" if seller.country == settings.SHOP_COUNTRY else country_name(seller.country)
    return _("Sends from %(place)s") % {"place": ", ".join(part for part in (seller.town, far) if part)}


def answers_in(hours: int | None) -> str:
    """How soon the stall answers questions, by its own word; empty when it does not say."""
    if not hours:
        return ""
    if hours < 24:
        return ngettext("Answers in about %(n)d hour", "Answers in about %(n)d hours", hours) % {"n": hours}
    days = -(-hours // 24)
    return ngettext("Answers in about %(n)d day", "Answers in about %(n)d days", days) % {"n": days}


def returns(days: int) -> str:
    if days == 0:
        return _("No returns, except for faults")
    return ngettext("%(n)d day to send it back", "%(n)d days to send it back", days) % {"n": days}
