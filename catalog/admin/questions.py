"""The desks of questions and answers: what waits to be read, and what was decided."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.staff import Act, ActsMixin, Notice, ReadOnlyAdmin, ReadOnlyTabular, actor_of, badge, when_column

from ..domain import questions
from ..models import Answer, Question
from ..states import Standing
from .moderation import KINDS, ReasonForm, history


class TextAdmin(ActsMixin, ReadOnlyAdmin):
    """What questions and answers have in common."""

    change_form_template = "admin/catalog/review/change_form.html"
    ordering = ["state", "created_at"]  # what waits comes first, the oldest before the others
    search_help_text = gettext_lazy("Words, name, product or public id")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["about", "standing"]

    @admin.display(description=gettext_lazy("text"))
    def excerpt(self, row: Question | Answer) -> str:
        return Truncator(row.words).chars(80)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def standing(self, row: Question | Answer) -> Any:
        return badge(KINDS[Standing(row.state)], row.get_state_display())

    def acts(self, request: HttpRequest, obj: Question | Answer) -> list[Act]:
        found = [publishing(obj)] if obj.state != Standing.PUBLISHED else []
        return [*found, rejecting(obj)] if obj.state != Standing.REJECTED else found

    def notices(self, request: HttpRequest, obj: Question | Answer) -> list[Notice]:
        return [Notice("problem", obj.reason)] if obj.reason else []

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        if row := kwargs.get("obj"):
            context["timeline"] = history(row)
        return super().render_change_form(request, context, *args, **kwargs)


class Answers(ReadOnlyTabular):
    model = Answer
    fields = ["words", "display_name", "is_stall", "state", "created_at"]
    verbose_name_plural = gettext_lazy("answers")


@admin.register(Question)
class QuestionAdmin(TextAdmin):
    list_display = [
        "excerpt", "product", "standing", "display_name", when_column("created_at", gettext_lazy("sent")),
    ]  # fmt: skip
    list_filter = ["state", "product__seller", "created_at"]
    search_fields = ["words", "display_name", "public_id", "product__title"]
    list_select_related = ["product__seller", "author"]
    fields = ["public_id", "about", "words", "display_name", "author", "standing", "reason", "created_at"]
    inlines = [Answers]

    @admin.display(description=gettext_lazy("product"))
    def about(self, question: Question) -> Any:
        page = reverse("admin:catalog_product_change", args=[question.product_id])
        return format_html('<a href="{}">{}</a> · {}', page, question.product, question.product.seller)


@admin.register(Answer)
class AnswerAdmin(TextAdmin):
    list_display = [
        "excerpt", "about", "standing", "is_stall", "display_name",
        when_column("created_at", gettext_lazy("sent")),
    ]  # fmt: skip
    list_filter = ["state", "is_stall", "question__product__seller", "created_at"]
    search_fields = ["words", "display_name", "public_id", "question__words", "question__product__title"]
    list_select_related = ["question__product__seller", "author"]
    fields = ["public_id", "about", "words", "display_name", "is_stall", "author", "standing", "reason", "created_at"]

    @admin.display(description=gettext_lazy("question"))
    def about(self, answer: Answer) -> Any:
        page = reverse("admin:catalog_question_change", args=[answer.question_id])
        return format_html('<a href="{}">{}</a>', page, Truncator(answer.question.words).chars(80))


def publishing(row: Question | Answer) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        if isinstance(row, Question):
            questions.publish_question(question=row, actor=actor_of(request))
        else:
            questions.publish_answer(answer=row, actor=actor_of(request))
        return _("It is published.")

    words = _("Everybody can read it on the page of the product.")
    if isinstance(row, Answer):
        words = _("Everybody can read it below the question, and who asked gets a mail.")
    return Act("publication", _("Publish"), words, run)


def rejecting(row: Question | Answer) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        questions.reject(row=row, actor=actor_of(request), reason=values["reason"])
        return _("It is not published.")

    words = _("Nobody else reads it. A question takes its answers along.")
    return Act("rejection", _("Reject"), words, run, ReasonForm, is_destructive=True)
