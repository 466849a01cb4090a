"""The e-mail log: what was sent to whom, what is waiting, what came back, with each mail as its reader sees it."""

from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin

from commerce.kernel.staff import Act, ActsMixin, Notice, ReadOnlyAdmin, when_column

from .domain import bounces, declining
from .domain.emails import PRIVATE_PREFIX, send_again
from .models import BouncedAddress, DeclinedMail, Email, Wanted

# A mail carries its styles inline. Nothing else of it is let in: no script, no picture of another server.
MAIL_POLICY = {
    "default-src": [NONE],
    "script-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": ["data:"],
    "font-src": [NONE],
    "connect-src": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": True,
}


class StandFilter(admin.SimpleListFilter):
    """Sent, waiting, or refused."""

    title = gettext_lazy("stand")
    parameter_name = "stand"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("sent", _("sent")), ("waiting", _("waiting")), ("bounced", _("refused"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Email]) -> QuerySet[Email]:
        chosen = {
            "sent": {"sent_at__isnull": False},
            "waiting": {"sent_at": None, "bounced_at": None},
            "bounced": {"bounced_at__isnull": False},
        }
        return queryset.filter(**chosen.get(self.value() or "", {}))  # type: ignore[arg-type]


@admin.register(Email)
class EmailAdmin(ActsMixin, ReadOnlyAdmin):
    list_display = [
        "subject",
        "to",
        "template",
        when_column("queued_at", gettext_lazy("queued")),
        when_column("sent_at", gettext_lazy("sent")),
        when_column("bounced_at", gettext_lazy("refused")),
    ]
    list_filter = [StandFilter, "template", "queued_at"]
    search_fields = ["to", "subject", "reference", "public_id"]
    search_help_text = gettext_lazy("Address, subject, or public id of the mail or of what it is about")
    ordering = ["-id"]
    fields = [
        "subject", "to", "template", "reference", "message_id", "queued_at", "sent_at", "bounced_at", "error",
        "preview", "plain_text",
    ]  # fmt: skip
    readonly_fields = ["preview", "plain_text"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Email]:
        found = super().get_queryset(request)
        is_list = request.resolver_match is not None and request.resolver_match.url_name.endswith("_changelist")  # type: ignore[union-attr]
        return found.defer("text", "html") if is_list else found

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.html_view)
        return [path("<path:object_id>/html/", view, name="notifications_email_html"), *super().get_urls()]

    @admin.display(description=gettext_lazy("as sent"))
    def preview(self, email: Email) -> str:
        if is_private(email):
            return _("Mails of sign-in carry links and codes. Nobody but their reader sees them.")
        if not email.html:
            return _("This mail has plain text only.")
        address = reverse("admin:notifications_email_html", args=[email.pk])
        frame = '<iframe src="{}" title="{}" width="100%" height="760" sandbox></iframe>'
        return format_html(frame, address, _("The mail as its reader sees it"))

    @admin.display(description=gettext_lazy("plain text"))
    def plain_text(self, email: Email) -> str:
        return "" if is_private(email) else format_html("<pre>{}</pre>", email.text)

    @method_decorator(xframe_options_sameorigin)
    @method_decorator(csp(MAIL_POLICY))
    def html_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The mail's own HTML, alone in a sandbox."""
        email = self.get_object(request, object_id)
        if email is None or is_private(email):
            raise Http404
        return HttpResponse(email.html)

    def notices(self, request: HttpRequest, obj: Email) -> list[Notice]:
        if obj.bounced_at:
            return [Notice("problem", _("Refused for good, and not tried again: %(error)s") % {"error": obj.error})]
        if obj.sent_at is None:
            return [
                Notice("warning", _("Not sent yet. The next try follows by itself; after three it is a dead letter."))
            ]
        return []

    def acts(self, request: HttpRequest, obj: Email) -> list[Act]:
        if is_private(obj):
            return []
        consequence = _("%(to)s gets this mail once more, with the same words.") % {"to": obj.to}
        return [Act("repeat", _("Send again"), consequence, lambda request, values: repeat(obj))]


def is_private(email: Email) -> bool:
    """Whether its words are for the reader alone."""
    return email.template.startswith(PRIVATE_PREFIX)


def repeat(email: Email) -> str:
    send_again(email=email)
    return _("It is on its way.")


class OpenFilter(admin.SimpleListFilter):
    """Still on the list, or cleared."""

    title = gettext_lazy("stand")
    parameter_name = "cleared"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("not written to")), ("yes", _("cleared"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[BouncedAddress]) -> QuerySet[BouncedAddress]:
        return queryset.filter(cleared_at__isnull=self.value() == "no") if self.value() else queryset


@admin.register(BouncedAddress)
class BouncedAddressAdmin(ActsMixin, ReadOnlyAdmin):
    list_display = [
        "address",
        "reason",
        when_column("bounced_at", gettext_lazy("refused")),
        when_column("cleared_at", gettext_lazy("cleared")),
    ]
    list_filter = [OpenFilter, "bounced_at"]
    search_fields = ["address"]
    search_help_text = gettext_lazy("Address")
    ordering = ["-bounced_at"]
    fields = ["address", "reason", "email", "bounced_at", "cleared_at"]

    def notices(self, request: HttpRequest, obj: BouncedAddress) -> list[Notice]:
        if obj.cleared_at:
            return []
        words = _("Nothing is sent to this address: its mail server said for good that it does not exist.")
        return [Notice("problem", words)]

    def acts(self, request: HttpRequest, obj: BouncedAddress) -> list[Act]:
        if obj.cleared_at:
            return []
        consequence = _("The next mail to %(to)s is tried. What was not sent is not sent by itself.") % {
            "to": obj.address
        }
        return [Act("clear", _("Clear the address"), consequence, lambda request, values: cleared(obj))]


def cleared(row: BouncedAddress) -> str:
    bounces.clear(row=row)
    return _("Mail to this address is tried again.")


@admin.register(DeclinedMail)
class DeclinedMailAdmin(ActsMixin, ReadOnlyAdmin):
    list_display = ["address", "kind", when_column("declined_at", gettext_lazy("declined"))]
    list_filter = ["kind", "declined_at"]
    search_fields = ["address"]
    search_help_text = gettext_lazy("Address")
    ordering = ["-declined_at"]
    fields = ["address", "kind", "declined_at"]

    def acts(self, request: HttpRequest, obj: DeclinedMail) -> list[Act]:
        consequence = _("For who asks for it: %(to)s gets these mails again.") % {"to": obj.address}
        return [Act("permission", _("Send them again"), consequence, lambda request, values: allowed(obj))]


def allowed(row: DeclinedMail) -> str:
    declining.allow(address=row.address, kind=Wanted(row.kind))
    return _("These mails are sent to the address again.")
