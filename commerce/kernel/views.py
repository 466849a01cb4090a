"""Answers that any app gives: problem documents, error pages."""

import sys

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from .database_errors import PASSING, DatabaseBusy, of_database
from .errors import ShopError
from .forgery import ask_for_token
from .way_back import way_back


def wants_json(request: HttpRequest) -> bool:
    return request.path.startswith("/api/") or request.headers.get("Accept", "").startswith("application/json")


def problem(
    request: HttpRequest, *, status: int, code: str, message: str, retry_after: int | None = None
) -> HttpResponse:
    """An error as a page, or as `application/problem+json` (RFC 9457) for programs; `retry_after` in seconds."""
    response = _problem(request, status=status, code=code, message=message)
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response


def problem_of(request: HttpRequest, error: ShopError) -> HttpResponse:
    """The answer to an error of the domain."""
    if isinstance(error, DatabaseBusy) and not wants_json(request):
        return _try_again(request, error)
    return problem(
        request, status=error.status, code=error.code, message=str(error.message), retry_after=error.retry_after
    )


def _try_again(request: HttpRequest, error: DatabaseBusy) -> HttpResponse:
    """A page that needs no database itself."""
    again = request.get_full_path() if request.method == "GET" else way_back(request, otherwise="catalog:home")
    page = render_to_string("503.html", {"message": error.message, "again": again})
    headers = {"Retry-After": str(error.retry_after), "Cache-Control": "no-store"}
    return _whole(request, HttpResponse(page, status=error.status, headers=headers))


def _problem(request: HttpRequest, *, status: int, code: str, message: str) -> HttpResponse:
    if wants_json(request):
        return _document(status=status, code=code, message=message)
    template = {404: "404.html", 410: "404.html", 403: "403.html", 429: "429.html"}.get(status, "problem.html")
    return _whole(
        request, render(request, template, {"message": message, "code": code, "status": status}, status=status)
    )


def _document(*, status: int, code: str, message: str) -> HttpResponse:
    body = {"type": f"about:blank#{code}", "title": message, "status": status, "code": code}
    return JsonResponse(body, status=status, content_type="application/problem+json")


def _whole(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """In the place of the whole page, where only a part of one was asked for."""
    if request.headers.get("HX-Request"):
        response.headers["HX-Retarget"] = "body"
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(request, status=404, code="not_found", message=_("There is no such page."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(request, status=403, code="forbidden", message=_("This page is not for your account."))


def broken(request: HttpRequest) -> HttpResponse:
    """What nobody foresaw. Called while the exception is handled; one of the database may also come from outside of
    any view."""
    error = sys.exception()
    if isinstance(error, PASSING):
        return problem_of(request, of_database(error))
    if wants_json(request):
        return _document(status=500, code="broken", message=_("Something broke on our side."))
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if wants_json(request):
        words = _("The form token is missing or old. Send the one of your last answer in X-CSRFToken.")
        return problem(request, status=403, code="csrf_failed", message=words)
    context = {"page_url": way_back(request, otherwise=settings.LOGOUT_REDIRECT_URL)}
    return ask_for_token(request, render(request, "403_csrf.html", context, status=403))
