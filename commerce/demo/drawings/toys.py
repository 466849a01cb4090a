"""For small children."""

from math import cos, radians, sin

from .motifs import motif
from .palette import CREAM, INK, RUBBER, SHADE, STEEL, Colourway, deep
from .scene import Kind
from .shapes import block, box, fill, form, line, oval, place, repeat, stands, tube


def wheel(x: float, r: float, hub: str) -> str:
    """A spoked wheel resting on the counter."""
    spokes = repeat(
        line(
            f"M{x} {330 - r}L{x + r * cos(radians(a)):.1f} {330 - r + r * sin(radians(a)):.1f}",
            STEEL,
            2.4,
        )
        for a in range(0, 360, 30)
    )
    return (
        fill(oval(x, 330 - r, r), SHADE, 0.08)
        + spokes
        + line(oval(x, 330 - r, r - 4), RUBBER, 9)
        + line(oval(x - 1, 329 - r, r - 11), STEEL, 3)
        + form(oval(x, 330 - r, 9), hub, light=(2, 2))
    )


def toy_rickshaw(c: Colourway, pattern: str) -> str:
    """A tin toy rickshaw with a painted hood."""

    hood = form(
        "M64 232Q34 96 132 84Q196 80 208 122L176 134Q182 182 182 232Z",
        c.main,
        repeat(
            line(d, c.second, 5)
            for d in ("M206 122Q130 128 92 110", "M176 136Q120 160 64 158", "M182 186Q120 206 66 204")
        )
        + repeat(
            place(motif("flower", c.accent, c.soft), x, y, 0.5)
            for x, y in ((112, 140), (146, 172), (92, 184), (140, 112))
        ),
        shade=(-12, -8),
        light=(6, 5),
    )
    trim = line("M64 232Q34 96 132 84Q196 80 208 122", c.accent, 6) + repeat(
        fill(oval(x, y, 5), c.soft) for x, y in ((58, 200), (56, 164), (70, 124), (98, 98), (136, 88), (176, 96))
    )
    seat = form("M64 228H210L222 262H78Z", c.second, shade=(-8, -6)) + form(
        "M58 252H232L214 300H84Z",
        c.main,
        fill("M80 264H216L208 288H90Z", c.accent) + place(motif(pattern or "bird", c.main, c.second), 148, 274, 0.45),
        shade=(-12, -8),
        light=(4, 4),
    )
    frame = (
        tube("M214 280L322 290L300 204", c.second, 9)
        + tube("M222 270L276 214L322 286", c.second, 9)
        + tube("M300 206Q306 188 290 184L326 176", STEEL, 8)
        + form("M256 204Q274 192 294 204Q292 216 270 214Z", INK, shade=(-4, -3))
    )
    return (
        stands(150, 330, 100, 0.08)
        + stands(322, 330, 46, 0.1)
        + wheel(318, 48, c.accent)
        + frame
        + hood
        + trim
        + seat
        + wheel(140, 58, c.accent)
    )


def blocks(c: Colourway, pattern: str) -> str:
    """A baby's wooden blocks, stacked."""

    def cube(x: float, y: float, tone: str, sign: str) -> str:
        return block(
            x,
            y,
            100,
            100,
            (26, 16),
            tone,
            fill(box(x + 14, y + 14, 72, 72, 10), CREAM)
            + place(motif(sign, tone, deep(tone, 0.4)), x + 50, y + 50, 0.86),
        )

    ball = form(oval(328, 300, 32), c.accent, line("M296 300Q328 322 360 300", c.soft, 8), shade=(-8, -8))
    low = cube(66, 230, c.main, "fish") + cube(186, 230, c.second, pattern or "star")
    top = cube(122, 114, c.accent if c.name != "cream" else "#EAAE34", "bird")
    cone = form("M168 44L226 108Q196 124 140 112Z", c.main, shade=(-10, -4))
    return stands(186, 328, 128, 0.1) + stands(332, 330, 26, 0.2) + low + top + place(cone, -2, -6) + ball


KINDS = (
    Kind("toy-rickshaw", "a painted toy rickshaw", toy_rickshaw, "school", (140, 180), "blocks", "teal"),
    Kind("blocks", "wooden picture blocks", blocks, "school", (170, 200), "toy-rickshaw", "roof"),
)
