"""Where a press leads: on to the page that it names, or back to the one that it came from. Ours alone."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request: HttpRequest, *, otherwise: str) -> str:
    """The page the press came from, when it is one of ours; else the address called `otherwise`."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    path = f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path
    is_ours = came_from.netloc == request.get_host() and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else reverse(otherwise)


def way_on(request: HttpRequest, *, otherwise: str) -> str:
    """The page that `next` names, in the form or in the address, when it is one of ours; else `otherwise`: an address,
    or the name of one."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if is_ours else resolve_url(otherwise)
