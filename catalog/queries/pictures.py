"""A picture as its component shows it: addresses of its renditions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings

from ..models import Picture
from ..models.media import PictureState

WIDE = 480  # a phone of 360 CSS pixels shows 331 of them, two or three to each
PLAIN_WIDTH = 640  # for whatever does not understand a choice of widths


@dataclass(frozen=True)
class PictureView:
    """`srcset` offers every width, `fallback` is one of them and `full` the widest; `missing` shows the drawing.

    The addresses name a width and no format: under each the shop gives AVIF or WebP, as the browser takes
    (commerce.kernel.media). That halves what a page says about its pictures.
    """

    missing: bool
    ground: int
    alt: str = ""
    srcset: str = ""
    fallback: str = ""
    full: str = ""
    width: int = 0
    height: int = 0

    @property
    def thumb(self) -> "PictureView":
        """The same picture the size of a thumbnail: its two narrowest addresses."""
        return replace(self, srcset=", ".join(self.srcset.split(", ")[:2]))

    @property
    def narrowest(self) -> str:
        """One address, for a thumbnail beside the pictures that it leads to."""
        return self.srcset.partition(" ")[0] or self.fallback

    @property
    def large(self) -> "PictureView":
        """The same picture where it fills a phone: the addresses too narrow for any are left out."""
        wide = [each for each in self.srcset.split(", ") if int(each.rpartition(" ")[2][:-1] or 0) >= WIDE]
        return replace(self, srcset=", ".join(wide) or self.srcset)

    @property
    def full_size(self) -> tuple[int, int]:
        """Width and height of the widest file, in pixels."""
        width = int(self.full.rpartition("/")[2] or 0)
        return width, round(self.height * width / self.width) if self.width else 0


def view(picture: Picture | None, alt: str = "") -> PictureView:
    """The picture, or a drawing in its place while there is none."""
    if picture is None or picture.state != PictureState.READY or not (picture.webp or picture.avif):
        return PictureView(missing=True, ground=picture.ground if picture else 15)
    widths = sorted({*picture.avif} or {*picture.webp})
    return PictureView(
        missing=False,
        ground=picture.ground,
        alt=picture.alt or alt,
        srcset=choice(picture, widths),
        fallback=address(picture, up_to(widths, PLAIN_WIDTH)),
        full=address(picture, widths[-1]),
        width=picture.width,
        height=picture.height,
    )


def one_width(picture: Picture | None, width: int, alt: str = "") -> PictureView:
    """The picture as one address, at most `width` pixels wide: a page holds dozens of cards, and addresses are most
    of its weight."""
    shown = view(picture, alt)
    if picture is None or shown.missing:
        return shown
    best = up_to(sorted({*picture.avif} or {*picture.webp}), width)
    return replace(shown, srcset="", fallback=address(picture, best))


def small(picture: Picture | None, width: int) -> PictureView:
    """The picture where it is never shown larger than `width` pixels of a screen: the addresses up to it."""
    shown = one_width(picture, width)
    if picture is None or shown.missing:
        return shown
    fit = [each for each in sorted({*picture.avif} or {*picture.webp}) if each <= width]
    return replace(shown, srcset=choice(picture, fit) if len(fit) > 1 else "")


def choice(picture: Picture, widths: Iterable[int]) -> str:
    """The widths for a browser to choose from."""
    return ", ".join(f"{address(picture, width)} {width}w" for width in widths)


def up_to(widths: list[int], most: int) -> int:
    """The widest of at most `most` pixels, else the narrowest."""
    return max((width for width in widths if width <= most), default=min(widths))


def address(picture: Picture, width: int) -> str:
    return f"{settings.MEDIA_URL}pictures/{picture.digest}/{width}"
