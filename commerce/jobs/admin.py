"""Jobs and dead letters for people who do not program: what happened, and what can be done about it."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commerce.kernel.staff import (
    Act,
    ActsMixin,
    Notice,
    ReadOnlyAdmin,
    ReadOnlyTabular,
    as_json,
    note_many,
    when_column,
)

from .domain import dead_letters
from .models import Event, Job, JobAttempt
from .models.job import JobState

# What goes undone when a job of a queue is dead, and what retrying or discarding it means.
MEANINGS = {
    "order": gettext_lazy("An order did not get on: something about it was not written or not announced."),
    "payment": gettext_lazy("A payment, a refund or a message from the payment provider was not worked on."),
    "email": gettext_lazy("An e-mail was not sent. The shopper or seller has not heard from us."),
    "inventory": gettext_lazy("Stock, pictures, an import or the housekeeping was not done."),
}


class Attempts(ReadOnlyTabular):
    model = JobAttempt
    fields = ["number", "started_at", "ended_at", "worker", "error", "retry_after_seconds"]
    verbose_name_plural = gettext_lazy("tries")


@admin.register(Job)
class JobAdmin(ActsMixin, ReadOnlyAdmin):
    list_display = [
        "kind",
        "queue",
        "state",
        "tries",
        when_column("created_at", gettext_lazy("made")),
        when_column("run_at", gettext_lazy("due")),
        when_column("ended_at", gettext_lazy("ended")),
        "error",
    ]
    list_filter = ["state", "queue", "kind"]
    search_fields = ["kind", "last_error", "request_id", "args"]
    search_help_text = gettext_lazy("Kind, error, request id, or a public id such as ord_…")
    ordering = ["-id"]
    inlines = [Attempts]
    actions = ["retry_chosen", "discard_chosen"]
    fields = [
        "kind",
        "queue",
        "state",
        "tries",
        "created_at",
        "run_at",
        "lease_until",
        "ended_at",
        "request_id",
        "what_to_do",
        "last_error",
        "traceback",
    ]

    @admin.display(description=gettext_lazy("tries"), ordering="attempts")
    def tries(self, job: Job) -> str:
        return _("%(done)s of %(most)s") % {"done": job.attempts, "most": job.max_attempts}

    @admin.display(description=gettext_lazy("last error"), ordering="last_error")
    def error(self, job: Job) -> str:
        return job.last_error[:120]

    @admin.display(description=gettext_lazy("works on"))
    def what_to_do(self, job: Job) -> Any:
        return as_json(job.args)

    @admin.display(description=gettext_lazy("for programmers"))
    def traceback(self, job: Job) -> Any:
        return format_html("<pre class='json'>{}</pre>", job.last_traceback) if job.last_traceback else ""

    def notices(self, request: HttpRequest, obj: Job) -> list[Notice]:
        return {
            JobState.DEAD: dead_notices,
            JobState.READY: waiting_notices,
            JobState.DONE: lambda job: [Notice("success", _("Done. Nothing is left to do."))],
            JobState.DISCARDED: lambda job: [Notice("info", _("Discarded by a member of staff. It was not done."))],
        }[JobState(obj.state)](obj)

    def acts(self, request: HttpRequest, obj: Job) -> list[Act]:
        if obj.state != JobState.DEAD:
            return []
        return [
            Act(
                "retry",
                _("Try again"),
                _("The work gets a new set of tries, starting at once. What was already done is not done twice."),
                lambda request, values: told(dead_letters.retry(job_ids=[obj.pk]), _("It is tried again now.")),
            ),
            Act(
                "discard",
                _("Discard"),
                _("The work is closed without being done, and nobody will try it again. %(meaning)s")
                % {"meaning": MEANINGS[obj.queue]},
                lambda request, values: told(dead_letters.discard(job_ids=[obj.pk]), _("It is discarded.")),
                is_destructive=True,
            ),
        ]

    @admin.action(description=gettext_lazy("Try dead letters again"))
    def retry_chosen(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        chosen = list(queryset.filter(state=JobState.DEAD))
        count = dead_letters.retry(job_ids=[job.pk for job in chosen])
        note_many(request, chosen, _("Try again"))
        self.tell(request, count, ngettext("%(n)s dead letter is tried again.", "%(n)s are tried again.", count))

    @admin.action(description=gettext_lazy("Discard dead letters"))
    def discard_chosen(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        chosen = list(queryset.filter(state=JobState.DEAD))
        count = dead_letters.discard(job_ids=[job.pk for job in chosen])
        note_many(request, chosen, _("Discard"))
        self.tell(request, count, ngettext("%(n)s dead letter is discarded.", "%(n)s are discarded.", count))

    def tell(self, request: HttpRequest, count: int, words: str) -> None:
        if count:
            messages.success(request, words % {"n": count})
        else:
            messages.warning(request, _("None of these is a dead letter any more."))


def told(count: int, words: str) -> str:
    """The words, unless somebody else was faster."""
    return words if count else _("Somebody else has dealt with it already.")


def dead_notices(job: Job) -> list[Notice]:
    happened = ngettext(
        "What happened: it was tried once and failed. %(meaning)s The last answer was: %(error)s",
        "What happened: it was tried %(times)s times and failed each time. %(meaning)s The last answer was: %(error)s",
        job.attempts,
    )
    can_do = _(
        "What you can do: when the cause is gone (a server was down, a setting was wrong), try again. "
        "When the work is not wanted any more, discard it. When you cannot tell, leave it and show it to whoever "
        "looks after the shop's programs."
    )
    values = {"times": job.attempts, "meaning": MEANINGS[job.queue], "error": job.last_error[:300]}
    return [Notice("problem", happened % values), Notice("info", can_do)]


def waiting_notices(job: Job) -> list[Notice]:
    if job.last_error:
        return [
            Notice("warning", _("It failed and is tried again by itself: %(error)s") % {"error": job.last_error[:200]})
        ]
    return [Notice("info", _("Waiting for a worker. There is nothing to do."))]


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["name", "payload", when_column("created_at", gettext_lazy("told"))]
    search_fields = ["name", "payload"]
    ordering = ["-id"]
