"""Jobs of carts."""

from datetime import timedelta

from commerce.jobs.domain.registry import task

from .domain import tidy


@task("cart.forget_expired", queue="inventory", atomic=True, every=timedelta(hours=1))
def forget_expired() -> None:
    tidy.forget_expired()
