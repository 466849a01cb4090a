"""The inbox of the providers' messages."""

import json
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commerce.kernel.staff import ReadOnlyAdmin, as_json, note_many, when_column

from ..domain import inbox
from ..models import WebhookEvent


@admin.register(WebhookEvent)
class WebhookEventAdmin(ReadOnlyAdmin):
    list_display = [
        "kind",
        "provider",
        "event_id",
        when_column("received_at", _("received")),
        when_column("processed_at", _("worked on")),
        "outcome",
        "deliveries",
    ]
    list_filter = ["provider", ("processed_at", admin.EmptyFieldListFilter), "kind"]
    search_fields = ["event_id", "kind", "outcome"]
    ordering = ["-id"]
    fields = [
        "provider", "account", "event_id", "kind", "received_at", "queued_at", "processed_at", "outcome", "deliveries",
        "text",
    ]  # fmt: skip
    readonly_fields = ["text"]
    actions = ["read_again"]

    @admin.action(description=_("Read again"))
    def read_again(self, request: HttpRequest, queryset: QuerySet[WebhookEvent]) -> None:
        readable = inbox.readable().filter(pk__in=queryset.values("pk"))
        note_many(request, readable.defer("body"), gettext("Read again"))
        count = inbox.put_back(readable)
        if not count:
            messages.warning(request, _("None of these says anything that can be asked about."))
            return
        told = ngettext(
            "%(n)s message is read again: its provider is asked now.",
            "%(n)s messages are read again: their providers are asked now.",
            count,
        )
        messages.success(request, told % {"n": count})

    @admin.display(description=_("message"))
    def text(self, event: WebhookEvent) -> Any:
        try:
            return as_json(json.loads(event.body))
        except ValueError:
            return format_html("<pre class='json'>{}</pre>", event.body)
