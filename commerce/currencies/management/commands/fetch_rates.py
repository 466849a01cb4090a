"""Ask the source of exchange rates now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commerce.currencies.domain.fetch import fetch_rates
from commerce.currencies.queries import words
from commerce.kernel.errors import ShopError


class Command(BaseCommand):
    help = "Asks the source of exchange rates (RATES_SOURCE) for the pairs in use (RATE_PAIRS) and keeps what it says."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            fetched = fetch_rates()
        except ShopError as error:
            raise CommandError(str(error.message)) from error
        if not fetched.source:
            self.stdout.write("Nobody was asked: RATES_SOURCE names no source, or RATE_PAIRS no pair.")
        for rate in fetched.taken:
            self.stdout.write(f"{words.sentence(rate.base, rate.quote, rate.rate)}  {rate.date}  {rate.source}")
        for jump in fetched.held:
            said = words.sentence(jump.base, jump.quote, jump.rate)
            self.stdout.write(f"{said}  waits for staff: the last was {words.number(jump.against.rate)}")
        for sentence in fetched.left:
            self.stdout.write(f"Not kept: {sentence}")
