"""Fetches pending pictures now, instead of a few a minute as the workers do."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Q

from catalog.domain import media
from catalog.models import Picture
from catalog.models.media import PictureState


class Command(BaseCommand):
    help = "Fetches pictures that imports named and nobody has fetched yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seller", help="only this seller's pictures (slug)")
        parser.add_argument("--again", action="store_true", help="also those that failed")
        parser.add_argument("--limit", type=int, default=1000)

    def handle(self, *_args: Any, **options: Any) -> None:
        wanted = Q(state=PictureState.PENDING)
        if options["again"]:
            wanted |= Q(state=PictureState.FAILED)
        pictures = Picture.objects.filter(wanted).exclude(source_url="").order_by("position", "pk")
        if options["seller"]:
            pictures = pictures.filter(product__seller__slug=options["seller"])
        states: Counter[str] = Counter()
        for pk, public_id in list(pictures.values_list("pk", "public_id")[: options["limit"]]):
            Picture.objects.filter(pk=pk, state=PictureState.FAILED).update(state=PictureState.PENDING)
            state = media.fetch_picture(public_id=public_id, attempt=media.FETCH_ATTEMPTS)
            states[state] += 1
            if state == PictureState.FAILED:
                failed = Picture.objects.get(pk=pk)
                self.stderr.write(f"{failed.source_url}: {failed.error}")
        ready, failed_count = states[PictureState.READY], states[PictureState.FAILED]
        self.stdout.write(f"{ready:,} pictures fetched, {failed_count:,} failed")
