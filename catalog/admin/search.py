"""What staff teach the search, and what shoppers asked of it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.staff import ReadOnlyAdmin, StaffAdmin, when_column

from ..domain.search_log import cleaned
from ..models import SearchRedirect, SearchTally, Synonym
from ..queries import finder, straight


class Taught(StaffAdmin):
    """What the search has in its cache: a change is known to the next search."""

    forget: Callable[[], None]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        type(self).forget()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        type(self).forget()


class SynonymForm(forms.ModelForm):
    class Meta:
        model = Synonym
        fields = ["words", "note"]

    def clean_words(self) -> list[str]:
        words = list(dict.fromkeys(filter(None, (cleaned(word) for word in self.cleaned_data["words"]))))
        if len(words) < 2:
            raise ValidationError(_("Give two words at least, with a comma between."))
        return words


@admin.register(Synonym)
class SynonymAdmin(Taught):
    list_display = ["__str__", "note"]
    search_fields = ["words", "note"]
    form = SynonymForm
    forget = staticmethod(finder.forget)


class RedirectForm(forms.ModelForm):
    class Meta:
        model = SearchRedirect
        fields = ["words", "url"]

    def clean_words(self) -> str:
        if not (words := cleaned(self.cleaned_data["words"])):
            raise ValidationError(_("Give the words that somebody types."))
        return words

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"].strip()
        try:
            name = resolve(url.partition("?")[0]).view_name if url.startswith("/") else ""
        except Resolver404:
            name = ""
        if not name:
            raise ValidationError(_("This shop has no page at this address. It begins with “/”."))
        if name == "catalog:search":
            raise ValidationError(_("This leads to a search again. Give the address of a page."))
        return url


@admin.register(SearchRedirect)
class SearchRedirectAdmin(Taught):
    list_display = ["words", "url"]
    search_fields = ["words", "url"]
    form = RedirectForm
    forget = staticmethod(straight.forget)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"words": request.GET.get("words", "")}


class Outcome(admin.SimpleListFilter):
    title = gettext_lazy("outcome")
    parameter_name = "outcome"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("nothing", gettext_lazy("nothing says that")), ("found", gettext_lazy("found something"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "nothing":
            return queryset.filter(results=0)
        return queryset.filter(results__gt=0) if self.value() == "found" else queryset


@admin.register(SearchTally)
class SearchTallyAdmin(ReadOnlyAdmin):
    list_display = ["words", "searches", "results", when_column("last_at", gettext_lazy("last")), "ways_on"]
    list_filter = [Outcome]
    search_fields = ["words"]
    ordering = ["-searches", "words"]

    @admin.display(description=gettext_lazy("what to do"))
    def ways_on(self, obj: SearchTally) -> str:
        return format_html(
            '<a href="{}?{}">{}</a> · <a href="{}?{}">{}</a>',
            reverse("catalog:search"),
            urlencode({"q": obj.words}),
            _("look"),
            reverse("admin:catalog_searchredirect_add"),
            urlencode({"words": obj.words}),
            _("lead elsewhere"),
        )
