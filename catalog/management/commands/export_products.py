"""Products as Shopify's product CSV."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.domain.importing.exporting import export
from catalog.models import ImportChange, ImportRun, Product
from vendors.sellers.models import Seller


class Command(BaseCommand):
    help = "Writes products as a Shopify product CSV (packed when the name ends in .gz)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--seller", help="only this seller's products (slug)")
        parser.add_argument(
            "--import", dest="run", metavar="IMPORT_ID", help="only what this import created or changed"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        products, runs = Product.objects.all(), ImportRun.objects.all()
        if options["seller"]:
            if not Seller.objects.filter(slug=options["seller"]).exists():
                raise CommandError(f"There is no seller {options['seller']}.")
            products = products.filter(seller__slug=options["seller"])
            runs = runs.filter(seller__slug=options["seller"])
        if options["run"]:
            runs = runs.filter(public_id=options["run"])
            if not runs:
                raise CommandError(f"There is no import {options['run']}.")
            products = products.filter(pk__in=ImportChange.objects.filter(run__in=runs).values("product"))
        try:
            written = export(path=options["file"], products=products, runs=runs)
        except OSError as error:
            raise CommandError(f"The file cannot be written: {error.strerror}") from error
        self.stdout.write(f"{written:,} products written to {options['file']}")
