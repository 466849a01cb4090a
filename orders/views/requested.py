"""Paying an order by a payment request's link: whoever has the link may pay, and sees nothing else of the order."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commerce.kernel.errors import NotFound, ShopError
from payments.domain import payment_requests, request_paying
from payments.domain.choosing import choices, not_agreed
from payments.domain.methods import Method, methods_for
from payments.models import PaymentRequest
from payments.queries import request_page, transfers
from payments.queries.request_page import Standing

from ..domain import pay
from ..models import Order
from ..queries import order_rows


@require_http_methods(["GET", "POST"])
@never_cache
def requested_payment(request: HttpRequest, token: str) -> HttpResponse:
    """`GET` shows the ways of paying, `POST` takes one. What is not to be paid any more is told on the request's own
    page."""
    asked = request_page.by_token(token)
    order = order_rows.load(public_id=asked.reference) if asked.reference else None
    if order is None:
        raise NotFound()
    if not order.is_to_be_paid:
        payment_requests.expire(request=asked, is_over=True)
    if request_page.standing_of(asked) != Standing.OPEN or not order.is_to_be_paid:
        return redirect("pay:request", token)
    methods = methods_for(pay.purchase(order))
    return _pay(request, asked, order, methods) if request.method == "POST" else _shown(request, asked, order, methods)


def _pay(request: HttpRequest, asked: PaymentRequest, order: Order, methods: list[Method]) -> HttpResponse:
    name = request.POST.get("method", "")[:20] or order.method
    chosen = next((method for method in methods if method.name == name), None)
    if chosen and (words := not_agreed(chosen, request.POST)):
        messages.error(request, words)
        return _shown(request, asked, order, methods, status=409)
    pay.freeze(order=order, exchange=chosen.exchange if chosen else None)
    back = request_paying.address(asked, "pay:returned")
    try:
        started = pay.start_payment(order=order, method=name, who=f"request:{asked.public_id}", back=back)
    except ShopError as error:
        messages.error(request, str(error.message))
        return _shown(request, asked, order, methods, status=error.status)
    response = redirect(started.next_url if started and started.next_url else back)
    response.status_code = 303
    return response


def _shown(
    request: HttpRequest, asked: PaymentRequest, order: Order, methods: list[Method], *, status: int = 200
) -> HttpResponse:
    waiting = transfers.open_transfer(order.payment)
    words = {
        "asked": request_page.page(asked), "payment_methods": choices(methods, order.method),
        "pay_url": reverse("orders:requested_payment", args=[asked.token]),
        "transfer": transfers.sheet(waiting) if waiting else None, "slip_error": "",
    }  # fmt: skip
    return render(request, "payments/request.html", words, status=status)
