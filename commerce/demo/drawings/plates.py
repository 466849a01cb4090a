"""Things to eat as they come to the table."""

from math import cos, radians, sin

from .palette import LEAF, PAPER, SILVER, WOOD, Colourway, deep, pale
from .patterns import paint
from .scene import Kind
from .shapes import drum, fill, form, gleam, lies, line, oval, place, repeat, spin, stands


def cassava_bread(c: Colourway, pattern: str) -> str:
    """Thin rounds of cassava bread stacked on a checked cloth."""
    cloth = form("M14 304L200 258L388 302L204 368Z", c.main, spin(paint("checks", c), 14), shade=None, light=(3, 3))
    tone = "#F6E6BF"
    stack = ""
    for i, (dx, y) in enumerate(((4, 286), (-6, 256), (7, 226), (-3, 196))):
        edge = form(drum(200 + dx, y, y + 17, 130 - i * 4, 34), "#CF9F5A", shade=(-60, 0), light=None)
        stack += edge + form(oval(200 + dx, y, 130 - i * 4, 34), tone, shade=(-16, -4), dark=0.08)
    marks = (
        (150, 190, 20, 6),
        (228, 182, 14, 4),
        (196, 206, 26, 7),
        (262, 198, 12, 4),
        (160, 212, 9, 3),
        (220, 216, 7, 2),
    )
    scorch = repeat(fill(oval(*mark), "#B97F40", 0.8) for mark in marks)
    leaning = form(oval(306, 246, 46, 84), tone, shade=(-10, -6)) + repeat(
        fill(oval(*mark), "#B97F40", 0.8) for mark in ((296, 214, 10, 16), (316, 262, 7, 14), (292, 282, 6, 9))
    )
    half = spin(place(form(oval(306, 246, 46, 84), "#CF9F5A", light=None), 9, 2) + leaning, -14, 306, 320)
    return (
        stands(204, 330, 150, 0.1) + cloth + stands(202, 306, 126, 0.14) + stack + scorch + stands(316, 328, 46) + half
    )


def lentils(c: Colourway, pattern: str) -> str:
    """A brass-bright bowl heaped with red lentils and a scoop."""
    heap = form("M84 200Q120 120 200 112Q284 120 316 200Q200 232 84 200Z", "#E8834A", shade=(-34, -10), dark=0.16)
    peas = repeat(
        fill(oval(x, y, 5.5, 4), k)
        for x, y, k in (
            (150, 160, "#F4A871"),
            (176, 142, "#F4A871"),
            (206, 134, "#F7BC8C"),
            (236, 150, "#D26F38"),
            (262, 172, "#D26F38"),
            (190, 170, "#F7BC8C"),
            (222, 178, "#F4A871"),
            (128, 186, "#F4A871"),
            (160, 190, "#D26F38"),
            (248, 196, "#D26F38"),
            (286, 192, "#C25F2C"),
            (200, 198, "#F4A871"),
            (212, 156, "#D26F38"),
            (140, 172, "#D26F38"),
            (180, 120, "#F7BC8C"),
        )
    )
    bowl = form(
        "M70 198A130 28 0 0 0 330 198Q322 284 256 318Q200 326 144 318Q78 284 70 198Z",
        c.main,
        paint(pattern, c),
        shade=(-48, -8),
        light=(8, 4),
    )
    lip = line("M72 200A128 28 0 0 0 328 200", pale(c.main, 0.45), 8)
    foot = form("M146 314H254L262 330H138Z", deep(c.main, 0.2), shade=(-24, 0))
    scoop = fill(oval(282, 132, 36, 22), deep(WOOD, 0.2)) + place(line("M0 0L54-50", WOOD, 15), 300, 116)
    loose = repeat(fill(oval(x, y, 6, 4), "#E8834A") for x, y in ((296, 330), (316, 336), (334, 330), (306, 342)))
    return (
        stands(200, 328, 70)
        + scoop
        + heap
        + peas
        + bowl
        + lip
        + foot
        + loose
        + gleam("M88 232Q98 268 122 290", 8, 0.45)
    )


def hilsa(c: Colourway, pattern: str) -> str:
    """A salted hilsa on a banana leaf, with lime and pepper."""
    leaf = "M34 214Q60 118 200 108Q340 112 372 196Q352 296 206 306Q66 304 34 214Z"
    veins = line("M34 214Q200 190 372 196", pale(LEAF, 0.45), 5) + repeat(
        line(f"M{x} 204Q{x + 18} 150 {x + 44} 108M{x} 206Q{x + 14} 260 {x + 36} 306", deep(LEAF, 0.2), 2.4, 0.6)
        for x in range(70, 340, 32)
    )
    bed = spin(lies(leaf) + form(leaf, "#4E9A55", veins, shade=(-14, -12)), -10)
    body = "M62 212Q120 140 216 158Q266 166 302 196L356 152Q346 206 362 250L302 220Q262 252 210 258Q112 268 62 212Z"
    back = fill("M40 200Q120 130 216 150Q280 160 380 200L300 206Q200 188 62 206Z", "#6F8AA0", 0.85)
    scales = repeat(line(f"M{x} {y}q8 7 0 15", "#9FB0B8", 2.6) for x in range(140, 280, 20) for y in (184, 206, 228))
    side = (
        back
        + scales
        + line("M122 168Q142 208 118 250", "#8FA2AC", 5)
        + fill("M196 156Q214 124 246 140L236 164Z", "#7C95A6")
    )
    fish = (
        form(body, SILVER, side, shade=(-8, -14), light=(4, 7))
        + fill(oval(94, 204, 11), PAPER)
        + fill(oval(93, 205, 6), "#2C2A2E")
    )
    gill = fill("M150 214Q178 206 186 224Q168 236 150 214Z", "#B5C3C7")
    lime = form(
        oval(286, 282, 32),
        "#7FA63A",
        fill(oval(286, 282, 26), "#E5EDB0")
        + repeat(
            fill(
                f"M286 282L{286 + 22 * cos(radians(a - 22)):.1f} {282 + 22 * sin(radians(a - 22)):.1f}A22 22 0 0 1 {286 + 22 * cos(radians(a + 22)):.1f} {282 + 22 * sin(radians(a + 22)):.1f}Z",
                "#B7CF66",
            )
            for a in range(0, 360, 60)
        ),
        shade=(-4, -4),
    )
    chilli = form(
        "M76 292Q120 318 168 300Q176 296 172 290Q124 300 84 280Q70 280 76 292Z", "#BF3A2B", shade=(-4, -5)
    ) + line("M80 286Q66 278 62 264", LEAF, 6)
    return bed + spin(lies(body, (6, 8)) + fish + gill, -10) + lies(oval(286, 282, 32), (4, 5)) + lime + chilli


KINDS = (
    Kind(
        "cassava-bread",
        "rounds of cassava bread on a checked cloth",
        cassava_bread,
        "food",
        (210, 232),
        "cassareep",
        "roof",
    ),
    Kind("lentils", "a bowl heaped with red lentils", lentils, "food", (200, 185), "curry-tin", "cane"),
    Kind(
        "hilsa",
        "a salted hilsa on a banana leaf",
        hilsa,
        "food",
        (140, 215),
        "mustard-oil",
        "roof",
        lying=True,
    ),
)
