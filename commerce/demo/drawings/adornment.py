"""Combs, bangles and mehndi."""

from math import cos, radians, sin

from .palette import BRASS, CREAM, PAPER, WOOD, Colourway, deep, mix, pale
from .patterns import flower, sprig
from .scene import Kind
from .shapes import box, drum, fill, form, lies, line, oval, place, repeat, spin, stands


def comb_set(c: Colourway, pattern: str) -> str:
    """A wooden comb and a hand mirror."""
    glass = oval(254, 142, 84, 88)
    mirror = (
        lies(glass)
        + lies(box(240, 226, 30, 130, 14))
        + form(box(239, 222, 32, 132, 15), c.main, shade=(-9, -4))
        + form(glass, c.main, shade=(-9, -9), light=(5, 5))
        + form(
            oval(254, 142, 66, 70),
            "#CFE3E6",
            fill("M200 60L262 60L196 224H180V60Z", PAPER, 0.5) + fill("M290 60H308L244 224H228Z", PAPER, 0.45),
            shade=(6, 6),
            light=None,
        )
        + place(sprig(c.accent, c.soft), 255, 296, 1)
    )
    teeth = repeat(line(f"M-44 {y}H20", mix(WOOD, CREAM, 0.1), 5.4) for y in range(-104, 108, 11))
    back = form(
        "M14-124Q52-124 54-84V84Q52 124 14 124L-44 120Q-50 112-44 106H10V-106H-44Q-50-112-44-120Z",
        WOOD,
        place(sprig(c.accent, CREAM), 34, -50, 0.8, 0)
        + place(sprig(c.accent, CREAM), 34, 0, 0.8)
        + place(sprig(c.accent, CREAM), 34, 50, 0.8),
        shade=(-7, -6),
        light=(3, 4),
    )
    comb = place(lies("M-44-120H54V120H-44Z", (6, 8), 0.2) + teeth + back, 124, 222, 1, -12)
    return spin(mirror, 9, 254, 200) + comb


def bangles(c: Colourway, pattern: str) -> str:
    """A stack of glass bangles on a stand."""
    tones = (c.main, BRASS, c.main, c.second, BRASS, c.accent, c.main, BRASS, c.second, c.main)
    core = form(drum(200, 92, 318, 34, 8), mix(WOOD, CREAM, 0.2), shade=(-18, 0)) + fill(
        oval(200, 92, 34, 8), pale(WOOD, 0.5)
    )
    foot = form(drum(200, 306, 324, 122, 26), WOOD, shade=(-50, 0), light=(6, 2)) + fill(
        oval(200, 306, 122, 26), mix(WOOD, CREAM, 0.3)
    )
    back = ""
    front = ""
    for i, tone in enumerate(tones):
        y = 290 - i * 19
        rx = 96 + (3 if i % 3 == 1 else -2)
        back += line(f"M{200 - rx} {y}A{rx} 24 0 0 1 {200 + rx} {y}", deep(tone, 0.45), 12)
        front += (
            line(f"M{200 - rx} {y}A{rx} 24 0 0 0 {200 + rx} {y}", deep(tone, 0.22), 15)
            + line(f"M{199 - rx} {y - 2}A{rx} 24 0 0 0 {192 + rx} {y + 4}", tone, 11)
            + line(f"M{204 - rx} {y + 6}A{rx} 24 0 0 0 {236 - rx} {y + 18}", pale(tone, 0.65), 3.4)
        )
        if tone in (c.main, c.second):
            front += repeat(
                fill(oval(200 + rx * cos(radians(a)), y + 24 * sin(radians(a)), 3), c.soft) for a in range(40, 150, 18)
            )
    return stands(204, 326, 118, 0.14) + foot + back + core + front


def mehndi(c: Colourway, pattern: str) -> str:
    """Cones of mehndi, fanned, with a drawn tile."""
    tile = box(78, 62, 200, 200, 20)
    rings = (
        repeat(place(fill("M0-40Q-18-62 0-86Q18-62 0-40Z", "#8A3F22"), 178, 162, 0.9, a) for a in range(0, 360, 45))
        + line(oval(178, 162, 32), "#8A3F22", 4)
        + line(oval(178, 162, 86), "#8A3F22", 4, 1, "1 12")
        + place(flower("#8A3F22", "#F6E4CB"), 178, 162, 1.3)
    )
    card = spin(lies(tile) + form(tile, "#F6E4CB", rings, shade=(-8, -8), light=None, dark=0.13), -7)

    def cone(tone: str) -> str:
        cut = "M-36-88Q0-106 36-88L3 104Q0 110-3 104Z"
        return (
            lies(cut, (5, 8))
            + form(
                cut,
                tone,
                fill("M-40-56Q0-70 40-56V-28Q0-42-40-28Z", c.accent) + place(sprig(c.soft, c.accent), 0, 6, 0.7),
                shade=(-12, -2),
                light=(4, 4),
            )
            + fill("M-4 90L0 118L4 90Z", "#5C2A18")
        )

    cones = (
        place(cone(c.second), 316, 176, 1, 16)
        + place(cone(c.main), 250, 262, 1, 50)
        + place(cone(mix(c.main, c.soft, 0.3)), 150, 308, 0.92, 82)
    )
    return card + cones


KINDS = (
    Kind(
        "comb-set",
        "a wooden comb and a hand mirror",
        comb_set,
        "beauty",
        (180, 190),
        "mehndi",
        "cane",
        lying=True,
    ),
    Kind("bangles", "a stack of glass bangles", bangles, "beauty", (180, 215), "attar", "rose"),
    Kind(
        "mehndi",
        "cones of mehndi and a drawn tile",
        mehndi,
        "beauty",
        (200, 180),
        "comb-set",
        "roof",
        lying=True,
    ),
)
