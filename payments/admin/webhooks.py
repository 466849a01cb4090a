"""The inbox of the providers' messages."""

import json
from typing import Any

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from commerce.kernel.staff import ReadOnlyAdmin, as_json, when_column

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

    @admin.display(description=_("message"))
    def text(self, event: WebhookEvent) -> Any:
        try:
            return as_json(json.loads(event.body))
        except ValueError:
            return format_html("<pre class='json'>{}</pre>", event.body)
