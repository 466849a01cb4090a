"""Sellers as shoppers see them: their stalls."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vendors.sellers.models import Seller
from vendors.sellers.models.seller import SellerState

from ..models import Picture, Product
from ..models.media import PictureState
from .cards import TILE_WIDTH, on_sale, rating
from .pictures import PictureView, one_width

GOODS_SHOWN = 3


@dataclass(frozen=True)
class StallView:
    """A stall on its own page, on its card and in its box beside a product. `since` is "November 2026"."""

    id: int
    name: str
    url: str
    colour: int
    about: str
    town: str
    since: str
    ships_in: str
    returns: str
    email: str
    rating: Decimal | None = None
    rating_count: int = 0
    pictures: tuple[PictureView, ...] = ()


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
        pictures[product.seller_id].append(one_width(picture, TILE_WIDTH))
    return [stall_view(seller, tuple(pictures[seller.pk])) for seller in sellers]


def stall_view(seller: Seller, pictures: tuple[PictureView, ...] = ()) -> StallView:
    """From a seller; the rating is known only for one that came from `open_sellers`."""
    reviews = getattr(seller, "reviews", None) or 0
    return StallView(
        id=seller.pk,
        name=seller.name,
        url=reverse("catalog:seller", args=[seller.slug]),
        colour=seller.stall_colour,
        about=seller.about,
        town=seller.town,
        since=date_format(localtime(seller.created_at), "F Y"),
        ships_in=ships_in(seller.dispatch_days),
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


def returns(days: int) -> str:
    if days == 0:
        return _("No returns, except for faults")
    return ngettext("%(n)d day to send it back", "%(n)d days to send it back", days) % {"n": days}
