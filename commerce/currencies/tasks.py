"""Jobs of the app."""

from datetime import timedelta

from commerce.jobs.domain.registry import task

from .domain import fetch


@task("currencies.fetch_rates", queue="payment", every=timedelta(hours=1))
def fetch_rates() -> None:
    fetch.fetch_rates()
