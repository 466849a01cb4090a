"""Pots and cups: enamel mug, karahi, cook-up pot."""

from .palette import DARKWOOD, IRON, Colourway, deep, pale
from .patterns import paint
from .scene import Kind
from .shapes import drum, fill, form, gleam, line, oval, stands, tube


def enamel_mug(c: Colourway, pattern: str) -> str:
    """A hand-dipped mug with a dark rim and a drink in it."""
    handle = tube("M262 186C330 172 336 282 254 278", c.main, 22)
    body = form(drum(180, 160, 316, 90, 20, 84), c.main, paint(pattern, c), shade=(-46, -4), light=(7, 2))
    lip = fill(oval(180, 160, 90, 20), deep(c.second, 0.3)) + fill(oval(180, 160, 83, 16), pale(c.soft, 0.4))
    tea = fill("M98 163A82 15 0 0 0 262 163A80 9 0 0 0 98 163Z", "#5A3320")
    return stands(182, 318, 92) + handle + body + lip + tea + gleam("M112 200V276", 9)


def karahi(c: Colourway, pattern: str) -> str:
    """A deep iron wok with two ring handles and its spoon."""
    ears = tube("M64 214C22 196 24 246 70 240", c.second, 14) + tube("M336 214C378 196 376 246 330 240", c.second, 14)
    bowl = form(
        "M58 208A142 32 0 0 0 342 208C336 280 290 326 236 328H164C110 326 64 280 58 208Z",
        IRON,
        shade=(-44, -16),
        light=(7, 3),
        dark=0.34,
    )
    mouth = fill(oval(200, 208, 142, 32), deep(IRON, 0.2)) + fill(oval(200, 211, 130, 26), deep(IRON, 0.62))
    curry = form("M84 218A118 20 0 0 0 316 218A118 15 0 0 0 84 218Z", c.main, shade=None, light=None)
    bits = (
        fill(oval(160, 222, 20, 7), c.accent)
        + fill(oval(232, 218, 17, 6), c.accent)
        + fill(oval(200, 230, 15, 5), pale(c.main))
        + fill(oval(262, 225, 10, 4), "#3F8A4B")
        + fill(oval(128, 217, 9, 4), "#3F8A4B")
    )
    spoon = tube("M250 216L318 96", DARKWOOD, 13)
    return stands(200, 326, 96) + ears + bowl + mouth + curry + bits + spoon + gleam("M86 250Q96 284 120 302", 8, 0.3)


def cooking_pot(c: Colourway, pattern: str) -> str:
    """A lidded pot for cook-up."""
    ears = tube("M82 216H48V244H84", c.second, 14) + tube("M318 216H352V244H316", c.second, 14)
    body = form(drum(200, 196, 312, 122, 24, 112), c.main, paint(pattern, c), shade=(-58, -4), light=(8, 2))
    lid = form(
        "M74 190A126 26 0 0 0 326 190C322 152 270 132 200 132S78 152 74 190Z",
        pale(c.main, 0.12),
        shade=(-40, -10),
        light=(6, 5),
    )
    brim = line("M76 192A125 26 0 0 0 324 192", pale(c.main, 0.5), 5)
    knob = form(oval(200, 118, 21, 17), c.accent) + fill(oval(200, 136, 26, 6), deep(c.main, 0.4))
    return (
        stands(200, 316, 120)
        + ears
        + body
        + lid
        + brim
        + knob
        + gleam("M104 236Q106 270 112 290", 9, 0.45)
        + gleam("M112 170Q130 152 158 148", 7, 0.5)
    )


KINDS = (
    Kind("enamel-mug", "an enamel mug of tea", enamel_mug, "kitchen", (170, 190), "kettle", "cream"),
    Kind("karahi", "an iron karahi of curry", karahi, "kitchen", (190, 215), "cooking-pot", "roof"),
    Kind("cooking-pot", "a cooking pot with its lid", cooking_pot, "kitchen", (180, 170), "enamel-mug", "cream"),
)
