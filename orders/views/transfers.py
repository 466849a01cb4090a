"""The slip of a bank transfer, shown on the order's page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from commerce.jobs.domain import limits
from commerce.kernel.errors import NotFound, ShopError
from payments.domain import slips
from payments.queries import transfers

from . import access
from .showing import shown


@require_POST
@never_cache
def slip(request: HttpRequest, public_id: str) -> HttpResponse:
    order = access.order_for(request, public_id)
    waiting = transfers.open_transfer(order.payment)
    if waiting is None:
        raise NotFound(_("This order does not wait for a bank transfer."))
    limits.take(f"slip:{access.who(request, order)}", per_minute=slips.PER_MINUTE)
    file = request.FILES.get("slip")
    try:
        slips.show(transfer=waiting, content=file.read(slips.MOST_BYTES + 1) if file else b"")
    except ShopError as error:
        return shown(request, order, slip_error=str(error.message), status=error.status)
    messages.success(request, _("Thank you. We look at your slip and write to you."))
    return redirect("orders:order", public_id)
