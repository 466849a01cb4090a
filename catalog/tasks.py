"""Jobs of the catalogue."""

from datetime import timedelta

from commerce.jobs.domain.registry import task

from .domain import (
    indexing,
    letters,
    listings,
    media,
    pending_pictures,
    price_turns,
    publication_times,
    reservations,
    search_log,
    seasons,
)
from .models import Answer, Question


@task("catalog.fetch_picture", queue="inventory")
def fetch_picture(*, picture: str, attempt: int = 1) -> None:
    media.fetch_picture(public_id=picture, attempt=attempt)


@task("catalog.encode_avif", queue="inventory")
def encode_avif(*, digest: str) -> None:
    media.encode_avif(digest=digest)


@task("catalog.fetch_pictures", queue="inventory", atomic=True, every=timedelta(minutes=1))
def fetch_pictures() -> None:
    pending_pictures.send()


@task("catalog.tidy_pictures", queue="inventory", every=timedelta(days=1))
def tidy_pictures() -> None:
    media.tidy()


@task("catalog.sweep_holds", queue="inventory", every=timedelta(seconds=20))
def sweep_holds() -> None:
    reservations.sweep()


@task("catalog.index", queue="inventory")
def index(*, products: list[int]) -> None:
    indexing.index(products)


@task("catalog.index_left_over", queue="inventory", every=timedelta(minutes=1))
def index_left_over() -> None:
    indexing.index_left_over()


@task("catalog.rebuild_listings", queue="inventory")
def rebuild_listings() -> None:
    listings.rebuild()


@task("catalog.recount_words", queue="inventory", every=timedelta(days=1))
def recount_words() -> None:
    indexing.recount()


@task("catalog.keep_searches", queue="inventory", every=timedelta(minutes=1))
def keep_searches() -> None:
    search_log.keep()


@task("catalog.tidy_searches", queue="inventory", every=timedelta(days=1))
def tidy_searches() -> None:
    search_log.tidy()


@task("catalog.turn_prices", queue="inventory", every=timedelta(minutes=1))
def turn_prices() -> None:
    price_turns.turn_due()


@task("catalog.turn_publications", queue="inventory", every=timedelta(minutes=1))
def turn_publications() -> None:
    publication_times.turn_due()


@task("catalog.send_answered", queue="inventory", atomic=True)
def send_answered(*, answer: str) -> None:
    rows = Answer.objects.select_related("question__author", "question__product__seller")
    letters.answered(answer=rows.get(public_id=answer))


@task("catalog.send_asked", queue="inventory", atomic=True)
def send_asked(*, question: str) -> None:
    letters.asked(question=Question.objects.select_related("product__seller").get(public_id=question))


@task("catalog.turn_seasons", queue="inventory", every=timedelta(minutes=10))
def turn_seasons() -> None:
    seasons.turn()
