"""Which disputes and warnings somebody has to do something about."""

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from ..models import Dispute, FraudWarning, Payment
from ..states import DISPUTES_LOST, AttemptState, DisputeState

SOON = timedelta(days=2)
WARNED_FOR = timedelta(days=60)  # what was not disputed by then hardly is
ASKS_US = Q(state__in=[DisputeState.WARNING, DisputeState.NEEDS_RESPONSE], answered_at=None)


def to_answer(rows: QuerySet[Dispute]) -> QuerySet[Dispute]:
    return rows.filter(ASKS_US)


def pressing(rows: QuerySet[Dispute], now: datetime) -> QuerySet[Dispute]:
    """Those whose answer is overdue, or due within two days."""
    return to_answer(rows).filter(due_at__lt=now + SOON)


def to_look_into(rows: QuerySet[Dispute]) -> QuerySet[Dispute]:
    """Those that nobody can place, and those that took what had been given back before; not yet dealt with."""
    twice = Q(state__in=DISPUTES_LOST, counts_minor__gt=F("held_minor"))
    return rows.filter(Q(attempt=None) | Q(attempt__state=AttemptState.MISMATCH) | twice, noted_at=None)


def warned(rows: QuerySet[Payment], now: datetime) -> QuerySet[Payment]:
    """Those that a bank has warned of fraud, that nobody has disputed yet, and of which something could go back."""
    recent = FraudWarning.objects.filter(attempt__payment=OuterRef("pk"), at__gt=now - WARNED_FOR)
    left = F("captured_minor") - F("refund_reserved_minor") - F("disputed_minor")
    return rows.alias(left=left).filter(Exists(recent), left__gt=0, disputes=None)
