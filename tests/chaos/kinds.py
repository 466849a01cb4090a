"""Jobs that kill, fail, think and count: what the workers of the chaos tests are given to do."""

import os
import signal
import time

from commerce.jobs.domain.limits import take
from commerce.jobs.domain.registry import task
from commerce.kernel.resilience import BreakerOpen


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


@task("chaos.pack", queue="order", atomic=True)
def pack(*, seconds: float) -> None:
    """Honest work of another queue, to see whether it gets on."""
    time.sleep(seconds)


@task("chaos.stopped", queue="inventory")
def stopped() -> None:
    """Wants to call somebody whose breaker is open."""
    raise BreakerOpen("nobody", retry_after=40)


@task("chaos.stopped_and_patient", queue="inventory", is_patient=True)
def stopped_and_patient() -> None:
    raise BreakerOpen("nobody", retry_after=40)
