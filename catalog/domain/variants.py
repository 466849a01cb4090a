"""Variants of a product: added, changed and taken off sale, never lost while somebody may have bought them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused
from commerce.kernel.money import MAX_MINOR

from ..models import Product, Variant
from . import summaries
from .price_steps import check_steps

MAX_OPTIONS = 3
CHANGEABLE = frozenset(
    {
        "option_values", "sku", "barcode", "price_minor", "compare_at_minor", "weight_grams", "length_mm", "width_mm",
        "height_mm", "requires_shipping", "taxable", "tracks_stock", "picture", "is_active", "position", "price_steps",
    }
)  # fmt: skip
LIMITS = {"sku": 255, "barcode": 64}


class OptionsWrong(Refused):
    """Option values do not fit the product's option names, or another variant has the same."""

    code = "options_wrong"


class PriceWrong(Refused):
    """A price below zero or beyond any sense."""

    code = "price_wrong"


@dataclass(frozen=True)
class NewVariant:
    """What a variant is made of. Amounts in minor units of the product's currency, grams, millimetres."""

    price_minor: int
    option_values: Sequence[str] = ()
    sku: str = ""
    barcode: str = ""
    compare_at_minor: int | None = None
    weight_grams: int | None = None
    length_mm: int | None = None
    width_mm: int | None = None
    height_mm: int | None = None
    requires_shipping: bool = True
    taxable: bool = True
    tracks_stock: bool = True
    price_steps: list[dict[str, Any]] = field(default_factory=list)


def add_variant(*, product: Product, variant: NewVariant) -> Variant:
    """One more variant at the end. Raises OptionsWrong, PriceWrong, Refused."""
    with transaction.atomic():
        locked = Product.objects.select_for_update(no_key=True).get(pk=product.pk)
        known = [tuple(values) for values in locked.variants.values_list("option_values", flat=True)]
        check_options(locked.option_names, [*known, tuple(variant.option_values)])
        row = make_row(locked, variant, position=len(known) + 1)
        row.save()
        _told(locked.pk)
    return row


def update_variant(*, variant: Variant, **values: Any) -> Variant:
    """Change any of CHANGEABLE. Raises OptionsWrong, PriceWrong, StepsWrong, Refused for other fields."""
    if strange := sorted(set(values) - CHANGEABLE):
        raise Refused(_("These fields of a variant cannot be set: %(names)s") % {"names": ", ".join(strange)})
    with transaction.atomic():
        product = Product.objects.select_for_update(no_key=True).get(pk=variant.product_id)
        values = _priced(variant, values)
        for name, value in values.items():
            setattr(variant, name, list(value) if name == "option_values" else value)
        check_row(variant)
        if "price_steps" in values:
            check_steps(variant, variant.price_steps)
        if "option_values" in values:
            others = product.variants.exclude(pk=variant.pk).values_list("option_values", flat=True)
            check_options(product.option_names, [*map(tuple, others), tuple(variant.option_values)])
        variant.save(update_fields=[*values])
        _told(product.pk)
    return variant


def _priced(variant: Variant, values: dict[str, Any]) -> dict[str, Any]:
    """With its first price a variant that waited for one comes on sale; without one it cannot."""
    if not variant.awaits_price:
        return values
    if "price_minor" in values:
        return {"is_active": True} | values | {"awaits_price": False}
    if values.get("is_active"):
        raise PriceWrong(_("Give it a price first."))
    return values


def retire_variant(*, variant: Variant) -> Variant:
    """Take a variant off sale. Its row stays, for orders and for coming back."""
    return update_variant(variant=variant, is_active=False)


def make_row(product: Product, variant: NewVariant, *, position: int) -> Variant:
    """The unsaved, checked row."""
    values = asdict(variant) | {"option_values": list(variant.option_values)}
    row = Variant(product=product, currency=product.currency, position=position, **values)
    check_row(row)
    check_steps(row, row.price_steps)
    return row


def check_row(variant: Variant) -> None:
    """Raises PriceWrong or Refused for values that the columns cannot hold."""
    if not 0 <= variant.price_minor <= MAX_MINOR or not 0 <= (variant.compare_at_minor or 0) <= MAX_MINOR:
        raise PriceWrong(_("A price is zero or more."))
    for name, limit in LIMITS.items():
        if len(getattr(variant, name)) > limit:
            raise Refused(_("%(name)s has more than %(limit)s characters.") % {"name": name.upper(), "limit": limit})


def check_options(names: Sequence[str], values: Iterable[Sequence[str]]) -> None:
    """Every variant has one value for each of at most three names, and no two have the same."""
    if len(names) > MAX_OPTIONS:
        raise OptionsWrong(_("A product has at most three options."))
    seen: set[tuple[str, ...]] = set()
    for row in values:
        if len(row) != len(names) or not all(row):
            raise OptionsWrong(_("Each variant needs one value for each option."))
        if tuple(row) in seen:
            raise OptionsWrong(_("Two variants have the same options: %(values)s") % {"values": " · ".join(row)})
        seen.add(tuple(row))


def _told(product_id: int) -> None:
    summaries.refresh([product_id], with_text=True)
