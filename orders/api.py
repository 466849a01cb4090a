"""Paying for programs: the same acts and rights as the order's pages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from commerce.jobs.domain import limits
from commerce.kernel.errors import BadRequest
from commerce.kernel.json_body import Fields
from commerce.kernel.money import Money
from commerce.kernel.money_text import money_body
from payments.domain.charge import Started

from .domain import pay
from .models import Order
from .states import ACCEPTED
from .views import access

FORMS = ("element", "hosted")


@require_POST
@never_cache
def stripe_intent(request: HttpRequest) -> HttpResponse:
    """{"order", "form"}: begin to pay, or go on with what was begun. "element" (default) answers with the secret for
    the provider's fields, "hosted" with the provider's page."""
    fields = Fields(request)
    form = fields.text("form") if "form" in fields.values else FORMS[0]
    if form not in FORMS:
        raise BadRequest(_("form is one of %(words)s.") % {"words": ", ".join(FORMS)})
    order = access.bare_order(request, fields.text("order"))
    started = pay.start_payment(order=order, method="stripe", who=access.who(request, order), form=form)
    order.refresh_from_db(fields=["state"])
    return JsonResponse(body(order) | {"payment": _way(started) if started else None})


@require_POST
@never_cache
def stripe_confirm(request: HttpRequest) -> HttpResponse:
    """{"order"}: ask the provider how the payment stands, and settle the order. Nothing that is sent is believed."""
    order = access.bare_order(request, Fields(request).text("order"))
    limits.take(f"confirm:{access.who(request, order)}", per_minute=settings.PAYMENT_STARTS_PER_MINUTE)
    return JsonResponse(body(pay.look(order=order)))


def body(order: Order) -> dict[str, Any]:
    attempt = order.payment.attempts.order_by("-pk").first()
    return {
        "order": order.public_id,
        "number": order.number,
        "state": order.state,
        "total": money_body(Money(order.total_minor, order.currency)),
        "problem": attempt.decline_message if attempt and order.state not in ACCEPTED else "",
        "url": f"{settings.SITE_URL}{order.get_absolute_url()}",
    }


def _way(started: Started) -> dict[str, str]:
    return {
        "id": started.provider_ref,
        "client_secret": started.client_secret,
        "publishable_key": settings.STRIPE_PUBLISHABLE_KEY,
        "next_url": started.next_url,
    }


urlpatterns = [
    path("payments/stripe/intent", stripe_intent, name="stripe_intent"),
    path("payments/stripe/confirm", stripe_confirm, name="stripe_confirm"),
]
