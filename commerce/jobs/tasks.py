"""The one Celery task: somebody knocked. And the housekeeping of the jobs themselves."""

from datetime import timedelta

from celery import shared_task

from .domain import pump, work
from .domain.registry import task


@shared_task(name="jobs.run", ignore_result=True)
def run(job_id: int, queue: str) -> str:
    return work.run(job_id, queue)


@task("jobs.prune", queue="inventory", every=timedelta(hours=1))
def prune() -> None:
    pump.prune()
