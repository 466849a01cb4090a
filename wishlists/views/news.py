"""The link in a mail about watched things: ends these mails, without signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ..domain import news as letters


@require_http_methods(["GET", "POST"])
@never_cache
def news(request: HttpRequest, key: str) -> HttpResponse:
    """GET asks, since mail programs look at links by themselves; POST ends the mails."""
    person = letters.person_of(key)
    is_done = request.method == "POST"
    if is_done:
        letters.stop(user=person)
    return render(request, "wishlists/news.html", {"is_done": is_done})
