"""`manage.py check_listings`: are the rows that lists read what the products say? With --rebuild write them anew."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from catalog.domain import indexing, listings
from catalog.models import Listing

SHOWN = 10


class Command(BaseCommand):
    help = "Counts listings that differ from their products (0 is the only good number), or writes all of them anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="write every listing and the search index anew")

    def handle(self, *args: object, rebuild: bool, **options: object) -> None:
        if rebuild:
            wrong = listings.rebuild()
            self.stdout.write(f"{wrong:,} listings were wrong; {indexing.rebuild():,} products are indexed anew")
            return
        wrong_ids = listings.drifted()
        self.stdout.write(f"{len(wrong_ids):,} of {Listing.objects.count():,} listings differ from their products")
        if wrong_ids:
            some = ", ".join(map(str, wrong_ids[:SHOWN]))
            raise CommandError(f"Products {some}: mend them with --rebuild, and find who writes past the catalogue.")
