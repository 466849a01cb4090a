"""One value of many products or variants at once, each in one transaction with its summaries.

Locks: product rows by id, before anything else is written.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from commerce.kernel.clock import DatabaseNow
from commerce.kernel.errors import Refused
from commerce.kernel.money import MAX_MINOR

from ..models import Category, Product, PublicationTimes, Variant
from ..models.product import ProductStatus
from ..queries.visibility import OFFERED
from . import indexing, listings, summaries
from .products import NothingToSell

Value = TypeVar("Value")
BATCH = 1_000


def set_prices(*, prices: Mapping[int, int]) -> None:
    """Give each variant (by id) its price in minor units of its own currency. Raises Refused outside 0 … 10^13."""
    if any(not 0 <= minor <= MAX_MINOR for minor in prices.values()):
        raise Refused(_("That is not a price."), code="price_out_of_range")
    with transaction.atomic():
        products = _lock(Product.objects.filter(variants__in=prices).values_list("pk", flat=True))
        variants = list(Variant.objects.filter(pk__in=prices))
        for variant in variants:
            variant.price_minor = prices[variant.pk]
            variant.is_active = variant.is_active or variant.awaits_price
            variant.awaits_price = False
        Variant.objects.bulk_update(variants, ["price_minor", "is_active", "awaits_price"], batch_size=BATCH)
        Product.objects.filter(pk__in=products).update(updated_at=DatabaseNow())
        summaries.refresh(products)


def set_statuses(*, statuses: Mapping[int, str]) -> None:
    """Give each product (by id) its status; the first time on sale is remembered.

    Raises NothingToSell when one of them is to be on sale without a variant.
    """
    with transaction.atomic():
        _lock(statuses)
        on_sale = [key for key, status in statuses.items() if status == ProductStatus.ACTIVE]
        if empty := without_variants(on_sale).first():
            raise NothingToSell(_("%(title)s has no variant with a price.") % {"title": empty.title})
        archived = [key for key, status in statuses.items() if status == ProductStatus.ARCHIVED]
        PublicationTimes.objects.filter(product_id__in=archived).delete()
        for status, ids in _grouped(statuses).items():
            changed = Product.objects.filter(Q(pk__in=ids) & ~Q(status=status))
            fresh = {"published_at": Coalesce("published_at", DatabaseNow())} if status == ProductStatus.ACTIVE else {}
            changed.update(status=status, updated_at=DatabaseNow(), cache_version=F("cache_version") + 1, **fresh)
        listings.project(statuses)
        indexing.request(on_sale)


def set_categories(*, categories: Mapping[int, int | None]) -> None:
    """Put each product (by id) into its category (by id), or into none. Raises Refused for one that is gone."""
    wanted = {category for category in categories.values() if category is not None}
    with transaction.atomic():
        if Category.objects.filter(pk__in=wanted).count() != len(wanted):
            raise Refused(_("That category is gone."), code="category_gone")
        _lock(categories)
        for category, ids in _grouped(categories).items():
            Product.objects.filter(pk__in=ids).update(
                category=category, updated_at=DatabaseNow(), cache_version=F("cache_version") + 1
            )
        listings.project(categories)
        indexing.request(categories)


def without_variants(ids: Iterable[int]) -> QuerySet[Product]:
    """Those of the products that have nothing to sell."""
    return Product.objects.filter(~OFFERED, pk__in=list(ids)).order_by("pk")


def _lock(ids: Iterable[int]) -> list[int]:
    rows = Product.objects.filter(pk__in=set(ids)).order_by("pk").select_for_update(no_key=True, of=("self",))
    return list(rows.values_list("pk", flat=True))


def _grouped(wanted: Mapping[int, Value]) -> dict[Value, list[int]]:
    groups: dict[Value, list[int]] = defaultdict(list)
    for key, value in wanted.items():
        groups[value].append(key)
    return groups
