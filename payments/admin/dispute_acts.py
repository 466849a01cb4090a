"""What staff can do about a dispute."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.kernel.resilience import ProviderAway
from commerce.kernel.staff import Act, actor_of

from ..domain import answers, disputes
from ..domain.answers import Answer
from ..models import Dispute, DisputeFile


class AnswerForm(forms.Form):
    account = forms.CharField(
        label=gettext_lazy("What happened"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("In plain words: what was bought, when it was sent and got there, what was agreed with "
                               "the shopper. The bank's people read it."),
    )  # fmt: skip
    carrier = forms.CharField(label=gettext_lazy("Carrier"), max_length=80, required=False)
    tracking = forms.CharField(
        label=gettext_lazy("Tracking number"), max_length=80, required=False,
        help_text=gettext_lazy("Both stand on the parcel's page at the order."),
    )  # fmt: skip
    delivered_on = forms.DateField(
        label=gettext_lazy("Day of delivery"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, data: Any, files: Any, *, dispute: Dispute) -> None:
        names = ("account", "carrier", "tracking", "delivered_on")
        super().__init__(data, files, initial={name: getattr(dispute, name) for name in names})


class FileForm(forms.Form):
    shows = forms.ChoiceField(label=gettext_lazy("What it shows"), choices=DisputeFile.Shows.choices)
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A PDF or a picture, 4 MB at most. Another one that shows the same takes its place."),
    )


class NoteForm(forms.Form):
    why = forms.CharField(label=gettext_lazy("What you made of it"), max_length=300)


def answering(dispute: Dispute) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        written = answers.answer(dispute=dispute, given=Answer(**values), actor=actor_of(request))
        try:
            sent = answers.send(dispute=written, actor=actor_of(request))
        except ProviderAway:
            return _("Our side is written. The provider does not answer just now: it is sent by itself, soon.")
        if sent.sent_at is None:
            return _("The provider did not take the answer: %(why)s") % {"why": sent.error}
        return _("Our side is sent. The dispute is now: %(state)s.") % {"state": sent.get_state_display()}

    words = _(
        "Your answer and the files that you have added are sent once: nothing can be added or changed afterwards."
    )
    return Act(
        "answer", _("Answer the dispute"), words, run, lambda data, files: AnswerForm(data, files, dispute=dispute)
    )


def uploading(dispute: Dispute) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        content = values["file"].read(answers.MOST_BYTES + 1)
        made = answers.add_file(dispute=dispute, shows=values["shows"], content=content, actor=actor_of(request))
        return _("Kept: %(what)s. It is sent with the answer.") % {"what": made.get_shows_display()}

    words = _("The file is kept and goes to the bank with your answer, not before. Add files first, answer then.")
    return Act("file", _("Add a file"), words, run, FileForm)


def accepting(dispute: Dispute) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        found = answers.accept(dispute=dispute, actor=actor_of(request))
        return _("Given up. The dispute is now: %(state)s.") % {"state": found.get_state_display()}

    words = _("The shopper keeps the money and the sellers pay their shares of it. This cannot be taken back.")
    return Act("acceptance", _("Accept it"), words, run, is_destructive=True)


def noting(dispute: Dispute) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        answers.note(dispute=dispute, why=values["why"], actor=actor_of(request))
        return _("Noted. It is off the desk.")

    words = _("Say what it was and what you did about it. Nothing moves.")
    return Act("note", _("It is dealt with"), words, run, NoteForm)


def asking(dispute: Dispute) -> Act:
    def run(request: HttpRequest, values: dict[str, Any]) -> str:
        waiting = answers.send(dispute=dispute, actor=actor_of(request))  # one that was written and not sent
        found = disputes.learn(provider_name=waiting.provider, ref=waiting.provider_ref, actor=actor_of(request))
        if found is None:
            return _("The provider does not know this dispute any more.")
        return _("The provider was asked. The dispute is now: %(state)s.") % {"state": found.get_state_display()}

    words = _("We ask the provider how the dispute stands and write its answer down. Nothing is sent twice.")
    return Act("question", _("Ask the provider now"), words, run)
