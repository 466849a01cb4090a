"""The style guide: every component in all its states, for staff and for whoever develops the shop."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp, csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods

from commerce.kernel.context import THEMES
from commerce.kernel.staff.access import is_staff

from ..styleguide import notes
from ..styleguide.chapters import CHAPTERS, chapters

BOTH = "both"
WIDTHS = ("360", "768")
# Mail programs know inline styles only, so a mail has them; nothing else is allowed in it.
MAIL_POLICY = {"default-src": [NONE], "style-src": [UNSAFE_INLINE], "img-src": [SELF]}
View = Callable[..., HttpResponseBase]


def for_makers(view: View) -> View:
    """Staff, and everybody while developing; others learn nothing. No cache and no search engine keeps it. What a
    sample form sends is thrown away."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not (settings.DEBUG or is_staff(request)):
            raise Http404
        if request.method == "POST":
            return HttpResponseRedirect(request.get_full_path(), status=303)
        response = view(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return require_http_methods(["GET", "HEAD", "POST"])(never_cache(guarded))


@for_makers
def guide(request: HttpRequest, chapter: str = "") -> HttpResponse:
    """`theme` is light, dark or both, `width` that of a phone or a tablet: the last three show the page in frames."""
    theme, width = request.GET.get("theme", ""), request.GET.get("width", "")
    width = width if width in WIDTHS else ""
    if theme != BOTH and not width:
        return _page(request, "styleguide/page.html", chapter, theme)
    themes = sorted(THEMES, reverse=True) if theme == BOTH else [theme if theme in THEMES else ""]
    context = _around(request, chapter, theme) | {"themes": themes, "width": width}
    return render(request, "styleguide/frames.html", context)


@for_makers
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def frame(request: HttpRequest, chapter: str = "") -> HttpResponse:
    """The same without its navigation, for a frame of the guide."""
    return _page(request, "styleguide/frame.html", chapter, request.GET.get("theme", ""))


@for_makers
@csp(MAIL_POLICY)  # type: ignore[arg-type]
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """A mail of the shop about a made-up order."""
    if name not in notes.MAILS:
        raise Http404
    shop = {"name": settings.SHOP_NAME, "country": settings.SHOP_COUNTRY, "currency": settings.SHOP_CURRENCY}
    words = notes.letter() | {"shop": shop, "site_url": settings.SITE_URL}
    return HttpResponse(render_to_string(f"emails/{name}.html", words))


@for_makers
def problem(request: HttpRequest, name: str) -> HttpResponse:
    """A page of a bad day, as if it had come; its status is that of a good one."""
    if name not in notes.PAGES:
        raise Http404
    return render(request, f"{name}.html", {"message": notes.WORDS.get(name, ""), "page_url": "#", "retry_after": 30})


def _page(request: HttpRequest, template: str, chapter: str, theme: str) -> HttpResponse:
    context = _around(request, chapter, theme)
    samples = {each.id: each.samples() for each in context["chapters"]}
    return render(request, template, context | samples)


def _around(request: HttpRequest, chapter: str, theme: str) -> dict[str, Any]:
    """Raises Http404 for a chapter that there is not. A theme that was not asked for stays the visitor's own."""
    shown = chapters(chapter)
    if not shown:
        raise Http404
    own = {"theme": theme} if theme in THEMES else {}
    return {"chapters": shown, "all_chapters": CHAPTERS, "chapter": chapter, "asked": theme, "widths": WIDTHS} | own
