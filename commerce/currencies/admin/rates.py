"""Rates: what counts now above, every one that was told below."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.errors import ShopError
from commerce.kernel.staff import (
    Act,
    ActsMixin,
    Notice,
    ReadOnlyAdmin,
    RefusalsMixin,
    WhoMixin,
    actor_of,
    badge,
    named_filter,
    when_column,
)
from commerce.kernel.staff.access import is_staff

from ..domain import by_hand, fetch
from ..models import Jump, Rate
from ..queries import standing, words
from ..sources import registry
from ..states import SOURCE_NAMES, Answer
from .forms import ByHandForm, NoteForm
from .now import counting_now

BY_HAND = {
    "title": gettext_lazy("Set a rate by hand"),
    "show_save_and_add_another": False,
    "show_save_and_continue": False,
}
KINDS = {"in use": "done", "aside": "plain", "replaced": "plain", "ended": "stop", "old": "stop"}


class StandingFilter(admin.SimpleListFilter):
    """As the rate stands by the database's clock."""

    title = gettext_lazy("standing")
    parameter_name = "stands"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(standing.WORDS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(standing=self.value()) if self.value() else queryset


@admin.register(Rate)
class RateAdmin(WhoMixin, ActsMixin, RefusalsMixin, ReadOnlyAdmin):
    list_display = [
        "says", "stands", "date", "source", when_column("fetched_at", gettext_lazy("told")), "until", "who", "note",
    ]  # fmt: skip
    list_filter = [
        StandingFilter, "source", ("base", named_filter(gettext_lazy("currency"), admin.AllValuesFieldListFilter)),
        ("quote", named_filter(gettext_lazy("told in"), admin.AllValuesFieldListFilter)), "fetched_at",
    ]  # fmt: skip
    search_fields = ["base", "quote", "note"]
    search_help_text = gettext_lazy("Currency or note")
    ordering = ["-id"]
    fields = ["says", "stands", "date", "source", "fetched_at", "valid_until", "who", "note"]
    readonly_fields = ["says", "stands", "who"]
    change_list_template = "admin/currencies/rate/change_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rate]:
        return standing.with_standing(super().get_queryset(request))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_staff(request)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, **kwargs if obj else {"form": ByHandForm, **kwargs})

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return super().get_fields(request, obj) if obj else ["base", "rate", "quote", "is_sure", "valid_hours", "note"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return super().get_readonly_fields(request, obj) if obj else []

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.ask)
        return [path("question/", view, name="currencies_rate_question"), *super().get_urls()]

    @admin.display(description=gettext_lazy("rate"), ordering="base")
    def says(self, rate: Rate) -> str:
        return words.sentence(rate.base, rate.quote, rate.rate)

    @admin.display(description=gettext_lazy("stands"))
    def stands(self, rate: Any) -> Any:
        return badge(KINDS[rate.standing], standing.WORDS[rate.standing])

    @admin.display(description=gettext_lazy("counts until"), ordering="valid_until", empty_value="")
    def until(self, rate: Rate) -> Any:
        return rate.valid_until and moment(rate.valid_until)

    def called(self, obj: Any) -> str:
        return self.says(obj)

    def notices(self, request: HttpRequest, obj: Any) -> list[Notice]:
        told = {
            standing.ASIDE: _("A rate set by hand counts before this one, as long as it lasts."),
            standing.OLD: _("It is older than a fetched rate may be, so nothing is converted at it."),
            standing.ENDED: _("Its time is over, so nothing is converted at it."),
            standing.REPLACED: _("A newer one took its place. Orders placed at it keep it."),
        }
        return [Notice("info", told[obj.standing])] if obj.standing in told else []

    def acts(self, request: HttpRequest, obj: Any) -> list[Act]:
        return [ending(obj)] if obj.is_by_hand and obj.standing == standing.IN_USE else []

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return super().add_view(request, form_url, {**BY_HAND, **(extra_context or {})})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        typed = {name: form.cleaned_data[name] for name in ("base", "quote", "rate", "note", "is_sure")}
        kept = by_hand.set_manual(**typed, valid_for=form.lasts, actor=actor_of(request))
        obj.__dict__.update(kept.__dict__)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        told = _("%(rate)s counts from now on, until %(moment)s.")
        messages.success(request, told % {"rate": self.says(obj), "moment": moment(obj.valid_until)})
        return redirect("admin:currencies_rate_changelist")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        context = {
            "now": counting_now(),
            "asked": SOURCE_NAMES[source.name] if (source := registry.chosen()) else "",
            "jumps": Jump.objects.filter(answer=Answer.WAITING).count(),
            "jumps_url": f"{reverse('admin:currencies_jump_changelist')}?answer__exact={Answer.WAITING}",
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def ask(self, request: HttpRequest) -> HttpResponse:
        """Ask the source now; what came of it is told above the list."""
        if request.method != "POST":
            raise Http404
        try:
            tell(request, fetch.fetch_rates())
        except ShopError as error:
            can_do = _("The last rates count as long as they may. You can ask again, or set a rate by hand.")
            messages.error(request, f"{error.message} {can_do}")
        return redirect("admin:currencies_rate_changelist")


def tell(request: HttpRequest, fetched: fetch.Fetched) -> None:
    if not fetched.source:
        messages.warning(request, _("Nobody was asked: no source is set (RATES_SOURCE), or no pair (RATE_PAIRS)."))
    if fetched.taken:
        said = ", ".join(words.sentence(rate.base, rate.quote, rate.rate) for rate in fetched.taken)
        messages.success(request, _("The source says: %(rates)s.") % {"rates": said})
    if fetched.held:
        messages.warning(request, _("A rate differs much from the last one and waits for you to confirm it."))
    for sentence in fetched.left:
        messages.warning(request, _("Not kept: %(what)s") % {"what": sentence})


def moment(value: Any) -> str:
    return date_format(localtime(value), "DATETIME_FORMAT")


def ending(rate: Rate) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        by_hand.end_manual(base=rate.base, quote=rate.quote, actor=actor_of(request), note=values["note"])
        return _("It does not count any more.")

    consequence = _("Rates of the source count again at once. Without one, amounts stay in their own currency.")
    return Act("end", _("Stop using it"), consequence, run, NoteForm, is_destructive=True)
