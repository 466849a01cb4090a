"""From a payment request to the provider's page and back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils.translation import gettext as _

from commerce.currencies.queries.exchange import Exchange
from commerce.jobs.domain import limits
from commerce.kernel.errors import Conflict, Refused

from ..errors import NothingToPay
from ..models import PaymentAttempt, PaymentRequest
from ..providers.base import Started
from ..states import UNFINISHED, UNSETTLED, RequestState
from . import bills, charge, choosing, methods, payment_requests, request_settling
from .entries import MARKET
from .methods import Method, Purchase, methods_for

# Nothing is delivered for an amount, so nobody comes to the door who could be paid in cash.
NOT_BY_LINK = frozenset({"cod"})
FEE = "fee"


class NotAgreed(Conflict):
    """The payer agreed to another amount than the provider would be asked for now."""

    code = "not_agreed"


def offered(request: PaymentRequest) -> list[Method]:
    """The ways of paying it, in the operator's order: all that fit, or those that it is restricted to."""
    found = [method for method in methods_for(purchase(request)) if method.name not in NOT_BY_LINK]
    return [method for method in found if not request.methods or method.name in request.methods]


def purchase(request: PaymentRequest) -> Purchase:
    """What it asks of a way of paying. A link may be open for weeks, so a rate is kept only as long as the payer is
    where they agreed to it; who comes back later agrees to the day's."""
    under_way = request.payment.attempts.filter(state__in=UNFINISHED, rate__isnull=False).exists()
    frozen = Exchange.from_kept(request.exchange) if request.exchange and under_way else None
    return Purchase(request.amount, settings.SHOP_COUNTRY, frozen=frozen)


def start(*, request: PaymentRequest, method: str, typed: Mapping[str, Any], receipt_to: str = "") -> Started | None:
    """Where the payer goes; None when the link takes no payment any more. `typed` is the form by which they agreed to
    an amount in another currency.

    The money is taken at once, never only set aside: nobody would come to take it. Raises TooOften, Refused (no such
    way of paying here), NotAgreed, NothingToPay, Declined, Misconfigured, ProviderAway.
    """
    limits.take(f"pay:{request.public_id}", per_minute=settings.PAYMENT_STARTS_PER_MINUTE)
    request = payment_requests.expire(request=request)
    if request.state != RequestState.OPEN or not request.is_for_amount:
        return None
    chosen = next((found for found in offered(request) if found.name == method and not found.off), None)
    if chosen is None:
        raise Refused(_("That way of paying cannot be had just now. Choose another."))
    if words := choosing.not_agreed(chosen, typed):
        raise NotAgreed(words)
    attempt = _attempt(request, chosen, receipt_to)
    return charge.send(attempt=attempt, actor="shopper")


def look(*, request: PaymentRequest, actor: str = "shopper") -> None:
    """Ask the providers how the request's payment stands. Raises ProviderAway."""
    for attempt in PaymentAttempt.objects.filter(payment=request.payment, state__in=UNSETTLED):
        charge.check(attempt=attempt, actor=actor)
    request_settling.settle(payment=request.payment, actor=actor)


def address(request: PaymentRequest, name: str) -> str:
    """The whole address of one of the request's pages."""
    return f"{settings.SITE_URL}{reverse(name, args=[request.token])}"


def _attempt(request: PaymentRequest, chosen: Method, receipt_to: str) -> PaymentAttempt:
    """The payer's open attempt; the link stays open as long as it does."""
    wanted = replace(purchase(request), frozen=chosen.exchange)
    way, _method = methods.way_of(name=chosen.name, purchase=wanted, form="hosted")
    if not request.payment.attempts.filter(state__in=UNFINISHED, provider=chosen.name).exists():
        _rebill(request, chosen)
    attempt = charge.open_attempt(
        payment=request.payment, way=replace(way, captures_later=False), actor="shopper",
        return_url=address(request, "pay:returned"), cancel_url=address(request, "pay:returned"),
    )  # fmt: skip
    attempt.refresh_from_db(fields=["expires_at"])
    changes: dict[str, Any] = {"expires_at": Greatest("expires_at", attempt.expires_at)}
    if chosen.exchange is not None:
        changes["exchange"] = chosen.exchange.kept()
    if receipt_to:
        changes["receipt_to"] = receipt_to
    if not PaymentRequest.objects.filter(pk=request.pk, state=RequestState.OPEN).update(**changes):
        raise NothingToPay(_("There is nothing to pay here any more."))
    return attempt


def _rebill(request: PaymentRequest, chosen: Method) -> None:
    """What this way of paying costs is due as well, and is the market's."""
    with transaction.atomic():
        known = request.payment.shares.filter(party=MARKET, kind=FEE).first()
        if (known.amount_minor if known else 0) != chosen.fee.minor:
            bills.rebill(payment=request.payment, fee=bills.Share(MARKET, FEE, chosen.fee.minor))
