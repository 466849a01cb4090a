"""Filters of the product list that are no plain column."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..models import Category, Product
from ..queries.truth import FEW
from ..queries.visibility import HIDDEN


class StockFilter(admin.SimpleListFilter):
    title = _("stock")
    parameter_name = "stock"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("some", _("in stock")), ("low", _("low or none")), ("none", _("sold out"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Product]) -> QuerySet[Product]:
        match self.value():
            case "some":
                return queryset.filter(available__gt=0)
            case "low":
                return queryset.filter(status="active", is_digital=False, available__lte=FEW)
            case "none":
                return queryset.filter(available__lte=0)
        return queryset


class VisibleFilter(admin.SimpleListFilter):
    title = _("seen by shoppers")
    parameter_name = "visible"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("yes")), ("no", _("on sale, but something is missing"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Product]) -> QuerySet[Product]:
        match self.value():
            case "yes":
                return queryset.filter(status="active").exclude(HIDDEN)
            case "no":
                return queryset.filter(HIDDEN)
        return queryset


class BranchFilter(admin.SimpleListFilter):
    """A category with everything below it."""

    title = _("category")
    parameter_name = "branch"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        tree = Category.objects.order_by("path").values_list("path", "name", "depth")
        return [(path, f"{'– ' * depth}{name}") for path, name, depth in tree]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Product]) -> QuerySet[Product]:
        value = self.value()
        return queryset.filter(category__path__startswith=value) if value else queryset
