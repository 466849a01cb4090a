"""Lists that a shopper walks through: a category, a search, a stall, all stalls."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commerce.kernel.conditional import page_answer
from commerce.kernel.page_cache.shared import PRICES, shared

from ..domain import search_log
from ..queries import categories, stalls, straight
from ..queries import collections as chosen
from ..queries.criteria import Reading, read
from ..queries.listing import Scope
from ..queries.suggestions import suggestions as suggest
from .lists import ProductList, is_plain

STALLS_ON_A_PAGE = 24
MOST_TYPED = 80


@require_safe
@shared(seconds=PRICES)
def category(request: HttpRequest, slug: str) -> HttpResponseBase:
    tree, node = categories.find(slug)
    if node is None:
        raise Http404
    way = [{"name": _("Market"), "url": "/"}, *({"name": n.name, "url": n.url} for n in tree.way_to(node.parent_id))]
    found = ProductList(request, Scope(tree, category=node), _read(request))
    return found.answer(
        "catalog/list.html",
        {
            "title": node.name,
            "lead": node.description,
            "breadcrumb": [*way, {"name": node.name, "url": ""}],
            "page_title": node.seo_title,
            "page_description": node.seo_description or node.description,
            "canonical_url": f"{settings.SITE_URL}{node.url}",
        },
    )


@require_safe
@shared(seconds=PRICES)
def collection(request: HttpRequest, slug: str) -> HttpResponseBase:
    shown = chosen.find(slug)
    if shown is None:
        raise Http404
    way = [{"name": _("Market"), "url": "/"}, {"name": _("Collections"), "url": reverse("catalog:collections")}]
    found = ProductList(request, Scope(categories.tree(), collection=shown), _read(request))
    return found.answer(
        "catalog/list.html",
        {
            "title": shown.name,
            "lead": shown.description,
            "breadcrumb": [*way, {"name": shown.name, "url": ""}],
            "page_title": shown.seo_title,
            "page_description": shown.seo_description or shown.description,
            "canonical_url": f"{settings.SITE_URL}{shown.url}",
        },
    )


@require_safe
@shared(seconds=PRICES)
def collections(request: HttpRequest) -> HttpResponseBase:
    way = [{"name": _("Market"), "url": "/"}, {"name": _("Collections"), "url": ""}]
    context = {"collections": chosen.collections(), "breadcrumb": way}
    return page_answer(request, render(request, "catalog/collections.html", context))


@require_safe
@shared(seconds=PRICES, hit=search_log.note_again)
def search_results(request: HttpRequest) -> HttpResponseBase:
    reading = _read(request)
    words, tree = reading.criteria.words, categories.tree()
    if words and is_plain(request) and (url := straight.way(words, tree)):
        search_log.note(words, 1)
        return redirect(url)
    found = ProductList(request, Scope(tree, words=words), reading)
    title = _("“%(words)s”") % {"words": words} if words else _("All products")
    return found.answer("catalog/list.html", {"title": title, "canonical_url": ""})


@require_safe
def suggestions(request: HttpRequest) -> HttpResponseBase:
    """What the search field offers while somebody types; a part of a page."""
    found = suggest(request.GET.get("q", "")[:MOST_TYPED], categories.tree(), now=timezone.now())
    response = render(request, "catalog/_suggestions.html", {"found": found})
    response.headers["Cache-Control"] = "private, max-age=60"
    return response


@require_safe
@shared(seconds=PRICES)
def seller(request: HttpRequest, slug: str) -> HttpResponseBase:
    stall = stalls.stall(slug)
    if stall is None:
        raise Http404
    found = ProductList(request, Scope(categories.tree(), seller_id=stall.id), _read(request))
    return found.answer("catalog/seller.html", {"seller": stall, "own_stall": True})


@require_safe
@shared(seconds=PRICES)
def sellers(request: HttpRequest) -> HttpResponseBase:
    page = Paginator(stalls.open_sellers(), STALLS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"stalls": stalls.with_pictures(list(page.object_list)), "page_obj": page}
    return page_answer(request, render(request, "catalog/sellers.html", context))


def _read(request: HttpRequest) -> Reading:
    return read(request.GET, currency=settings.SHOP_CURRENCY)
