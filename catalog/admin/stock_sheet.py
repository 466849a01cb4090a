"""Changing stock by a sheet: upload, look at every line, apply all of them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commerce.kernel.errors import ShopError
from commerce.kernel.staff import actor_of

from ..domain import stock_sheet
from ..models import StockLevel

MOST_BYTES = 500_000


class SheetForm(forms.Form):
    """A file, or the text that the preview carries back."""

    file = forms.FileField(
        label=gettext_lazy("Sheet"),
        required=False,
        help_text=gettext_lazy("CSV in UTF-8 with the columns sku, change, reason. 12 adds twelve, −3 takes three."),
    )
    text = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if file := typed.get("file"):
            if file.size > MOST_BYTES:
                raise forms.ValidationError(_("The sheet is too large."))
            try:
                typed["text"] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                raise forms.ValidationError(_("Save the sheet as CSV in UTF-8.")) from None
        if not typed.get("text"):
            raise forms.ValidationError(_("Choose a sheet."))
        return typed


def page(request: HttpRequest, site: Any) -> HttpResponse:
    """GET: the form. POST: the preview; with `apply`, the deed."""
    form = SheetForm(request.POST or None, request.FILES or None)
    rows: list[stock_sheet.Row] = []
    if request.method == "POST" and form.is_valid():
        try:
            rows = stock_sheet.read(form.cleaned_data["text"])
            if "apply" in request.POST:
                count = stock_sheet.apply(rows=rows, actor=actor_of(request))
                words = ngettext("%(n)s line is in the stock book.", "%(n)s lines are in the stock book.", count)
                messages.success(request, words % {"n": count})
                return redirect("admin:catalog_stockmovement_changelist")
        except ShopError as error:
            form.add_error(None, str(error.message))
    context = {
        **site.each_context(request),
        "title": _("Change stock by a sheet"),
        "form": form,
        "rows": rows,
        "wrong": sum(1 for row in rows if row.problem),
        "text": form.cleaned_data.get("text", "") if rows else "",
        "opts": StockLevel._meta,
    }
    return TemplateResponse(request, "admin/catalog/stocklevel/sheet.html", context, status=422 if form.errors else 200)
