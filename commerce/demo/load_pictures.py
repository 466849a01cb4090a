"""Register the ready-made pictures with the catalogue and file their renditions under MEDIA_ROOT.

A picture's digest is that of its widest file, which stands for the original here; every product of a look shares
the one folder `pictures/<digest>/`.
"""

import os
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.conf import settings

from catalog.domain import media
from catalog.models import Category, Picture, Product, Variant
from catalog.models.media import PictureState

from . import market
from .drawings.kinds import KINDS
from .drawings.looks import LOOKS
from .drawings.palette import GROUNDS
from .pictures import DemoPicture, manifest


def ground_of(look: str) -> int:
    """Number of the tinted ground a look stands on; the stylesheet counts them in the order of GROUNDS."""
    return list(GROUNDS).index(KINDS[LOOKS[look].kind].ground)


def hang_pictures(
    *, products: dict[str, Product], variants: dict[str, Variant], categories: dict[str, Category]
) -> int:
    """Pictures of products, variants and shelves, by slug and SKU; how many rows were made."""
    rows = _product_pictures(products)
    _variant_pictures(variants, _first_of_each_look(rows))
    shelves = [demo for demo in market.categories() if demo.look]
    of_shelves = Picture.objects.bulk_create(picture_row(demo.look, "whole", None, 1) for demo in shelves)
    for demo, row in zip(shelves, of_shelves, strict=True):
        categories[demo.slug].picture = row
    Category.objects.bulk_update([categories[demo.slug] for demo in shelves], ["picture"])
    return len(rows) + len(of_shelves)


def file_pictures() -> None:
    """Copy what is not there yet; an unfinished copy never gets the name of a finished one."""
    for picture in manifest().values():
        folder = Path(settings.MEDIA_ROOT) / "pictures" / digest_of(picture)
        folder.mkdir(parents=True, exist_ok=True)
        for name, ready_made, _size in picture.files():
            target = folder / name
            if not target.exists():
                unfinished = folder / f"{name}.part"
                shutil.copyfile(ready_made, unfinished)
                os.replace(unfinished, target)


def digest_of(picture: DemoPicture) -> str:
    """What the catalogue would call the widest rendition."""
    return _digest(picture.path(picture.widest, "avif"))


@cache
def _digest(path: Path) -> str:
    return media.digest_of(path.read_bytes())


def _product_pictures(products: dict[str, Product]) -> list[Picture]:
    """A product's own look comes first, in its order of views; the looks of its variants follow, one picture each."""
    rows: list[Picture] = []
    for demo in market.products():
        others = dict.fromkeys(variant.look for variant in demo.variants if variant.look != demo.look)
        shown = [(demo.look, view) for view in demo.views] + [(look, "whole") for look in others]
        rows += [
            picture_row(look, view, products[demo.slug], place) for place, (look, view) in enumerate(shown, start=1)
        ]
    return Picture.objects.bulk_create(rows, batch_size=400)


def _first_of_each_look(rows: Iterable[Picture]) -> dict[tuple[str, str], Picture]:
    """By (product slug, look)."""
    look_of = {digest_of(picture): picture.look for picture in manifest().values()}
    first: dict[tuple[str, str], Picture] = {}
    for row in rows:
        first.setdefault((row.product.slug, look_of[row.digest]), row)  # type: ignore[union-attr]
    return first


def _variant_pictures(variants: dict[str, Variant], pictures: dict[tuple[str, str], Picture]) -> None:
    """A variant of a product that comes in several looks shows the picture of its own."""
    changed = []
    for demo in market.products():
        if len({variant.look for variant in demo.variants}) > 1:
            for one in demo.variants:
                variants[one.sku].picture = pictures[demo.slug, one.look]
                changed.append(variants[one.sku])
    Variant.objects.bulk_update(changed, ["picture"], batch_size=400)


def picture_row(look: str, view: str, product: Product | None, position: int) -> Picture:
    """Ready to be saved; its files are those of `file_pictures`."""
    shown = manifest()[look, view]
    return Picture(
        product=product,
        position=position,
        alt=shown.alt,
        state=PictureState.READY,
        digest=digest_of(shown),
        width=shown.widest,
        height=shown.widest,
        webp=sorted(shown.webp),
        avif=sorted(shown.avif),
        ground=ground_of(look),
    )
