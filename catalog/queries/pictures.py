"""A picture as its component shows it: addresses of its renditions."""

from dataclasses import dataclass

from django.conf import settings

from ..models import Picture
from ..models.media import PictureState


@dataclass(frozen=True)
class PictureView:
    """`avif` and `webp` are srcset texts (empty when there is no such rendition); `missing` shows the drawing;
    `full` is the widest of all."""

    missing: bool
    ground: int
    alt: str = ""
    avif: str = ""
    webp: str = ""
    fallback: str = ""
    full: str = ""
    width: int = 0
    height: int = 0


def view(picture: Picture | None, alt: str = "") -> PictureView:
    """The picture, or a drawing in its place while there is none."""
    if picture is None or picture.state != PictureState.READY or not (picture.webp or picture.avif):
        return PictureView(missing=True, ground=picture.ground if picture else 15)
    widths = picture.webp or picture.avif
    kind = "webp" if picture.webp else "avif"
    return PictureView(
        missing=False,
        ground=picture.ground,
        alt=picture.alt or alt,
        avif=_srcset(picture, "avif", picture.avif),
        webp=_srcset(picture, "webp", picture.webp),
        fallback=_address(picture, kind, max(width for width in widths if width <= 640 or width == min(widths))),
        full=_address(picture, kind, max(widths)),
        width=picture.width,
        height=picture.height,
    )


def _srcset(picture: Picture, kind: str, widths: list[int]) -> str:
    return ", ".join(f"{_address(picture, kind, width)} {width}w" for width in widths)


def _address(picture: Picture, kind: str, width: int) -> str:
    return f"{settings.MEDIA_URL}pictures/{picture.digest}/{width}.{kind}"
