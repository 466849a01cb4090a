"""Payments: what was due, what came in, what went back."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.clock import database_now
from commerce.kernel.ids import new_token
from commerce.kernel.money import Money
from commerce.kernel.money_text import money_text
from commerce.kernel.staff import (
    Act,
    ActsMixin,
    MajorField,
    Notice,
    ReadOnlyAdmin,
    ReadOnlyTabular,
    WhoMixin,
    actor_of,
    as_minor,
    money_column,
    when_column,
)

from ..domain import charge, giving_back
from ..models import Dispute, FraudWarning, Payment, PaymentAttempt, PaymentShare, Refund
from ..queries import cases
from ..states import UNFINISHED
from .words import ATTEMPT_KINDS, DISPUTE_KINDS, PAYMENT_KINDS, REFUND_KINDS, History, state_badge


class Shares(ReadOnlyTabular):
    model = PaymentShare
    fields = ["party", "kind", "amount"]
    readonly_fields = ["amount"]
    verbose_name_plural = gettext_lazy("whose money it is")
    amount = staticmethod(money_column("amount_minor", gettext_lazy("amount"), currency="payment.currency"))


class Attempts(ReadOnlyTabular):
    model = PaymentAttempt
    fields = ["page", "standing", "form", "provider_ref", "risk", "decline_code", "created_at"]
    readonly_fields = ["page", "standing"]
    verbose_name_plural = gettext_lazy("attempts")

    @admin.display(description=gettext_lazy("attempt"))
    def page(self, attempt: PaymentAttempt) -> Any:
        return page_link("paymentattempt", attempt)

    @admin.display(description=gettext_lazy("state"))
    def standing(self, attempt: PaymentAttempt) -> Any:
        return state_badge(ATTEMPT_KINDS, attempt)


class Disputes(ReadOnlyTabular):
    model = Dispute
    fk_name = "payment"
    fields = ["page", "standing", "reason", "due_at", "opened_at", "ended_at"]
    readonly_fields = ["page", "standing"]
    verbose_name_plural = gettext_lazy("disputes")

    @admin.display(description=gettext_lazy("dispute"))
    def page(self, dispute: Dispute) -> Any:
        return page_link("dispute", dispute)

    @admin.display(description=gettext_lazy("state"))
    def standing(self, dispute: Dispute) -> Any:
        return state_badge(DISPUTE_KINDS, dispute)


class Refunds(WhoMixin, ReadOnlyTabular):
    model = Refund
    fk_name = "payment"
    fields = ["page", "standing", "reason", "who", "error", "created_at"]
    readonly_fields = ["page", "standing", "who"]
    verbose_name_plural = gettext_lazy("refunds")

    @admin.display(description=gettext_lazy("refund"))
    def page(self, refund: Refund) -> Any:
        return page_link("refund", refund)

    @admin.display(description=gettext_lazy("state"))
    def standing(self, refund: Refund) -> Any:
        return state_badge(REFUND_KINDS, refund)


def page_link(table: str, row: Any) -> Any:
    return format_html('<a href="{}">{}</a>', reverse(f"admin:payments_{table}_change", args=[row.pk]), row)


class Warned(admin.SimpleListFilter):
    """Those that a bank has warned of fraud."""

    title = gettext_lazy("fraud")
    parameter_name = "fraud"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("warned", _("warned of, nothing done yet"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Payment]) -> QuerySet[Payment]:
        return cases.warned(queryset, database_now()) if self.value() else queryset


@admin.register(Payment)
class PaymentAdmin(ActsMixin, ReadOnlyAdmin):
    list_display = [
        "purpose",
        "payer",
        "standing",
        "provider",
        money_column("amount_minor", gettext_lazy("due")),
        money_column("captured_minor", gettext_lazy("came in")),
        money_column("refunded_minor", gettext_lazy("went back")),
        when_column("created_at", gettext_lazy("since")),
        "public_id",
    ]
    list_filter = ["state", "provider", Warned, "created_at"]
    date_hierarchy = "created_at"
    search_fields = ["public_id", "reference", "payer"]
    search_help_text = gettext_lazy("Public id, order id or the payer's e-mail")
    ordering = ["-id"]
    inlines = [Attempts, Refunds, Disputes, Shares, History]
    fields = [
        "public_id", "reference", "payer", "description", "standing", "provider", "due", "came_in", "spoken_for",
        "went_back", "disputed", "created_at", "captured_at",
    ]  # fmt: skip
    readonly_fields = ["standing", "due", "came_in", "spoken_for", "went_back", "disputed"]
    due = staticmethod(money_column("amount_minor", gettext_lazy("due")))
    came_in = staticmethod(money_column("captured_minor", gettext_lazy("came in")))
    spoken_for = staticmethod(money_column("refund_reserved_minor", gettext_lazy("promised back")))
    went_back = staticmethod(money_column("refunded_minor", gettext_lazy("went back")))
    disputed = staticmethod(money_column("disputed_minor", gettext_lazy("held or taken by disputes")))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Payment]:
        return super().get_queryset(request).prefetch_related("attempts")

    @admin.display(description=gettext_lazy("for"), ordering="description")
    def purpose(self, payment: Payment) -> str:
        return payment.purpose

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def standing(self, payment: Payment) -> Any:
        return state_badge(PAYMENT_KINDS, payment)

    def notices(self, request: HttpRequest, obj: Payment) -> list[Notice]:
        warnings = FraudWarning.objects.filter(attempt__payment=obj)
        return [notice for warning in warnings for notice in fraud_words(warning, obj)]

    def acts(self, request: HttpRequest, obj: Payment) -> list[Act]:
        unfinished = [attempt for attempt in obj.attempts.all() if attempt.state in UNFINISHED]
        found = [asking(unfinished)] if unfinished else []
        if obj.refundable.minor and giving_back.is_of_request(obj):
            found.append(returning(obj))
        return found


def fraud_words(warning: FraudWarning, payment: Payment) -> Iterator[Notice]:
    """What the bank has heard; while nothing is disputed and something is left, what can be done."""
    words = {"provider": warning.provider.capitalize(), "how": warning.kind.replace("_", " "), "at": warning.at}
    told = _("What happened: %(provider)s passes on a warning of the card's bank: fraud (%(how)s). Nothing is taken.")
    yield Notice("warning", told % words)
    if payment.refundable and not payment.disputes.exists():
        told = _(
            "What you can do: most such payments are disputed within weeks, at a fee. Hold back what is not sent, ask "
            "the shopper, and if you are not sure, cancel or refund the order before it becomes a dispute."
        )
        yield Notice("info", told)


def asking(attempts: list[PaymentAttempt]) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        found = [charge.check(attempt=attempt, actor=actor_of(request)) for attempt in attempts]
        states = ", ".join(str(attempt.get_state_display()) for attempt in found)
        return _("The provider was asked. It says: %(states)s.") % {"states": states}

    words = _("We ask the provider what has become of every unfinished attempt. Nobody is charged twice.")
    return Act("question", _("Ask the provider now"), words, run)


class ReturnForm(forms.Form):
    """The hidden `key` belongs to this one sending of the form: sent twice, it is one refund."""

    amount = MajorField(label=gettext_lazy("Amount"))
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=200, help_text=gettext_lazy("It stands in the history.")
    )  # fmt: skip
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, data: Any, files: Any, *, most: Money) -> None:
        super().__init__(data, files, initial={"amount": f"{most.major.normalize():f}", "key": new_token()})
        self.most = most

    def clean_amount(self) -> Money:
        minor = as_minor(self.cleaned_data["amount"], self.most.currency) or 0
        if not 0 < minor <= self.most.minor:
            raise forms.ValidationError(_("Something, and at most %(most)s.") % {"most": money_text(self.most)})
        return Money(minor, self.most.currency)


def returning(payment: Payment) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        made = giving_back.give_back(payment=payment, actor=actor_of(request), **values)
        return _("The refund %(id)s is on its way.") % {"id": made.public_id}

    words = _("The money goes back the way it came; that cannot be taken back. At most %(most)s are left.")
    most = payment.refundable
    form = partial(ReturnForm, most=most)
    return Act("return", _("Give back"), words % {"most": money_text(most)}, run, form, is_destructive=True)
