"""Pictures of products: taken from an upload or an address, stored once per original, encoded in two formats.

Files lie under MEDIA_ROOT as `pictures/<digest>/<width>.webp|avif`; the digest is half of the SHA-256 of the original,
for a page says it dozens of times. A file appears whole or not at all, and a picture is READY only when all its WebP
files are there.
"""

import hashlib
import os
import shutil
import time
import uuid
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from PIL import Image

from commerce.jobs.domain import enqueue
from commerce.kernel import renditions, scanning
from commerce.kernel.errors import Refused
from commerce.kernel.resilience import ProviderAway

from ..models import Picture, Product
from ..models.media import PictureState
from . import fetching, summaries

ALT_CHARS = 512
DIGEST_CHARS = 32
FETCH_ATTEMPTS = 3
FETCH_WAIT = timedelta(seconds=60)  # as long as a breaker stays open
ORPHAN_SECONDS = 24 * 3600


def add_picture(*, product: Product, content: bytes | File, alt: str = "") -> Picture:
    """A new last picture of the product from an upload. WebP is there at once, AVIF follows as a job.

    Raises PictureRefused (not a picture, too large), Infected, ScannerAway, Refused (alternative text too long). Not
    for transactions: drawing takes up to a second or two.
    """
    if len(alt) > ALT_CHARS:
        raise Refused(_("The description of a picture has at most %(n)s characters.") % {"n": ALT_CHARS})
    values = stored(scanning.clean(bytes_of(content)))
    with transaction.atomic():
        Product.objects.select_for_update(no_key=True).get(pk=product.pk)
        last = product.pictures.aggregate(last=Max("position"))["last"] or 0
        picture = Picture.objects.create(product=product, position=last + 1, alt=alt.strip(), **values)
        announce_ready(picture)
    return picture


def fetch_picture(*, public_id: str, attempt: int = 1) -> str:
    """Fetch a pending picture; returns its state afterwards ("" when there is none to fetch).

    An address that does not answer is tried three times, a minute apart; then the picture is failed, with the reason
    in plain words. A dead address is the seller's matter, so it never becomes a dead letter.
    """
    picture = Picture.objects.filter(public_id=public_id, state=PictureState.PENDING).exclude(source_url="").first()
    if picture is None:
        return ""
    try:
        values = stored(fetching.download(picture.source_url))
    except ProviderAway as error:
        if attempt < FETCH_ATTEMPTS:
            enqueue("catalog.fetch_picture", after=FETCH_WAIT, picture=public_id, attempt=attempt + 1)
            return PictureState.PENDING
        values = {"state": PictureState.FAILED, "error": str(error.message)[:200]}
    except renditions.PictureRefused as error:
        values = {"state": PictureState.FAILED, "error": str(error.message)[:200]}
    _settle(picture, values)
    return str(values["state"])


def encode_avif(*, digest: str) -> int:
    """Add AVIF files beside the WebP ones, from the widest of them; returns how many there are."""
    picture = Picture.objects.filter(digest=digest, state=PictureState.READY).first()
    if picture is None or not picture.webp:
        return 0
    with Image.open(path_of(digest, max(picture.webp), "webp"), formats=["WEBP"]) as image:
        image.load()
        _write(digest, "avif", renditions.encode(image, picture.webp, renditions.AVIF))
    with transaction.atomic():
        rows = Picture.objects.filter(digest=digest, state=PictureState.READY)
        rows.update(avif=picture.webp)
        summaries.refresh(sorted({pk for pk in rows.values_list("product_id", flat=True) if pk}))
    return len(picture.webp)


def remove_picture(*, picture: Picture) -> None:
    """Take a picture off its product. Files that no picture needs any more go with the next tidying."""
    with transaction.atomic():
        picture.delete()
        if picture.product_id:
            summaries.refresh([picture.product_id])


def tidy() -> int:
    """Delete folders that no picture names and nobody touched for a day. Returns how many."""
    old = time.time() - ORPHAN_SECONDS
    root = Path(settings.MEDIA_ROOT) / "pictures"
    folders = {path.name: path for path in root.iterdir() if path.stat().st_mtime < old} if root.is_dir() else {}
    known = set(Picture.objects.exclude(digest="").values_list("digest", flat=True).distinct()) if folders else set()
    orphans = [path for digest, path in folders.items() if digest not in known]
    for path in orphans:
        shutil.rmtree(path)
    return len(orphans)


def stored(content: bytes) -> dict[str, object]:
    """Make sure that the picture's files are there; returns the columns of a READY picture of these bytes.

    Raises PictureRefused.
    """
    digest = digest_of(content)
    twin = Picture.objects.filter(digest=digest, state=PictureState.READY).first()
    if twin:
        names = ("state", "digest", "width", "height", "webp", "avif")
        return {name: getattr(twin, name) for name in names}
    drawn = renditions.draw(content)
    _write(digest, "webp", drawn.webp)
    return {
        "state": PictureState.READY, "digest": digest, "width": drawn.width, "height": drawn.height,
        "webp": sorted(drawn.webp), "avif": [],
    }  # fmt: skip


def digest_of(content: bytes) -> str:
    """The name of a picture made of these bytes."""
    return hashlib.sha256(content).hexdigest()[:DIGEST_CHARS]


def path_of(digest: str, width: int, kind: str) -> Path:
    """Where a rendition lies."""
    return Path(settings.MEDIA_ROOT) / "pictures" / digest / f"{width}.{kind}"


def _write(digest: str, kind: str, files: dict[int, bytes]) -> None:
    for width, content in files.items():
        target = path_of(digest, width, kind)
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(f"{uuid.uuid4().hex}.part")
        unfinished.write_bytes(content)
        unfinished.chmod(settings.FILE_UPLOAD_PERMISSIONS)
        os.replace(unfinished, target)


def _settle(picture: Picture, values: dict[str, object]) -> None:
    with transaction.atomic():
        mine = Picture.objects.filter(pk=picture.pk, state=PictureState.PENDING, source_url=picture.source_url)
        if not mine.update(**({"error": ""} | values)):
            return
        picture.refresh_from_db()
        announce_ready(picture)


def announce_ready(picture: Picture) -> None:
    if picture.state == PictureState.READY and not picture.avif:
        enqueue("catalog.encode_avif", dedupe=f"avif:{picture.public_id}", digest=picture.digest)
    if picture.product_id:
        summaries.refresh([picture.product_id])


def bytes_of(content: bytes | File) -> bytes:
    """All of an upload, which is not read when it is too large. Raises PictureRefused."""
    if isinstance(content, bytes):
        return content
    if content.size > settings.IMAGE_MAX_BYTES:
        raise renditions.PictureRefused(
            _("The picture has more than %(n)s MB.") % {"n": settings.IMAGE_MAX_BYTES >> 20}
        )
    content.seek(0)
    return content.read()
