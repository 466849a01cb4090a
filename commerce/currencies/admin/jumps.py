"""Rates that differ much from the last one: staff say whether they are right."""

from fractions import Fraction
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.staff import Act, ActsMixin, Notice, ReadOnlyAdmin, WhoMixin, actor_of, badge, when_column

from ..domain import jumps
from ..domain.latest import change
from ..models import Jump
from ..queries import words
from ..states import SOURCE_NAMES, Answer

KINDS = {"waiting": "wait", "taken": "done", "refused": "stop", "replaced": "plain", "withdrawn": "plain"}


@admin.register(Jump)
class JumpAdmin(WhoMixin, ActsMixin, ReadOnlyAdmin):
    list_display = [
        "says", "stands", "before", "differs", "date", "source", when_column("seen_at", gettext_lazy("last said")),
        "who",
    ]  # fmt: skip
    list_filter = ["answer", "seen_at"]
    list_select_related = ["against"]
    ordering = ["-id"]
    fields = ["says", "before", "differs", "date", "source", "seen_at", "stands"]
    readonly_fields = ["says", "before", "differs", "stands", "who"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_fields(request, obj)
        return fields if obj and obj.answer == Answer.WAITING else [*fields, "answered_at", "who"]

    @admin.display(description=gettext_lazy("the source says"), ordering="base")
    def says(self, jump: Jump) -> str:
        return words.sentence(jump.base, jump.quote, jump.rate)

    @admin.display(description=gettext_lazy("before"))
    def before(self, jump: Jump) -> str:
        return words.sentence(jump.against.base, jump.against.quote, jump.against.rate)

    @admin.display(description=gettext_lazy("differs by"))
    def differs(self, jump: Jump) -> str:
        part = change(Fraction(jump.rate), jump.base, jump.quote, jump.against)
        told = _("%(percent)s %% more") if part > 0 else _("%(percent)s %% less")
        return told % {"percent": words.percent(part)}

    @admin.display(description=gettext_lazy("stands"), ordering="answer")
    def stands(self, jump: Jump) -> Any:
        return badge(KINDS[jump.answer], jump.get_answer_display())

    def called(self, obj: Any) -> str:
        return self.says(obj)

    def notices(self, request: HttpRequest, obj: Jump) -> list[Notice]:
        if obj.answer != Answer.WAITING:
            return []
        facts = {"source": SOURCE_NAMES[obj.source], "differs": self.differs(obj), "before": self.before(obj)}
        happened = (
            _("What happened: %(source)s says a rate that is %(differs)s than the last one (%(before)s).") % facts
        )
        can_do = _(
            "What you can do: look at your bank's rate of today. Take this one when it is about the same. When it is "
            "not, refuse it, and set a rate by hand if you need one. Until then the last rate counts as long as it may."
        )
        return [Notice("problem", happened), Notice("info", can_do)]

    def acts(self, request: HttpRequest, obj: Jump) -> list[Act]:
        return [taking(obj), refusing(obj)] if obj.answer == Answer.WAITING else []


def taking(jump: Jump) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        jumps.take(jump=jump, actor=actor_of(request))
        return _("The rate counts from now on.")

    words_of_it = _("Amounts are converted at %(rate)s at once. Orders that are placed keep the rate they have.")
    said = words.sentence(jump.base, jump.quote, jump.rate)
    return Act("taking", _("Take this rate"), words_of_it % {"rate": said}, run)


def refusing(jump: Jump) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        jumps.refuse(jump=jump, actor=actor_of(request))
        return _("It is refused.")

    words_of_it = _(
        "The rate is not used, and you are not asked about it again. Once the last one is too old, amounts stay in "
        "their own currency until the source says another rate or you set one by hand."
    )
    return Act("refusal", _("Refuse it"), words_of_it, run, is_destructive=True)
