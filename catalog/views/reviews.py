"""Reviews of a product: the section on its page, the page of all of them, votes and replies."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commerce.kernel.conditional import page_answer
from commerce.kernel.errors import Refused
from commerce.kernel.page_cache.shared import PRICES, shared
from vendors.sellers.queries.members import sellers_of

from ..domain import reviews as writing
from ..domain import votes
from ..forms.reviews import ReplyForm
from ..models import Product, Review
from ..queries import product_page, review_asking
from ..queries import reviews as reading
from ..queries.cards import rating
from ..queries.review_asking import HELPFUL, NEWEST, Asked
from ..queries.stalls import stall_view


@dataclass(frozen=True)
class Section:
    """What templates/catalog/_reviews.html shows, with the addresses of its other sides."""

    rating: Any
    count: int
    page: reading.ReviewPage
    bars: list[dict[str, Any]]
    sorts: list[dict[str, Any]]
    photographs: dict[str, Any]
    all_url: str
    next_url: str
    is_narrowed: bool
    here: str
    stall_name: str
    stall_colour: int


def section(request: HttpRequest, product: Product, asked: Asked | None = None) -> Section:
    """The first reviews for the product's page; with `asked` a page of them all."""
    wanted = asked or Asked()
    size = reading.PAGE if asked else reading.ON_PRODUCT
    page = reading.shown(product, wanted, viewer=request.user, size=size)
    following = review_asking.address(product, review_asking.after(wanted, page.following)) if page.following else ""
    return Section(
        rating=rating(product.rating_sum, product.review_count),
        count=product.review_count,
        page=page,
        bars=[_bar(product, wanted, bar) for bar in page.bars],
        sorts=_sorts(product, wanted),
        photographs=_photographs(product, wanted, page),
        all_url=review_asking.address(product, Asked()),
        next_url=following,
        is_narrowed=wanted.is_narrowed,
        here=request.get_full_path(),
        stall_name=product.seller.name,
        stall_colour=product.seller.stall_colour,
    )


@require_safe
@shared(seconds=PRICES)
def reviews(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All reviews of a product that is on sale; an old address leads on."""
    found = product_page.find_plain(slug)
    if found is None:
        present = product_page.current_slug(slug)
        if present is None:
            raise Http404
        return redirect("catalog:reviews", present, permanent=True)
    shown = section(request, found, review_asking.read(request.GET.dict()))
    context = {"product": found, "seller": stall_view(found.seller), "reviews": shown}
    return page_answer(request, render(request, "catalog/reviews.html", context))


@require_POST
@never_cache
def vote(request: HttpRequest, public_id: str) -> HttpResponse:
    """This review helped; with `take_back` it does not any more. Who is not signed in is asked to be."""
    if not request.user.is_authenticated:
        return redirect_to_login(_back(request, public_id))
    try:
        voting = votes.take_back if "take_back" in request.POST else votes.vote
        voting(public_id=public_id, user=request.user)
    except Refused as error:
        messages.error(request, str(error.message))
    return HttpResponseRedirect(_back(request, public_id))


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def reply(request: HttpRequest, public_id: str) -> HttpResponse:
    """The stall's word to a review, written by those who work there."""
    review = _of_own_stall(request, public_id)
    form = ReplyForm(request.POST or None, initial={"words": review.reply})
    if request.method == "POST" and form.is_valid():
        try:
            actor = f"seller:{request.user.public_id}"  # type: ignore[union-attr]
            writing.reply(review=review, words=form.cleaned_data["words"], user=request.user, actor=actor)
        except Refused as error:
            form.add_error("words", str(error.message))
        else:
            messages.success(request, _("Your reply is there."))
            return redirect(review.get_absolute_url())
    words = {"form": form, "review": review, "product": review.product, "seller": stall_view(review.product.seller)}
    return render(request, "catalog/review_reply.html", words, status=422 if form.errors else 200)


def _of_own_stall(request: HttpRequest, public_id: str) -> Review:
    review = reading.published(public_id)
    if review is None or not sellers_of(request.user).filter(pk=review.product.seller_id).exists():
        raise Http404
    return review


def _back(request: HttpRequest, public_id: str) -> str:
    """The page of ours that the vote was given on; else where the review is read."""
    asked = request.POST.get("next", "")
    if asked.startswith("/p/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return f"{asked.split('#')[0]}#{public_id}"
    review = reading.published(public_id)
    return review.get_absolute_url() if review else reverse("catalog:home")


def _bar(product: Product, asked: Asked, bar: reading.Bar) -> dict[str, Any]:
    is_on = asked.stars == bar.stars
    to = review_asking.narrowed_to(asked, stars=0 if is_on else bar.stars)
    url = review_asking.address(product, to) if bar.count else ""
    return {"stars": bar.stars, "count": bar.count, "percent": bar.percent, "url": url, "is_on": is_on}


def _photographs(product: Product, asked: Asked, page: reading.ReviewPage) -> dict[str, Any]:
    to = review_asking.narrowed_to(asked, photographs=not asked.photographs)
    url = review_asking.address(product, to)
    return {"count": page.with_photographs, "url": url, "is_on": asked.photographs}


def _sorts(product: Product, asked: Asked) -> list[dict[str, Any]]:
    labels = {HELPFUL: _("Most helpful"), NEWEST: _("Newest")}
    return [
        {"label": label, "is_on": order == asked.order, "url": review_asking.sorted_by(product, asked, order)}
        for order, label in labels.items()
    ]
