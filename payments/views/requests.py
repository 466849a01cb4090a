"""The page of a payment request, the way to the provider and back, and its QR code."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET, require_POST

from commerce.kernel.errors import ShopError

from ..domain import choosing, payment_requests, request_paying
from ..forms import PayForm
from ..models import PaymentRequest
from ..queries import codes, request_page, transfers
from ..queries.request_page import Standing

DAY = 60 * 60 * 24


@require_GET
@never_cache
def open_request(request: HttpRequest, token: str) -> HttpResponse:
    """What is asked for, and how it stands. A link to something else's payment leads on there while it is open."""
    asked = payment_requests.expire(request=request_page.by_token(token))
    if asked.pay_url and request_page.standing_of(asked) == Standing.OPEN:
        return redirect(asked.pay_url)
    return shown(request, asked)


@require_POST
@never_cache
def payment(request: HttpRequest, token: str) -> HttpResponse:
    """Pay: the same page of the provider while it is open, a new one after that."""
    asked = request_page.by_token(token)
    form = PayForm(request.POST, methods=request_paying.offered(asked))
    if not form.is_valid():
        return shown(request, asked, form=form, status=422)
    typed = form.cleaned_data
    try:
        started = request_paying.start(
            request=asked, method=typed["method"], typed=request.POST, receipt_to=typed["email"]
        )
    except ShopError as error:
        messages.error(request, str(error.message))
        return shown(request, request_page.by_token(token), form=form, status=error.status)
    if started is None:
        return redirect("pay:request", token)
    response = redirect(started.next_url)
    response.status_code = 303
    return response


@require_GET
@never_cache
def returned(request: HttpRequest, token: str) -> HttpResponse:
    """Back from the provider, paid or not. Nothing in the address is believed: the provider is asked."""
    asked = request_page.by_token(token)
    try:
        request_paying.look(request=asked)
    except ShopError:
        messages.info(request, _("We are waiting for the provider to confirm your payment. This page will tell."))
    return redirect("pay:request", token)


@require_GET
@never_cache
def code(request: HttpRequest, token: str) -> HttpResponse:
    """To show at a stall, or to print: the code, large, and the address in words."""
    return render(request, "payments/code.html", {"asked": request_page.page(request_page.by_token(token))})


@require_GET
@cache_control(private=True, max_age=DAY)
def qr(request: HttpRequest, token: str) -> HttpResponse:
    """The same file as long as the link is: it holds the address and nothing else."""
    asked = request_page.by_token(token)
    return HttpResponse(codes.svg(asked.address), content_type="image/svg+xml")


def shown(
    request: HttpRequest, asked: PaymentRequest, *, form: PayForm | None = None, slip_error: str = "", status: int = 200
) -> HttpResponse:
    """The page of a request that `by_token` brought."""
    page = request_page.page(asked)
    words: dict[str, Any] = {"asked": page, "slip_error": slip_error}
    if page.standing == Standing.OPEN:
        waiting = transfers.open_transfer(asked.payment)
        offered = request_paying.offered(asked)
        typed = form.data.get("method", "") if form else ""
        words |= {
            "payment_methods": choosing.choices(offered, typed),
            "form": form or PayForm(methods=offered),
            "pay_url": reverse("pay:payment", args=[page.token]),
            "transfer": transfers.sheet(waiting) if waiting else None,
        }
    return render(request, "payments/request.html", words, status=status)
