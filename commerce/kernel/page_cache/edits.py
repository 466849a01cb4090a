"""What was changed shows on the next request: the mark of the last edit is another one, and every kept page is old."""

from collections.abc import Callable

from django.db.transaction import on_commit
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from .store import STORE

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def changed() -> None:
    """Something that pages show was changed, and not only how many are left: once the transaction has committed, every
    kept page is made anew."""
    on_commit(STORE.changed)


class StaffEdits:
    """Whatever staff send to their desks may show on pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            request.method not in SAFE
            and request.path.startswith(reverse("admin:index"))
            and response.status_code < 400
        ):
            STORE.changed()
        return response
