"""Banners: what they say, where, from when until when."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.clock import DatabaseNow, database_now
from commerce.kernel.staff import Act, ActsMixin, Notice, RefusalsMixin, StaffAdmin, when_column

from ..domain import banners
from ..models import Banner
from ..queries.schedule import schedule_text
from .forms import BannerForm


@admin.register(Banner)
class BannerAdmin(ActsMixin, RefusalsMixin, StaffAdmin):
    form = BannerForm
    list_display = ["text", "placement", "schedule", "position", when_column("updated_at", gettext_lazy("saved"))]
    list_filter = ["placement", "is_on", "tone"]
    search_fields = ["text", "link", "public_id"]
    ordering = ["placement", "position", "-id"]
    fieldsets = [
        (None, {"fields": ["placement", "text", "link_text", "link", "tone", "new_picture", "without_picture"]}),
        (gettext_lazy("When it is shown"), {"fields": ["is_on", "shown_from", "shown_until"]}),
        (gettext_lazy("How"), {"fields": ["is_dismissible", "position"]}),
    ]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.preview)
        return [path("preview/", view, name="content_banner_preview"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Banner]:
        """With the database's time, so that a list asks for it once."""
        return super().get_queryset(request).annotate(seen_at=DatabaseNow())

    @admin.display(description=gettext_lazy("schedule"))
    def schedule(self, banner: Banner) -> str:
        return in_words(banner)

    def notices(self, request: HttpRequest, obj: Banner) -> list[Notice]:
        return [Notice("success" if obj.is_on else "warning", in_words(obj))]

    def acts(self, request: HttpRequest, obj: Banner) -> list[Act]:
        if obj.is_on:
            return [switching(obj, on=False, label=_("Switch off"), words=_("Pages stop showing it at once."))]
        return [switching(obj, on=True, label=_("Switch on"), words=_("Pages show it within its times."))]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        values = {name: form.cleaned_data[name] for name in form.cleaned_data if name in banners.CHANGEABLE}
        kept = Banner.objects.get(pk=obj.pk) if change else None
        saved = banners.save_banner(banner=kept, **values | form.picture_values())
        obj.__dict__.update(saved.__dict__)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        banners.remove_banner(banner=obj)

    def preview(self, request: HttpRequest) -> HttpResponse:
        """What is typed, where it would stand; nothing is saved."""
        if request.method != "POST":
            raise Http404
        typed = BannerForm(request.POST)
        typed.full_clean()
        values = {name: value for name, value in typed.cleaned_data.items() if name in banners.CHANGEABLE}
        return render(request, "content/banner_preview.html", {"banner": Banner(**values), "banner_preview": True})


def in_words(banner: Banner) -> str:
    if not banner.is_on:
        return _("Not shown: switched off")
    return schedule_text(banner.shown_from, banner.shown_until, now=getattr(banner, "seen_at", None) or database_now())


def switching(banner: Banner, *, on: bool, label: str, words: str) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        banners.save_banner(banner=banner, is_on=on)
        return _("It is switched on.") if on else _("It is switched off.")

    return Act("switch", label, words, run)
