"""What makes the shop an app: its manifest, its service worker, the page without a network."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from commerce.kernel.conditional import public_answer

from ..queries import shell

HOUR = 3_600


@require_safe
def manifest(request: HttpRequest) -> HttpResponseBase:
    response = JsonResponse(shell.manifest(), content_type="application/manifest+json")
    return public_answer(request, response, seconds=HOUR)


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """At the root, so that it answers for the whole shop; asked for anew each time, so that a deployment is seen."""
    response = HttpResponse(shell.worker_script(), content_type="text/javascript; charset=utf-8")
    patch_cache_control(response, no_cache=True)
    return response


@require_safe
def offline(request: HttpRequest) -> HttpResponseBase:
    """The same for everybody: what it lists comes from the device itself."""
    return public_answer(request, render(request, "content/offline.html"), seconds=HOUR)
