"""Products for programs: the same search, order and filters as the page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commerce.kernel.conditional import public_answer
from commerce.kernel.money import Money, exponent
from commerce.kernel.money_text import money_text
from commerce.kernel.views import problem

from .queries import categories, facets, listing, search
from .queries.cards import Card, on_sale
from .queries.criteria import read
from .queries.links import Links
from .queries.listing import MOST, PAGE, Scope

FRESH_SECONDS = 30


@require_safe
def products(request: HttpRequest) -> HttpResponseBase:
    """`?search=` (or `q`), the page's filters, `sort`, `limit` (at most 50), `after`.

    Answers {"results", "count", "next"}; wrong values are a problem document with status 400.
    """
    params = request.GET.copy()
    if "search" in params:
        params["q"] = params["search"]  # type: ignore[assignment]
    reading = read(params, currency=settings.SHOP_CURRENCY)
    size = _size(params.get("limit", ""))
    if size is None:
        return _bad(request, _("limit is a whole number from 1 to %(most)d.") % {"most": MOST})
    if reading.problems:
        return _bad(request, " ".join(reading.problems))
    criteria = reading.criteria
    match = search.find(criteria.words, on_sale()) if criteria.words else None
    scope = Scope(categories.tree(), match=match)
    total = facets.counts(scope, criteria, country=settings.SHOP_COUNTRY).total
    found = listing.products_page(scope, criteria, now=timezone.now(), size=size)
    links = Links(request.path, criteria, exponent(settings.SHOP_CURRENCY))
    body = {
        "results": [result(card) for card in found.cards],
        "count": total,
        "close_matches": bool(match and match.is_close),
        "next": _next(links, found.after, size),
    }
    return public_answer(request, JsonResponse(body), seconds=FRESH_SECONDS)


def result(card: Card) -> dict[str, Any]:
    return {
        "slug": card.slug,
        "title": card.title,
        "url": f"{settings.SITE_URL}{card.url}",
        "price": price(card.price),
        "price_is_from": card.price_from,
        "compare_at": price(card.compare_at) if card.compare_at else None,
        "seller": {"name": card.seller.name, "url": f"{settings.SITE_URL}{card.seller.url}"},
        "rating": str(card.rating) if card.rating is not None else None,
        "review_count": card.rating_count,
        "availability": {"kind": card.truth.kind, "text": card.truth.text} if card.truth else None,
    }


def price(money: Money) -> dict[str, Any]:
    return {"minor": money.minor, "currency": money.currency, "text": money_text(money)}


def _size(raw: str) -> int | None:
    if not raw:
        return PAGE
    return int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 4 and 1 <= int(raw) <= MOST else None


def _next(links: Links, cursor: str, size: int) -> str | None:
    return f"{settings.SITE_URL}{links.following(cursor)}&limit={size}" if cursor else None


def _bad(request: HttpRequest, message: str) -> HttpResponse:
    return problem(request, status=400, code="bad_request", message=message)


urlpatterns = [path("products", products, name="products")]
