"""Put the demo market into an empty shop."""

import contextlib
import json
import secrets
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from commerce.backoffice.domain.statement_reports import begin_anew
from commerce.demo import market
from commerce.demo.load import load_market
from commerce.demo.load_people import STAFF
from commerce.kernel.errors import ShopError


class Command(BaseCommand):
    """Safe to run again: it does nothing when the market is there."""

    help = "Load the demo market: made-up sellers, goods with pictures, shoppers and a staff login."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--password", default="", help="for the made-up people; made at random when not given")
        parser.add_argument("--logins", default="", help="a file, for its owner alone, to keep the logins in")

    def handle(self, *args: object, password: str, logins: str, **options: object) -> None:
        password = password or secrets.token_urlsafe(9)
        loaded = load_market(now=timezone.now(), password=password)
        if not loaded.sellers:
            self.stdout.write("The demo market is there already.")
            return
        with contextlib.suppress(ShopError):
            begin_anew(least=timedelta(0))  # what the shop takes is not to be lost among what the loading took
        self.stdout.write(
            f"{loaded.sellers} sellers, {loaded.categories} categories, {loaded.products} products, "
            f"{loaded.variants} variants, {loaded.pictures} pictures, {loaded.orders} orders, "
            f"{loaded.reviews} reviews, {loaded.questions} questions."
        )
        rows = login_rows(password)
        if logins:
            keep(Path(logins), rows)
            return
        for row in rows:
            self.stdout.write(f"{row['role']}: {row['email']}  {row['password']}  {row['url']}")


def login_rows(password: str) -> list[dict[str, str]]:
    """One login of each role, with the address where it is of use."""
    shopper, owner = market.shoppers()[0].email, f"owner@{market.sellers()[0].slug}.example.com"
    return [
        {"role": "Shopper", "email": shopper, "password": password, "url": f"{settings.SITE_URL}/account/"},
        {"role": "Seller", "email": owner, "password": password, "url": f"{settings.SITE_URL}/account/"},
        {"role": "Staff", "email": STAFF, "password": password, "url": f"{settings.SITE_URL}/staff/"},
    ]


def keep(book: Path, rows: list[dict[str, str]]) -> None:
    book.touch(mode=0o600)
    book.write_text(json.dumps(rows, indent=1))
