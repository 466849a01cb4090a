"""A worker process that does one job: `python -m tests.chaos.worker JOB QUEUE`. Exit status 0 done, 3 lost, 4 retry."""

import os
import signal
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commerce.settings")
django.setup()

from django.conf import settings  # noqa: E402

from commerce.jobs.domain import work  # noqa: E402
from commerce.jobs.domain.limits import take  # noqa: E402
from commerce.jobs.domain.registry import task  # noqa: E402

EXITS = {"done": 0, "lost": 3, "retry": 4, "not_ready": 5}


@task("chaos.poison", queue="inventory")
def poison() -> None:
    """Kills the process that runs it."""
    os.kill(os.getpid(), signal.SIGKILL)


@task("chaos.fail", queue="inventory")
def fail() -> None:
    raise RuntimeError("this never works")


@task("chaos.mark", queue="inventory", atomic=True)
def mark(*, subject: str, seconds: float = 0) -> None:
    """A long think inside the transaction, and then one effect that can be counted."""
    time.sleep(seconds)
    take(subject, per_minute=1000)


if __name__ == "__main__":
    lease = int(os.environ.get("CHAOS_LEASE_SECONDS", "300"))
    settings.JOB_LEASE_SECONDS = dict.fromkeys(settings.JOB_LEASE_SECONDS, lease)
    sys.exit(EXITS[work.run(int(sys.argv[1]), sys.argv[2])])
