"""Paying an order, and coming back from the provider's page."""

from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from commerce.kernel.errors import ShopError
from payments.domain.choosing import not_agreed
from payments.domain.methods import methods_for

from ..domain import pay
from ..queries import order_page
from ..states import ACCEPTED
from . import access
from .checkout import to_payment
from .showing import shown


@require_POST
@never_cache
def payment(request: HttpRequest, public_id: str) -> HttpResponse:
    """Pay (again): the same page of the provider while it is open, a new one after that. `method` is another way of
    paying; `form=hosted` asks for the provider's own page where its fields inside ours are the rule."""
    form = "hosted" if request.POST.get("form") == "hosted" else settings.STRIPE_FORM
    order = access.order_for(request, public_id)
    name = request.POST.get("method", "")[:20] or order.method
    chosen = next((method for method in methods_for(pay.purchase(order)) if method.name == name), None)
    if chosen and (words := not_agreed(chosen, request.POST)):
        messages.error(request, words)
        return shown(request, order)
    pay.freeze(order=order, exchange=chosen.exchange if chosen else None)
    return to_payment(request, order, form=form, method=name)


@require_GET
@never_cache
def returned(request: HttpRequest, public_id: str) -> HttpResponse:
    """Back from the provider. Nothing in the address is believed: the provider is asked."""
    waiting = _("We are waiting for the provider to confirm your payment. This page will tell.")
    return _back(request, public_id, waiting)


@require_GET
@never_cache
def left(request: HttpRequest, public_id: str) -> HttpResponse:
    """The shopper came back without paying. The order waits, with its goods, for another try."""
    return _back(request, public_id, _("The payment provider does not answer just now. Your order is kept."))


def _back(request: HttpRequest, public_id: str, provider_away: str) -> HttpResponse:
    order = access.bare_order(request, public_id)
    try:
        order = pay.look(order=order)
    except ShopError:
        messages.info(request, provider_away)
    return redirect("orders:confirmation" if order.state in ACCEPTED else "orders:order", public_id)


STRIPE_POLICY = {
    "script-src": ["'self'", settings.STRIPE_ORIGIN],
    "frame-src": [settings.STRIPE_ORIGIN, "https://hooks.stripe.com"],
    "connect-src": ["'self'", settings.STRIPE_API_BASE, settings.STRIPE_ORIGIN],
}


@require_GET
@never_cache
@csp_update(STRIPE_POLICY)  # type: ignore[arg-type]
def pay_here(request: HttpRequest, public_id: str) -> HttpResponse:
    """Fields of the provider inside our page (an option); its own, stricter list of who may run what."""
    order = access.order_for(request, public_id)
    try:
        started = pay.start_payment(order=order, method=order.method, who=access.who(request, order), form="element")
    except ShopError as error:
        messages.error(request, str(error.message))
        return redirect("orders:order", public_id)
    if started is None:
        return redirect("orders:confirmation", public_id)
    if not started.client_secret:
        return redirect(started.next_url)
    words = {
        "order": order_page.page(order), "client_secret": started.client_secret,
        "publishable_key": settings.STRIPE_PUBLISHABLE_KEY, "script": settings.STRIPE_JS_URL,
    }  # fmt: skip
    return render(request, "orders/pay_here.html", words)
