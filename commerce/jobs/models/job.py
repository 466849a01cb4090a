"""The row is the job; the message to a worker is only a knock on its door."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from commerce.kernel.fields import state_check


class Queue(models.TextChoices):
    ORDER = "order"
    PAYMENT = "payment"
    EMAIL = "email"
    INVENTORY = "inventory"


class JobState(models.TextChoices):
    READY = "ready"
    DONE = "done"
    DEAD = "dead"
    DISCARDED = "discarded"


class Job(models.Model):
    """One piece of work, written in the transaction that needs it done."""

    queue = models.CharField(max_length=12, choices=Queue.choices)
    kind = models.CharField(max_length=80)
    args = models.JSONField(default=dict)
    dedupe = models.CharField(max_length=160, unique=True, null=True, blank=True)
    run_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=3)
    lease = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=JobState.choices, default=JobState.READY)
    knocked_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True, default="")
    last_traceback = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)
    request_id = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = [state_check(states=JobState, name="job_state_known")]
        indexes = [
            models.Index(fields=["run_at"], name="job_due", condition=Q(state="ready")),
            models.Index(fields=["queue", "run_at"], name="job_queue_due", condition=Q(state="ready")),
            models.Index(fields=["-ended_at"], name="job_dead", condition=Q(state="dead")),
            models.Index(fields=["ended_at"], name="job_ended", condition=Q(state__in=["done", "discarded"])),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class JobAttempt(models.Model):
    """One try of a job: when, how it ended, and how long the next one waits."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="tries")
    number = models.PositiveSmallIntegerField()
    worker = models.CharField(max_length=120, blank=True, default="")
    started_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True, default="")
    retry_after_seconds = models.FloatField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="job_attempt_once")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.job_id}/{self.number}"
