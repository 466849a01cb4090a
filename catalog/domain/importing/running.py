"""One import, from the file to the last batch: what can be taken is in, what cannot is told, never half a product."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import DataError, IntegrityError, connection, reset_queries, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.accounts.models import User
from commerce.jobs.domain import enqueue
from commerce.kernel.errors import Conflict, Refused
from commerce.kernel.money import KNOWN
from vendors.sellers.models import Seller

from ...models import ImportRun
from . import reading, rendering
from .batches import Batch
from .parsing import Parser
from .records import Fault, ProductRecord
from .snapshots import by_handle

log = logging.getLogger("shop.import")
BATCH = 500
SELLER_LOCK = 7_403
Report = Callable[[Fault], None]
Progress = Callable[[int], None]


class ImportBusy(Conflict):
    """The seller's last import is still running."""

    code = "import_busy"


def run_import(
    *, path: Path, seller: Seller, currency: str = "", actor: str, report: Report, progress: Progress = lambda _: None,
    dry: bool = False, started_by: User | None = None,
) -> ImportRun:  # fmt: skip
    """Import a product file; safe to repeat, also after a crash: what is in and unchanged is passed over.

    `report` hears of every fault, `progress` of rows done. `dry` does the same and takes it all back. Prices are in
    `currency` (the shop's own by default). Raises FileRefused, ImportBusy, Refused for an unknown currency.
    """
    currency = currency or settings.SHOP_CURRENCY
    if currency not in KNOWN:
        raise Refused(_("Not a currency that we know: %(currency)s") % {"currency": currency})
    survey = reading.survey(path)
    with seller_lock(seller):
        run = ImportRun(
            seller=seller, file_name=path.name[:255], digest=survey.digest, columns=survey.columns, rows=survey.rows,
            started_by=started_by,
        )  # fmt: skip
        work = Import(run=run, survey=survey, currency=currency, actor=actor, report=report, progress=progress)
        if dry:
            with transaction.atomic():
                work.perform(path)
                transaction.set_rollback(True)
        else:
            work.perform(path)
    return run


@contextmanager
def seller_lock(seller: Seller) -> Iterator[None]:
    """One import of a seller at a time; the lock ends with the connection, whatever happens to the process."""
    key = [SELLER_LOCK, seller.pk]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        if not cursor.fetchone()[0]:
            raise ImportBusy(_("Another import of this seller is running."))
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)


class Import:
    """The state of one run while it goes."""

    def __init__(
        self, *, run: ImportRun, survey: reading.Survey, currency: str, actor: str, report: Report, progress: Progress
    ) -> None:
        self.run, self.survey, self.currency, self.actor = run, survey, currency, actor
        self.report, self.progress = report, progress
        self.skus: dict[str, int] = {}

    def perform(self, path: Path) -> None:
        """Do all batches; a run that breaks off is marked failed and can be repeated."""
        ImportRun.objects.filter(seller=self.run.seller, state="running").update(
            state="failed", ended_at=timezone.now()
        )
        self.run.save()
        try:
            groups = reading.groups(path)
            while batch := list(islice(groups, BATCH)):
                self._batch(batch)
                self.progress(sum(len(group.lines) for group in batch))
                reset_queries()
        except Exception:
            ImportRun.objects.filter(pk=self.run.pk).update(state="failed", ended_at=timezone.now())
            raise
        self._end()

    def _batch(self, groups: list[reading.Group]) -> None:
        known = by_handle(self.run.seller_id, [group.handle for group in groups])
        records = []
        for group in groups:
            digest = group.digest(self.currency)
            self._note_skus(group)
            if group.handle in self.survey.scattered:
                self._refuse_scattered(group)
            elif known.get(group.handle, (0, ""))[1] == digest:
                self.run.unchanged += 1
            elif record := self._record(group):
                record.digest = digest
                records.append(record)
        self._store(records, {handle: pk for handle, (pk, _digest) in known.items()})

    def _record(self, group: reading.Group) -> ProductRecord | None:
        parser = Parser(group, self.currency)
        record = parser.record()
        for fault in parser.faults:
            self.report(fault)
        if record is None:
            self.run.refused += 1
            return None
        rendering.remember(record, group.lines)
        return record

    def _store(self, records: list[ProductRecord], known: dict[str, int]) -> None:
        """Write a batch; if the database refuses it, product by product, so that only the culprit stays out."""
        try:
            with transaction.atomic():
                self._write(records, known)
        except (DataError, IntegrityError) as error:
            if len(records) > 1:
                for record in records:
                    self._store([record], known)
                return
            log.warning("product refused by the database", extra={"handle": records[0].handle, "error": str(error)})
            self.run.refused += 1
            reason = _("The database did not take it: %(reason)s") % {"reason": str(error).splitlines()[0]}
            self.report(Fault(records[0].row, records[0].handle, "", reason))

    def _write(self, records: list[ProductRecord], known: dict[str, int]) -> None:
        batch = Batch(self.run, frozenset(self.survey.columns), self.actor)
        faults = batch.write(records, known) if records else []
        self.run.created += batch.created
        self.run.changed += batch.changed
        self.run.save(update_fields=["created", "changed", "unchanged", "refused"])
        for fault in faults:
            self.report(fault)

    def _refuse_scattered(self, group: reading.Group) -> None:
        self.run.refused += 1
        reason = _("The lines of this handle do not follow each other.")
        self.report(Fault(group.lines[0].row, group.handle, "Handle", reason))

    def _note_skus(self, group: reading.Group) -> None:
        for line in group.lines:
            sku = line.cells.get("Variant SKU", "").strip()
            first = self.skus.setdefault(sku, line.row) if sku else line.row
            if first != line.row:
                reason = _("The SKU %(sku)s is already in row %(row)s.") % {"sku": sku, "row": first}
                self.report(Fault(line.row, group.handle, "Variant SKU", reason, is_warning=True))

    def _end(self) -> None:
        self.run.state, self.run.ended_at = "done", timezone.now()
        with transaction.atomic():
            self.run.save()
            enqueue("catalog.fetch_pictures", dedupe=f"pictures of {self.run.public_id}")
