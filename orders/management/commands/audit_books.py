"""The auditor at the shell: every invariant with its count; exit status 1 when one of them is not 0."""

import json
from dataclasses import asdict
from typing import Any

import requests
from django.core.management.base import BaseCommand, CommandParser

from orders.domain import audit

SECONDS = 30


class Command(BaseCommand):
    help = "Counts what is wrong in the books of stock, orders and payments. Every count must be 0."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON list instead of lines")
        parser.add_argument("--simulator", metavar="URL", help="also compare with the book of a Stripe simulator")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = audit.audit_books()
        if options["simulator"]:
            findings += audit.audit_provider(**book_of(options["simulator"]))
        if options["json"]:
            self.stdout.write(json.dumps([asdict(finding) for finding in findings], indent=2))
        else:
            self.show(findings)
        if audit.faults(findings):
            raise SystemExit(1)

    def show(self, findings: list[audit.Finding]) -> None:
        for finding in findings:
            examples = f"  {', '.join(finding.examples)}" if finding.count else ""
            self.stdout.write(f"{finding.count:>6}  {finding.name:<28} {finding.meaning}{examples}")
        wrong = audit.faults(findings)
        self.stdout.write(f"{len(findings)} invariants, {len(wrong)} of them broken")


def book_of(simulator: str) -> dict[str, Any]:
    """All charges and refunds in the simulator's own book."""
    answer = requests.get(f"{simulator}/_control/book", params={"kinds": "payment_intents,refunds"}, timeout=SECONDS)
    answer.raise_for_status()
    book = answer.json()
    return {"intents": book["payment_intents"], "refunds": book["refunds"]}
