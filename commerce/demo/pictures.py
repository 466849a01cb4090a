"""The ready-made pictures in the repository: where they lie and what the manifest says of them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "pictures"
MANIFEST = FOLDER / "manifest.json"


@dataclass(frozen=True)
class DemoPicture:
    """One view of one look. `sizes` maps a width in pixels to the size of its WebP file in bytes."""

    look: str
    view: str
    alt: str
    tint: str
    sizes: dict[int, int]

    def path(self, width: int) -> Path:
        """The square WebP file of this width; FileNotFoundError comes on opening if it was never rendered."""
        return FOLDER / file_name(self.look, self.view, width)


def file_name(look: str, view: str, width: int) -> str:
    """Name of one rendition inside the pictures folder."""
    return f"{look}.{view}.{width}.webp"


@cache
def manifest() -> dict[tuple[str, str], DemoPicture]:
    """Every picture by (look, view), as the last rendering left it."""
    rows = json.loads(MANIFEST.read_text(encoding="utf-8"))["pictures"]
    pictures = (
        DemoPicture(r["look"], r["view"], r["alt"], r["tint"], {int(w): n for w, n in r["sizes"].items()}) for r in rows
    )
    return {(picture.look, picture.view): picture for picture in pictures}
