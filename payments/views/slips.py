"""The slip of a bank transfer, shown on a payment request's page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from commerce.jobs.domain import limits
from commerce.kernel.errors import NotFound, ShopError

from ..domain import slips
from ..queries import request_page, transfers
from .requests import shown


@require_POST
@never_cache
def slip(request: HttpRequest, token: str) -> HttpResponse:
    asked = request_page.by_token(token)
    waiting = transfers.open_transfer(asked.payment)
    if waiting is None:
        raise NotFound(_("This payment does not wait for a bank transfer."))
    limits.take(f"slip:{asked.public_id}", per_minute=slips.PER_MINUTE)
    file = request.FILES.get("slip")
    try:
        slips.show(transfer=waiting, content=file.read(slips.MOST_BYTES + 1) if file else b"")
    except ShopError as error:
        if asked.pay_url:  # the page is another app's
            messages.error(request, str(error.message))
            return redirect("pay:request", token)
        return shown(request, asked, slip_error=str(error.message), status=error.status)
    messages.success(request, _("Thank you. We look at your slip; this page tells when the money is there."))
    return redirect("pay:request", token)
