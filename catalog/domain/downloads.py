"""Files of digital products: kept once per content, handed out only by who knows that they were paid for."""

import hashlib
import os
import re
import uuid
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from commerce.kernel.errors import Refused

from ..models import Download, Product

KINDS = frozenset({"pdf", "epub", "zip", "mp3", "m4a", "mp4", "png", "jpg", "jpeg", "txt", "csv"})
STRANGE = re.compile(r"[^\w .()+-]+")


class DownloadRefused(Refused):
    """Not a kind of file that is handed out, too large, or empty."""

    code = "download_refused"


def add_download(*, product: Product, content: File, file_name: str = "") -> Download:
    """One more file for buyers of `product`; a file of the same name is replaced for all of them.

    Raises DownloadRefused. Not for transactions: large files take a moment to write.
    """
    name = _clean(file_name or content.name or "")
    digest, size = _store(content)
    with transaction.atomic():
        Product.objects.filter(pk=product.pk).update(cache_version=F("cache_version") + 1)
        row, _made = Download.objects.update_or_create(
            product=product, file_name=name, defaults={"digest": digest, "size_bytes": size}
        )
    return row


def remove_download(*, download: Download) -> None:
    """Buyers cannot fetch it any more. The bytes go with the last row that names them."""
    with transaction.atomic():
        download.delete()
        is_used = Download.objects.filter(digest=download.digest).exists()
    if not is_used:
        path_of(download.digest).unlink(missing_ok=True)


def path_of(digest: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "downloads" / digest


def _clean(name: str) -> str:
    name = STRANGE.sub("", Path(name).name).strip(" .")[-150:]
    stem, _dot, kind = name.rpartition(".")
    if not stem or kind.lower() not in KINDS:
        kinds = ", ".join(sorted(KINDS))
        raise DownloadRefused(
            _("“%(name)s” cannot be handed out. Use one of: %(kinds)s.") % {"name": name, "kinds": kinds}
        )
    return name


def _store(content: File) -> tuple[str, int]:
    """Write the bytes under their digest, whole or not at all; returns digest and size."""
    folder = Path(settings.MEDIA_ROOT) / "downloads"
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".part-{uuid.uuid4().hex}"
    hasher, size = hashlib.sha256(), 0
    try:
        with part.open("wb") as file:
            for chunk in content.chunks():
                size += len(chunk)
                if size > settings.DOWNLOAD_MAX_BYTES:
                    most = settings.DOWNLOAD_MAX_BYTES // 1024**2
                    raise DownloadRefused(_("The file has more than %(n)s MB.") % {"n": most})
                hasher.update(chunk)
                file.write(chunk)
        if not size:
            raise DownloadRefused(_("The file is empty."))
        os.replace(part, path_of(hasher.hexdigest()))
    finally:
        part.unlink(missing_ok=True)
    return hasher.hexdigest(), size
