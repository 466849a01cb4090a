"""`X-Robots-Tag` on what is a visitor's own: no page of a cart, an order or an account is ever found."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .queries.indexing import is_personal


class PersonalPages:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_personal(request):
            response.headers["X-Robots-Tag"] = "noindex"
        return response
