"""The pump: knocks at workers' doors for jobs that are due, buries the dead, keeps the schedule, tidies up."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Q

from commerce.kernel.clock import DatabaseNow, database_now

from ..models import Event, Job, LimitCount, RequestKey
from . import leases
from .enqueue import enqueue
from .registry import SCHEDULE

log = logging.getLogger("shop.job")
KNOCK = """
WITH due AS (
  SELECT id FROM jobs_job
   WHERE state = 'ready' AND run_at <= clock_timestamp() AND attempts < max_attempts
     AND (lease_until IS NULL OR lease_until < clock_timestamp())
     AND (knocked_at IS NULL OR knocked_at < clock_timestamp() - make_interval(secs => %s))
   ORDER BY run_at LIMIT 500 FOR UPDATE SKIP LOCKED)
UPDATE jobs_job SET knocked_at = clock_timestamp() FROM due WHERE jobs_job.id = due.id
RETURNING jobs_job.id, jobs_job.queue
"""
KNOCK_AGAIN_SECONDS = 30


def knock(send: Callable[[int, str], None]) -> int:
    """Send every due job's id to its queue. A knock that gets lost is repeated after half a minute."""
    with connection.cursor() as cursor:
        cursor.execute(KNOCK, [KNOCK_AGAIN_SECONDS])
        due = cursor.fetchall()
    for job_id, queue in due:
        send(job_id, queue)
    return len(due)


def bury_dead() -> int:
    """Move jobs without attempts left to the dead letters; each is one warning line."""
    dead = leases.bury()
    for job_id, kind in dead:
        log.error("dead letter", extra={"job_id": job_id, "kind": kind})
    return len(dead)


def keep_schedule() -> None:
    """Enqueue what is due in the present period of each scheduled task; a period's second pump adds nothing."""
    now = database_now().timestamp()
    for entry in SCHEDULE:
        period = int(now // entry.period.total_seconds())
        enqueue(entry.task, dedupe=f"every:{entry.task}:{period}")


def prune() -> int:
    """Forget finished jobs after 4 days, request keys after 24 h, old counts and events. Dead letters stay."""
    day = DatabaseNow() - timedelta(days=settings.JOB_KEEP_DAYS)
    gone = Job.objects.filter(Q(state__in=["done", "discarded"]), ended_at__lt=day).delete()[0]
    RequestKey.objects.filter(created_at__lt=DatabaseNow() - timedelta(hours=settings.REQUEST_KEY_HOURS)).delete()
    LimitCount.objects.filter(window__lt=DatabaseNow() - timedelta(hours=1)).delete()
    Event.objects.filter(created_at__lt=DatabaseNow() - timedelta(days=90)).delete()
    return gone
