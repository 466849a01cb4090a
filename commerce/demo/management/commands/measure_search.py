"""`manage.py measure_search`: milliseconds of searches and lists on the catalogue that is there. Reads only."""

import json
from argparse import ArgumentParser
from dataclasses import asdict

from django.core.management.base import BaseCommand

from catalog.models import Listing
from commerce.demo.measuring import measure


class Command(BaseCommand):
    help = "Measures searches and lists with their facets, one client, warm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--questions", type=int, default=200, help="of each kind")
        parser.add_argument("--json", action="store_true", help="one line of JSON instead of a table")

    def handle(self, *args: object, questions: int, json: bool, **options: object) -> None:
        if json:
            self._json(questions)
            return
        self.stdout.write(f"{Listing.objects.count():,} products\n{'':<28}{'P50 ms':>10}{'P95 ms':>10}")
        for found in measure(questions=questions):
            self.stdout.write(f"{found.kind:<28}{found.median:>10.1f}{found.p95:>10.1f}")

    def _json(self, questions: int) -> None:
        rows = [asdict(found) for found in measure(questions=questions)]
        self.stdout.write(json.dumps({"products": Listing.objects.count(), "measured": rows}))
