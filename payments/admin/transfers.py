"""The desk of bank transfers: slips to look at, money to note; and the accounts that shoppers transfer to."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.money import KNOWN, Money
from commerce.kernel.money_text import money_text
from commerce.kernel.staff import (
    Act,
    ActsMixin,
    MajorField,
    Notice,
    ReadOnlyAdmin,
    StaffAdmin,
    WhoMixin,
    actor_of,
    as_minor,
    money_column,
    when_column,
)

from ..domain import charge, slips, transfers
from ..models import BankAccount, BankTransfer, Slip
from ..states import TransferState
from .words import TRANSFER_KINDS, state_badge

KINDS = {"pdf": "application/pdf", "jpg": "image/jpeg"}
MONEY_MAY_COME = {TransferState.WAITING, TransferState.SHOWN, TransferState.REFUSED, TransferState.CLOSED}


class AccountForm(forms.ModelForm):
    class Meta:
        model = BankAccount
        fields = ["bank", "branch", "holder", "number", "currency", "is_on", "position"]

    def clean_currency(self) -> str:
        code: str = self.cleaned_data["currency"].upper()
        if code not in KNOWN:
            raise forms.ValidationError(_("The shop does not know this currency."))
        return code


@admin.register(BankAccount)
class BankAccountAdmin(StaffAdmin):
    list_display = ["bank", "branch", "holder", "number", "currency", "is_on", "position"]
    form = AccountForm

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Shoppers were shown these words: another account is another row."""
        return ["bank", "branch", "holder", "number", "currency"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        transfers.forget_accounts()


class ArrivalForm(forms.Form):
    amount = MajorField(label=gettext_lazy("Amount that came"))
    bank_ref = forms.CharField(
        label=gettext_lazy("The bank's number"), max_length=80,
        help_text=gettext_lazy("As it stands in the statement. One number is one transfer."),
    )  # fmt: skip
    reason = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)

    def __init__(self, data: Any, files: Any, *, transfer: BankTransfer) -> None:
        asked = transfer.attempt.amount
        super().__init__(data, files, initial={"amount": f"{asked.major.normalize():f}"})
        self.currency = transfer.currency
        self.fields["amount"].help_text = _("Asked for: %(money)s") % {"money": money_text(asked)}

    def clean_amount(self) -> Money:
        return Money(as_minor(self.cleaned_data["amount"], self.currency) or 0, self.currency)


class RefusalForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300, help_text=gettext_lazy("The shopper reads it."))


@admin.register(BankTransfer)
class BankTransferAdmin(WhoMixin, ActsMixin, ReadOnlyAdmin):
    list_display = [
        "code", "purpose", "standing", "asked", money_column("received_minor", gettext_lazy("came")),
        when_column("created_at", gettext_lazy("since")), when_column("shown_at", gettext_lazy("slip")),
    ]  # fmt: skip
    list_filter = ["state", "account", "created_at"]
    search_fields = ["code", "bank_ref", "attempt__payment__reference", "attempt__payment__payer"]
    search_help_text = gettext_lazy("Code, the bank's number, order id or the payer's e-mail")
    list_select_related = ["attempt__payment", "account"]
    ordering = ["-id"]
    fields = [
        "code", "purpose", "standing", "asked", "came", "bank_ref", "account", "shown_slips", "why", "who",
        "created_at", "shown_at", "ended_at",
    ]  # fmt: skip
    readonly_fields = ["purpose", "standing", "asked", "came", "shown_slips", "who"]
    came = staticmethod(money_column("received_minor", gettext_lazy("came")))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """A code is found as it is typed off a statement."""
        found, more = super().get_search_results(request, queryset, search_term)
        code = transfers.code_in(search_term)
        return (found | queryset.filter(code=code), True) if len(code) == transfers.CODE_CHARS else (found, more)

    @admin.display(description=gettext_lazy("for"))
    def purpose(self, row: BankTransfer) -> str:
        return row.attempt.payment.purpose

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def standing(self, row: BankTransfer) -> Any:
        return state_badge(TRANSFER_KINDS, row)

    @admin.display(description=gettext_lazy("asked for"))
    def asked(self, row: BankTransfer) -> str:
        return money_text(row.attempt.amount)

    @admin.display(description=gettext_lazy("slips"))
    def shown_slips(self, row: BankTransfer) -> Any:
        links = (
            (
                reverse("admin:payments_slip", args=[slip.public_id]),
                slip.kind.upper(),
                date_format(slip.at, "DATETIME_FORMAT"),
            )
            for slip in row.slips.all()
        )
        return format_html_join(", ", '<a href="{}">{}, {}</a>', links) or _("none")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.slip_view)
        return [path("slips/<str:public_id>/", view, name="payments_slip"), *super().get_urls()]

    def slip_view(self, request: HttpRequest, public_id: str) -> HttpResponseBase:
        """The file, as a download that no browser runs."""
        slip = Slip.objects.filter(public_id=public_id).select_related("transfer").first()
        if slip is None or not slips.path_of(slip).exists():
            raise Http404
        name = f"{slip.transfer.code}-{slip.pk}.{slip.kind}"
        file = slips.path_of(slip).open("rb")
        return FileResponse(file, as_attachment=True, filename=name, content_type=KINDS[slip.kind])

    def notices(self, request: HttpRequest, obj: BankTransfer) -> list[Notice]:
        match TransferState(obj.state):
            case TransferState.SHOWN:
                happened = _(
                    "What happened: the shopper has transferred and shows a slip. A slip is no proof of money."
                )
                can_do = _(
                    "What you can do: look into the account. Note the money when it is there, or refuse the slip."
                )
                return [Notice("warning", happened), Notice("info", can_do)]
            case TransferState.RECEIVED if obj.received != obj.attempt.amount:
                return [Notice("problem", _("Another amount came than was asked for. It waits at the payment."))]
            case TransferState.CLOSED:
                return [
                    Notice("info", _("Nobody waits for it. Should the money come, note it: it is filled or goes back."))
                ]
        return []

    def acts(self, request: HttpRequest, obj: BankTransfer) -> list[Act]:
        found = [arriving(obj)] if obj.state in MONEY_MAY_COME else []
        return [*found, refusing(obj)] if obj.state == TransferState.SHOWN else found


def arriving(transfer: BankTransfer) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        transfers.arrived(transfer=transfer, actor=actor_of(request), **values)
        attempt = charge.check(attempt=transfer.attempt, actor=actor_of(request))
        return _("Noted. The attempt is now: %(state)s.") % {"state": attempt.get_state_display()}

    words = _("The order is paid with this amount. Note only what you have seen on the account.")
    return Act("arrival", _("The money is there"), words, run, partial(ArrivalForm, transfer=transfer))


def refusing(transfer: BankTransfer) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        transfers.refuse(transfer=transfer, actor=actor_of(request), reason=values["reason"])
        return _("The shopper is told.")

    words = _("The shopper gets a mail with your reason and may show another slip. The order waits on.")
    return Act("refusal", _("Refuse the slip"), words, run, RefusalForm, is_destructive=True)
