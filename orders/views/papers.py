"""Papers of an order as PDF: the invoice, and what corrects it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from commerce.kernel.errors import NotFound

from ..queries import credit_notes
from ..queries.invoice_pdf import invoice_pdf
from . import access


@require_GET
@never_cache
def invoice(request: HttpRequest, public_id: str) -> HttpResponse:
    found = access.order_for(request, public_id)
    if found.paid_at is None:
        messages.info(request, _("The invoice is made when the order is paid."))
        return redirect("orders:order", public_id)
    return _pdf(invoice_pdf(found), f"invoice-{found.number}.pdf")


@require_GET
@never_cache
def credit_note(request: HttpRequest, public_id: str, note_id: str) -> HttpResponse:
    """One stall's credit note, for whoever may open the order."""
    found = access.order_for(request, public_id)
    note = credit_notes.issued(found).filter(public_id=note_id).first()
    if note is None:
        raise NotFound(_("There is no such credit note."))
    return _pdf(credit_notes.credit_note_pdf(found, note), f"credit-note-{note.number}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
