"""What staff may do with a product."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from commerce.kernel.staff import Act, actor_of

from ..domain import bulk, downloads, duplicate, media, products, stock
from ..models import Product, Variant
from ..models.product import ProductStatus
from . import schedules
from .product_forms import FileForm, PictureForm, StockForm


def of_product(product: Product) -> list[Act]:
    found = [publishing(product)] if product.status != ProductStatus.ACTIVE else []
    found.append(picturing(product))
    counted = list(Variant.objects.filter(product=product, is_active=True, tracks_stock=True))
    if counted and not product.is_digital:
        found.append(counting(product, counted))
    if product.is_digital:
        found.append(filing(product))
    found += schedules.of_product(product)
    found.append(copying(product))
    if product.status == ProductStatus.ACTIVE:
        found.append(withdrawing(product))
    if product.status != ProductStatus.ARCHIVED:
        found.append(archiving(product))
    return found


def publishing(product: Product) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        products.publish(product=product)
        return _("It is on sale.")

    return Act("publication", _("Publish"), _("Shoppers can find and buy it from now on."), run)


def withdrawing(product: Product) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        bulk.set_statuses(statuses={product.pk: ProductStatus.DRAFT})
        return _("It is a draft again.")

    words = _("It disappears from the shop at once and becomes a draft. Publish it again at any time.")
    return Act("withdrawal", _("Take off sale"), words, run)


def archiving(product: Product) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        products.archive(product=product)
        return _("It is archived.")

    words = _("It disappears from the shop. Orders keep showing it, and it can be published again.")
    return Act("archive", _("Archive"), words, run, is_destructive=True)


def copying(product: Product) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        copy = duplicate.duplicate_product(product=product)
        page = reverse("admin:catalog_product_change", args=[copy.pk])
        return format_html('<a href="{}">{}</a>', page, _("The copy is a draft: open it"))

    words = _("A draft with the same texts, variants, details and pictures is made, without SKUs and stock.")
    return Act("copy", _("Duplicate"), words, run)


def picturing(product: Product) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        media.add_picture(product=product, **values)
        return _("The picture is the last one now. Change the order below.")

    words = _("It is drawn in the sizes that phones and screens need; that takes a second or two.")
    return Act("picture", _("Add a picture"), words, run, PictureForm)


def filing(product: Product) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        file = downloads.add_download(product=product, **values)
        return _("%(name)s is there for everybody who bought or buys it.") % {"name": file.file_name}

    words = _("Buyers fetch it from their order. A file with the name of an older one takes its place.")
    return Act("file", _("Add a file to download"), words, run, FileForm)


def counting(product: Product, variants: list[Variant]) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        level = stock.adjust(actor=actor_of(request), **values)
        return _("%(n)s are in the house now.") % {"n": level.on_hand}

    words = _("The change is written into the stock book with your name and the reason.")
    return Act("stock", _("Change stock"), words, run, partial(StockForm, variants=variants))
