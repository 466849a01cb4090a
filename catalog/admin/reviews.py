"""The desk of reviews: what waits to be read, with its photographs, and what was decided."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.staff import Act, ActsMixin, Notice, ReadOnlyAdmin, actor_of, badge, when_column

from ..domain import reviews
from ..models import Picture, Review
from ..queries import pictures
from ..queries.reviews import THUMB_WIDTH
from ..states import Standing
from .moderation import KINDS, ReasonForm, SeenForm, history


class ReplyForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Reply"),
        max_length=reviews.REPLY_CHARS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Stands under the name of the stall. Empty takes the reply away."),
    )


@admin.register(Review)
class ReviewAdmin(ActsMixin, ReadOnlyAdmin):
    list_display = [
        "excerpt",
        "product",
        "rated",
        "standing",
        when_column("submitted_at", gettext_lazy("sent")),
        "photographs",
        "display_name",
    ]
    list_filter = ["state", "stars", "is_bought", "product__seller", "submitted_at"]
    search_fields = ["words", "title", "display_name", "public_id", "reference", "product__title"]
    search_help_text = gettext_lazy("Words, name, product or public id")
    list_select_related = ["product__seller", "author", "replied_by"]
    ordering = ["state", "submitted_at"]  # what waits comes first, the oldest before the others
    fieldsets = [
        (None, {"fields": ["public_id", "product_link", "rated", "standing", "reason"]}),
        (gettext_lazy("Text"), {"fields": ["title", "words", "display_name", "photographs"]}),
        (gettext_lazy("Where it comes from"), {"fields": ["reference", "is_bought", "author_link", "created_at"]}),
        (gettext_lazy("Reply"), {"fields": ["reply", "replied_by", "replied_at", "helpful_count"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Review]:
        shown = Prefetch("pictures", Picture.objects.order_by("position", "id"))
        return super().get_queryset(request).prefetch_related(shown)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["product_link", "rated", "standing", "photographs", "author_link"]

    @admin.display(description=gettext_lazy("review"))
    def excerpt(self, review: Review) -> str:
        return Truncator(review.title or review.words).chars(60)

    @admin.display(description=gettext_lazy("stars"), ordering="stars")
    def rated(self, review: Review) -> str:
        return "★" * review.stars + "☆" * (5 - review.stars)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def standing(self, review: Review) -> Any:
        return badge(KINDS[Standing(review.state)], review.get_state_display())

    @admin.display(description=gettext_lazy("photographs"))
    def photographs(self, review: Review) -> Any:
        """As shoppers would see them; each leads to the large one."""
        shown = [(pictures.view(each).full, pictures.one_width(each, THUMB_WIDTH)) for each in review.pictures.all()]
        cells = ((full, thumb.fallback, _("Photograph")) for full, thumb in shown if not thumb.missing)
        return format_html_join(
            "", "<a class='thumb-link' href='{}'><img class='thumb' src='{}' alt='{}' loading='lazy'></a> ", cells
        )

    photographs.csv_value = lambda review: review.picture_count  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("product"))
    def product_link(self, review: Review) -> Any:
        page = reverse("admin:catalog_product_change", args=[review.product_id])
        return format_html('<a href="{}">{}</a> · {}', page, review.product, review.product.seller)

    @admin.display(description=gettext_lazy("author"))
    def author_link(self, review: Review) -> Any:
        if review.author is None:
            return _("none: a guest, or imported")
        page = reverse("admin:accounts_user_change", args=[review.author_id])
        return format_html('<a href="{}">{}</a>', page, review.author)

    def acts(self, request: HttpRequest, obj: Review) -> list[Act]:
        found = [publishing(obj)] if obj.state != Standing.PUBLISHED else [replying(obj)]
        return [*found, rejecting(obj)] if obj.state != Standing.REJECTED else found

    def notices(self, request: HttpRequest, obj: Review) -> list[Notice]:
        if obj.state == Standing.PENDING:
            return [Notice("info", _("Nobody but its author sees it. Read the words, look at each photograph."))]
        return [Notice("problem", obj.reason)] if obj.reason else []

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        if review := kwargs.get("obj"):
            context["timeline"] = history(review)
        return super().render_change_form(request, context, *args, **kwargs)


def publishing(review: Review) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        reviews.publish(review=review, actor=actor_of(request), seen=values["seen"])
        return _("It is published and counts.")

    words = _("Everybody can read it, and its stars count in the average of the product and of the stall.")
    return Act("publication", _("Publish"), words, run, partial(SeenForm, version=review.version))


def rejecting(review: Review) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        reviews.reject(review=review, actor=actor_of(request), reason=values["reason"])
        return _("It is not published.")

    words = _("Nobody but its author sees it, and it does not count. Bad stars are no reason; insults and adverts are.")
    return Act("rejection", _("Reject"), words, run, ReasonForm, is_destructive=True)


def replying(review: Review) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        reviews.reply(review=review, words=values["words"], user=request.user, actor=actor_of(request))
        return _("The reply is kept.")

    def form(data: Any, files: Any) -> forms.Form:
        return ReplyForm(data, files, initial={"words": review.reply})

    words = _("Everybody reads it below the review, under the name of the stall.")
    return Act("reply", _("Reply for the stall"), words, run, form)
