"""Products for programs: the same search, order and filters as the page."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commerce.kernel.conditional import public_answer
from commerce.kernel.errors import BadRequest, NotFound
from commerce.kernel.money import Money, exponent
from commerce.kernel.money_text import money_body
from commerce.kernel.page_cache.shared import PRICES, shared
from commerce.kernel.views import problem

from .models.product import ProductStatus
from .queries import bulk_prices, categories, listing, product_page, review_asking, truth
from .queries import reviews as review_lists
from .queries.cards import Card, rating
from .queries.criteria import read
from .queries.limits import why_not_deliverable
from .queries.links import Links
from .queries.listing import MOST, PAGE, Scope
from .views.filters import country_name


@require_safe
@shared(seconds=PRICES)
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
        raise BadRequest(_("limit is a whole number from 1 to %(most)d.") % {"most": MOST})
    if reading.problems:
        raise BadRequest(" ".join(reading.problems))
    criteria = reading.criteria
    scope = Scope(categories.tree(), words=criteria.words)
    found = listing.products_page(scope, criteria, now=timezone.now(), size=size)
    links = Links(request.path, criteria, exponent(settings.SHOP_CURRENCY))
    body = {
        "results": [result(card) for card in found.cards],
        "count": found.counts.total,
        "close_matches": found.is_close,
        "next": _next(links, found.after, size),
    }
    return public_answer(request, JsonResponse(body), seconds=PRICES)


@require_safe
@shared(seconds=PRICES)
def product(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One product with its variants. Answers 404 for what there is not, 410 for what is no longer sold, and leads on
    from an address that it had before."""
    found = product_page.find(slug)
    if found is None:
        return _moved(slug)
    if found.status != ProductStatus.ACTIVE:
        words = _("“%(title)s” is not sold any more.") % {"title": found.title}
        return problem(request, status=410, code="gone", message=words)
    country, now = settings.SHOP_COUNTRY, timezone.now()
    shown = product_page.product_view(
        found, {}, categories.tree(), country=country, area=country_name(country), now=now
    )
    body = details(shown) | {"variants": [variant(one) for one in product_page.variants_of(found, now=now)]}
    return public_answer(request, JsonResponse(body), seconds=PRICES)


def _moved(slug: str, name: str = "api:product") -> HttpResponseBase:
    present = product_page.current_slug(slug)
    if present is None:
        raise NotFound(_("There is no such thing in the market."))
    return HttpResponsePermanentRedirect(reverse(name, args=[present]))


