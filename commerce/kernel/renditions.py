"""From the bytes somebody gave us to clean pictures of several widths.

Nothing given is ever stored: what Pillow decodes as one of five formats is drawn anew, without metadata, turned the
right way up and in sRGB. Whatever else a file carried (scripts, archives, positions) is gone.
"""

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from .errors import Refused

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
WIDTHS = (320, 480, 720, 1080, 1600)
FEWEST = 4
TINY = 160  # for tiles and thumbnails
SMALLEST_SIDE = 16
LONGEST = 10  # times the other side; WebP ends at 16,383 pixels, and ours are up to 1,600 wide
ORIENTATION = 0x0112
LYING = frozenset({5, 6, 7, 8})  # EXIF orientations that swap width and height
WEBP = {"format": "WEBP", "quality": 80, "method": 4}
AVIF = {"format": "AVIF", "quality": 60, "speed": 8}
# What decoders raise for broken files; Pillow's plugins do not agree on one error.
BROKEN = (
    ArithmeticError, AttributeError, EOFError, LookupError, MemoryError, OSError, SyntaxError, TypeError, ValueError,
    struct.error, zlib.error, Image.DecompressionBombError,
)  # fmt: skip


class PictureRefused(Refused):
    """These bytes are not a picture that we take."""

    code = "picture_refused"


@dataclass(frozen=True)
class Drawn:
    """Size of the widest rendition, and the WebP files by width in pixels."""

    width: int
    height: int
    webp: dict[int, bytes]


def draw(content: bytes) -> Drawn:
    """Decode and encode anew. Raises PictureRefused with a reason for people."""
    image = decode(content)
    return Drawn(image.width, image.height, encode(image, widths(image.width), WEBP))


def decode(content: bytes) -> Image.Image:
    """A picture at most as wide as our widest rendition, RGB or RGBA, without metadata. Raises PictureRefused."""
    if len(content) > settings.IMAGE_MAX_BYTES:
        raise PictureRefused(_("The picture has more than %(limit)s MB.") % {"limit": settings.IMAGE_MAX_BYTES >> 20})
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            _check_size(image)
            return _plain(_upright(image))
    except BROKEN as error:
        raise PictureRefused(_("This is not a picture that we can read. Use JPEG, PNG, WebP, AVIF or GIF.")) from error


def widths(widest: int) -> list[int]:
    """Widths for an original: ours up to its own and a tiny one, at least four, none wider than itself."""
    if widest >= WIDTHS[FEWEST - 1]:
        return [TINY, *(width for width in WIDTHS if width <= widest)]
    smaller = [width for width in WIDTHS if width < widest]
    if len(smaller) + 1 >= FEWEST:
        return [TINY, *smaller, widest]
    return [widest * part // FEWEST for part in range(1, FEWEST + 1)]


def encode(image: Image.Image, at: list[int], how: dict[str, object]) -> dict[int, bytes]:
    """Files of the picture by width."""
    files = {}
    for width in at:
        height = max(1, round(image.height * width / image.width))
        sized = image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)
        target = BytesIO()
        sized.save(target, **how)  # type: ignore[arg-type]
        files[width] = target.getvalue()
    return files


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > settings.IMAGE_MAX_PIXELS:
        limit = settings.IMAGE_MAX_PIXELS // 1_000_000
        raise PictureRefused(_("The picture has more than %(limit)s million pixels.") % {"limit": limit})
    if min(image.size) < SMALLEST_SIDE:
        raise PictureRefused(
            _("The picture is too small: at least %(side)s pixels each way.") % {"side": SMALLEST_SIDE}
        )
    if max(image.size) > LONGEST * min(image.size):
        raise PictureRefused(
            _("The picture is a strip: one side may be %(times)s times the other at most.") % {"times": LONGEST}
        )


def _upright(image: Image.Image) -> Image.Image:
    """Decoded (a JPEG at a fraction of its size when that is enough), shrunk to our widest, then turned."""
    lies = image.getexif().get(ORIENTATION) in LYING
    factor = min(1.0, WIDTHS[-1] / (image.height if lies else image.width))
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    image.draft(None, size)
    image.load()
    shown: Image.Image = image
    if image.mode not in ("RGB", "RGBA", "L", "CMYK"):
        clear = image.mode in ("PA", "LA") or "transparency" in image.info
        shown = image.convert("RGBA" if clear else "RGB")
    if shown.size != size:
        shown = shown.resize(size, Image.Resampling.LANCZOS)
    return ImageOps.exif_transpose(shown)


def _plain(image: Image.Image) -> Image.Image:
    """In sRGB, as RGB or RGBA, with nothing attached."""
    profile = image.info.get("icc_profile")
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = image.convert("RGB") if alpha else image
    if profile:
        colours = _in_srgb(colours, profile)
    plain = colours.convert("RGB")
    if alpha:
        plain.putalpha(alpha)
    plain.info = {}
    return plain


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError):  # a profile that does not fit: colours as they are
        return image
