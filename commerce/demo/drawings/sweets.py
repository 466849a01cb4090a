"""Cake and sweets."""

from math import cos, sin

from .palette import LEAF, Colourway, deep, pale
from .patterns import paint
from .scene import Kind
from .shapes import drum, fill, form, gleam, line, oval, place, repeat, stands


def rum_cake(c: Colourway, pattern: str) -> str:
    """A dark fruit cake on a stand, a slice cut from it."""
    foot = form("M184 268H216L226 316Q262 320 262 328Q200 340 138 328Q138 320 174 316Z", c.soft, shade=(-18, -2))
    plate = (
        form(drum(200, 250, 262, 142, 26), c.soft, shade=(-50, 0))
        + fill(oval(200, 250, 142, 26), pale(c.soft, 0.5))
        + line("M60 256A140 25 0 0 0 340 256", c.main, 4)
    )
    crumb = "#4B2A20"
    cake = form(
        drum(200, 150, 244, 108, 22),
        crumb,
        repeat(
            fill(oval(x, y, 5, 4), k)
            for x, y, k in (
                (116, 200, "#BF3A2B"),
                (134, 236, "#EAAE34"),
                (160, 206, "#3F8A4B"),
                (178, 246, "#BF3A2B"),
                (290, 206, "#EAAE34"),
                (276, 236, "#BF3A2B"),
                (302, 228, "#3F8A4B"),
            )
        ),
        shade=(-44, 0),
    )
    top = form(oval(200, 150, 108, 22), "#5D3627", shade=None)
    cut = fill("M174 170V268Q218 274 262 264V166Z", "#F3E9D6") + fill("M200 150L174 171V264L200 244Z", "#5A3527")
    cut += fill("M200 150L262 168V262L200 244Z", "#6B4030") + fill(
        "M174 264L200 244L262 262Q218 272 174 264Z", "#E8DCC4"
    )
    inner = repeat(
        fill(oval(x, y, 4.5), k)
        for x, y, k in (
            (186, 196, "#BF3A2B"),
            (184, 228, "#EAAE34"),
            (224, 190, "#3F8A4B"),
            (240, 214, "#BF3A2B"),
            (218, 226, "#EAAE34"),
            (246, 238, "#EAAE34"),
        )
    )
    icing = form(
        "M92 148A108 22 0 0 1 308 148Q300 176 290 160Q280 186 268 164L200 150L172 170Q162 192 152 168Q142 188 130 166Q120 182 110 162Q98 168 92 148Z",
        "#FDF3DF",
        shade=(-20, -4),
        dark=0.12,
    )
    cherry = repeat(
        form(oval(x, y, 10, 10), c.main, light=(2, 2), shade=(-4, -4)) + line(f"M{x} {y - 9}q2-10 10-14", LEAF, 3)
        for x, y in ((150, 134), (200, 126), (254, 136))
    )
    return stands(200, 328, 66) + foot + plate + cake + top + cut + inner + icing + cherry


def tamarind_balls(c: Colourway, pattern: str) -> str:
    """A bowl of sugared tamarind balls with a pod."""
    spots = ((138, 196, 34), (200, 182, 36), (262, 196, 34), (168, 160, 33), (232, 158, 33), (200, 128, 31))

    def ball(x: float, y: float, r: float) -> str:
        sugar = repeat(
            fill(
                oval(
                    x + r * 0.72 * cos(a * 2.4) * (0.4 + (a % 3) * 0.3),
                    y + r * 0.72 * sin(a * 2.4) * (0.4 + (a % 3) * 0.3),
                    2.2,
                ),
                "#F7E9CF",
            )
            for a in range(15)
        )
        return form(oval(x, y, r), "#8A4A2A", sugar, shade=(-9, -9), light=(3, 3))

    heap = repeat(ball(*spot) for spot in spots)
    bowl = form(
        "M76 200A124 26 0 0 0 324 200Q314 296 244 322H156Q86 296 76 200Z",
        c.main,
        paint(pattern, c),
        shade=(-46, -8),
        light=(7, 4),
    )
    lip = line("M78 202A122 26 0 0 0 322 202", c.accent, 8)
    foot = form("M154 318H246L252 330H148Z", c.second, shade=(-20, 0))
    pod = place(
        form(
            "M-54 0Q-50-16-34-12Q-24-22-10-13Q4-24 16-14Q34-20 42-6Q54-4 54 8Q30 22 0 15Q-36 20-54 0Z",
            "#A2713F",
            shade=(-5, -7),
        ),
        304,
        322,
        1,
        -8,
    )
    return (
        stands(200, 328, 74)
        + fill(oval(200, 200, 122, 26), deep(c.second, 0.4))
        + heap
        + bowl
        + lip
        + foot
        + stands(306, 334, 46, 0.14)
        + pod
        + gleam("M94 232Q102 266 124 288", 8, 0.4)
    )


KINDS = (
    Kind(
        "rum-cake",
        "a dark fruit cake with white icing",
        rum_cake,
        "food",
        (215, 190),
        "tamarind-balls",
        "teal",
    ),
    Kind(
        "tamarind-balls",
        "a bowl of sugared tamarind balls",
        tamarind_balls,
        "food",
        (195, 185),
        "honey",
        "gold",
    ),
)
