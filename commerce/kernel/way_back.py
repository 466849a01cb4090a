"""The page that a press came from."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request: HttpRequest, *, otherwise: str) -> str:
    """The page the press came from, when it is one of ours; else the address called `otherwise`."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    path = f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path
    is_ours = came_from.netloc == request.get_host() and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else reverse(otherwise)
