"""Lamps, lanterns, torches and bulbs, lit."""

from .motifs import decor, motif
from .palette import BRASS, INK, SILVER, STEEL, Colourway, deep, pale
from .scene import Kind
from .shapes import block, box, drum, fill, form, gleam, line, oval, place, repeat, stands, tube


def solar_lantern(c: Colourway, pattern: str) -> str:
    """A camping lantern with a small solar panel."""
    glow = f'<g filter="url(#soft)">{fill(oval(160, 206, 96, 82), "#FFEFB8", 0.85)}</g>'
    hoop = line("M96 140C100 40 220 40 224 140", deep(STEEL, 0.4), 8)
    top = form("M84 146Q92 110 160 106Q228 110 236 146V158Q160 176 84 158Z", c.main, shade=(-30, -5), light=(7, 5))
    light = form(
        drum(160, 156, 264, 64, 11),
        "#FFF5CF",
        fill(box(136, 150, 48, 130, 14), "#FFE28A") + repeat(line(f"M{x} 150V290", "#E9D9A4", 3) for x in (112, 208)),
        shade=(-22, 0),
        dark=0.1,
    )
    base = form(
        drum(160, 264, 314, 78, 14),
        c.main,
        fill(oval(160, 302, 13), c.accent) + fill(oval(160, 302, 6), c.soft),
        shade=(-38, 0),
        light=(8, 2),
    )
    rods = line("M92 158V268M228 158V268", deep(c.main, 0.4), 7)
    panel = form(
        "M262 214L368 196L384 290L278 316Z",
        "#234A73",
        line("M297 208L313 308M332 202L348 299M268 248L374 228M273 282L379 260", "#7FA3C4", 2.6),
        shade=(-8, -6),
    ) + line("M262 214L368 196L384 290L278 316Z", SILVER, 6)
    stand = line("M352 284L372 330M286 312L276 334", deep(STEEL, 0.4), 7) + line(
        "M278 300C250 330 244 300 236 306", INK, 4.5
    )
    return (
        stands(162, 320, 84)
        + stands(326, 332, 58, 0.14)
        + glow
        + hoop
        + light
        + rods
        + top
        + base
        + stand
        + panel
        + gleam("M102 286V308", 7, 0.45)
    )


def bulb(c: Colourway, pattern: str) -> str:
    """A lit bulb hanging over its carton."""
    glow = f'<g filter="url(#soft)">{fill(oval(150, 170, 108), "#FFF1BC", 0.9)}</g>'
    cord = line("M150 0V64", INK, 5)
    socket = form(box(128, 56, 44, 40, 7), c.second, shade=(-12, -3)) + form(
        box(124, 92, 52, 16, 4), BRASS, shade=(-14, 0)
    )
    glass = form(
        "M130 106H170Q172 128 194 148Q220 178 206 214Q190 246 150 248Q110 246 94 214Q80 178 106 148Q128 128 130 106Z",
        "#FFE9A0",
        line("M138 108L128 176L142 162L150 180L158 162L172 176L162 108", "#E39A2D", 4.5),
        shade=(-14, -10),
        light=(7, 7),
        dark=0.1,
    )
    carton = block(
        228,
        210,
        92,
        120,
        (30, 18),
        c.main,
        fill(oval(274, 262, 32), c.soft)
        + place(motif(pattern or "sun", c.accent, c.main), 274, 262, 0.85)
        + fill(box(228, 310, 92, 10), c.accent),
    )
    return (
        stands(282, 328, 64, 0.14) + glow + cord + glass + socket + carton + gleam("M106 196Q106 176 122 160", 8, 0.9)
    )


