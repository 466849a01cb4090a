"""A member's orders, newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import ngettext

from catalog.queries import pictures
from commerce.accounts.models import User
from commerce.kernel.money import Money

from ..models import Order, OrderLine
from .progress import Badge, badge

SHOWN_PICTURES = 4


@dataclass(frozen=True)
class Row:
    number: str
    url: str
    placed_at: datetime
    total: Money
    badge: Badge
    summary: str
    pictures: list[Any]
    more: int


def orders_of(user: User) -> QuerySet[Order]:
    lines = OrderLine.objects.select_related("variant__product__lead_picture")
    return Order.objects.filter(user=user).prefetch_related("parts", Prefetch("lines", queryset=lines)).order_by("-id")


def row(order: Order) -> Row:
    lines = list(order.lines.all())
    shown = [
        pictures.view(line.variant.product.lead_picture if line.variant else None, line.product_title)
        for line in lines[:SHOWN_PICTURES]
    ]
    return Row(
        order.number, order.get_absolute_url(), order.placed_at, order.total, badge(order),
        _summary(lines), shown, max(len(lines) - SHOWN_PICTURES, 0),
    )  # fmt: skip


def _summary(lines: list[OrderLine]) -> str:
    """“Enamel mug and 2 more”."""
    if not lines:
        return ""
    title, others = lines[0].product_title, len(lines) - 1
    words = ngettext("%(title)s and %(n)d more", "%(title)s and %(n)d more", others)
    return words % {"title": title, "n": others} if others else title
