"""Tokens of the style sheet as figures: what stands on what, and how strong the contrast is.

Ratios and limits are those of WCAG 2.2, 1.4.3 (text) and 1.4.11 (lines and marks).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6});")
SYMBOL = re.compile(r'<symbol id="([\w-]+)"')
WORDS, SHAPES = 4.5, 3.0  # what text needs, and what lines and marks need
STALLS = range(1, 13)
GROUNDS = range(16)
# In drawings.svg, but no scene of an empty page.
NO_SCENES = frozenset({"mark", "hall", "missing"})
PAIRS = (
    ("ink", "paper", WORDS), ("ink", "surface", WORDS), ("ink", "sunk", WORDS), ("paper", "ink", WORDS),
    ("muted", "paper", WORDS), ("muted", "surface", WORDS), ("muted", "sunk", WORDS),
    ("roof", "paper", WORDS), ("roof", "surface", WORDS), ("on-roof", "roof", WORDS), ("on-roof", "roof-deep", WORDS),
    ("on-gold", "gold", WORDS), ("ink", "gold-wash", WORDS), ("cane", "paper", WORDS), ("cane", "cane-wash", WORDS),
    ("sea", "sea-wash", WORDS), ("alarm", "paper", WORDS), ("alarm", "alarm-wash", WORDS),
    ("control", "paper", SHAPES), ("control", "surface", SHAPES),
)  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """`front` on `ground`, names of tokens; `light` and `dark` are ratios, `needs` the least that will do."""

    front: str
    ground: str
    needs: float
    light: float
    dark: float

    @property
    def is_text(self) -> bool:
        return self.needs >= WORDS

    @property
    def is_enough(self) -> bool:
        return min(self.light, self.dark) >= self.needs


def samples() -> Mapping[str, Any]:
    images = Path(settings.ROOT) / "static" / "img"
    scenes = [name for name in symbols(images / "drawings.svg") if name not in NO_SCENES]
    return {
        "pairs": [pair(*each) for each in PAIRS],
        "stalls": [pair(f"stall-{number}", "surface", SHAPES) for number in STALLS],
        "grounds": GROUNDS,
        "icons": symbols(images / "icons.svg"),
        "scenes": scenes,
    }


def pair(front: str, ground: str, needs: float) -> Pair:
    light, dark = tokens("tokens.css"), tokens("tokens_dark.css")
    return Pair(front, ground, needs, contrast(light[front], light[ground]), contrast(dark[front], dark[ground]))


@cache
def tokens(sheet: str) -> dict[str, str]:
    """Colours of a sheet of static/css by name, as #RRGGBB."""
    return dict(TOKEN.findall((Path(settings.ROOT) / "static" / "css" / sheet).read_text(encoding="utf-8")))


@cache
def symbols(sheet: Path) -> list[str]:
    """Names of the drawings of an SVG sprite, in its order."""
    return SYMBOL.findall(sheet.read_text(encoding="utf-8"))


def contrast(one: str, other: str) -> float:
    """From 1 to 21, cut (not rounded) to one digit: 4.49 is not 4.5."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return int((high + 0.05) / (low + 0.05) * 10) / 10


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
