"""What stands near a product: more of its stall, the like on other stalls, what the visitor looked at before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from ..models import Product, ProductAttribute
from .cards import Card, cards, on_sale
from .categories import Tree
from .seen import newest_first, with_keys

SHOWN = 5
# The best sellers of the shelf that are looked through for what they share.
LOOKED_THROUGH = 100


@dataclass(frozen=True)
class Neighbours:
    """Three shelves of cards; nothing sold out on the first two."""

    stall: list[Card]
    similar: list[Card]
    seen: list[Card]


def neighbours(product: Product, tree: Tree, *, seen: Sequence[str] = (), now: datetime) -> Neighbours:
    """Everything near a product, in one statement. `seen` are public ids, newest first."""
    others = on_sale().exclude(pk=product.pk)
    branch = _branch(product, tree)
    looked_at = on_sale().filter(public_id__in=list(seen)).exclude(pk=product.pk).values("pk")
    chosen = _of_stall(others, product).union(_alike(others, product, branch), looked_at)
    rows: list[Any] = list(with_keys(Product.objects.filter(pk__in=chosen)).annotate(**_kinship(product)))
    had = [row for row in rows if row.available > 0]
    stall = [row for row in had if row.stall == product.seller_id]
    similar = [row for row in had if row.stall != product.seller_id and (not branch or row.shelf in branch)]
    return Neighbours(
        cards(sorted(stall, key=_near)[:SHOWN], now=now),
        cards(sorted(similar, key=_near)[:SHOWN], now=now),
        cards(newest_first(rows, [each for each in seen if each != product.public_id]), now=now),
    )


def _near(row: Any) -> tuple[Any, ...]:
    """As the statement orders: the same shelf, what is shared, what sells."""
    return (row.is_far, -row.shared, -row.sales_count, -row.pk)


ORDER = ("is_far", "-shared", "-sales_count", "-pk")


def _of_stall(others: QuerySet[Product], product: Product) -> QuerySet[Any, Any]:
    goods = others.filter(seller_id=product.seller_id, available__gt=0)
    return _best(goods, product)


def _alike(others: QuerySet[Product], product: Product, branch: list[int]) -> QuerySet[Any, Any]:
    """On other stalls; of the whole market when the product stands on no shelf."""
    goods = others.exclude(seller_id=product.seller_id).filter(available__gt=0)
    return _best(goods.filter(category_id__in=branch) if branch else goods, product)


def _best(goods: QuerySet[Product], product: Product) -> QuerySet[Any, Any]:
    """The few nearest ones. Only best sellers are compared, so that a long shelf costs no more than a short one."""
    first = goods.annotate(is_far=_is_far(product)).order_by("is_far", "-sales_count", "-pk")[:LOOKED_THROUGH]
    near = Product.objects.filter(pk__in=first.values("pk")).annotate(**_kinship(product))
    return near.order_by(*ORDER).values("pk")[:SHOWN]


def _branch(product: Product, tree: Tree) -> list[int]:
    way = tree.way_to(product.category_id)
    return tree.branch(way[0]) if way else []


def _kinship(product: Product) -> dict[str, Combinable]:
    return {"is_far": _is_far(product), "shared": _shared(product)}


def _is_far(product: Product) -> Case:
    same = Q(category_id=product.category_id) if product.category_id else Q(category_id__isnull=True)
    return Case(When(same, then=Value(False)), default=Value(True), output_field=BooleanField())


def _shared(product: Product) -> Combinable:
    """How many of tags, details and words of the title a row has in common with the product, 0 to 3."""
    mine = ProductAttribute.objects.filter(product=product.pk, attribute=OuterRef("attribute"), text=OuterRef("text"))
    details = Exists(ProductAttribute.objects.filter(Exists(mine), product=OuterRef("pk")).exclude(text=""))
    words = Q(title__trigram_similar=product.title) if product.title else Q(pk__in=[])
    tags = Q(tags__overlap=product.tags) if product.tags else Q(pk__in=[])
    return _one(details) + _one(words) + _one(tags)


def _one(condition: Any) -> Combinable:
    return Cast(Case(When(condition, then=Value(1)), default=Value(0)), IntegerField())