@require_safe
@shared(seconds=PRICES)
def reviews(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Published reviews: `?stars=`, `photographs=1`, `sort` (helpful, newest), `limit` (at most 50), `after`.

    Answers {"rating", "count", "spread", "results", "next"}; 404 and 301 as the product itself.
    """
    found = product_page.find_plain(slug)
    if found is None:
        return _moved(slug, "api:product_reviews")
    size = _size(request.GET.get("limit", ""), review_lists.PAGE)
    if size is None:
        raise BadRequest(_("limit is a whole number from 1 to %(most)d.") % {"most": MOST})
    asked = review_asking.read(request.GET.dict())
    page = review_lists.shown(found, asked, viewer=AnonymousUser(), size=size)
    mean = rating(found.rating_sum, found.review_count)
    body = {
        "rating": str(mean) if mean is not None else None,
        "count": found.review_count,
        "spread": {str(bar.stars): bar.count for bar in page.bars},
        "results": [review(row) for row in page.rows],
        "next": _next_reviews(request, asked, page.following, size),
    }
    return public_answer(request, JsonResponse(body), seconds=PRICES)


@require_safe
@shared(seconds=PRICES)
def all_categories(request: HttpRequest) -> HttpResponseBase:
    """The tree of categories on sale, in the order of their shelves."""
    known = categories.tree()
    body = {"results": [branch(known, node) for node in known.roots]}
    return public_answer(request, JsonResponse(body), seconds=PRICES)


def branch(known: categories.Tree, node: categories.Node) -> dict[str, Any]:
    return {
        "slug": node.slug,
        "name": node.name,
        "url": f"{settings.SITE_URL}{node.url}",
        "children": [branch(known, child) for child in known.children.get(node.id, [])],
    }


def details(shown: product_page.ProductView) -> dict[str, Any]:
    """What the product page tells; `description` is clean HTML of a few tags."""
    return {
        "title": shown.title,
        "url": f"{settings.SITE_URL}{shown.url}",
        "description": shown.description,
        "price": money_body(shown.price) if shown.price else None,
        "price_is_from": shown.price_from,
        "compare_at": money_body(shown.compare_at) if shown.compare_at else None,
        "seller": {"name": shown.seller.name, "url": f"{settings.SITE_URL}{shown.seller.url}"},
        "rating": str(shown.rating) if shown.rating is not None else None,
        "review_count": shown.rating_count,
        "facts": [{"name": fact.name, "value": fact.value} for fact in shown.attributes],
        "pictures": [f"{settings.SITE_URL}{picture.fallback}" for picture in shown.pictures if not picture.missing],
        "delivery": shown.delivery.text if shown.delivery else None,
        "rules": [{"kind": rule.kind, "text": rule.text} for rule in shown.rules],
        "tax_rate_bp": shown.tax.rate_bp if shown.tax else 0,
    }


def variant(one: Any) -> dict[str, Any]:
    """`id` goes into the cart; `refusal` says why it cannot be sent as a parcel."""
    stock = truth.stock(available=one.left, is_digital=one.product.is_digital)
    return {
        "id": one.public_id,
        "sku": one.sku,
        "options": one.option_text,
        "price": money_body(Money(one.price_minor, one.currency)),
        "bulk_prices": [
            {"from": step.quantity, "price": money_body(step.price), "percent": step.percent}
            for step in bulk_prices.steps(one)
        ],
        "availability": {"kind": stock.kind, "text": stock.text},
        "refusal": why_not_deliverable(one, 1),
    }


def review(row: review_lists.ReviewView) -> dict[str, Any]:
    """What the page shows of one; times in UTC."""
    said = {"words": row.reply, "at": row.replied_at} if row.reply else None
    return {
        "id": row.public_id,
        "stars": row.stars,
        "title": row.title,
        "words": row.words,
        "name": row.name,
        "bought": row.is_bought,
        "written_at": row.written_at,
        "helpful": row.helpful_count,
        "photographs": [f"{settings.SITE_URL}{photo.full}" for photo in row.photos],
        "reply": said,
    }


def result(card: Card) -> dict[str, Any]:
    return {
        "slug": card.slug,
        "title": card.title,
        "url": f"{settings.SITE_URL}{card.url}",
        "price": money_body(card.price) if card.price else None,
        "price_is_from": card.price_from,
        "compare_at": money_body(card.compare_at) if card.compare_at else None,
        "seller": {"name": card.seller.name, "url": f"{settings.SITE_URL}{card.seller.url}"},
        "rating": str(card.rating) if card.rating is not None else None,
        "review_count": card.rating_count,
        "availability": {"kind": card.truth.kind, "text": card.truth.text} if card.truth else None,
    }


def _size(raw: str, usual: int = PAGE) -> int | None:
    if not raw:
        return usual
    return int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 4 and 1 <= int(raw) <= MOST else None


def _next_reviews(request: HttpRequest, asked: review_asking.Asked, cursor: str, size: int) -> str | None:
    query = review_asking.after(asked, cursor).query()
    return f"{settings.SITE_URL}{request.path}?{query}&limit={size}" if cursor else None


def _next(links: Links, cursor: str, size: int) -> str | None:
    return f"{settings.SITE_URL}{links.following(cursor)}&limit={size}" if cursor else None


urlpatterns = [
    path("products", products, name="products"),
    path("products/<slug:slug>/reviews", reviews, name="product_reviews"),
    path("products/<slug:slug>", product, name="product"),
    path("categories", all_categories, name="categories"),
]
