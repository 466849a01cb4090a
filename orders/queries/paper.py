"""What invoices and credit notes have in common: whom they are for, who writes them, under which number."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commerce.accounts.domain import addresses
from commerce.accounts.queries.areas import country_name
from vendors.sellers.models import Seller

from ..models import Invoice, Order
from .invoice_sheet import Sheet

WHERE = ("street", "landmark", "area", "country")


def begun(order: Order, *, title: str, at: datetime) -> Sheet:
    """A sheet with its title, its day and the buyer."""
    sheet = Sheet(title=title, foot=_("Order %(number)s") % {"number": order.number})
    sheet.write_line(title, size=13, bold=True)
    sheet.write_line(day(at), muted=True)
    sheet.ln(3)
    address = addresses.told(order.shipping_address)
    lines = [order.full_name, *(address.get(name) for name in WHERE), order.email]
    sheet.write_line("\n".join(str(line) for line in lines if line))
    return sheet


def stall(sheet: Sheet, seller: Seller, numbers: Iterable[str]) -> None:
    """Who writes it: name, place and tax number, with the numbers of the paper."""
    sheet.ln(8)
    sheet.awning(seller.stall_hue)
    sheet.write_line(seller.name, size=11, bold=True)
    facts = [f"{seller.town}, {country_name(seller.country)}", *numbers]
    facts += [_("Tax no. %(number)s") % {"number": seller.tax_number}] if seller.tax_number else []
    sheet.write_line(" · ".join(facts), muted=True)
    sheet.ln(1)


def number(seller: Seller, invoice: Invoice) -> str:
    """`SLUG-12`."""
    return f"{seller.slug.upper()}-{invoice.sequence}"


def day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")
