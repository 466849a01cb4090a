"""Limits of the pages of sign-in, which belong to allauth."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from commerce.jobs.domain.limits import TooOften
from commerce.kernel.middleware import client_address
from commerce.kernel.views import problem_of

from .domain import entrance


class EntranceLimits:
    """Answers 429 to who posts to a page of sign-in too often."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        page = request.resolver_match.url_name if request.resolver_match else None
        if request.method != "POST" or page not in entrance.PER_MINUTE:
            return None
        visitor = str(request.user.pk) if request.user.is_authenticated else client_address(request)
        try:
            entrance.knock(page=page, visitor=visitor)
        except TooOften as error:
            return problem_of(request, error)
        return None
