"""Addresses of before, and what a page says about itself in headers: to search engines, and to the service worker."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from .queries.indexing import is_personal
from .views.moved import moved

GUEST = "guest"
# What a device may show again without a network. Anything else is never kept: checkout, payment, account, staff.
KEPT = {"cart:cart": "cart", "orders:order": "order", "catalog:product": "product"}


class PersonalPages:
    """`X-Robots-Tag` on what is a visitor's own: no page of a cart, an order or an account is ever found."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_personal(request):
            response.headers["X-Robots-Tag"] = "noindex"
        return response


class OldAddresses:
    """What nothing answered is looked up among the redirects: other pages pay nothing for them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        return moved(request) or response


class KeptPages:
    """`X-Person` tells the worker whose page it is: with another person everything kept goes. `X-Keep` allows it to
    keep this one. Stands outside of the sessions, to see whether one is being made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code < 500 and is_page(request, response):
            response.headers["X-Person"] = person(request)
            if kind := kind_of(request, response):
                response.headers["X-Keep"] = kind
        return response


def is_page(request: HttpRequest, response: HttpResponse) -> bool:
    """A whole page of this visitor, or the news that the browser has it still; not what is the same for everybody."""
    is_html = response.headers.get("Content-Type", "").startswith("text/html") or response.status_code == 304
    is_shared = "public" in response.headers.get("Cache-Control", "")
    return is_html and not is_shared and "HX-Request" not in request.headers and hasattr(request, "user")


def person(request: HttpRequest) -> str:
    """A name for whoever is signed in that says nothing about them."""
    user = request.user
    return salted_hmac("content.person", user.public_id).hexdigest()[:16] if user.is_authenticated else GUEST


def kind_of(request: HttpRequest, response: HttpResponse) -> str:
    match = request.resolver_match
    if match is None or response.status_code != 200 or "preview" in request.GET:
        return ""
    return "" if settings.SESSION_COOKIE_NAME in response.cookies else KEPT.get(match.view_name, "")
