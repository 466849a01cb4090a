"""Attempts to pay: the desk of unknown outcomes."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.staff import Act, ActsMixin, Notice, ReadOnlyAdmin, actor_of, money_column, when_column

from ..domain import charge
from ..models import PaymentAttempt
from ..states import UNFINISHED, AttemptState
from .words import ATTEMPT_KINDS, state_badge


@admin.register(PaymentAttempt)
class AttemptAdmin(ActsMixin, ReadOnlyAdmin):
    """Without the addresses of the provider's page: whoever has one can pay, or look at, somebody's bill."""

    list_display = [
        "purpose",
        "standing",
        "provider",
        "form",
        money_column("amount_minor", gettext_lazy("amount")),
        "decline_code",
        when_column("created_at", gettext_lazy("begun")),
        when_column("checked_at", gettext_lazy("last asked")),
        "public_id",
    ]
    list_filter = ["state", "provider", "form", "created_at"]
    search_fields = ["public_id", "provider_ref", "charge_ref", "payment__reference", "payment__payer"]
    search_help_text = gettext_lazy("Public id, the provider's id, order id or the payer's e-mail")
    list_select_related = ["payment"]
    ordering = ["-id"]
    fields = [
        "public_id", "payment", "standing", "provider", "form", "amount", "fee", "provider_ref", "charge_ref",
        "risk", "decline_code", "decline_message", "created_at", "expires_at", "checked_at", "checks",
    ]  # fmt: skip
    readonly_fields = ["standing", "amount", "fee"]
    amount = staticmethod(money_column("amount_minor", gettext_lazy("amount")))
    fee = staticmethod(money_column("fee_minor", gettext_lazy("the provider's fee")))

    @admin.display(description=gettext_lazy("for"), ordering="payment__description")
    def purpose(self, attempt: PaymentAttempt) -> str:
        return attempt.payment.purpose

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def standing(self, attempt: PaymentAttempt) -> Any:
        return state_badge(ATTEMPT_KINDS, attempt)

    def notices(self, request: HttpRequest, obj: PaymentAttempt) -> list[Notice]:
        match AttemptState(obj.state):
            case AttemptState.SENT:
                words = _("We asked the provider to charge and heard nothing. It may have been paid. Ask now.")
                return [Notice("warning", words)]
            case AttemptState.MISMATCH:
                words = _("The provider took another amount than we asked for. Compare both there, then refund.")
                return [Notice("problem", words)]
            case AttemptState.DECLINED:
                return [Notice("info", _("Declined. Nothing was charged. %(why)s") % {"why": obj.decline_message})]
        return []

    def acts(self, request: HttpRequest, obj: PaymentAttempt) -> list[Act]:
        return [asking(obj)] if obj.state in {*UNFINISHED, AttemptState.EXPIRED, AttemptState.DECLINED} else []


def asking(attempt: PaymentAttempt) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        found = charge.check(attempt=attempt, actor=actor_of(request))
        return _("The provider was asked. The attempt is now: %(state)s.") % {"state": found.get_state_display()}

    words = _("We ask the provider what has become of this attempt and write its answer down. Nobody is charged twice.")
    return Act("question", _("Ask the provider now"), words, run)
