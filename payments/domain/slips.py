"""Slips of bank transfers."""

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.kernel.clock import DatabaseNow

from ..models import BankTransfer, Slip
from ..states import TransferState
from . import papers
from .moves import move

FOLDER = "slips"
MOST_BYTES = papers.MOST_BYTES
MOST_SLIPS = 5
PER_MINUTE = 10  # of one payer


class SlipRefused(papers.PaperRefused):
    """One slip too many."""

    code = "slip_refused"


def show(*, transfer: BankTransfer, content: bytes) -> Slip:
    """Keep a slip; the same file again is the same slip. Raises PaperRefused, SlipRefused, Infected, ScannerAway,
    IllegalMove. Not for transactions."""
    kept = papers.keep(folder=FOLDER, content=content)
    with transaction.atomic():
        locked = BankTransfer.objects.select_for_update().select_related("attempt__payment").get(pk=transfer.pk)
        if found := locked.slips.filter(digest=kept.digest).first():
            return found
        if locked.slips.count() >= MOST_SLIPS:
            raise SlipRefused(_("You have shown %(n)s files already. Write to us instead.") % {"n": MOST_SLIPS})
        made = Slip.objects.create(transfer=locked, digest=kept.digest, kind=kept.kind, size_bytes=kept.size_bytes)
        if locked.state != TransferState.SHOWN:
            move(locked, TransferState.SHOWN, actor="shopper", is_locked=True, shown_at=DatabaseNow())
    return made


def path_of(slip: Slip) -> Path:
    return papers.path_of(FOLDER, slip.digest)
