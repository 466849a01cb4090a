"""A product's life: made as a draft or at once on sale, changed, published, archived."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused
from vendors.sellers.models import Seller

from ..models import Category, Product, PublicationTimes, Variant
from ..models.product import ProductStatus
from . import handling, summaries
from .descriptions import clean
from .slugs import change_slug, free_slug
from .variants import NewVariant, check_options, make_row

__all__ = ["NewVariant", "archive", "change_slug", "create_product", "publish", "update_product"]

CHANGEABLE = frozenset(
    {
        "title", "description", "brand", "product_type", "tags", "category", "is_digital", "is_featured",
        "seo_title", "seo_description", "source", "hazard", "packages", "season_from", "season_to",
    }
)  # fmt: skip
LIMITS = {"title": 255, "brand": 255, "product_type": 255, "seo_title": 255, "seo_description": 500}


class NothingToSell(Refused):
    """A product without a variant on sale cannot be published."""

    code = "nothing_to_sell"


def create_product(
    *,
    seller: Seller,
    title: str,
    variants: Sequence[NewVariant],
    category: Category | None = None,
    currency: str = "",
    option_names: Sequence[str] = (),
    slug: str = "",
    status: str = ProductStatus.DRAFT,
    **values: Any,
) -> Product:
    """A product with its variants, in the shop's currency unless told otherwise; `values` are any of CHANGEABLE.

    Without `slug` the address comes from the title, numbered when it is taken. Stock starts at nothing: receive it
    with `stock.adjust`. Raises Refused (text too long, options or prices wrong, nothing to sell).
    """
    _only_changeable(values)
    product = Product(
        seller=seller, title=title.strip(), category=category, currency=currency or settings.SHOP_CURRENCY,
        option_names=list(option_names), status=status, **_cleaned(values),
    )  # fmt: skip
    product.published_at = timezone.now() if status == ProductStatus.ACTIVE else None
    _check_texts(product)
    handling.check(product)
    check_options(product.option_names, [tuple(variant.option_values) for variant in variants])
    if status == ProductStatus.ACTIVE and not variants:
        raise NothingToSell(_("Add at least one variant with a price first."))
    with transaction.atomic():
        product.slug = free_slug(title=slug or product.title, fallback=product.public_id)
        product.save()
        Variant.objects.bulk_create(make_row(product, new, position=n) for n, new in enumerate(variants, start=1))
        _told(product.pk)
    product.refresh_from_db()
    return product


def update_product(*, product: Product, **values: Any) -> Product:
    """Change any of CHANGEABLE; the address and the status have functions of their own. Raises Refused."""
    _only_changeable(values)
    with transaction.atomic():
        locked = Product.objects.select_for_update(no_key=True).get(pk=product.pk)
        for name, value in _cleaned(values).items():
            setattr(locked, name, value)
        _check_texts(locked)
        handling.check(locked)
        locked.save(update_fields=[*values, "updated_at"])
        _told(locked.pk)
    product.refresh_from_db()
    return product


def publish(*, product: Product) -> Product:
    """Put it on sale. The first time is remembered as `published_at`. Raises NothingToSell."""
    with transaction.atomic():
        locked = Product.objects.select_for_update(no_key=True).get(pk=product.pk)
        if not locked.variants.filter(is_active=True).exists():
            raise NothingToSell(_("Add at least one variant with a price first."))
        locked.published_at = locked.published_at or timezone.now()
        _set_status(locked, ProductStatus.ACTIVE)
    product.refresh_from_db()
    return product


def archive(*, product: Product) -> Product:
    """Take it off sale for good; orders, reviews and its address keep it."""
    with transaction.atomic():
        locked = Product.objects.select_for_update(no_key=True).get(pk=product.pk)
        PublicationTimes.objects.filter(product=locked).delete()
        _set_status(locked, ProductStatus.ARCHIVED)
    product.refresh_from_db()
    return product


def _set_status(product: Product, status: str) -> None:
    product.status = status
    product.save(update_fields=["status", "published_at", "updated_at"])
    _told(product.pk)


def _cleaned(values: dict[str, Any]) -> dict[str, Any]:
    cleaned = dict(values)
    if "description" in cleaned:
        cleaned["description"] = clean(cleaned["description"])
    if "tags" in cleaned:
        cleaned["tags"] = list(dict.fromkeys(tag.strip() for tag in cleaned["tags"] if tag.strip()))
    return cleaned


def _check_texts(product: Product) -> None:
    if not product.title:
        raise Refused(_("A product needs a name."), code="title_missing")
    for name, limit in LIMITS.items():
        if len(getattr(product, name)) > limit:
            raise Refused(_("%(name)s has more than %(limit)s characters.") % {"name": name, "limit": limit})


def _only_changeable(values: dict[str, Any]) -> None:
    if strange := sorted(set(values) - CHANGEABLE):
        raise Refused(_("These fields of a product cannot be set here: %(names)s") % {"names": ", ".join(strange)})


def _told(product_id: int) -> None:
    summaries.refresh([product_id], with_text=True)
