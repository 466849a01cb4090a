"""Addresses of products: found for a title, changed with a redirect that stays for ever."""

from django.db import connection, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from commerce.kernel.errors import Conflict, Refused

from ..models import Product, SlugHistory
from . import listings

BASE_CHARS = 200


class SlugTaken(Conflict):
    """Another live product has this address."""

    code = "slug_taken"


def free_slug(*, title: str, fallback: str) -> str:
    """An address that no live product has: the title's own, else with a number. `fallback` is for titles without
    Latin letters (a public id). Until the caller's transaction ends nobody else finds the same one."""
    base = slugify(title)[:BASE_CHARS].strip("-") or fallback
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7402))", [base])
    taken = set(Product.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


def change_slug(*, product: Product, slug: str) -> Product:
    """Give the product a new address; the old one redirects for ever.

    A live product's address wins over history, so a remembered address of another product may be taken; when two
    products had the same one, it leads to the one that had it last. Raises SlugTaken, Refused for an empty address.
    """
    slug = slugify(slug)[:255]
    if not slug:
        raise Refused(_("An address needs letters or digits."), code="slug_empty")
    with transaction.atomic():
        locked = Product.objects.select_for_update(no_key=True).get(pk=product.pk)
        if slug == locked.slug:
            return locked
        if Product.objects.filter(slug=slug).exists():
            raise SlugTaken(_("Another product has this address."))
        SlugHistory.objects.filter(product=locked, slug=slug).delete()
        SlugHistory.objects.update_or_create(slug=locked.slug, defaults={"product": locked})
        Product.objects.filter(pk=locked.pk).update(slug=slug, cache_version=locked.cache_version + 1)
        listings.project([locked.pk])
    product.refresh_from_db()
    return product
