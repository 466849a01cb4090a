"""Answers that a browser may keep and ask about again: ETag and 304."""

import hashlib
import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

# Every rendering masks the form token anew; what it protects is the same page.
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def page_answer(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """A page of this visitor: kept by the browser, asked about every time, 304 when nothing changed.

    Without its cookie a kept page's token would not be accepted, so then the whole page goes out.
    """
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie", "HX-Request"])
    if settings.CSRF_COOKIE_NAME not in request.COOKIES and TOKEN.search(response.content):
        return response
    etag = etag_of(TOKEN.sub(b"", response.content))
    return get_conditional_response(request, etag=etag, response=_tagged(response, etag)) or response


def public_answer(request: HttpRequest, response: HttpResponse, *, seconds: int) -> HttpResponseBase:
    """The same for everybody: any cache may keep it for so many seconds."""
    patch_cache_control(response, public=True, max_age=seconds)
    etag = etag_of(response.content)
    return get_conditional_response(request, etag=etag, response=_tagged(response, etag)) or response


def etag_of(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def _tagged(response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["ETag"] = etag
    return response
