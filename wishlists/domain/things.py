"""Things on a list: save, note, watch, move, copy, take off."""

from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from catalog.models import Product, Variant
from catalog.models.product import ProductStatus
from commerce.accounts.models import User
from commerce.kernel.errors import NotFound
from vendors.sellers.models.seller import SellerState

from ..errors import ListFull
from ..models import Wish, WishList
from ..queries.standing import standing_of
from . import lists

WORDS = ("product_id", "variant_id", "title", "option_text", "price_minor", "currency", "note", "is_watched")


@dataclass(frozen=True)
class Removed:
    """What an undo needs to put a wish back."""

    wish_list: str
    title: str
    values: dict[str, object]


def own(*, user: User, public_id: str) -> Wish:
    """A wish on a list of this person. Raises NotFound for any other."""
    found = Wish.objects.select_related("wish_list").filter(wish_list__user=user, public_id=public_id).first()
    if found is None:
        raise NotFound(_("That is on none of your lists."))
    return found


def find(*, product: str, variant: str = "") -> tuple[Product, Variant | None]:
    """What anybody may save: a product on sale (public id), and one of its variants when one was chosen.

    Raises NotFound.
    """
    seen = Product.objects.filter(status=ProductStatus.ACTIVE, seller__state=SellerState.APPROVED)
    thing = seen.filter(public_id=product).first()
    if thing is None:
        raise NotFound(_("There is no such thing in the market."))
    return thing, thing.variants.filter(public_id=variant, is_active=True).first() if variant else None


def save(*, user: User, product: str, variant: str = "", wish_list: WishList | None = None) -> Wish:
    """Put a thing (public ids) on a list, the default one unless told; saved twice, it stays as it was.

    Raises NotFound, ListFull.
    """
    thing, unit = find(product=product, variant=variant)
    target = wish_list or lists.obtain_default(user=user)
    standing = standing_of(thing, unit)
    values = {
        "title": thing.title,
        "option_text": unit.option_text if unit else "",
        "price_minor": standing.price_minor,
        "currency": thing.currency,
        "known_minor": standing.price_minor,
        "known_available": standing.is_available,
    }
    return _put(target, {"product_id": thing.pk, "variant_id": unit.pk if unit else None, **values})


def describe(*, wish: Wish, note: str, is_watched: bool) -> None:
    """Keep a note; begin or end to watch. Watching begins with how things stand now: what was before is no news."""
    changes: dict[str, object] = {"note": note, "is_watched": is_watched}
    if is_watched and not wish.is_watched and wish.product:
        standing = standing_of(wish.product, wish.variant)
        changes |= {
            "known_minor": min(standing.price_minor, wish.price_minor),
            "known_available": standing.is_available,
        }
    Wish.objects.filter(pk=wish.pk).update(**changes)


def transfer(*, wish: Wish, target: WishList, keeps: bool) -> None:
    """Move a wish to another list of the same person, or copy it (`keeps`). There once already, it stays one.

    Raises ListFull.
    """
    if target.pk == wish.wish_list_id:
        return
    with transaction.atomic():
        _put(target, _values(wish) | {"known_minor": wish.known_minor, "known_available": wish.known_available})
        if not keeps:
            wish.delete()


def take_off(*, wish: Wish) -> Removed:
    """Take a wish off its list; returns what an undo needs."""
    wish.delete()
    return Removed(wish.wish_list.public_id, wish.title, _values(wish))


def put_back(*, user: User, removed: Removed) -> Wish:
    """Undo. Raises NotFound when the list is gone, ListFull."""
    target = lists.own(user=user, public_id=removed.wish_list)
    return _put(target, {**removed.values, "known_minor": removed.values["price_minor"]})


def _values(wish: Wish) -> dict[str, object]:
    return {name: getattr(wish, name) for name in WORDS}


def _put(target: WishList, values: dict[str, object]) -> Wish:
    """A wish on the list, or the one that is there for the same thing."""
    key = {"product_id": values["product_id"], "variant_id": values["variant_id"]}
    with transaction.atomic():
        WishList.objects.select_for_update().get(pk=target.pk)
        there = target.wishes.filter(**key).first() if values["product_id"] else None
        if there is not None:
            return there
        if target.wishes.count() >= settings.WISHES_LIMIT:
            raise ListFull(_("A list holds %(most)d things. Take one off first.") % {"most": settings.WISHES_LIMIT})
        try:
            with transaction.atomic():
                return target.wishes.create(**values)
        except IntegrityError:  # the product or variant went in this moment
            raise NotFound(_("There is no such thing in the market.")) from None
