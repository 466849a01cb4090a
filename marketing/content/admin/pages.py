"""Pages and stories: written, looked at, published, put back."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.clock import DatabaseNow, database_now
from commerce.kernel.staff import Act, ActsMixin, Notice, RefusalsMixin, StaffAdmin, badge, when_column

from ..domain import pages
from ..models import Page, PageVersion
from ..models.page import PageState
from ..queries.pages import page_view
from ..queries.schedule import schedule_text
from ..views.pages import preview_url, render_preview
from .forms import PageForm, RestoreForm

VERSIONS = 20


@admin.register(Page)
class PageAdmin(ActsMixin, RefusalsMixin, StaffAdmin):
    form = PageForm
    list_display = [
        "title",
        "kind",
        "standing",
        "schedule",
        "address",
        when_column("updated_at", gettext_lazy("saved")),
    ]
    list_filter = ["kind", "state", "footer"]
    search_fields = ["title", "slug", "body", "public_id"]
    search_help_text = gettext_lazy("Title, address, words of the text or public id")
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (None, {"fields": ["title", "kind", "slug", "summary", "body", "new_picture", "without_picture", "seen"]}),
        (gettext_lazy("When it is shown"), {"fields": ["state", "publish_from", "publish_until"]}),
        (gettext_lazy("Where it is found"), {"fields": ["footer", "footer_position"]}),
        (gettext_lazy("For search engines"), {"fields": ["seo_title", "seo_description"], "classes": ["collapse"]}),
    ]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.preview)
        return [path("preview/", view, name="content_page_preview"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Page]:
        """With the database's time, so that a list asks for it once."""
        return super().get_queryset(request).annotate(seen_at=DatabaseNow())

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def standing(self, page: Page) -> Any:
        return badge("done" if page.state == PageState.PUBLISHED else "wait", page.get_state_display())

    @admin.display(description=gettext_lazy("schedule"))
    def schedule(self, page: Page) -> str:
        return in_words(page)

    @admin.display(description=gettext_lazy("address"))
    def address(self, page: Page) -> Any:
        return format_html('<a href="{0}">{0}</a>', page.get_absolute_url())

    def notices(self, request: HttpRequest, obj: Page) -> list[Notice]:
        if obj.state == PageState.DRAFT:
            return [Notice("warning", _("A draft. Visitors do not see it; publish it when it is ready."))]
        return [Notice("success", in_words(obj))]

    def acts(self, request: HttpRequest, obj: Page) -> list[Act]:
        found = [publishing(obj) if obj.state == PageState.DRAFT else withdrawing(obj)]
        if obj.version > 1:
            found.append(restoring(obj))
        return found

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        if page := kwargs.get("obj"):
            rows = page.versions.select_related("author")[:VERSIONS]
            context["versions"] = [(each, preview_url(each)) for each in rows]
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        names = [name for name in form.cleaned_data if name in pages.CHANGEABLE]
        values = {name: form.cleaned_data[name] for name in names} | form.picture_values()
        author: Any = request.user
        if change:
            saved = pages.save_page(
                page=Page.objects.get(pk=obj.pk), seen=form.cleaned_data["seen"] or 0, author=author, **values
            )
        else:
            saved = pages.create_page(author=author, **values)
        obj.__dict__.update(saved.__dict__)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        pages.remove_page(page=obj)

    def preview(self, request: HttpRequest) -> HttpResponse:
        """What is typed, as a page; nothing is saved."""
        if request.method != "POST":
            raise Http404
        typed = PageForm(request.POST)
        typed.full_clean()
        page = Page(**{name: value for name, value in typed.cleaned_data.items() if name in pages.CHANGEABLE})
        return render_preview(request, page_view(page), _("Preview of what you typed. Nothing is saved yet."))


def in_words(page: Page) -> str:
    if page.state == PageState.DRAFT:
        return _("Not shown: a draft")
    return schedule_text(page.publish_from, page.publish_until, now=getattr(page, "seen_at", None) or database_now())


def publishing(page: Page) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        author: Any = request.user
        pages.save_page(page=page, seen=page.version, author=author, state=PageState.PUBLISHED)
        return _("It is published.")

    words = _("Visitors see it within the times below. Its address is %(url)s.") % {"url": page.get_absolute_url()}
    return Act("publication", _("Publish"), words, run)


def withdrawing(page: Page) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        author: Any = request.user
        pages.save_page(page=page, seen=page.version, author=author, state=PageState.DRAFT)
        return _("It is a draft again.")

    words = _("Visitors do not find it any more. A built-in page of the same address comes back in its place.")
    return Act("withdrawal", _("Take down"), words, run, is_destructive=True)


def restoring(page: Page) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        author: Any = request.user
        version: PageVersion = values["version"]
        pages.restore(page=page, version=version, author=author)
        return _("The texts of version %(n)s are back.") % {"n": version.number}

    words = _("Title, summary, text and words for search engines become those of that version. Today's are kept, too.")
    return Act("restoration", _("Put a version back"), words, run, partial(RestoreForm, page=page))
