"""Jobs of wish lists."""

from datetime import timedelta

from commerce.jobs.domain.registry import task

from .domain import news


@task("wishlists.tell_news", queue="inventory", atomic=True, every=timedelta(minutes=10))
def tell_news() -> None:
    news.tell()
