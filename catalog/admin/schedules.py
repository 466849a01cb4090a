"""What staff plan for a product: its times, prices for a while, and the history of both."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from commerce.kernel.staff import Act, actor_of

from ..domain import planned_prices, publication_times
from ..models import Product, Variant
from .schedule_forms import PriceForm, TimesForm


def of_product(product: Product) -> list[Act]:
    priced = list(Variant.objects.filter(product=product, awaits_price=False).select_related("product"))
    return [timing(product), *([pricing(priced)] if priced else [])]


def timing(product: Product) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        publication_times.set_times(product=product, actor=actor_of(request), **values)
        return _("The times are kept.") if any(values.values()) else _("Nothing is planned any more.")

    words = _("It goes on sale, and off it again, by itself: within a minute of the time, in the market's time zone.")
    return Act("times", _("Set times"), words, run, partial(TimesForm, product=product))


def pricing(variants: list[Variant]) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        planned_prices.plan_price(actor=actor_of(request), **values)
        return _("The price is planned.")

    words = _("The price changes by itself within a minute of the time. Whoever is paying then keeps the price seen.")
    return Act("price", _("Plan a price"), words, run, partial(PriceForm, variants=variants))
