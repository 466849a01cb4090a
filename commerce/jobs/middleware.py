"""`Idempotency-Key`: the same request twice has one effect and one answer (R06)."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from commerce.kernel.views import problem, problem_of

from .domain import request_keys
from .domain.stored_answers import Kept, give, keep, may_be_kept

METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})
LONGEST_KEY = 255
# Sign-in: a stored answer could open an account again, and a password is not to be kept, not even as a hash.
ENTRANCE = re.compile(r"^account_")
OTHER_DOORS = frozenset({"admin", "payments"})
# The form token is masked anew for every page; what was typed is the same.
FORM_TOKEN = re.compile(rb"(?:^|&)csrfmiddlewaretoken=[^&]*")
PART_TOKEN = re.compile(rb'name="?csrfmiddlewaretoken"?', re.IGNORECASE)


class IdempotencyKeys:
    """Answers a repeated request with what the first one was answered.

    A key belongs to one person, method and path. Whoever cannot be told from others has none: the request is done.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.headers.get("Idempotency-Key", "").strip()
        owner = owner_of(request) if key and request.method in METHODS and is_ours(request) else ""
        if not owner:
            return self.get_response(request)
        if len(key) > LONGEST_KEY:
            words = _("An Idempotency-Key has at most %(most)d characters.") % {"most": LONGEST_KEY}
            return problem(request, status=400, code="idempotency_key_too_long", message=words)
        try:
            return self.answer(request, owner, key)
        except (request_keys.KeyReused, request_keys.InFlight) as error:
            return problem_of(request, error)

    def answer(self, request: HttpRequest, owner: str, key: str) -> HttpResponse:
        scope = request_keys.hashed(f"{owner} {request.method} {request.path}")
        body = request.META.get("QUERY_STRING", "").encode() + b"\n" + content(request)
        came_with = cookies_of(request)
        given: list[HttpResponse] = []

        def work() -> Kept | None:
            given.append(self.get_response(request))
            return keep(request, given[0], came_with=came_with) if may_be_kept(given[0]) else None

        done = request_keys.once(scope=scope, key=key, body=body, work=work, keep=lambda kept: kept is not None)
        return give(request, done.value, came_with=came_with) if done.replayed else given[0]


def is_ours(request: HttpRequest) -> bool:
    """Whether the address belongs to the shop: not to sign-in, the staff or a provider's webhook."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    return not (OTHER_DOORS & set(match.app_names) or ENTRANCE.match(match.url_name or ""))


def owner_of(request: HttpRequest) -> str:
    """Whose keys these are: the member's, or those of the browser that holds this form secret or session.

    The form secret comes first: it is there before a cart is, and stays when the cart becomes an order.
    """
    if request.user.is_authenticated:
        return f"user:{request.user.pk}"
    for name in (settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME):
        if request.COOKIES.get(name):
            return f"{name}:{request.COOKIES[name]}"
    return ""


def cookies_of(request: HttpRequest) -> str:
    """What the browser knew when it asked: who asks with the same cookies has not seen the first answer."""
    return request_keys.hashed(repr(sorted(request.COOKIES.items())))


def content(request: HttpRequest) -> bytes:
    """The body without the form's token and without the boundary that each sending invents."""
    kind, words = request.content_type, request.content_params or {}
    if kind == "multipart/form-data" and words.get("boundary"):
        parts = request.body.split(b"--" + words["boundary"].encode())
        return b"--".join(part for part in parts if not PART_TOKEN.search(part.split(b"\r\n\r\n")[0]))
    if kind == "application/x-www-form-urlencoded":
        return FORM_TOKEN.sub(b"", request.body).lstrip(b"&")
    return request.body
