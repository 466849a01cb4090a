"""What the desks of shoppers' texts have in common: forms of decisions, badges, the history of a text."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.staff import named

from ..models import ModerationEvent
from ..states import Standing

KINDS = {Standing.PENDING: "wait", Standing.PUBLISHED: "done", Standing.REJECTED: "stop"}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=300,
        help_text=gettext_lazy("Whoever wrote it reads this, and may write it anew."),
    )


class SeenForm(forms.Form):
    """Carries which version was on the page when the button was pressed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, files: Any, *, version: int) -> None:
        super().__init__(data, files, initial={"seen": version})


@dataclass(frozen=True)
class Entry:
    """One line of a history."""

    title: str
    text: str
    actor: str
    at: datetime


def history(row: Model) -> list[Entry]:
    """What became of a text, newest first, with the names of the people in it."""
    found = list(ModerationEvent.objects.filter(subject=row.public_id).order_by("-id"))  # type: ignore[attr-defined]
    who = named(event.actor for event in found)
    return [Entry(title_of(event), event.reason, who[event.actor], event.at) for event in found]


def title_of(event: ModerationEvent) -> str:
    if event.kind != "state":
        return {"reply": _("Reply of the stall"), "answer": _("Answer")}.get(event.kind, event.kind)
    return str(Standing(event.after).label).capitalize()
