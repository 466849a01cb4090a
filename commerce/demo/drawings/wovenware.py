"""Woven from straw: baskets and mats."""

from .motifs import motif
from .palette import DARKWOOD, LEAF, STRAW, WOOD, Colourway, deep, mix, pale
from .scene import Kind
from .shapes import box, drum, fill, form, lies, line, oval, place, repeat, stands, tube


def tibisiri_basket(c: Colourway, pattern: str) -> str:
    """A lidded basket of tibisiri straw with woven rows."""
    weave = repeat(
        fill(drum(200, y, y + 13, 130, 24), k, 0.95) for y, k in ((196, c.main), (234, c.second), (272, c.accent))
    )
    ticks = repeat(
        line(
            f"M{x} 150Q{x + (x - 200) * 0.04:.0f} 250 {x - (x - 200) * 0.06:.0f} 340",
            deep(STRAW, 0.22),
            2.2,
            0.55,
        )
        for x in range(74, 330, 11)
    )
    body = form(
        "M78 172A122 24 0 0 0 322 172Q340 250 296 322Q200 344 104 322Q60 250 78 172Z",
        STRAW,
        weave + ticks,
        shade=(-48, -6),
        light=(9, 4),
    )
    rays = repeat(line(f"M200 92L{x} 190", deep(STRAW, 0.2), 2.2, 0.5) for x in range(60, 350, 13))
    lid = form(
        "M72 170Q84 112 200 104Q316 112 328 170A128 25 0 0 1 72 170Z",
        pale(STRAW, 0.12),
        fill("M60 150Q200 190 340 150V166Q200 206 60 166Z", c.main) + rays,
        shade=(-38, -7),
        light=(7, 6),
    )
    edge = line("M73 172A128 25 0 0 0 327 172", deep(STRAW, 0.3), 5)
    knob = form(oval(200, 98, 19, 15), c.main, light=(4, 4))
    return stands(204, 326, 108) + body + lid + edge + knob


def woven_basket(c: Colourway, pattern: str) -> str:
    """A market basket with fruit in it."""
    hoop = tube("M86 220C80 30 320 30 314 220", mix(WOOD, STRAW, 0.4), 16)
    fruit = (
        form(oval(150, 190, 44, 42), "#EAAE34", fill(oval(164, 206, 34), "#D9662F", 0.45), shade=(-9, -9))
        + form(oval(244, 186, 46, 44), "#5D9A45", shade=(-10, -10))
        + form(oval(198, 168, 42, 40), c.main, shade=(-9, -9))
        + line("M198 130q4-14 16-18", DARKWOOD, 5)
        + fill("M206 122Q226 104 250 112Q236 132 206 122Z", LEAF)
    )
    banana = form("M262 206Q316 206 330 140Q344 148 340 176Q326 240 268 236Z", "#F2C94E", shade=(-6, -7))
    rows = "".join(
        fill(
            box(60 + i * 28 + (14 if r % 2 else 0), 214 + r * 19, 20, 19, 4),
            c.accent if r == 2 else deep(STRAW, 0.2),
            0.9 if r == 2 else 0.6,
        )
        for r in range(6)
        for i in range(-1, 11)
    )
    body = form("M66 206H334Q330 292 296 328H104Q70 292 66 206Z", STRAW, rows, shade=(-36, -8), light=(8, 5))
    lip = form(
        box(58, 200, 284, 22, 11),
        mix(WOOD, STRAW, 0.4),
        repeat(line(f"M{x} 198l10 26", deep(WOOD, 0.2), 3) for x in range(60, 340, 17)),
        shade=(-8, -8),
    )
    return stands(204, 326, 116) + fruit + banana + hoop + body + lip


def jute_mat(c: Colourway, pattern: str) -> str:
    """A round braided mat with a fringe of tassels."""
    tassels = repeat(place(line("M0-150V-172", c.accent, 7), 200, 204, 1, a) for a in range(0, 360, 12))
    rounds = "".join(
        fill(oval(200, 204, r), k)
        for r, k in (
            (148, STRAW),
            (126, c.main),
            (104, pale(STRAW, 0.3)),
            (84, c.accent),
            (66, c.second),
            (44, STRAW),
        )
    )
    braid = repeat(line(oval(200, 204, r), deep(STRAW, 0.45), 2.2, 0.5, "10 5") for r in range(30, 148, 11))
    centre = place(motif(pattern or "star", c.main, c.soft), 200, 204, 1)
    whole = oval(200, 204, 150)
    return lies(whole) + tassels + form(whole, STRAW, rounds + braid + centre, shade=(-7, -8), light=(4, 5), dark=0.16)


KINDS = (
    Kind("tibisiri-basket", "a lidded straw basket", tibisiri_basket, "art", (195, 190), "wood-carving", "gold"),
    Kind(
        "woven-basket",
        "a market basket of fruit",
        woven_basket,
        "home",
        (200, 200),
        "tibisiri-basket",
        "roof",
    ),
    Kind("jute-mat", "a round braided mat", jute_mat, "home", (190, 190), "pillow", "sea", lying=True),
)
