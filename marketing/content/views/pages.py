"""Pages that staff write; the built-in ones stand in where staff have written none."""

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commerce.kernel.conditional import page_answer
from commerce.kernel.page_cache.shared import TIMED, shared
from commerce.kernel.staff.access import is_staff

from ..models import PageVersion
from ..models.page import PageKind
from ..queries import pages
from ..queries.pages import PageView
from ..queries.structured import of_story

BUILT_IN = ("terms", "privacy", "returns")
PREVIEW_SALT = "content.preview"
PREVIEW_SECONDS = 7 * 24 * 3600


@require_safe
@shared(seconds=TIMED)
def page(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = pages.find(PageKind.PAGE, slug)
    if found is None and slug in BUILT_IN:
        return page_answer(request, render(request, f"pages/{slug}.html"))
    if found is None:
        raise Http404
    return shown(request, pages.page_view(found))


@require_safe
@never_cache
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """One version as it would look, for staff alone; the address is no secret worth keeping, yet nobody guesses it."""
    if not is_staff(request):
        raise Http404
    try:
        public_id = signing.loads(token, salt=PREVIEW_SALT, max_age=PREVIEW_SECONDS)
    except signing.BadSignature:
        raise Http404 from None
    version = PageVersion.objects.select_related("page__picture").filter(public_id=public_id).first()
    if version is None:
        raise Http404
    words = _("Preview of version %(n)s. Visitors do not see this address.") % {"n": version.number}
    return render_preview(request, pages.page_view(version.page, texts=version), words)


def preview_url(version: PageVersion) -> str:
    """Where staff look at this version for a week from now."""
    return reverse("content:preview", args=[signing.dumps(version.public_id, salt=PREVIEW_SALT)])


def render_preview(request: HttpRequest, view: PageView, words: str) -> HttpResponse:
    return render(request, "content/page.html", {"page": view, "preview": words})


def shown(request: HttpRequest, view: PageView) -> HttpResponseBase:
    structured = of_story(view) if view.is_story else []
    return page_answer(request, render(request, "content/page.html", {"page": view, "structured": structured}))
