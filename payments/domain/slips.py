"""Slips of bank transfers: pictures drawn anew, PDFs as they are but looked through, and both kept apart from public
media. Only staff open them."""

import hashlib
import os
import uuid
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from commerce.kernel import renditions, scanning
from commerce.kernel.clock import DatabaseNow
from commerce.kernel.errors import Refused

from ..models import BankTransfer, Slip
from ..states import TransferState
from .moves import move

MOST_BYTES = 8 * 1024 * 1024
MOST_SLIPS = 5
PER_MINUTE = 10  # of one payer
JPEG = {"format": "JPEG", "quality": 85}


class SlipRefused(Refused):
    """Not a file that can be a slip, too large, or one too many."""

    code = "slip_refused"


def show(*, transfer: BankTransfer, content: bytes) -> Slip:
    """Keep a slip; the same file again is the same slip. Raises SlipRefused, Infected, ScannerAway, IllegalMove. Not
    for transactions: scanning and drawing take a moment."""
    kind, kept = _cleaned(content)
    digest = hashlib.sha256(kept).hexdigest()
    _store(digest, kept)
    with transaction.atomic():
        locked = BankTransfer.objects.select_for_update().select_related("attempt__payment").get(pk=transfer.pk)
        if found := locked.slips.filter(digest=digest).first():
            return found
        if locked.slips.count() >= MOST_SLIPS:
            raise SlipRefused(_("You have shown %(n)s files already. Write to us instead.") % {"n": MOST_SLIPS})
        made = Slip.objects.create(transfer=locked, digest=digest, kind=kind, size_bytes=len(kept))
        if locked.state != TransferState.SHOWN:
            move(locked, TransferState.SHOWN, actor="shopper", is_locked=True, shown_at=DatabaseNow())
    return made


def path_of(slip: Slip) -> Path:
    return _folder() / slip.digest


def _cleaned(content: bytes) -> tuple[str, bytes]:
    if not content:
        raise SlipRefused(_("The file is empty."))
    if len(content) > MOST_BYTES:
        raise SlipRefused(_("The file has more than %(n)s MB.") % {"n": MOST_BYTES >> 20})
    scanning.clean(content)
    if content.startswith(b"%PDF-"):
        return "pdf", content
    try:
        image = renditions.decode(content)
    except renditions.PictureRefused as error:
        words = _("That is neither a picture nor a PDF. %(why)s") % {"why": error.message}
        raise SlipRefused(words) from error
    target = BytesIO()
    image.convert("RGB").save(target, **JPEG)  # type: ignore[arg-type]
    return "jpg", target.getvalue()


def _store(digest: str, content: bytes) -> None:
    """Whole or not at all."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".part-{uuid.uuid4().hex}"
    try:
        part.write_bytes(content)
        os.replace(part, folder / digest)
    finally:
        part.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "slips"
