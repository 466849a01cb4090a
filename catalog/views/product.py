"""The page of one product."""

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commerce.accounts.domain import delivery_place as place
from commerce.kernel.conditional import page_answer
from commerce.kernel.page_cache.shared import PRICES, is_shared, note, shared

from ..domain import seen
from ..models import Product
from ..models.product import ProductStatus
from ..queries import categories, product_kept, product_page, related
from ..queries.categories import Tree
from ..queries.product_kept import NotOnSale
from ..queries.stalls import stall_view
from . import questions, reviews


@require_safe
@shared(seconds=PRICES, shaped_by=(place.KEY,), hit=seen.shown_again)
def product(request: HttpRequest, slug: str) -> HttpResponseBase:
    is_preview = "preview" in request.GET and request.user.is_staff
    tree, to, now, params = categories.tree(), place.place_of(request), timezone.now(), request.GET.dict()
    try:
        if is_preview or is_shared(request):  # a page that is kept must not be made of what is half as old already
            page = product_kept.built(slug, params, to, tree, now=now, drafts=is_preview)
        else:
            page = product_kept.product_on_sale(slug, params, to, tree, now=now)
    except NotOnSale as error:
        return _gone(request, error.product, tree) if error.product else _moved(request, slug)
    found = page.row
    context = {
        "product": page.shown,
        "structured": page.structured,
        "reviews": reviews.section(request, found),
        "questions": questions.section(request, found),
        "near": page.near,
        "is_preview": is_preview and found.status != ProductStatus.ACTIVE,
    }
    answer = page_answer(request, render(request, "catalog/product.html", context))
    if is_shared(request):
        note(request, answer, found.public_id)
    elif not context["is_preview"]:
        seen.remember(answer, request=request, product=found.public_id)
    return answer


def _moved(request: HttpRequest, slug: str) -> HttpResponseBase:
    """To where a product with an old address is now, with the rest of the address kept."""
    url = product_page.moved_to(slug)
    if url is None:
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{url}?{query}" if query else url)


def _gone(request: HttpRequest, found: Product, tree: Tree) -> HttpResponseBase:
    """No longer sold: says so, and shows what stands nearby."""
    context = {
        "title": found.title,
        "seller": stall_view(found.seller),
        "near": related.neighbours(found, tree, now=timezone.now()),
    }
    return page_answer(request, render(request, "catalog/gone.html", context, status=410))
