"""Pictures that belong to no product: a category's, a page's, a banner's."""

from django.core.files.base import File
from django.db import transaction

from ..models import Picture
from . import media


def keep_picture(*, content: bytes | File, alt: str = "") -> Picture:
    """A picture from an upload, in every width; WebP is there at once, AVIF follows as a job.

    Raises PictureRefused (not a picture, too large). Not for transactions: drawing takes up to a second or two.
    """
    values = media.stored(media.bytes_of(content))
    with transaction.atomic():
        picture = Picture.objects.create(alt=alt.strip()[: media.ALT_CHARS], **values)
        media.announce_ready(picture)
    return picture
