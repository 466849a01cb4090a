"""Photographs that shoppers send with a review: looked at, drawn anew, and kept until the review is written.

What was accepted is signed and travels in the form, so that it is not lost when something else has to be put right.
The signature holds for one order line; files that no review takes go with the next tidying.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.files.base import File
from django.utils.translation import gettext as _

from commerce.jobs.domain import enqueue
from commerce.kernel import scanning
from commerce.kernel.errors import ShopError

from ..models import Picture, Review
from . import media

MOST = 5
KEPT_SECONDS = 20 * 3600  # less than files without a picture are kept (see media.tidy)
NAME_CHARS = 60


@dataclass(frozen=True)
class Photograph:
    """`columns` are those of a ready picture; `token` says so to the next request."""

    columns: dict[str, Any]
    token: str

    def picture(self) -> Picture:
        """An unsaved picture, for showing it."""
        return Picture(**self.columns)


def take(*, files: Sequence[File], scope: str, room: int) -> tuple[list[Photograph], list[str]]:
    """Those of `files` that are pictures, and a sentence for each that is not taken. At most `room` are.

    `scope` is what the photographs belong to. Not for transactions: drawing and scanning take a moment.
    """
    taken: list[Photograph] = []
    refused: list[str] = []
    for file in files[:room]:
        try:
            columns = media.stored(scanning.clean(media.bytes_of(file)))
        except ShopError as error:
            refused.append(f"{spoken(file.name)}: {error.message}")
        else:
            taken.append(Photograph(columns, signing.dumps(columns, salt=_salt(scope))))
    if len(files) > room:
        refused.append(_("A review has at most %(most)d photographs. The first ones were taken.") % {"most": MOST})
    return taken, refused


def recall(*, tokens: Sequence[str], scope: str) -> list[Photograph]:
    """The photographs that `take` gave these tokens for in the same scope; forged, old and lost ones are left out."""
    found = []
    for token in dict.fromkeys(tokens[:MOST]):
        try:
            columns = signing.loads(token, salt=_salt(scope), max_age=KEPT_SECONDS)
        except signing.BadSignature:
            continue
        if all(media.path_of(columns["digest"], width, "webp").is_file() for width in columns["webp"]):
            found.append(Photograph(columns, token))
    return found


def hang(*, review: Review, photographs: Sequence[Photograph], after: int = 0) -> None:
    """Give the review these photographs, behind the first `after`. Needs the caller's transaction."""
    rows = [
        Picture(review=review, position=place, **photograph.columns)
        for place, photograph in enumerate(photographs, start=after + 1)
    ]
    for row in Picture.objects.bulk_create(rows):
        if not row.avif:
            enqueue("catalog.encode_avif", dedupe=f"avif:{row.public_id}", digest=row.digest)


def spoken(name: str | None) -> str:
    """A file's name as it may stand in a sentence."""
    return re.sub(r"[^\w .()-]", "", name or "")[-NAME_CHARS:] or _("file")


def _salt(scope: str) -> str:
    return f"catalog.photographs:{scope}"
