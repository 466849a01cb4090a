"""Who changed what at the staff site: one line in Django's log for each object, also when many change at once."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.http import HttpRequest


def note_many(request: HttpRequest, objects: Iterable[Any], words: str) -> None:
    """Write `words` into the history of each object, under the name of whoever asked."""
    assert request.user.pk is not None
    LogEntry.objects.log_actions(request.user.pk, list(objects), CHANGE, change_message=words)
