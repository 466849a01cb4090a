"""Files that people show to the shop: pictures drawn anew, PDFs as they are but looked through, and both kept apart
from public media, under their digests. Only staff open them."""

import hashlib
import os
import uuid
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from commerce.kernel import renditions, scanning
from commerce.kernel.errors import Refused

MOST_BYTES = 8 * 1024 * 1024
JPEG = {"format": "JPEG", "quality": 85}


class PaperRefused(Refused):
    """Not a file that can be kept, or too large."""

    code = "paper_refused"


@dataclass(frozen=True)
class Paper:
    """A file that is kept; `kind` is pdf or jpg."""

    digest: str
    kind: str
    size_bytes: int


def keep(*, folder: str, content: bytes, most_bytes: int = MOST_BYTES) -> Paper:
    """Look it through and write it, whole or not at all. Raises PaperRefused, Infected, ScannerAway. Not for
    transactions: scanning and drawing take a moment."""
    kind, kept = _cleaned(content, most_bytes)
    digest = hashlib.sha256(kept).hexdigest()
    _store(path_of(folder, digest), kept)
    return Paper(digest, kind, len(kept))


def path_of(folder: str, digest: str) -> Path:
    return Path(settings.MEDIA_ROOT) / folder / digest


def _cleaned(content: bytes, most_bytes: int) -> tuple[str, bytes]:
    if not content:
        raise PaperRefused(_("The file is empty."))
    if len(content) > most_bytes:
        raise PaperRefused(_("The file has more than %(n)s MB.") % {"n": most_bytes >> 20})
    scanning.clean(content)
    if content.startswith(b"%PDF-"):
        return "pdf", content
    try:
        image = renditions.decode(content)
    except renditions.PictureRefused as error:
        words = _("That is neither a picture nor a PDF. %(why)s") % {"why": error.message}
        raise PaperRefused(words) from error
    target = BytesIO()
    image.convert("RGB").save(target, **JPEG)  # type: ignore[arg-type]
    return "jpg", target.getvalue()


def _store(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.parent / f".part-{uuid.uuid4().hex}"
    try:
        part.write_bytes(content)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
