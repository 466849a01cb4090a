"""Any list as a CSV file: the columns of the list, for the selection or for everything the filters leave."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from html import unescape
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ROWS_AT_ONCE = 500
# A cell that begins so is a formula to a spreadsheet (OWASP, "CSV Injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Echo:
    """A file for the csv module that hands every line back."""

    def write(self, line: str) -> str:
        return line


@admin.action(description=gettext_lazy("Download as CSV"))
def download(desk: admin.ModelAdmin[Any], request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
    return sheet(desk, request, queryset)


def filtered(request: HttpRequest, app: str, model: str, site: admin.AdminSite) -> HttpResponse:
    """Everything that the list at hand shows with its present filters, on all its pages."""
    try:
        desk = site._registry[apps.get_model(app, model)]
    except LookupError:
        raise Http404 from None
    try:
        shown = desk.get_changelist_instance(request).get_queryset(request)
    except IncorrectLookupParameters:
        return redirect(f"admin:{app}_{model}_changelist")
    return sheet(desk, request, shown)


def sheet(desk: admin.ModelAdmin[Any], request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse:
    names = [name for name in desk.get_list_display(request) if not getattr(attribute(desk, name), "no_csv", False)]
    writer = csv.writer(Echo())
    lines = (writer.writerow(cells) for cells in table(desk, names, rows))
    response = StreamingHttpResponse(with_mark(lines), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(desk)}"'
    return response  # type: ignore[return-value]


def file_name(desk: admin.ModelAdmin[Any]) -> str:
    return f"{desk.opts.model_name}-{localtime():%Y-%m-%d-%H%M}.csv"


def with_mark(lines: Iterable[str]) -> Iterator[str]:
    """Spreadsheets take a file without this mark for Latin-1."""
    yield "\ufeff"
    yield from lines


def table(desk: admin.ModelAdmin[Any], names: list[Any], rows: QuerySet[Any]) -> Iterator[list[Any]]:
    yield [safe(capfirst(str(label_for_field(name, desk.model, desk)))) for name in names]
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield [cell(desk, name, row) for name in names]


def attribute(desk: admin.ModelAdmin[Any], name: Any) -> Any:
    """What stands behind a name of list_display: a function, a method of the desk, or nothing."""
    return name if callable(name) else getattr(desk, name, None)


def cell(desk: admin.ModelAdmin[Any], name: Any, row: Any) -> Any:
    plain: Callable[[Any], Any] | None = getattr(attribute(desk, name), "csv_value", None)
    if plain:
        return as_cell(plain(row))
    try:
        field, _attribute, value = lookup_field(name, row, desk)
    except ObjectDoesNotExist:
        return ""
    if field is not None and getattr(field, "flatchoices", None):
        value = dict(field.flatchoices).get(value, value)
    return as_cell(value)


def as_cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, (int, Decimal)):
        return value
    if isinstance(value, datetime):
        return localtime(value).isoformat(sep=" ", timespec="seconds")
    text = unescape(strip_tags(str(value))) if hasattr(value, "__html__") else str(value)
    return safe(text)


def safe(text: str) -> str:
    """The text, with an apostrophe before anything that a spreadsheet would calculate."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
