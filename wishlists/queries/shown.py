"""A list as its pages show it, in one statement."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.utils.translation import gettext as _

from catalog.queries import truth
from catalog.queries.cards import TILE_WIDTH
from catalog.queries.pictures import PictureView, one_width
from commerce.accounts.models import User
from commerce.kernel.money import Money
from commerce.kernel.money_text import money_text

from ..models import WishList
from .standing import with_standing


@dataclass(frozen=True)
class WishView:
    """`url` is empty and `price` None when it is no longer sold. `variant` can be put into the cart; `change` says
    how the price has moved since saving, `is_cheaper` to which side."""

    id: str
    title: str
    option_text: str
    url: str
    picture: PictureView
    seller: Any
    price: Money | None
    change: str
    is_cheaper: bool
    stock: truth.Truth
    variant: str
    note: str
    is_watched: bool


def lists_of(user: User) -> list[WishList]:
    """A person's lists with `size`, the default one first. One statement."""
    return list(WishList.objects.filter(user=user).annotate(size=Count("wishes")))


def wishes_of(wish_list: WishList) -> list[WishView]:
    """What is on a list, newest first. One statement."""
    rows = with_standing(wish_list.wishes.all()).select_related("product__seller", "product__lead_picture", "variant")
    return [_view(row) for row in rows]


def shared(token: str) -> WishList | None:
    """The list that a link shows. One statement."""
    return WishList.objects.select_related("user").filter(token=token).first() if token else None


def _view(wish: Any) -> WishView:
    product, price = wish.product, None
    if wish.now_minor is not None:
        price = Money(wish.now_minor, wish.currency)
    return WishView(
        id=wish.public_id,
        title=wish.title,
        option_text=wish.option_text,
        url=_url(wish) if price is not None else "",
        picture=one_width(product.lead_picture if product else None, TILE_WIDTH, wish.title),
        seller=product.seller if product else None,
        price=price,
        change=_change(wish.price, price),
        is_cheaper=price is not None and price.minor < wish.price_minor,
        stock=_stock(wish),
        variant=_addable(wish),
        note=wish.note,
        is_watched=wish.is_watched,
    )


def _url(wish: Any) -> str:
    address = wish.product.get_absolute_url()
    return f"{address}?v={wish.variant.public_id}" if wish.variant else address


def _change(then: Money, now: Money | None) -> str:
    if now is None or now.currency != then.currency or now == then:
        return ""
    if now.minor < then.minor:
        return _("%(amount)s less than when you saved it") % {"amount": money_text(then - now)}
    return _("%(amount)s more than when you saved it") % {"amount": money_text(now - then)}


def _stock(wish: Any) -> truth.Truth:
    if wish.now_minor is None:
        return truth.Truth("soldout", _("No longer sold"))
    left = settings.LINE_QUANTITY_LIMIT
    if not wish.can_be_had:
        left = min(wish.product.available, 0)  # below zero out of season
    elif wish.variant and wish.variant.tracks_stock:
        left = wish.free
    return truth.stock(available=left, is_digital=wish.product.is_digital)


def _addable(wish: Any) -> str:
    """The variant to buy: the one wished, or the only one there is."""
    if not wish.can_be_had:
        return ""
    return wish.variant.public_id if wish.variant else wish.product.only_variant
