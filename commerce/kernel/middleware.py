"""Request ids, one log line a request, compressed pages, and domain errors as pages or problem documents."""

import logging
import re
import time
from collections.abc import Callable
from typing import TypeGuard

import brotli  # type: ignore[import-untyped]
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from . import file_heads
from .cached import marks
from .database_errors import PASSING, of_database
from .encodings import encoding_of
from .errors import ShopError
from .ids import new_id
from .logs import bound
from .page_cache.shared import VERSION
from .views import problem_of

log = logging.getLogger("shop.request")
GIVEN_ID = re.compile(r"^[A-Za-z0-9_-]{8,64}$")
COMPRESSED = ("text/html", "application/json", "application/problem+json", "application/xml")
BROTLI_QUALITY = 4  # for a page that one visitor gets
SMALLEST_PACKED = 200  # bytes
Handler = Callable[[HttpRequest], HttpResponse]


class RequestContext:
    """Gives each request an id (a trusted proxy's own is kept) and logs it with status and time."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        trusted = request.META.get("REMOTE_ADDR") in settings.TRUSTED_PROXIES
        given = request.headers.get("X-Request-Id", "")
        request.request_id = given if trusted and GIVEN_ID.match(given) else new_id("req")  # type: ignore[attr-defined]
        started = time.perf_counter()
        found = request.META.get(VERSION)
        marks.set({"mark": found} if found else {})
        with bound(request_id=request.request_id):  # type: ignore[attr-defined]
            response = self.get_response(request)
            took = round((time.perf_counter() - started) * 1000, 1)
            extra = {
                "method": request.method,
                "path": request.path,
                "status": response.status_code,
                "ms": took,
            }
            log.info("request", extra=extra)
        marks.set(None)
        response.headers["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]
        file_heads.shorten(request, response)
        return response


class CompressPages(GZipMiddleware):
    """Pages and JSON go out packed: Brotli, which is both smaller and quicker, else gzip. Pictures and files are what
    they are. Sizes tell nothing about the form token inside: it is masked anew for each answer."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith(COMPRESSED):
            return response
        takes_brotli = encoding_of(request.headers.get("Accept-Encoding", "")) == "br"
        return (
            packed(response) if takes_brotli and is_packable(response) else super().process_response(request, response)
        )


def is_packable(response: HttpResponseBase) -> TypeGuard[HttpResponse]:
    if not isinstance(response, HttpResponse) or response.has_header("Content-Encoding"):
        return False
    return len(response.content) >= SMALLEST_PACKED


def packed(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ("Accept-Encoding",))
    response.content = brotli.compress(response.content, quality=BROTLI_QUALITY)
    response.headers["Content-Encoding"] = "br"
    response.headers["Content-Length"] = str(len(response.content))
    if etag := response.headers.get("ETag", ""):
        response.headers["ETag"] = f"W/{etag.removeprefix('W/')}"
    return response


class ProblemPages:
    """Turns a ShopError that a view let through, or an error of the database that passes, into its page or problem
    document."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, PASSING):
            exception = of_database(exception)
        if not isinstance(exception, ShopError):
            return None
        if exception.status != 429:  # the limit has told it
            log.info("refused", extra={"code": exception.code, "status": exception.status})
        return problem_of(request, exception)


def client_address(request: HttpRequest) -> str:
    """The visitor's address; X-Forwarded-For counts only behind a trusted proxy (its last untrusted hop)."""
    address = request.META.get("REMOTE_ADDR", "")
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    while address in settings.TRUSTED_PROXIES and hops:
        address = hops.pop()
    return address
