"""Refunds: the desk of those that failed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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

from ..domain import by_hand, refunds
from ..models import Refund, RefundShare
from ..states import RefundState
from .words import REFUND_KINDS, state_badge

OPEN = {RefundState.CREATED, RefundState.SENT, RefundState.PENDING}


class Shares(ReadOnlyTabular):
    model = RefundShare
    fields = ["party", "kind", "amount"]
    readonly_fields = ["amount"]
    verbose_name_plural = gettext_lazy("whose share goes back")
    amount = staticmethod(money_column("amount_minor", gettext_lazy("amount"), currency="refund.currency"))


@admin.register(Refund)
class RefundAdmin(WhoMixin, ActsMixin, ReadOnlyAdmin):
    list_display = [
        "purpose",
        "standing",
        money_column("amount_minor", gettext_lazy("amount")),
        "reason",
        "who",
        "error",
        when_column("created_at", gettext_lazy("asked for")),
        when_column("ended_at", gettext_lazy("ended")),
        "public_id",
    ]
    list_filter = ["state", "by_hand", "created_at"]
    search_fields = ["public_id", "provider_ref", "payment__reference", "payment__payer", "reason"]
    search_help_text = gettext_lazy("Public id, the provider's id, order id or the payer's e-mail")
    list_select_related = ["payment"]
    ordering = ["-id"]
    inlines = [Shares]
    fields = [
        "public_id", "payment", "standing", "amount", "reason", "who", "provider_ref", "by_hand", "paid_how", "error",
        "created_at", "ended_at",
    ]  # fmt: skip
    readonly_fields = ["standing", "amount", "who"]
    amount = staticmethod(money_column("amount_minor", gettext_lazy("amount")))

    @admin.display(description=gettext_lazy("for"), ordering="payment__description")
    def purpose(self, refund: Refund) -> str:
        return refund.payment.purpose

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def standing(self, refund: Refund) -> Any:
        return state_badge(REFUND_KINDS, refund)

    def notices(self, request: HttpRequest, obj: Refund) -> list[Notice]:
        if obj.by_hand and obj.state in OPEN:
            happened = _("What happened: this way of paying gives no such amount back by itself.")
            can_do = _("What you can do: send the money another way, then note here how. The shopper is written to.")
            return [Notice("warning", happened), Notice("info", can_do)]
        if obj.state != RefundState.FAILED:
            return []
        happened = _("What happened: the provider did not give the money back: %(error)s") % {"error": obj.error}
        can_do = _(
            "What you can do: open the order and refund again, since the amount is free again; when the card is "
            "closed, pay the shopper another way and note it there."
        )
        return [Notice("problem", happened), Notice("info", can_do)]

    def acts(self, request: HttpRequest, obj: Refund) -> list[Act]:
        if obj.state not in OPEN:
            return []
        return [paying(obj)] if obj.by_hand else [asking(obj)]


class PaidForm(forms.Form):
    how = forms.CharField(
        label=gettext_lazy("How it was paid"), max_length=200,
        help_text=gettext_lazy("The way and its number: bank transfer 4711, MMG to 600 1234, cash against receipt 12."),
    )  # fmt: skip


def paying(refund: Refund) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        by_hand.paid(refund=refund, how=values["how"], actor=actor_of(request))
        return _("Noted. The shopper is told.")

    words = _("%(amount)s count as paid back. Note it after you have paid, not before.")
    return Act("payment", _("Paid back by hand"), words % {"amount": refund}, run, PaidForm)


def asking(refund: Refund) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        found = refunds.send(refund=refund, actor=actor_of(request))
        return _("The provider was asked. The refund is now: %(state)s.") % {"state": found.get_state_display()}

    words = _("We ask the provider about this refund, or send it if that has not happened. It is never paid twice.")
    return Act("question", _("Ask the provider now"), words, run)
