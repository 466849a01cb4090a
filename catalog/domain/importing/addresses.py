"""Addresses for imported products: the handle itself, or with the seller's name where another product has it."""

from collections.abc import Iterable, Sequence

from django.core.validators import slug_re
from django.utils.text import slugify

from vendors.sellers.models import Seller

from ...models import Product

SLUG_CHARS = 255
BASE_CHARS = 160


def choose(handles: Sequence[str], seller: Seller) -> dict[str, str]:
    """A free slug for each handle."""
    wishes = {handle: _wishes(handle, seller) for handle in handles}
    taken = _taken(wish for both in wishes.values() for wish in both)
    chosen = {}
    for handle, (plain, with_seller) in wishes.items():
        slug = plain if plain not in taken else with_seller
        number = 2
        while slug in taken:
            slug = f"{with_seller}-{number}"
            taken |= _taken([slug]) if slug not in taken else set()
            number += 1
        taken.add(slug)
        chosen[handle] = slug
    return chosen


def _wishes(handle: str, seller: Seller) -> tuple[str, str]:
    plain = handle if slug_re.match(handle) and len(handle) <= SLUG_CHARS else slugify(handle)[:BASE_CHARS]
    return plain or seller.slug, f"{plain[:BASE_CHARS]}-{seller.slug}".strip("-")


def _taken(slugs: Iterable[str]) -> set[str]:
    return set(Product.objects.filter(slug__in=list(slugs)).values_list("slug", flat=True))
