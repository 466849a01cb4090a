"""Jobs of the catalogue."""

from datetime import timedelta

from commerce.jobs.domain.registry import task

from .domain import media, pending_pictures, reservations, seasons


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


@task("catalog.turn_seasons", queue="inventory", every=timedelta(minutes=10))
def turn_seasons() -> None:
    seasons.turn()
