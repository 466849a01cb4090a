"""Claim, finish, fail, bury: each one conditional statement, so that a frozen worker changes nothing later.

SQL as designed in docs/reliability: only the holder of the lease may end an attempt (fencing).
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection

from ..models import Job

CLAIM = """
WITH claimed AS (
  UPDATE jobs_job SET attempts = attempts + 1, lease = %s,
         lease_until = clock_timestamp() + make_interval(secs => %s)
   WHERE id = %s AND state = 'ready' AND run_at <= clock_timestamp()
     AND (lease_until IS NULL OR lease_until < clock_timestamp()) AND attempts < max_attempts
  RETURNING *),
begun AS (
  INSERT INTO jobs_jobattempt (job_id, number, worker, error) SELECT id, attempts, %s, '' FROM claimed RETURNING id)
SELECT claimed.*, begun.id AS attempt_id FROM claimed, begun
"""
FINISH = """
WITH done AS (
  UPDATE jobs_job SET state = 'done', ended_at = clock_timestamp()
   WHERE id = %s AND lease = %s AND state = 'ready' RETURNING id)
UPDATE jobs_jobattempt a SET ended_at = clock_timestamp() FROM done WHERE a.id = %s AND a.job_id = done.id
"""
FAIL = """
UPDATE jobs_job SET lease = NULL, lease_until = NULL, knocked_at = NULL, last_error = %s, last_traceback = %s,
       run_at = clock_timestamp() + make_interval(secs => %s)
 WHERE id = %s AND lease = %s AND state = 'ready'
"""
PUT_OFF = """
WITH off AS (
  UPDATE jobs_job SET attempts = attempts - 1, lease = NULL, lease_until = NULL, knocked_at = NULL, last_error = %s,
         run_at = clock_timestamp() + make_interval(secs => %s)
   WHERE id = %s AND lease = %s AND state = 'ready' RETURNING id)
DELETE FROM jobs_jobattempt a USING off WHERE a.id = %s AND a.job_id = off.id
"""
BURY = """
UPDATE jobs_job SET state = 'dead', ended_at = clock_timestamp(),
       last_error = CASE WHEN last_error = '' THEN 'The lease ran out: the worker died or hung.' ELSE last_error END
 WHERE state = 'ready' AND attempts >= max_attempts AND (lease_until IS NULL OR lease_until < clock_timestamp())
RETURNING id, kind
"""


@dataclass(frozen=True)
class Claim:
    """A job that is ours for a while, and the row of this attempt at it."""

    job: Job
    attempt_id: int


def claim(job_id: int, queue: str, *, worker: str) -> Claim | None:
    """Take the job for as long as its queue's lease, and begin an attempt; None when it is not to be had."""
    values = [str(uuid.uuid4()), settings.JOB_LEASE_SECONDS[queue], job_id, worker[:120]]
    for job in Job.objects.raw(CLAIM, values):
        return Claim(job, job.attempt_id)  # type: ignore[attr-defined]
    return None


def finish(claim: Claim) -> bool:
    """Mark the job done and its attempt ended; False when the lease is no longer ours."""
    return _run(FINISH, [claim.job.pk, claim.job.lease, claim.attempt_id])


def fail(job: Job, *, error: str, traceback: str, wait_seconds: float) -> bool:
    """Give it back for another try after a wait; False when the lease is no longer ours."""
    return _run(FAIL, [error, traceback, wait_seconds, job.pk, job.lease])


def put_off(claim: Claim, *, error: str, wait_seconds: float) -> bool:
    """Give it back as if it had not been taken; False when the lease is no longer ours."""
    return _run(PUT_OFF, [error, wait_seconds, claim.job.pk, claim.job.lease, claim.attempt_id])


def bury() -> list[tuple[int, str]]:
    """Declare dead every job that has used up its attempts. Returns their ids and kinds."""
    with connection.cursor() as cursor:
        cursor.execute(BURY)
        return cursor.fetchall()


def _run(sql: str, values: list[Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount == 1
