"""Jobs of the staff site."""

from datetime import timedelta

from commerce.jobs.domain.registry import task

from .domain import statement_reports


@task("backoffice.keep_slow_statements", queue="inventory", atomic=True, every=timedelta(hours=1))
def keep_slow_statements() -> None:
    """Asks every hour whether the week is full: a job that is done is forgotten sooner than a week passes."""
    statement_reports.keep_week()
