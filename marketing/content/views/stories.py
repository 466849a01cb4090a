"""Stories of the market, newest first."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commerce.kernel.conditional import page_answer
from commerce.kernel.page_cache.shared import TIMED, shared

from ..models.page import PageKind
from ..queries import pages
from .pages import shown

STORIES_ON_A_PAGE = 12


@require_safe
@shared(seconds=TIMED)
def stories(request: HttpRequest) -> HttpResponseBase:
    found = Paginator(pages.stories(), STORIES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"stories": pages.story_cards(list(found.object_list)), "page_obj": found}
    return page_answer(request, render(request, "content/stories.html", context))


@require_safe
@shared(seconds=TIMED)
def story(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = pages.find(PageKind.STORY, slug)
    if found is None:
        raise Http404
    return shown(request, pages.page_view(found))
