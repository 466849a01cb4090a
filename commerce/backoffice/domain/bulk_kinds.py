"""The four kinds of bulk change: what each reads, plans, tells and writes. Writing is the catalogue's own work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from catalog.domain import bulk, stock
from catalog.models import Category, Product, Variant
from catalog.models.product import ProductStatus
from commerce.kernel.money import MAX_MINOR, Money, exponent
from commerce.kernel.money_text import money_text

Rows = Sequence[int]
Changes = Mapping[int, tuple[Any, Any]]


@dataclass(frozen=True)
class Step:
    """One row: its key, what people call it, its value before and after, both also in words."""

    row: int
    label: str
    before: Any
    after: Any
    before_text: str
    after_text: str
    problem: str = ""


class Kind:
    """One kind of bulk change over rows that are variants or products."""

    def plan(self, product_ids: Rows, values: Mapping[str, Any]) -> list[Step]:
        raise NotImplementedError

    def present(self, rows: Rows) -> dict[int, Any]:
        """The value that each row has now."""
        raise NotImplementedError

    def may_undo(self, present: Any, after: Any) -> bool:
        """Whether a row still is as we left it."""
        return present == after

    def write(self, changes: Changes, values: Mapping[str, Any], actor: str) -> None:
        raise NotImplementedError


class Prices(Kind):
    def plan(self, product_ids: Rows, values: Mapping[str, Any]) -> list[Step]:
        return [self._step(variant, values) for variant in variants_of(product_ids)]

    def _step(self, variant: Variant, values: Mapping[str, Any]) -> Step:
        after = new_price(variant.price_minor, variant.currency, values)
        problem = "" if 0 < after <= MAX_MINOR else _("%(name)s would cost nothing or less.") % {"name": variant}
        return Step(
            variant.pk,
            str(variant),
            variant.price_minor,
            after,
            money_text(Money(variant.price_minor, variant.currency)),
            money_text(Money(after, variant.currency)),
            problem,
        )

    def present(self, rows: Rows) -> dict[int, Any]:
        return dict(Variant.objects.filter(pk__in=rows).values_list("pk", "price_minor"))

    def write(self, changes: Changes, values: Mapping[str, Any], actor: str) -> None:
        bulk.set_prices(prices={row: after for row, (_before, after) in changes.items()})


class Stock(Kind):
    """Its undo is the opposite movement, whatever was sold in between."""

    def plan(self, product_ids: Rows, values: Mapping[str, Any]) -> list[Step]:
        rows = variants_of(product_ids).filter(tracks_stock=True, product__is_digital=False)
        tied = Coalesce(Sum("stock__held"), 0) + Coalesce(Sum("stock__allocated"), 0)
        rows = rows.annotate(units=Coalesce(Sum("stock__on_hand"), 0), tied=tied)
        return [self._step(variant, values) for variant in rows]

    def _step(self, variant: Any, values: Mapping[str, Any]) -> Step:
        change = int(values["quantity"])
        after = change if values["mode"] == "count" else variant.units + change
        problem = ""
        if after < variant.tied:
            problem = _("%(name)s: %(tied)s are sold or kept for shoppers.") % {"name": variant, "tied": variant.tied}
        return Step(variant.pk, str(variant), variant.units, after, str(variant.units), str(after), problem)

    def present(self, rows: Rows) -> dict[int, Any]:
        return dict.fromkeys(rows, 0)

    def may_undo(self, present: Any, after: Any) -> bool:
        return present is not None

    def write(self, changes: Changes, values: Mapping[str, Any], actor: str) -> None:
        kind = "counted" if values.get("mode") == "count" else "received"
        for row, (before, after) in sorted(changes.items()):
            stock.adjust(variant_id=row, quantity=after - before, kind=kind, reason=values["reason"], actor=actor)


class Categories(Kind):
    def plan(self, product_ids: Rows, values: Mapping[str, Any]) -> list[Step]:
        target = Category.objects.get(pk=values["category"])
        products = Product.objects.filter(pk__in=product_ids).select_related("category").order_by("title", "pk")
        return [
            Step(product.pk, product.title, product.category_id, target.pk, str(product.category or ""), str(target))
            for product in products
        ]

    def present(self, rows: Rows) -> dict[int, Any]:
        return dict(Product.objects.filter(pk__in=rows).values_list("pk", "category_id"))

    def write(self, changes: Changes, values: Mapping[str, Any], actor: str) -> None:
        bulk.set_categories(categories={row: after for row, (_before, after) in changes.items()})


class Statuses(Kind):
    def plan(self, product_ids: Rows, values: Mapping[str, Any]) -> list[Step]:
        target = ProductStatus(values["status"])
        to_sell = product_ids if target == ProductStatus.ACTIVE else []
        empty = set(bulk.without_variants(to_sell).values_list("pk", flat=True))
        products = Product.objects.filter(pk__in=product_ids).order_by("title", "pk")
        return [self._step(product, target, product.pk in empty) for product in products]

    def _step(self, product: Product, target: ProductStatus, is_empty: bool) -> Step:
        problem = _("%(title)s has no variant with a price.") % {"title": product.title} if is_empty else ""
        before, after = product.get_status_display(), str(target.label)
        return Step(product.pk, product.title, product.status, target.value, before, after, problem)

    def present(self, rows: Rows) -> dict[int, Any]:
        return dict(Product.objects.filter(pk__in=rows).values_list("pk", "status"))

    def write(self, changes: Changes, values: Mapping[str, Any], actor: str) -> None:
        bulk.set_statuses(statuses={row: after for row, (_before, after) in changes.items()})


KINDS: dict[str, Kind] = {"price": Prices(), "stock": Stock(), "category": Categories(), "status": Statuses()}


def variants_of(product_ids: Rows) -> Any:
    return (
        Variant.objects.filter(product_id__in=product_ids)
        .select_related("product")
        .order_by("product__title", "product_id", "position", "pk")
    )


def new_price(minor: int, currency: str, values: Mapping[str, Any]) -> int:
    """The price in minor units after a change by percent, by an amount or to an amount (major units), rounded to
    whole multiples of `round_to` major units when that is given. Half is rounded up."""
    unit = 10 ** exponent(currency)
    value = Decimal(values["value"])
    exact = {
        "percent": minor * (100 + value) / 100,
        "amount": minor + value * unit,
        "exact": value * unit,
    }[values["mode"]]
    step = Decimal(values.get("round_to") or 0) * unit or Decimal(1)
    return int((exact / step).quantize(Decimal(1), ROUND_HALF_UP) * step)
