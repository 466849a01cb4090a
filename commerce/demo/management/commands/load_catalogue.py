"""`manage.py load_catalogue --products N`: a large made-up catalogue to measure lists and searches on."""

import time
from argparse import ArgumentParser

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from commerce.demo.load_mass import load_mass
from commerce.kernel.clock import database_now

MOST = 5_000_000


class Command(BaseCommand):
    help = (
        "Adds made-up products in any number, searchable at once, and first the tables where there are none."
        " For measuring: they are nobody's goods."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--products", type=int, required=True, help="how many")
        parser.add_argument("--seed", default="a", help="another seed makes other goods; the same makes the same")

    def handle(self, *args: object, products: int, seed: str, **options: object) -> None:
        if not 0 < products <= MOST:
            raise CommandError(f"Give 1 to {MOST:,} products.")
        call_command("migrate", verbosity=0)
        started = time.monotonic()
        load_mass(products, seed=seed, now=database_now(), say=self.stdout.write)
        self.stdout.write(f"{products:,} products in {time.monotonic() - started:.0f} s")
