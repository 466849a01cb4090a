"""How a view says that its page is the same for everybody whom the shop does not know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

VERSION = "stabroek.version"  # the mark of the last edit, once somebody has asked for it
FLAG = "stabroek.shared"  # in the WSGI environment of a request that is made for everybody
SECONDS, NOTE = "X-Shared-Seconds", "X-Shared-Note"  # headers that the door takes off again
PRICES = 30  # seconds: a price or a stock word is never older
TIMED = 60  # what staff may plan for a minute of the day
View = Callable[..., HttpResponseBase]
Headers = list[tuple[str, str]]
Hit = Callable[[str, Mapping[str, str]], Headers]


@dataclass(frozen=True)
class Shared:
    """For how many seconds a page may be kept, which cookies shape it, and what has to happen each time it is shown:
    `hit(note, cookies)` may return headers for this one visitor."""

    seconds: int
    shaped_by: frozenset[str]
    hit: Hit | None


def shared(*, seconds: int, shaped_by: tuple[str, ...] = (), hit: Hit | None = None) -> Callable[[View], View]:
    """Let the pages of a view be kept. Every page is shaped by the choice of light or dark; name further cookies."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
            response = view(request, *args, **values)
            if is_shared(request) and response.status_code == 200:
                response.headers[SECONDS] = str(seconds)
            return response

        answer.shared = Shared(seconds, frozenset({"theme", *shaped_by}), hit)  # type: ignore[attr-defined]
        return answer

    return decorate


def is_shared(request: HttpRequest) -> bool:
    """Whether this page is made for everybody: it must hold nothing of the visitor, not even a form token."""
    return FLAG in request.META


def note(request: HttpRequest, response: HttpResponseBase, text: str) -> None:
    """Keep a word for the `hit` of the view beside the page."""
    if is_shared(request):
        response.headers[NOTE] = text
