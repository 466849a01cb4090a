"""How the machinery does: who of those it calls answers, what the cache finds, which statements are slow. And beginning
their counting anew."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commerce.kernel.errors import ShopError
from commerce.kernel.staff import note_many

from ..domain import statement_reports
from ..models import StatementReport
from ..queries import cache_hits
from ..queries.counting import Lacking
from ..queries.slow_statements import slow_statements, statements_of
from ..queries.third_parties import third_parties

REPORTS_SHOWN = 20


@require_safe
def page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    return TemplateResponse(request, "admin/operations.html", {**site.each_context(request), **shown()})


@require_http_methods(["GET", "POST"])
def counting(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Asks once, then keeps what was counted and begins anew."""
    if request.method == "GET":
        context = {**site.each_context(request), "title": _("Begin the counting anew")}
        return TemplateResponse(request, "admin/operations_counting.html", context)
    try:
        report = statement_reports.begin_anew()
    except ShopError as error:
        messages.error(request, str(error.message))
        return redirect("admin:operations")
    note_many(request, [report], _("Began the counting of statements anew."))
    messages.success(request, _("The counting begins anew. What was counted before is kept below."))
    return redirect("admin:operations")


def shown() -> dict[str, Any]:
    """What the page tells. The newest report in full, the others by their names."""
    found = slow_statements()
    reports = list(StatementReport.objects.all()[:REPORTS_SHOWN])
    return {
        "title": _("Operations"),
        "third_parties": third_parties(),
        "hits": cache_hits.both(),
        "least_percent": cache_hits.LEAST_RATE * 100,
        "lacking": found if isinstance(found, Lacking) else None,
        "found": None if isinstance(found, Lacking) else found,
        "limit": settings.SLOW_STATEMENT_MS,
        "last": told(reports[0]) if reports else None,
        "earlier": reports[1:],
    }


def told(report: StatementReport) -> dict[str, Any]:
    """A kept report as the tables take it."""
    return {
        "report": report,
        "by_total": statements_of(report.found["by_total"]),
        "by_mean": statements_of(report.found["by_mean"]),
    }
