"""Shopify's product CSV into the catalogue, or one import back out of it."""

import csv
import sys
import time
from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.domain.importing import reading
from catalog.domain.importing.records import Fault
from catalog.domain.importing.running import run_import
from catalog.domain.importing.undoing import undo
from catalog.models import ImportRun
from commerce.kernel.errors import ShopError
from vendors.sellers.models import Seller

SHOWN = 20
BAR = 30
# A spreadsheet takes a cell that begins so for a formula; the report is made to be opened in one.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Faults:
    """Counts what it hears, shows the first on the terminal, writes all into a CSV when there is one."""

    def __init__(self, out: Any, table: Any) -> None:
        self.out, self.table = out, table
        self.heard = 0

    def __call__(self, fault: Fault) -> None:
        self.heard += 1
        kind = "warning" if fault.is_warning else "refused"
        if self.table:
            cells = (str(fault.row), fault.handle, fault.column, fault.reason, kind)
            self.table.writerow([f"'{cell}" if cell.startswith(FORMULA) else readable(cell) for cell in cells])
        elif self.heard <= SHOWN:
            self.out.write(f"row {fault.row} · {readable(fault.handle)} · {fault.column} · {kind}: {fault.reason}")


class Progress:
    """A bar on a terminal, else a plain line every few seconds."""

    def __init__(self, out: Any, total: int) -> None:
        self.out, self.total, self.done = out, total, 0
        self.is_bar = out.isatty()
        self.told_at = time.monotonic()

    def __call__(self, rows: int) -> None:
        self.done += rows
        if self.is_bar:
            full = BAR * self.done // max(self.total, 1)
            self.out.write(f"\r{'█' * full}{'░' * (BAR - full)} {self.done:,} of {self.total:,} rows", ending="")
            self.out.flush()
        elif time.monotonic() - self.told_at > 5:
            self.told_at = time.monotonic()
            self.out.write(f"{self.done:,} of {self.total:,} rows")


class Command(BaseCommand):
    help = "Imports a Shopify product CSV (also .gz) for a seller, or undoes one import."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path)
        parser.add_argument("--seller", help="the seller's slug")
        parser.add_argument("--currency", default="", help="currency of the prices; the shop's own by default")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        parser.add_argument("--errors", type=Path, help="write refused rows and warnings into this CSV")
        parser.add_argument("--undo", metavar="IMPORT_ID", help="take the import of this id back")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            if options["undo"]:
                self._undo(options["undo"])
            else:
                self._import(options)
        except ShopError as error:
            raise CommandError(str(error.message)) from error

    def _undo(self, public_id: str) -> None:
        done = undo(public_id=public_id, actor="command line")
        self.stdout.write(
            f"{public_id}: {done.removed:,} products removed, {done.archived:,} archived because they were bought, "
            f"{done.restored:,} restored"
        )

    def _import(self, options: dict[str, Any]) -> None:
        if not options["file"] or not options["seller"]:
            raise CommandError("Give a file and --seller, or --undo with the id of an import.")
        seller = Seller.objects.filter(slug=options["seller"]).first()
        if seller is None:
            known = ", ".join(Seller.objects.order_by("slug").values_list("slug", flat=True)[:20])
            raise CommandError(f"There is no seller {options['seller']}. Sellers: {known or 'none yet'}")
        total = reading.survey(options["file"]).rows
        progress = Progress(self.stdout, total)
        started = time.monotonic()
        with ExitStack() as stack:
            faults = Faults(self.stderr, self._table(options["errors"], stack))
            run = run_import(
                path=options["file"], seller=seller, currency=options["currency"], actor="command line",
                report=faults, progress=progress, dry=options["dry_run"],
            )  # fmt: skip
        self._tell(run, faults, options, time.monotonic() - started, is_bar=progress.is_bar)

    def _table(self, path: Path | None, stack: ExitStack) -> Any:
        if path is None:
            return None
        table = csv.writer(stack.enter_context(path.open("w", encoding="utf-8", newline="")))
        table.writerow(["row", "handle", "column", "reason", "kind"])
        return table

    def _tell(self, run: ImportRun, faults: Faults, options: dict[str, Any], seconds: float, *, is_bar: bool) -> None:
        if is_bar:
            self.stdout.write("")
        if faults.heard > SHOWN and not options["errors"]:
            self.stderr.write(f"… {faults.heard - SHOWN:,} more; --errors FILE.csv lists all")
        parts = [
            f"{getattr(run, name):,} products {name}"
            for name in ("created", "changed", "unchanged", "refused")
            if getattr(run, name)
        ]
        name = "dry run, nothing kept" if options["dry_run"] else run.public_id
        self.stdout.write(f"{name}: {run.rows:,} rows in {seconds:.1f} s, {', '.join(parts) or 'no products'}")
        if (run.created or run.changed) and not options["dry_run"]:
            self.stdout.write(f"take it back with: {Path(sys.argv[0]).name} import_products --undo {run.public_id}")


def readable(text: str) -> str:
    """Bytes that were no UTF-8 as question marks."""
    return text.encode("utf-8", "replace").decode()
