"""Render the drawings to WebP files: `python -m commerce.demo.render`. Needs resvg_py, a development package.

The same drawings give the same bytes, so a second run changes nothing. Narrow pictures take a higher quality than
wide ones: on flat areas a wide picture hides more of what is left out.
"""

import json
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from io import BytesIO
from pathlib import Path

import resvg_py
from PIL import Image

from .drawings.kinds import KINDS
from .drawings.looks import LOOKS
from .drawings.palette import COLOURWAYS, GROUNDS
from .drawings.scene import VIEWS, Kind, Look, picture
from .pictures import FOLDER, MANIFEST, file_name

# Width in pixels to WebP quality.
RENDITIONS = {320: 40, 480: 32, 640: 26, 960: 19}
WORKERS = 2


def render_all(folder: Path = FOLDER, report: Callable[[str], object] = print) -> int:
    """Render every look and view, drop files no longer named, write the manifest; the total size in bytes."""
    folder.mkdir(exist_ok=True)
    with ProcessPoolExecutor(WORKERS) as pool:
        groups = list(pool.map(partial(render_look, folder=folder), LOOKS, chunksize=4))
    rows = [row for group in groups for row in group]
    kept = {file_name(row["look"], row["view"], width) for row in rows for width in row["sizes"]}
    for stale in sorted({path.name for path in folder.glob("*.webp")} - kept):
        (folder / stale).unlink()
    total = sum(size for row in rows for size in row["sizes"].values())
    text = json.dumps({"widths": sorted(RENDITIONS), "pictures": rows}, ensure_ascii=False, indent=1)
    (folder / MANIFEST.name).write_text(text + "\n", encoding="utf-8")
    report(f"{len(rows)} pictures of {len(LOOKS)} looks, {total / 1e6:.1f} MB")
    return total


def render_look(name: str, folder: Path = FOLDER) -> list[dict]:
    """Write all views and widths of one look; its manifest rows."""
    look = LOOKS[name]
    kind = KINDS[look.kind]
    rows = []
    for view in VIEWS:
        sizes = {}
        for width, content in renditions(picture(look, view, KINDS)):
            _write(folder / file_name(name, view, width), content)
            sizes[width] = len(content)
        tint = GROUNDS[kind.ground]
        rows.append({"look": name, "view": view, "alt": words(look, kind, view), "tint": tint, "sizes": sizes})
    return rows


def renditions(svg: str) -> Iterator[tuple[int, bytes]]:
    """(width, WebP bytes) for one SVG document, widest drawn once and scaled down."""
    widest = max(RENDITIONS)
    drawn = resvg_py.svg_to_bytes(svg_string=svg, width=widest, skip_system_fonts=True)
    with Image.open(BytesIO(bytes(drawn))) as source:
        full = source.convert("RGB")
    for width, quality in RENDITIONS.items():
        image = full if width == widest else full.resize((width, width), Image.Resampling.LANCZOS)
        buffer = BytesIO()
        image.save(buffer, "WEBP", quality=quality, method=6)
        yield width, buffer.getvalue()


def words(look: Look, kind: Kind, view: str) -> str:
    """What the picture shows, in plain words for somebody who cannot see it."""
    colour = "" if kind.ground == "food" else f", {COLOURWAYS[look.colour].label.lower()}"
    if view == "close":
        return f"Close view of {kind.words}{colour}"
    beside = f" beside {KINDS[kind.companion].words}" if view == "companion" else ""
    whole = f"{kind.words}{colour}{beside}"
    return whole[0].upper() + whole[1:]


def _write(path: Path, content: bytes) -> None:
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


if __name__ == "__main__":
    render_all(report=lambda text: sys.stdout.write(text + "\n"))
