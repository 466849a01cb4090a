"""Tells the apps above what has become true."""

from typing import Any

from ..models import Event
from .enqueue import enqueue
from .registry import LISTENERS


def announce(name: str, **payload: Any) -> None:
    """Write the event and one job for each listener in the caller's transaction: delivered at least once."""
    Event.objects.create(name=name, payload=payload)
    for listener in LISTENERS.get(name, []):
        enqueue(listener.task, dedupe=listener.dedupe(payload), after=listener.after, **payload)
