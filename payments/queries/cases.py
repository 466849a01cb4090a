"""Which disputes somebody has to do something about."""

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from ..models import Dispute
from ..states import DISPUTES_LOST, AttemptState, DisputeState

SOON = timedelta(days=2)
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
