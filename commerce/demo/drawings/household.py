"""For the house: fan, broom, bucket."""

from math import cos, radians, sin

from .motifs import decor, motif
from .palette import GLASS, SILVER, STEEL, STRAW, WOOD, Colourway, deep, mix, pale
from .scene import Kind
from .shapes import box, drum, fill, form, gleam, line, oval, place, repeat, stands, tube


def fan(c: Colourway, pattern: str) -> str:
    """A table fan."""
    stem = form("M184 240H216L222 302H178Z", SILVER, shade=(-14, 0)) + form(
        "M112 316Q116 296 160 294H240Q284 296 288 316Q288 330 270 332H130Q112 330 112 316Z",
        c.main,
        fill(oval(232, 312, 7), c.soft) + fill(oval(206, 312, 7), c.accent) + fill(oval(180, 312, 7), c.soft),
        shade=(-34, -6),
        light=(6, 5),
    )
    back = fill(oval(200, 162, 112), pale(c.soft, 0.5)) + fill(oval(200, 162, 104), mix(c.soft, GLASS, 0.5))
    blade = "M0-10Q-44-30-38-74Q-10-100 26-82Q40-44 0-10Z"
    blades = repeat(place(form(blade, c.main, shade=(-8, -6), light=(3, 4)), 200, 162, 1, a) for a in (10, 130, 250))
    cage = (
        line(oval(200, 162, 108), SILVER, 9)
        + line(oval(198, 160, 110), pale(SILVER, 0.8), 3)
        + line(oval(200, 162, 74), SILVER, 2.6)
        + line(oval(200, 162, 44), SILVER, 2.6)
    )
    spokes = repeat(
        line(
            f"M{200 + 24 * cos(radians(a)):.1f} {162 + 24 * sin(radians(a)):.1f}L{200 + 106 * cos(radians(a + 12)):.1f} {162 + 106 * sin(radians(a + 12)):.1f}",
            SILVER,
            2.4,
        )
        for a in range(0, 360, 15)
    )
    hub = form(
        oval(200, 162, 25),
        c.accent,
        place(motif(pattern, c.main, c.soft), 200, 162, 0.5),
        light=(4, 4),
        shade=(-7, -7),
    )
    return stands(202, 330, 92) + stem + back + blades + spokes + cage + hub


def broom(c: Colourway, pattern: str) -> str:
    """A pointer broom bound in colour, with a dustpan."""
    handle = tube("M262 44L196 176", WOOD, 14)
    bristles = "M168 168L222 190Q236 260 214 338L60 322Q78 226 168 168Z"
    straws = repeat(
        line(
            f"M{172 + i * 5} {172 + i * 2}Q{130 + i * 10} 250 {70 + i * 16} 330",
            deep(STRAW, 0.25 if i % 2 else 0.1),
            3.4,
        )
        for i in range(10)
    )
    head = form(bristles, STRAW, straws, shade=(-26, -6), light=(6, 4))
    binding = form("M174 158L228 180L222 212L156 186Z", c.main, line("M168 174L224 196", c.accent, 6), shade=(-10, -3))
    pan = (
        form("M230 300L344 276Q360 278 362 292L372 330Q370 340 356 340H228Z", c.main, shade=(-10, -6))
        + form("M322 282Q330 236 352 206Q368 200 372 214Q362 250 350 284Z", deep(c.main, 0.12), shade=(-7, -4))
        + fill("M232 330L366 326L368 338H230Z", deep(c.main, 0.4))
    )
    return stands(150, 334, 100, 0.1) + stands(306, 338, 76, 0.1) + handle + head + binding + pan


def bucket(c: Colourway, pattern: str) -> str:
    """A bucket with a cloth over its rim."""
    bail = line("M92 136C100 26 300 26 308 136", deep(STEEL, 0.35), 7) + form(
        box(164, 40, 72, 20, 10), c.second, shade=(-8, -6)
    )
    body = form(
        drum(200, 138, 314, 114, 24, 86),
        c.main,
        decor(pattern, c, 186, 250, 1.7),
        shade=(-52, 0),
        light=(9, 2),
    )
    inner = (
        fill(oval(200, 138, 114, 24), deep(c.main, 0.3))
        + fill(oval(200, 142, 104, 19), deep(c.main, 0.55))
        + fill("M98 148A104 19 0 0 0 302 148A104 12 0 0 0 98 148Z", "#9CCBD8")
    )
    lip = line("M86 140A114 24 0 0 0 314 140", pale(c.main, 0.4), 8)
    ribs = line("M102 204Q200 230 298 204", deep(c.main, 0.25), 4) + line(
        "M103 208Q200 234 297 208", pale(c.main, 0.35), 2.4
    )
    cloth = form(
        "M252 130Q296 128 316 140Q318 190 306 236Q292 228 282 240Q270 228 258 236Q254 180 252 130Z",
        c.accent,
        line("M262 206Q284 216 310 202M262 192Q284 202 312 188", c.soft, 5),
        shade=(-10, -4),
    )
    return stands(202, 316, 96) + bail + body + inner + lip + ribs + cloth + gleam("M112 184L124 280", 9, 0.5)


KINDS = (
    Kind("fan", "a table fan", fan, "home", (195, 165), "quilt", "clay"),
    Kind("broom", "a pointer broom and a dustpan", broom, "home", (190, 200), "bucket", "gold"),
    Kind("bucket", "a bucket with a cloth", bucket, "home", (215, 165), "soap", "rose"),
)
