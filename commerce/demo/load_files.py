"""A file for each download of the demo market: one page that says what would be there in a real one."""

from datetime import UTC, datetime

from django.core.files.base import ContentFile
from django.utils.html import strip_tags

from catalog.domain.downloads import add_download
from catalog.models import Product
from orders.queries.invoice_sheet import Sheet

# The same bytes at each loading.
MADE = datetime(2026, 1, 1, tzinfo=UTC)
SAMPLE = "This page stands in for the real file. The demo market sells nothing, and its sellers are made up."


def load_files(products: dict[str, Product]) -> None:
    """One PDF for each digital product."""
    for product in products.values():
        if product.is_digital:
            add_download(product=product, content=ContentFile(_page(product), f"{product.slug}.pdf"))


def _page(product: Product) -> bytes:
    sheet = Sheet(title=product.title, foot=product.seller.name)
    sheet.set_creation_date(MADE)
    sheet.awning(product.seller.stall_hue)
    sheet.write_line(product.title, size=20, bold=True)
    sheet.ln(4)
    sheet.write_line(" ".join(strip_tags(product.description.replace("</p>", "</p> ")).split()), size=11)
    sheet.ln(6)
    sheet.write_line(SAMPLE, muted=True)
    return bytes(sheet.output())
