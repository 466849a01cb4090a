"""The market's front."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commerce.kernel.conditional import page_answer
from commerce.kernel.page_cache.shared import PRICES, shared

from ..queries import categories, structured_ways
from ..queries.front import front


@require_safe
@shared(seconds=PRICES)
def home(request: HttpRequest) -> HttpResponseBase:
    shown = front(categories.tree(), now=timezone.now())
    context = {
        "categories": shown.categories,
        "shelves": shown.shelves,
        "stalls": shown.stalls,
        "story": shown.story,
        "structured": structured_ways.of_front(),
    }
    return page_answer(request, render(request, "catalog/home.html", context))
