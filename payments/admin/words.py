"""States on their grounds, and histories in the staff's words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commerce.kernel.staff import ReadOnlyTabular, WhoMixin, badge

from ..models import PaymentEvent

PAYMENT_KINDS = {"due": "wait", "authorised": "pack", "captured": "done", "cancelled": "stop"}
ATTEMPT_KINDS = {
    "created": "wait",
    "sent": "wait",
    "open": "move",
    "left": "wait",
    "authorised": "pack",
    "captured": "done",
    "declined": "stop",
    "expired": "stop",
    "mismatch": "stop",
    "surplus": "stop",
}
TRANSFER_KINDS = {"waiting": "wait", "shown": "move", "received": "done", "refused": "stop", "closed": "stop"}
PROMISE_KINDS = {"to_confirm": "wait", "confirmed": "pack", "refused": "stop", "ended": "done"}
COLLECTION_KINDS = {"expected": "wait", "collected": "move", "remitted": "done", "refused": "stop"}
REQUEST_KINDS = {"open": "wait", "paid": "done", "expired": "stop", "withdrawn": "stop"}
REFUND_KINDS = {"created": "wait", "sent": "wait", "pending": "move", "done": "done", "failed": "stop"}
DISPUTE_KINDS = {
    "warning": "wait", "needs_response": "stop", "under_review": "move", "won": "done", "lost": "stop",
    "accepted": "plain",
}  # fmt: skip


def state_badge(kinds: dict[str, str], row: Any) -> Any:
    return badge(kinds[row.state], row.get_state_display())


class History(WhoMixin, ReadOnlyTabular):
    """Appended only; the oldest first."""

    model = PaymentEvent
    fields = ["at", "subject", "before", "after", "who", "reason"]
    readonly_fields = ["who"]
    verbose_name_plural = _("history")
