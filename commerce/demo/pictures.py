"""The ready-made pictures in the repository: where they lie and what the manifest says of them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "pictures"
MANIFEST = FOLDER / "manifest.json"


@dataclass(frozen=True)
class DemoPicture:
    """One view of one look. `avif` and `webp` map a width in pixels to the size of the file in bytes."""

    look: str
    view: str
    alt: str
    tint: str
    avif: dict[int, int]
    webp: dict[int, int]

    @property
    def widest(self) -> int:
        return max(self.avif)

    def files(self) -> Iterator[tuple[str, Path, int]]:
        """(name in the catalogue's folder, ready-made file, its size in bytes) of each rendition."""
        for kind, sizes in (("avif", self.avif), ("webp", self.webp)):
            for width, size in sizes.items():
                yield f"{width}.{kind}", self.path(width, kind), size

    def path(self, width: int, kind: str) -> Path:
        """The square file of this width; FileNotFoundError comes on opening if it was never rendered."""
        return FOLDER / file_name(self.look, self.view, width, kind)


def file_name(look: str, view: str, width: int, kind: str) -> str:
    """Name of one rendition inside the pictures folder."""
    return f"{look}.{view}.{width}.{kind}"


@cache
def manifest() -> dict[tuple[str, str], DemoPicture]:
    """Every picture by (look, view), as the last rendering left it."""
    rows = json.loads(MANIFEST.read_text(encoding="utf-8"))["pictures"]
    pictures = (
        DemoPicture(r["look"], r["view"], r["alt"], r["tint"], _sizes(r["avif"]), _sizes(r["webp"])) for r in rows
    )
    return {(picture.look, picture.view): picture for picture in pictures}


def _sizes(row: dict[str, int]) -> dict[int, int]:
    return {int(width): size for width, size in row.items()}
