"""The desk of disputes: what a shopper's bank says, until when we may answer, and the answer, which is sent once."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.clock import database_now
from commerce.kernel.money_text import money_text
from commerce.kernel.staff import (
    Act,
    ActsMixin,
    Notice,
    ReadOnlyAdmin,
    ReadOnlyTabular,
    money_column,
    named,
    when_column,
)

from ..domain import answers
from ..domain.disputes import is_to_be_looked_into
from ..models import Dispute, DisputeFile, DisputeShare, PaymentEvent
from ..queries import cases
from . import dispute_acts, dispute_words
from .words import DISPUTE_KINDS, state_badge

KINDS = {"pdf": "application/pdf", "jpg": "image/jpeg"}


class Waiting(admin.SimpleListFilter):
    """What somebody has to do."""

    title = gettext_lazy("to do")
    parameter_name = "todo"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("answer", _("to answer")), ("late", _("answer overdue or due soon")), ("look", _("to look into")),
        ]  # fmt: skip

    def queryset(self, request: HttpRequest, queryset: QuerySet[Dispute]) -> QuerySet[Dispute]:
        match self.value():
            case "answer":
                return cases.to_answer(queryset)
            case "late":
                return cases.pressing(queryset, database_now())
            case "look":
                return cases.to_look_into(queryset)
        return queryset


class Shares(ReadOnlyTabular):
    model = DisputeShare
    fields = ["party", "kind", "amount"]
    readonly_fields = ["amount"]
    verbose_name_plural = gettext_lazy("whose money it holds, or has taken")
    amount = staticmethod(money_column("amount_minor", gettext_lazy("amount")))


@admin.register(Dispute)
class DisputeAdmin(ActsMixin, ReadOnlyAdmin):
    list_display = [
        "purpose", "standing", "due", money_column("amount_minor", gettext_lazy("disputed")),
        money_column("withdrawn_minor", gettext_lazy("taken")), "why", "provider",
        when_column("opened_at", gettext_lazy("since")), when_column("answered_at", gettext_lazy("answered")),
        "public_id",
    ]  # fmt: skip
    list_filter = [Waiting, "state", "provider", "opened_at"]
    search_fields = ["public_id", "provider_ref", "charge_ref", "payment__reference", "payment__payer", "reason"]
    search_help_text = gettext_lazy("Public id, the provider's id, order id or the payer's e-mail")
    list_select_related = ["payment", "attempt"]
    inlines = [Shares]
    fields = [
        "public_id", "payment", "standing", "due", "disputed", "taken", "fee", "own", "why", "provider", "provider_ref",
        "charge_ref", "opened_at", "ended_at", "asked_at", "account", "carrier", "tracking", "delivered_on", "evidence",
        "answered_at", "sent_at", "error", "noted_why", "history",
    ]  # fmt: skip
    readonly_fields = ["standing", "due", "disputed", "taken", "fee", "own", "why", "evidence", "history"]
    disputed = staticmethod(money_column("amount_minor", gettext_lazy("disputed")))
    taken = staticmethod(money_column("withdrawn_minor", gettext_lazy("taken from us by now")))
    fee = staticmethod(money_column("fee_minor", gettext_lazy("the provider's fee")))

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """What has to be answered first stands first."""
        return [F("due_at").asc(nulls_last=True), "-pk"]

    @admin.display(description=gettext_lazy("for"), ordering="payment__description")
    def purpose(self, dispute: Dispute) -> str:
        return dispute.payment.purpose if dispute.payment else _("a charge that we do not know")

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def standing(self, dispute: Dispute) -> Any:
        return state_badge(DISPUTE_KINDS, dispute)

    @admin.display(description=gettext_lazy("answer due"), ordering="due_at")
    def due(self, dispute: Dispute) -> str:
        return dispute_words.due(dispute)

    @admin.display(description=gettext_lazy("why"), ordering="reason")
    def why(self, dispute: Dispute) -> str:
        return dispute_words.reason(dispute)

    @admin.display(description=gettext_lazy("the market's own loss, should it be lost"))
    def own(self, dispute: Dispute) -> str:
        return money_text(dispute.uncovered)

    @admin.display(description=gettext_lazy("files"))
    def evidence(self, dispute: Dispute) -> Any:
        links = (
            (reverse("admin:payments_evidence", args=[file.public_id]), file.get_shows_display(), file.kind.upper())
            for file in dispute.files.all()
        )
        return format_html_join(", ", '<a href="{}">{} ({})</a>', links) or format_html("{}", _("none"))

    @admin.display(description=gettext_lazy("who did what"))
    def history(self, dispute: Dispute) -> Any:
        """The oldest first, one line each."""
        rows = list(PaymentEvent.objects.filter(payment=dispute.payment_id, subject=dispute.public_id))
        who = named(row.actor for row in rows)
        lines = ((date_format(localtime(row.at), "DATETIME_FORMAT"), dispute_words.step(row.after), who[row.actor])
                 for row in rows)  # fmt: skip
        return format_html_join("", "<span class='part'>{}: {} ({})</span>", lines)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.file_view)
        return [path("files/<str:public_id>/", view, name="payments_evidence"), *super().get_urls()]

    def file_view(self, request: HttpRequest, public_id: str) -> HttpResponseBase:
        """The file, as a download that no browser runs."""
        file = DisputeFile.objects.filter(public_id=public_id).select_related("dispute").first()
        if file is None or not answers.path_of(file).exists():
            raise Http404
        name = f"{file.dispute.public_id}-{file.shows}.{file.kind}"
        opened = answers.path_of(file).open("rb")
        return FileResponse(opened, as_attachment=True, filename=name, content_type=KINDS[file.kind])

    def notices(self, request: HttpRequest, obj: Dispute) -> list[Notice]:
        return list(dispute_words.notices(obj))

    def acts(self, request: HttpRequest, obj: Dispute) -> list[Act]:
        return list(acts_of(obj))


def acts_of(dispute: Dispute) -> Iterator[Act]:
    if dispute.state in answers.ASKS_US and dispute.answered_at is None:
        yield from (dispute_acts.answering(dispute), dispute_acts.uploading(dispute), dispute_acts.accepting(dispute))
    if is_to_be_looked_into(dispute):
        yield dispute_acts.noting(dispute)
    yield dispute_acts.asking(dispute)
