"""The invoice as a PDF: one section a seller with that seller's own number, amounts with tax inside."""

from django.utils.translation import gettext as _

from commerce.kernel.money import Money
from commerce.kernel.money_text import money_text

from ..models import Order, SellerOrder
from . import invoice_taxes, paper
from .invoice_sheet import Sheet


def invoice_pdf(order: Order) -> bytes:
    """The PDF of a paid order, as `order_rows.load` brought it."""
    title = _("Invoice for order %(number)s") % {"number": order.number}
    sheet = paper.begun(order, title=title, at=order.paid_at or order.placed_at)
    for part in order.parts.all():
        _part(sheet, part)
    _totals(sheet, order)
    return bytes(sheet.output())


def _part(sheet: Sheet, part: SellerOrder) -> None:
    seller, invoice = part.seller, getattr(part, "invoice", None)
    paper.stall(
        sheet, seller, [_("Invoice no. %(number)s") % {"number": paper.number(seller, invoice)}] if invoice else []
    )
    sheet.row([_("Thing"), _("Pieces"), _("Each"), _("Together")], muted=True)
    for line in part.lines.all():
        title = f"{line.product_title} ({line.option_text})" if line.option_text else line.product_title
        sheet.row([title, line.quantity, money_text(line.unit), money_text(line.total)])
    if part.shipping_minor or not part.is_digital:
        sheet.row([_("Delivery"), "", "", money_text(Money(part.shipping_minor, part.currency))])
    sheet.row([_("Sum of this invoice"), "", "", money_text(part.total)], bold=True, ruled=False)
    if part.tax_minor:
        tax = money_text(Money(part.tax_minor, part.currency))
        sheet.row([_("of which VAT"), "", "", tax], muted=True, ruled=False)
        for words, money in invoice_taxes.rows(part):
            sheet.row([words, "", "", money_text(money)], muted=True, ruled=False)


def _totals(sheet: Sheet, order: Order) -> None:
    sheet.ln(8)
    sheet.write_line(_("Total %(money)s") % {"money": money_text(order.total)}, size=13, bold=True, align="R")
    if order.tax_minor:
        tax = money_text(Money(order.tax_minor, order.currency))
        sheet.write_line(_("including %(tax)s VAT") % {"tax": tax}, muted=True, align="R")
    if returned := order.payment.refund_reserved_minor:
        back = money_text(Money(returned, order.currency))
        sheet.write_line(_("Sent back to you: %(money)s") % {"money": back}, align="R")
