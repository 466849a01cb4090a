"""The invoice as a PDF: one section a seller with that seller's own number, in the shop's table manners."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from fpdf import FPDF

from commerce.kernel.money import Money
from commerce.kernel.money_text import money_text

from ..models import Order, SellerOrder

FONTS = Path(settings.ROOT) / "static" / "fonts"
INK, MUTED, LINE = (28, 27, 24), (95, 90, 80), (200, 194, 182)
WIDTHS = (92, 22, 32, 34)
ROW_MM = 5.5


class Sheet(FPDF):
    """An A4 page with our head and foot, in a type that knows Latin and Bangla."""

    def __init__(self, number: str) -> None:
        super().__init__(format="A4")
        self.number = number
        self.add_font("sans", "", FONTS / "NotoSans-Regular.ttf")
        self.add_font("bangla", "", FONTS / "NotoSansBengali-Regular.ttf")
        self.set_fallback_fonts(["bangla"])
        self.set_text_shaping(use_shaping_engine=True)
        self.set_margin(15)
        self.set_auto_page_break(True, margin=22)
        self.set_title(number)
        self.add_page()

    def header(self) -> None:
        self.set_fill_color(179, 38, 30)
        self.rect(0, 0, self.w, 5, style="F")
        self.set_y(12)
        self.write_line(settings.SHOP_NAME, size=17)

    def footer(self) -> None:
        self.set_y(-16)
        facts = {"number": self.number, "page": self.page_no()}
        self.write_line(_("Order %(number)s, page %(page)s") % facts, muted=True)

    def write_line(self, text: str, *, size: float = 9.5, muted: bool = False, align: str = "L") -> None:
        self.set_font("sans", size=size)
        self.set_text_color(*(MUTED if muted else INK))
        self.multi_cell(0, size * 0.5, text, align=align, new_x="LMARGIN", new_y="NEXT")


def invoice_pdf(order: Order) -> bytes:
    """The PDF of a paid order. Amounts include tax; the tax is told at the foot."""
    sheet = Sheet(order.number)
    _head(sheet, order)
    for part in order.parts.all():
        _part(sheet, order, part)
    _totals(sheet, order)
    return bytes(sheet.output())


def _head(sheet: Sheet, order: Order) -> None:
    sheet.ln(4)
    sheet.write_line(_("Invoice for order %(number)s") % {"number": order.number}, size=13)
    sheet.write_line(_day(order.paid_at or order.placed_at), muted=True)
    sheet.ln(3)
    address = order.shipping_address
    lines = [order.full_name, address.get("street"), address.get("landmark"), address.get("area"), order.email]
    sheet.write_line("\n".join(str(line) for line in lines if line))


def _part(sheet: Sheet, order: Order, part: SellerOrder) -> None:
    sheet.ln(6)
    seller, invoice = part.seller, getattr(part, "invoice", None)
    sheet.write_line(seller.name, size=11)
    facts = [f"{seller.town}, {seller.country}"]
    facts += [_("Invoice no. %(number)s") % {"number": f"{seller.slug.upper()}-{invoice.sequence}"}] if invoice else []
    facts += [_("Tax no. %(number)s") % {"number": seller.tax_number}] if seller.tax_number else []
    sheet.write_line(" · ".join(facts), muted=True)
    sheet.ln(1)
    _row(sheet, [_("Thing"), _("Number"), _("Each"), _("Total")], muted=True)
    for line in part.lines.all():
        title = f"{line.product_title} ({line.option_text})" if line.option_text else line.product_title
        _row(sheet, [title, str(line.quantity), money_text(line.unit), money_text(line.total)])
    _row(sheet, [_("Delivery"), "", "", money_text(Money(part.shipping_minor, part.currency))])
    if part.tax_minor:
        _row(sheet, [_("of which VAT"), "", "", money_text(Money(part.tax_minor, part.currency))], muted=True)


def _row(sheet: Sheet, cells: list[Any], *, muted: bool = False) -> None:
    sheet.set_font("sans", size=9.5)
    sheet.set_text_color(*(MUTED if muted else INK))
    sheet.set_draw_color(*LINE)
    top = sheet.get_y()
    lines: Any = sheet.multi_cell(WIDTHS[0], ROW_MM, str(cells[0]), dry_run=True, output="LINES")
    sheet.multi_cell(WIDTHS[0], ROW_MM, str(cells[0]), align="L", new_x="RIGHT", new_y="TOP")
    for width, cell in zip(WIDTHS[1:], cells[1:], strict=True):
        sheet.cell(width, ROW_MM, str(cell), align="R")
    sheet.set_xy(sheet.l_margin, top + ROW_MM * len(lines) + 0.8)
    sheet.line(sheet.l_margin, sheet.get_y(), sheet.w - sheet.r_margin, sheet.get_y())
    sheet.ln(0.8)


def _totals(sheet: Sheet, order: Order) -> None:
    sheet.ln(6)
    sheet.write_line(_("Total %(money)s") % {"money": money_text(order.total)}, size=13, align="R")
    if order.tax_minor:
        tax = money_text(Money(order.tax_minor, order.currency))
        sheet.write_line(_("including %(tax)s VAT") % {"tax": tax}, muted=True, align="R")


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")
