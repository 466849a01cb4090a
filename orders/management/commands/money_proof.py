"""The money proof at the shell; exit status 1 when anything differs."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from commerce.kernel.money import Money
from orders.domain import proof
from payments.models import AccountCode


class Command(BaseCommand):
    help = "Proves that every account of the ledger is explained: sums by currency, orders, what waits, what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document instead of lines")

    def handle(self, *args: Any, **options: Any) -> None:
        made = proof.prove()
        if options["json"]:
            self.stdout.write(json.dumps(made.as_json(), indent=2, ensure_ascii=False))
        else:
            self.tell(made)
        if not made.is_clean:
            raise SystemExit(1)

    def tell(self, made: proof.Proof) -> None:
        self.stdout.write(f"{made.at:%Y-%m-%d %H:%M:%S} UTC, {made.entries} entries")
        for each in made.currencies:
            self.stdout.write(f"\n{each.currency}")
            for code, minor in each.accounts:
                label = AccountCode(code).label
                self.stdout.write(f"{figure(minor, each.currency):>22}  {code:<12} {label}")
            self.stdout.write(f"{figure(each.sum_minor, each.currency):>22}  sum of all accounts")
        self.stdout.write(f"\n{made.orders_checked} orders with money, {made.orders_differing} differ")
        for number in made.differing:
            self.stdout.write(f"  order {number}")
        self.stdout.write(f"{len(made.unexplained)} amounts wait for an explanation")
        for waits in made.unexplained:
            amount = figure(waits["minor"], waits["currency"])
            self.stdout.write(f"  {waits['currency']} {amount}  {waits['reference']} since {waits['since']}")
        self.stdout.write(f"{made.invariants} invariants, {len(made.broken)} of them broken")
        for fault in made.broken:
            self.stdout.write(f"  {fault['count']} {fault['name']}: {fault['meaning']} {', '.join(fault['examples'])}")
        self.stdout.write("clean" if made.is_clean else "NOT CLEAN")


def figure(minor: int, currency: str) -> str:
    """Every digit of an amount, in major units."""
    return f"{Money(minor, currency).major:,f}"
