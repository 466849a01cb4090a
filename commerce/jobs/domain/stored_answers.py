"""What is kept of an answer so that it can be given again, and to whom its cookies go."""

from base64 import b64decode, b64encode
from importlib import import_module
from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

HEADERS = ("Content-Type", "Location", "Vary", "ETag", "HX-Redirect", "HX-Retarget", "HX-Reswap", "HX-Trigger")
# A new try could go better: signed in, with a fresh form, later, or after looking again.
PASSING = frozenset({401, 403, 408, 409, 423, 425, 429})
MOST_BYTES = 512 * 1024


class Kept(TypedDict):
    """`body` in base64; `came_with` is the hash of the cookies of the first request."""

    status: int
    headers: dict[str, str]
    body: str
    came_with: str
    cookies: dict[str, dict[str, str]]
    session: str


def may_be_kept(response: HttpResponse) -> bool:
    """Whether the answer is final: what went well, and what was refused for good."""
    return (
        response.status_code < 500
        and response.status_code not in PASSING
        and not response.streaming
        and len(response.content) <= MOST_BYTES
    )


def keep(request: HttpRequest, response: HttpResponse, *, came_with: str) -> Kept:
    """The answer as a row keeps it."""
    cookies = {
        name: {"value": morsel.value, **{key: str(value) for key, value in morsel.items() if value}}
        for name, morsel in response.cookies.items()
    }
    return Kept(
        status=response.status_code,
        headers={name: response.headers[name] for name in HEADERS if name in response.headers},
        body=b64encode(response.content).decode(),
        came_with=came_with,
        cookies=cookies,
        session=_new_session(request),
    )


def give(request: HttpRequest, kept: Kept, *, came_with: str) -> HttpResponse:
    """The stored answer again. Cookies go along only when the first answer never arrived: the request comes with
    the very cookies of the first one. Otherwise they could put back a cart or session that is over."""
    response = HttpResponse(b64decode(kept["body"]), status=kept["status"], headers=kept["headers"])
    response.headers["Idempotent-Replayed"] = "true"
    add_never_cache_headers(response)
    if came_with == kept["came_with"]:
        for name, attributes in kept["cookies"].items():
            words = dict(attributes)
            response.cookies[name] = words.pop("value")
            response.cookies[name].update(words)
        _give_session(request, kept["session"])
    return response


def _new_session(request: HttpRequest) -> str:
    """The session that this request began or changed for a guest; a member's own is in her cookie already."""
    session = request.session
    if request.user.is_authenticated or not session.modified or session.is_empty():
        return ""
    session.save()
    return session.session_key or ""


def _give_session(request: HttpRequest, key: str) -> None:
    if key:
        request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
        request.session.modified = bool(request.session.keys())
