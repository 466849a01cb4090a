"""Cash on delivery at the desk: whom to call, and which parcels' cash is where."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.money_text import money_text
from commerce.kernel.staff import (
    Act,
    ActsMixin,
    Notice,
    ReadOnlyAdmin,
    ReadOnlyTabular,
    WhoMixin,
    actor_of,
    money_column,
    when_column,
)

from ..domain import cash
from ..models import CashPromise, Collection, CollectionShare
from ..states import PromiseState
from .words import COLLECTION_KINDS, PROMISE_KINDS, state_badge


class WhyForm(forms.Form):
    why = forms.CharField(label=gettext_lazy("Why"), max_length=300)


@admin.register(CashPromise)
class CashPromiseAdmin(WhoMixin, ActsMixin, ReadOnlyAdmin):
    list_display = [
        "purpose",
        "standing",
        "asked",
        "phone",
        "score",
        "calls",
        when_column("created_at", gettext_lazy("since")),
    ]
    list_filter = ["state", "created_at"]
    search_fields = ["phone", "email", "attempt__payment__reference"]
    search_help_text = gettext_lazy("Phone, e-mail or order id")
    list_select_related = ["attempt__payment"]
    ordering = ["-id"]
    fields = [
        "purpose", "standing", "asked", "phone", "email", "score", "why_score", "calls", "why", "who", "created_at",
        "judged_at",
    ]  # fmt: skip
    readonly_fields = ["purpose", "standing", "asked", "why_score", "who"]

    @admin.display(description=gettext_lazy("for"))
    def purpose(self, row: CashPromise) -> str:
        return row.attempt.payment.purpose

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def standing(self, row: CashPromise) -> Any:
        return state_badge(PROMISE_KINDS, row)

    @admin.display(description=gettext_lazy("in cash"))
    def asked(self, row: CashPromise) -> str:
        return money_text(row.attempt.amount)

    @admin.display(description=gettext_lazy("what speaks against it"))
    def why_score(self, row: CashPromise) -> Any:
        return format_html_join("", "<div>{}</div>", ((_(sign),) for sign in row.signs)) or _("nothing")

    def notices(self, request: HttpRequest, obj: CashPromise) -> list[Notice]:
        if obj.state != PromiseState.TO_CONFIRM:
            return []
        happened = _("What happened: an order in cash with a score of %(score)s waits until somebody has called.")
        can_do = _(
            "What you can do: call %(phone)s and ask whether the order is wanted. Note it here: the stall packs it, "
            "or the shopper may pay another way."
        )
        return [Notice("warning", happened % {"score": obj.score}), Notice("info", can_do % {"phone": obj.phone})]

    def acts(self, request: HttpRequest, obj: CashPromise) -> list[Act]:
        return [confirming(obj), missing(obj), refusing(obj)] if obj.state == PromiseState.TO_CONFIRM else []


def confirming(promise: CashPromise) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        cash.confirm(promise=promise, actor=actor_of(request))
        return _("Confirmed. The stall packs it.")

    return Act("confirmation", _("Wanted"), _("The order goes on, and is paid at the door."), run)


def missing(promise: CashPromise) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        found = cash.not_reached(promise=promise, actor=actor_of(request))
        return _("Noted: %(calls)s calls that nobody answered.") % {"calls": found.calls}

    return Act("call", _("Nobody answered"), _("The call is counted, and the order waits on."), run)


def refusing(promise: CashPromise) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        cash.refuse(promise=promise, actor=actor_of(request), why=values["why"])
        return _("Not taken in cash. The shopper may pay another way.")

    words = _("The order is not taken in cash. Its shopper may pay another way as long as the goods are kept.")
    return Act("refusal", _("Not wanted"), words, run, WhyForm, is_destructive=True)


class Shares(ReadOnlyTabular):
    model = CollectionShare
    fields = ["party", "kind", "amount"]
    readonly_fields = ["amount"]
    verbose_name_plural = gettext_lazy("whose it is")
    amount = staticmethod(money_column("amount_minor", gettext_lazy("amount"), currency="collection.currency"))


@admin.register(Collection)
class CollectionAdmin(WhoMixin, ReadOnlyAdmin):
    list_display = [
        "reference", "purpose", "standing", money_column("amount_minor", gettext_lazy("cash")), "courier", "tracking",
        when_column("ended_at", gettext_lazy("since")),
    ]  # fmt: skip
    list_filter = ["state", "courier", "ended_at"]
    search_fields = ["reference", "tracking", "promise__attempt__payment__reference", "promise__phone"]
    search_help_text = gettext_lazy("Parcel, tracking number, order id or phone")
    list_select_related = ["promise__attempt__payment", "remittance"]
    ordering = ["-id"]
    inlines = [Shares]
    fields = [
        "reference", "purpose", "standing", "amount", "courier", "tracking", "passed_on", "why", "created_at",
        "ended_at",
    ]  # fmt: skip
    readonly_fields = ["purpose", "standing", "amount", "passed_on"]
    amount = staticmethod(money_column("amount_minor", gettext_lazy("cash")))

    @admin.display(description=gettext_lazy("for"))
    def purpose(self, row: Collection) -> str:
        return row.promise.attempt.payment.purpose

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def standing(self, row: Collection) -> Any:
        return state_badge(COLLECTION_KINDS, row)

    @admin.display(description=gettext_lazy("passed on with"))
    def passed_on(self, row: Collection) -> Any:
        return format_html("{}", row.remittance) if row.remittance else ""
