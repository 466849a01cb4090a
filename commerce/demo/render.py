"""Render the drawings to AVIF and WebP files: `python -m commerce.demo.render`. Needs resvg_py, a development package.

The same drawings give the same bytes, so a second run changes nothing. Flat drawings are what AVIF is best at: five
widths of it take hardly more room than two of WebP, so WebP is one file for browsers that know nothing else. Colours are
kept at full resolution (4:4:4), because the edges here are edges of colour.
"""

import json
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import resvg_py
from PIL import Image

from .drawings.kinds import KINDS
from .drawings.looks import LOOKS
from .drawings.palette import COLOURWAYS, GROUNDS
from .drawings.scene import VIEWS, Kind, Look, picture
from .pictures import FOLDER, MANIFEST, file_name

# By kind of file: width in pixels to quality.
RENDITIONS = {"avif": {160: 45, 320: 45, 480: 45, 720: 44, 1280: 36}, "webp": {480: 24}}
SLOW_UP_TO = 480  # wider pictures are encoded four times as fast, for a tenth more bytes
COLOURS: dict[str, Any] = {
    "subsampling": "4:4:4", "max_threads": 1, "advanced": {"tune": "ssim", "tune-content": "screen"},
}  # fmt: skip
WORKERS = 2


def render_all(folder: Path = FOLDER, report: Callable[[str], object] = print) -> int:
    """Render every look and view, drop files no longer named, write the manifest; the total size in bytes."""
    folder.mkdir(exist_ok=True)
    with ProcessPoolExecutor(WORKERS) as pool:
        groups = list(pool.map(partial(render_look, folder=folder), LOOKS, chunksize=4))
    rows = [row for group in groups for row in group]
    kept = {file_name(r["look"], r["view"], w, kind) for r in rows for kind in RENDITIONS for w in r[kind]}
    for stale in sorted({path.name for kind in RENDITIONS for path in folder.glob(f"*.{kind}")} - kept):
        (folder / stale).unlink()
    total = sum(size for row in rows for kind in RENDITIONS for size in row[kind].values())
    text = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / MANIFEST.name).write_text(f'{{"pictures": [\n{text}\n]}}\n', encoding="utf-8")
    report(f"{len(rows)} pictures of {len(LOOKS)} looks, {total / 1e6:.1f} MB")
    return total


def render_look(name: str, folder: Path = FOLDER) -> list[dict]:
    """Write all views and widths of one look; its manifest rows."""
    look = LOOKS[name]
    kind = KINDS[look.kind]
    rows = []
    for view in VIEWS:
        sizes: dict[str, dict[int, int]] = {file_kind: {} for file_kind in RENDITIONS}
        for file_kind, width, content in renditions(picture(look, view, KINDS)):
            _write(folder / file_name(name, view, width, file_kind), content)
            sizes[file_kind][width] = len(content)
        rows.append({"look": name, "view": view, "alt": words(look, kind, view), "tint": GROUNDS[kind.ground], **sizes})
    return rows


def renditions(svg: str) -> Iterator[tuple[str, int, bytes]]:
    """(kind, width, bytes) for one SVG document, widest drawn once and scaled down."""
    widest = max(width for widths in RENDITIONS.values() for width in widths)
    drawn = resvg_py.svg_to_bytes(svg_string=svg, width=widest, skip_system_fonts=True)
    with Image.open(BytesIO(bytes(drawn))) as source:
        full = source.convert("RGB")
    for kind, widths in RENDITIONS.items():
        for width, quality in widths.items():
            image = full if width == widest else full.resize((width, width), Image.Resampling.LANCZOS)
            buffer = BytesIO()
            image.save(buffer, kind, quality=quality, **how(kind, width))
            yield kind, width, buffer.getvalue()


def how(kind: str, width: int) -> dict[str, Any]:
    """Pillow's options for a kind of file; one thread, so that the bytes do not depend on the machine."""
    return {"method": 6} if kind == "webp" else {"speed": 5 if width <= SLOW_UP_TO else 6, **COLOURS}


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
