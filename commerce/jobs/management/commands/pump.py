"""The job pump and schedule, as one process. Any number may run."""

import logging
import signal
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import Error, connection

from commerce.jobs.domain import pump
from commerce.jobs.tasks import run

log = logging.getLogger("shop.job")
LAST_SECONDS = 10


class Command(BaseCommand):
    help = "Sends due jobs to the workers, keeps the schedule, buries jobs without attempts left."

    def handle(self, *args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, self.stop)
        self.running, next_minute = True, 0.0
        while self.running:
            try:
                if time.monotonic() >= next_minute:
                    pump.keep_schedule()
                    next_minute = time.monotonic() + 5
                pump.bury_dead()
                busy = pump.knock(send)
            except Error:
                # The database is away; it comes back or the operator is told by the health page.
                log.exception("pump waits for the database")
                connection.close()
                busy = 0
                time.sleep(1)
            if not busy:
                time.sleep(settings.JOB_PUMP_SECONDS)

    def stop(self, *args: Any) -> None:
        self.running = False


def send(job_id: int, queue: str) -> None:
    """One knock. A broker that is away loses it; the pump knocks again later.

    Work ends with its lease: it is told ten seconds before, and its process is killed when it does not listen.
    """
    lease = settings.JOB_LEASE_SECONDS[queue]
    limits = {"soft_time_limit": lease - LAST_SECONDS, "time_limit": lease}
    try:
        run.apply_async(args=[job_id, queue], queue=queue, retry=False, **limits)
    except Exception as error:  # noqa: BLE001 - whatever the broker's client raises, the row is still there
        log.warning("knock lost", extra={"job_id": job_id, "error": str(error)})
