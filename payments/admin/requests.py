"""The desk of payment requests: ask, send the link or show the code, see what came of it. Staff only; stalls have no
desk of their own yet."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.money import Money
from commerce.kernel.staff import (
    Act,
    ActsMixin,
    MajorField,
    Notice,
    ReadOnlyAdmin,
    RefusalsMixin,
    WhoMixin,
    actor_of,
    as_minor,
    money_column,
    when_column,
)
from commerce.kernel.staff.access import is_staff
from vendors.sellers.models import Seller
from vendors.sellers.models.seller import SellerState

from ..domain import payment_requests
from ..domain.entries import MARKET
from ..domain.request_paying import NOT_BY_LINK
from ..models import PaymentRequest
from ..queries import request_page
from ..states import RequestState
from .methods import titles
from .words import REQUEST_KINDS, state_badge

SHOWN = (
    "public_id", "standing", "amount", "description", "note", "payee_name", "ways", "bill", "who", "created_at",
    "expires_at", "ended_at", "paid_at", "receipt_to",
)  # fmt: skip
NEW = {
    "title": gettext_lazy("Ask for a payment"), "show_save_and_add_another": False, "show_save_and_continue": False,
}  # fmt: skip


class AskForm(forms.ModelForm):
    """Typed in the shop's currency."""

    amount = MajorField(label=gettext_lazy("amount"))
    payee = forms.ChoiceField(
        label=gettext_lazy("who gets it"), help_text=gettext_lazy("All of it: no commission is kept.")
    )  # fmt: skip
    days = forms.IntegerField(
        label=gettext_lazy("open for days"), min_value=1, max_value=payment_requests.MOST_DAYS, initial=7
    )  # fmt: skip
    methods = forms.MultipleChoiceField(
        label=gettext_lazy("ways of paying"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: any."),
    )  # fmt: skip

    class Meta:
        model = PaymentRequest
        fields = ["description", "note"]
        help_texts = {
            "description": gettext_lazy("What is paid for. The payer reads it."),
            "note": gettext_lazy("Anything else that the payer should know. No personal details: a link gets about."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stalls = Seller.objects.filter(state=SellerState.APPROVED).values_list("public_id", "name")
        self.fields["payee"].choices = [(MARKET, settings.SHOP_NAME), *stalls]  # type: ignore[attr-defined]
        self.fields["methods"].choices = [pair for pair in titles().items() if pair[0] not in NOT_BY_LINK]  # type: ignore[attr-defined]
        self.fields["amount"].help_text = _("In %(currency)s.") % {"currency": settings.SHOP_CURRENCY}

    def clean_amount(self) -> Money:
        minor = as_minor(self.cleaned_data["amount"], settings.SHOP_CURRENCY) or 0
        if not minor:
            raise forms.ValidationError(_("Ask for something."))
        return Money(minor, settings.SHOP_CURRENCY)


@admin.register(PaymentRequest)
class PaymentRequestAdmin(WhoMixin, ActsMixin, RefusalsMixin, ReadOnlyAdmin):
    list_display = [
        "description", "standing", money_column("amount_minor", gettext_lazy("amount")), "who",
        when_column("created_at", gettext_lazy("asked")), when_column("paid_at", gettext_lazy("paid")), "expires_at",
    ]  # fmt: skip
    list_filter = ["state", "created_at"]
    search_fields = ["public_id", "description", "reference", "receipt_to"]
    search_help_text = gettext_lazy("What for, public id, order id or the address of the receipt")
    ordering = ["-id"]
    fields = SHOWN
    readonly_fields = ["standing", "amount", "payee_name", "ways", "bill", "who"]
    view_on_site = False  # the page's own buttons lead there
    change_form_template = "admin/payments/paymentrequest/change_form.html"
    amount = staticmethod(money_column("amount_minor", gettext_lazy("amount")))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_staff(request)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, **kwargs if obj else {"form": AskForm, **kwargs})

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ["amount", "description", "payee", "days", "methods", "note"]
        return [name for name in SHOWN if not self._is_idle(name, obj)]

    @staticmethod
    def _is_idle(name: str, row: PaymentRequest) -> bool:
        """Whether a field says nothing yet."""
        return name in ("note", "ended_at", "paid_at", "receipt_to") and not getattr(row, name)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return super().get_readonly_fields(request, obj) if obj else []

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def standing(self, row: PaymentRequest) -> Any:
        return state_badge(REQUEST_KINDS, row)

    @admin.display(description=gettext_lazy("who gets it"))
    def payee_name(self, row: PaymentRequest) -> str:
        if not row.is_for_amount:
            return _("the parties of the order")
        return request_page.page(row).asker

    @admin.display(description=gettext_lazy("ways of paying"))
    def ways(self, row: PaymentRequest) -> str:
        known = titles()
        return ", ".join(known.get(name, name) for name in row.methods) or _("any")

    @admin.display(description=gettext_lazy("payment"))
    def bill(self, row: PaymentRequest) -> Any:
        address = reverse("admin:payments_payment_change", args=[row.payment_id])
        return format_html('<a href="{}">{}</a>, {}', address, row.payment, row.payment.get_state_display())

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return super().add_view(request, form_url, {**NEW, **(extra_context or {})})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        names = ("amount", "description", "payee", "days", "methods", "note")
        typed = {name: form.cleaned_data[name] for name in names}
        obj.__dict__.update(payment_requests.ask(**typed, actor=actor_of(request)).__dict__)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        messages.success(request, _("The link is ready: send it, or show the code."))
        return redirect("admin:payments_paymentrequest_change", obj.pk)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        if row := kwargs.get("obj"):
            context["asked"] = request_page.page(row)
        return super().render_change_form(request, context, *args, **kwargs)

    def notices(self, request: HttpRequest, obj: PaymentRequest) -> list[Notice]:
        match RequestState(obj.state):
            case RequestState.OPEN:
                happened = _("What happened: nothing has come yet. Whoever has the link can pay.")
                can_do = _("What you can do: send the link, show the code, or withdraw the request.")
                return [Notice("info", happened), Notice("info", can_do)]
            case RequestState.PAID if obj.was_late and obj.is_for_amount:
                happened = _("What happened: the money came after the request had ended. It counts as paid.")
                can_do = _("What you can do: keep it, or open the payment and give it back.")
                return [Notice("warning", happened), Notice("info", can_do)]
            case RequestState.PAID:
                return [Notice("success", _("Paid. To give money back, open the payment or the order."))]
            case RequestState.EXPIRED:
                return [Notice("info", _("Not paid in time. Ask anew with a new request."))]
        return [Notice("info", _("Withdrawn. Nothing can be paid by the link any more."))]

    def acts(self, request: HttpRequest, obj: PaymentRequest) -> list[Act]:
        return [withdrawing(obj)] if obj.state == RequestState.OPEN else []


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=200, required=False, help_text=gettext_lazy("It stands in the history.")
    )  # fmt: skip


def withdrawing(row: PaymentRequest) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        found = payment_requests.withdraw(request=row, actor=actor_of(request), reason=values["reason"])
        return _("The request is now: %(state)s.") % {"state": found.get_state_display()}

    words = _(
        "The link says that it was withdrawn and takes no payment. Money that is under way still counts. No undo."
    )
    return Act("withdrawal", _("Withdraw"), words, run, WithdrawForm, is_destructive=True)