def torch(c: Colourway, pattern: str) -> str:
    """A torch with its beam across the counter."""
    beam = fill("M262 212L440 142V366L262 272Z", "#FFF3C4", 0.55) + fill(
        "M262 226L440 180V326L262 258Z", "#FFF8DC", 0.6
    )
    barrel = form(
        "M60 178Q52 178 52 190V222Q52 236 60 236H196L222 256Q262 262 268 250V162Q262 152 222 158L196 178Z",
        c.main,
        repeat(fill(box(x, 150, 7, 120), deep(c.main, 0.3)) for x in range(74, 150, 15)),
        shade=(-4, -26),
        light=(5, 7),
    )
    ring = form("M256 152Q278 148 284 160V252Q278 264 256 260Z", SILVER, shade=(-4, -26)) + form(
        oval(282, 206, 12, 46), "#FFF6D2", shade=None
    )
    switch = form(box(160, 170, 34, 18, 8), c.accent, shade=(-4, -4))
    cells = repeat(
        stands(x, 326, 20, 0.25)
        + form(
            drum(x, 282, 324, 18, 5),
            c.second if i else "#EAAE34",
            fill(drum(x, 270, 296, 18, 5), BRASS),
            shade=(-10, 0),
        )
        + fill(oval(x, 282, 18, 5), pale(BRASS))
        + form(box(x - 6, 272, 12, 9, 3), SILVER, light=None)
        for i, x in enumerate((70, 124))
    )
    return (
        beam + place(stands(168, 252, 112, 0.12) + barrel + ring + switch + gleam("M70 190H190", 6, 0.5), 0, 36) + cells
    )


def hurricane_lamp(c: Colourway, pattern: str) -> str:
    """A lit hurricane lamp."""
    glow = f'<g filter="url(#soft)">{fill(oval(200, 196, 92, 84), "#FFE9A8", 0.75)}</g>'
    handle = line("M128 150C96 40 304 40 272 150", deep(STEEL, 0.4), 6)
    pipes = tube("M140 290Q112 280 114 200Q116 142 160 130", c.main, 13) + tube(
        "M260 290Q288 280 286 200Q284 142 240 130", c.main, 13
    )
    globe = form(
        "M168 138H232Q266 178 244 246H156Q134 178 168 138Z",
        "#FFF3C9",
        shade=(-14, -3),
        light=(5, 4),
        dark=0.1,
    )
    fire = fill("M200 240Q168 216 196 168Q202 186 212 192Q230 216 200 240Z", "#F0A63A") + fill(
        "M200 238Q184 222 198 198Q214 220 200 238Z", "#FFF3C9"
    )
    wires = line("M150 176Q200 192 250 176M148 214Q200 230 252 214", deep(STEEL, 0.35), 4)
    top = form(
        "M160 140Q164 106 180 100V82H220V100Q236 106 240 140Q200 150 160 140Z",
        c.main,
        shade=(-16, -4),
        light=(5, 3),
    )
    collar = form(drum(200, 244, 268, 52, 9), BRASS, shade=(-24, 0))
    base = form(
        "M142 270Q200 284 258 270L286 314Q286 328 262 330H138Q114 328 114 314Z",
        c.main,
        decor(pattern, c, 190, 304, 0.5),
        shade=(-40, -4),
        light=(7, 4),
    )
    cap = form(oval(254, 284, 15, 9), BRASS, light=(3, 2))
    return (
        stands(202, 328, 92)
        + glow
        + handle
        + globe
        + fire
        + wires
        + pipes
        + top
        + collar
        + base
        + cap
        + gleam("M164 170Q154 196 164 226", 7, 0.8)
    )


KINDS = (
    Kind(
        "solar-lantern",
        "a lit lantern with a solar panel",
        solar_lantern,
        "electronics",
        (190, 220),
        "power-bank",
        "roof",
    ),
    Kind("bulb", "a lit bulb above its carton", bulb, "electronics", (160, 180), "solar-lantern", "clay"),
    Kind("torch", "a torch with two batteries", torch, "electronics", (215, 200), "solar-lantern", "teal"),
    Kind("hurricane-lamp", "a lit hurricane lamp", hurricane_lamp, "home", (200, 190), "quilt", "sea"),
)
