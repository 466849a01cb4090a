"""Every colour of the demo drawings: six-digit hex, warm, few.

Colours are never black or pure grey: shade leans to plum, light leans to cream, so that all drawings share
one afternoon sun.
"""

from dataclasses import dataclass

SHADE = "#2B1830"
LIGHT = "#FFF7E4"

INK = "#2C2A2E"
IRON = "#45434A"
STEEL = "#AEB7BC"
SILVER = "#D5DADA"
PAPER = "#FCF8EE"
CREAM = "#F5E6C8"
KRAFT = "#C99B64"
STRAW = "#E0BC78"
WOOD = "#A8703F"
DARKWOOD = "#6E4327"
BRASS = "#DFA93F"
LEAF = "#3F8A4B"
RED = "#BF3A2B"
GLASS = "#DDEBE8"
RUBBER = "#3A383D"


@dataclass(frozen=True)
class Colourway:
    """A named set of colours one object is painted in."""

    name: str
    label: str
    main: str
    accent: str
    second: str
    soft: str


COLOURWAYS = {
    way.name: way
    for way in (
        Colourway("roof", "Roof red", "#BF3A2B", "#F2C25C", "#7A1F24", "#F9E3CF"),
        Colourway("sea", "Sea blue", "#2E6CA4", "#F4C768", "#1D3F6B", "#E4EEF2"),
        Colourway("cane", "Cane green", "#2A7B52", "#F2C25C", "#154A38", "#E6F0DC"),
        Colourway("gold", "Gold", "#EAAE34", "#A8321F", "#B8741C", "#FDF0CF"),
        Colourway("plum", "Plum", "#75386A", "#F0B95C", "#43204A", "#F1E2EC"),
        Colourway("clay", "Clay", "#CF6B3C", "#FBE3B8", "#87381F", "#FBE7D6"),
        Colourway("ink", "Charcoal", "#3B3D47", "#EDB74A", "#23242B", "#E9E6E0"),
        Colourway("cream", "Cream", "#F4E5C6", "#BF3A2B", "#D8B87C", "#FFFAEE"),
        Colourway("rose", "Rose", "#DC7C8B", "#FBE6B4", "#8E2F4C", "#FCE9E8"),
        Colourway("teal", "Teal", "#22858B", "#F6CB73", "#0F4C58", "#DFF0EC"),
    )
}

# One tint per shelf of the market: what stands behind and under the thing.
GROUNDS = {
    "books": "#EBDDC3",
    "resources": "#DCE3EC",
    "digital": "#D8DDF0",
    "merchandise": "#F3DFCF",
    "ministry": "#E2E6CE",
    "clothes": "#F2D8D3",
    "shoes": "#DED9EC",
    "food": "#F8DFB4",
    "kitchen": "#D9E2D6",
    "home": "#CFE4DF",
    "electronics": "#D0E1E8",
    "sports": "#D3E6CB",
    "beauty": "#F5DADF",
    "school": "#FAE6AC",
    "art": "#E8D9E6",
}


def mix(first: str, second: str, share: float) -> str:
    """The colour `share` (0..1) of the way from `first` to `second`."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def deep(colour: str, share: float = 0.22) -> str:
    """The colour as it looks turned from the light."""
    return mix(colour, SHADE, share)


def pale(colour: str, share: float = 0.3) -> str:
    """The colour as it looks turned to the light."""
    return mix(colour, LIGHT, share)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))
