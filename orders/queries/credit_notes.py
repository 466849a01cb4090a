"""The credit notes of an order, and one of them on paper."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from commerce.kernel.money import Money
from commerce.kernel.money_text import money_text

from ..models import CreditNote, Order
from . import paper
from .paper import day


def issued(order: Order) -> QuerySet[CreditNote]:
    """Those that have a number, the first one first. One statement."""
    notes = CreditNote.objects.filter(part__order=order, sequence__isnull=False)
    return notes.select_related("seller", "refund", "part__invoice").order_by("issued_at", "id")


def credit_note_pdf(order: Order, note: CreditNote) -> bytes:
    """The PDF of a note that `issued` brought."""
    assert note.issued_at is not None
    title = _("Credit note %(number)s") % {"number": note.number}
    sheet = paper.begun(order, title=title, at=note.issued_at)
    invoice = note.part.invoice
    corrects = {"number": paper.number(note.seller, invoice), "day": day(invoice.issued_at)}
    paper.stall(sheet, note.seller, [_("Corrects invoice no. %(number)s of %(day)s") % corrects])
    sheet.row([_("Given back"), _("Pieces"), "", _("Together")], muted=True)
    whole = _("The whole invoice") if note.amount == note.part.total else _("Part of the price")
    for thing, pieces, minor, *_line in note.things or [[whole, 0, note.amount_minor]]:
        sheet.row([thing, pieces or "", "", money_text(Money(minor, note.currency))])
    sheet.row([_("Sum of this credit note"), "", "", money_text(note.amount)], bold=True, ruled=False)
    if note.tax_minor:
        sheet.row([_("of which VAT"), "", "", money_text(note.tax)], muted=True, ruled=False)
    sheet.ln(4)
    sheet.write_line(_("Why: %(reason)s") % {"reason": note.refund.reason}, muted=True)
    return bytes(sheet.output())
