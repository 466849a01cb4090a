"""The money proof as pages: for staff with every account, for everybody (where the operator wants it) the verdict."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commerce.kernel.money import Money
from orders.domain import proof
from orders.models import MoneyProof
from payments.models import AccountCode


@require_safe
def page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    context = {**site.each_context(request), "title": _("Money proof"), "proof": shown(MoneyProof.objects.first())}
    return TemplateResponse(request, "admin/money.html", context)


@require_POST
def prove(request: HttpRequest) -> HttpResponse:
    """Look at everything now and keep what was found."""
    made = proof.prove()
    proof.keep(made)
    if made.is_clean:
        messages.success(request, _("Everything was looked at just now. Nothing differs."))
    else:
        messages.error(request, _("Everything was looked at just now. Something differs: see below."))
    return redirect("admin:money")


@require_safe
def public(request: HttpRequest) -> HttpResponse:
    if not settings.SHOP_MONEY_PROOF:
        raise Http404
    return render(request, "pages/money.html", {"proof": shown(MoneyProof.objects.first())})


def shown(kept: MoneyProof | None) -> dict[str, Any] | None:
    """A kept proof as the pages take it; None before the first."""
    if kept is None:
        return None
    found = kept.found
    currencies = [
        {
            "code": each["currency"],
            "difference": Money(each["sum_minor"], each["currency"]),
            "accounts": [(AccountCode(code).label, Money(minor, each["currency"])) for code, minor in each["accounts"]],
        }
        for each in found["currencies"]
    ]
    unexplained = [
        {**each, "amount": Money(each["minor"], each["currency"]), "since": parse_datetime(each["since"])}
        for each in found["unexplained"]
    ]
    return {**found, "at": kept.at, "is_clean": kept.is_clean, "currencies": currencies, "unexplained": unexplained}
