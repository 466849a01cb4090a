"""Put the demo market into an empty shop."""

import secrets

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from commerce.demo import market
from commerce.demo.load import load_market


class Command(BaseCommand):
    """Safe to run again: it does nothing when the market is there."""

    help = "Load the demo market: made-up sellers, goods with pictures, and shoppers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--password", default="", help="for the made-up people; made at random when not given")

    def handle(self, *args: object, password: str, **options: object) -> None:
        password = password or secrets.token_urlsafe(9)
        loaded = load_market(now=timezone.now(), password=password)
        if not loaded.sellers:
            self.stdout.write("The demo market is there already.")
            return
        self.stdout.write(
            f"{loaded.sellers} sellers, {loaded.categories} categories, {loaded.products} products, "
            f"{loaded.variants} variants, {loaded.pictures} pictures."
        )
        self.stdout.write(f"Shopper: {market.shoppers()[0].email}")
        self.stdout.write(f"Seller: owner@{market.sellers()[0].slug}.example.com")
        self.stdout.write(f"Password of both: {password}")
