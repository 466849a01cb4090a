"""The launch checklist at the shell. Exit code: 0 all well, 1 something to look at, 2 not ready."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from commerce.backoffice.checks import Finding, Level, examine

MARKS = {Level.PASS: "ok  ", Level.WARN: "WARN", Level.FAIL: "FAIL"}


class Command(BaseCommand):
    help = "Looks at everything the shop needs and says what to do about what is wrong."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document instead of lines")

    def handle(self, *args: Any, **options: Any) -> None:
        worst = self.as_json() if options["json"] else self.as_lines()
        if worst:
            sys.exit(int(worst))

    def as_lines(self) -> Level:
        found = []
        for finding in examine():
            found.append(finding)
            self.stdout.write(f"  {MARKS[finding.level]}  {finding.name:<18} {finding.text}")
            if finding.todo:
                self.stdout.write(f"        {'':<18} → {finding.todo}")
        worst = worst_of(found)
        words = {Level.PASS: "Ready.", Level.WARN: "Ready, with something to look at.", Level.FAIL: "Not ready."}
        self.stdout.write(f"\n{words[worst]}")
        return worst

    def as_json(self) -> Level:
        found = list(examine())
        worst = worst_of(found)
        rows = [{"name": f.name, "level": f.level.name.lower(), "text": f.text, "todo": f.todo} for f in found]
        self.stdout.write(json.dumps({"level": worst.name.lower(), "findings": rows}, indent=2, ensure_ascii=False))
        return worst


def worst_of(found: list[Finding]) -> Level:
    return max((finding.level for finding in found), default=Level.FAIL)
