"""The phone and what plugs into it."""

from .motifs import motif
from .palette import BRASS, INK, IRON, PAPER, SHADE, STEEL, Colourway, deep, mix
from .scene import Kind
from .shapes import box, fill, form, gleam, lies, line, oval, place, repeat, stands


def phone(c: Colourway, pattern: str) -> str:
    """A telephone leaning on its own box, back and front."""
    rear = form(
        box(196, 82, 122, 238, 20),
        c.main,
        fill(box(210, 96, 52, 66, 16), deep(c.main, 0.24)) + place(motif(pattern, c.accent, c.soft), 258, 232, 0.9),
        shade=(-12, -5),
    )
    lens = repeat(
        fill(oval(x, y, 11), INK) + fill(oval(x - 3, y - 3, 4), "#7FA3B8") for x, y in ((236, 113), (236, 144))
    )
    front = form(box(96, 62, 132, 268, 22), "#26262C", shade=(-6, -4))
    screen = form(
        box(104, 71, 116, 250, 15),
        mix(c.main, c.second, 0.35),
        fill("M90 240Q150 180 240 232V340H90Z", c.accent) + fill("M90 280Q170 226 240 276V340H90Z", c.main),
        shade=None,
        light=None,
    )
    sun = fill(oval(186, 150, 22), c.soft)
    apps = repeat(
        fill(box(116 + i * 26, 286, 18, 18, 5), k) for i, k in enumerate((PAPER, c.soft, "#F2C25C", "#8CC7B5"))
    )
    shine = fill("M104 86Q104 71 119 71H176L112 321Q104 318 104 306Z", PAPER, 0.16)
    return (
        stands(210, 326, 112, 0.1)
        + rear
        + lens
        + front
        + screen
        + sun
        + apps
        + shine
        + fill(box(144, 78, 52, 11, 6), "#26262C")
    )


def earphones(c: Colourway, pattern: str) -> str:
    """Small earphones in their open case."""
    lid = form("M96 196Q92 98 200 96Q308 98 304 196Z", c.main, shade=(-24, -8), light=(6, 6)) + form(
        "M116 196Q114 118 200 116Q286 118 284 196Z", deep(c.main, 0.42), shade=(10, 10), light=None
    )
    case = form(
        "M88 214Q90 204 104 204H296Q310 204 312 214Q314 322 200 328Q86 322 88 214Z",
        c.main,
        shade=(-40, -8),
        light=(7, 5),
    )
    well = fill(box(100, 196, 200, 20, 10), deep(c.second, 0.4))

    def bud(x: float, flip: int) -> str:
        stem = form(box(-11, -10, 22, 76, 10), PAPER, shade=(-7, 0), light=None)
        head = (
            form("M-26-16Q-28-50 4-50Q34-48 30-16Q26 8 0 8Q-24 6-26-16Z", PAPER, shade=(-9, -8), light=None)
            + line("M-14-36Q-2-42 10-36", STEEL, 5)
            + fill(oval(0, 52, 4), c.accent)
        )
        return f'<g transform="translate({x} 158) scale({flip} 1)">{stem}{head}</g>'

    lamp = fill(oval(200, 268, 6), "#8FE0B4")
    return (
        stands(202, 326, 104)
        + lid
        + bud(152, 1)
        + bud(248, -1)
        + well
        + case
        + lamp
        + gleam("M110 240Q114 282 146 302", 9, 0.5)
    )


def cable(c: Colourway, pattern: str) -> str:
    """A braided charging cable in a coil, with its plug."""
    coil = "M210 300C96 330 60 150 180 128C300 106 340 230 250 262C170 290 112 214 160 172C196 142 262 160 262 206C262 240 214 248 200 224"
    shadow = f'<g filter="url(#soft)">{place(line(coil, SHADE, 15, 0.35), 8, 12)}</g>'
    rope = (
        line(coil, deep(c.main, 0.35), 17)
        + place(line(coil, c.main, 12), -2, -2)
        + place(line(coil, c.accent, 4, 1, "6 8"), -2, -2)
    )
    plug = place(
        lies(box(-22, -40, 44, 76, 8), (5, 7))
        + form(box(-22, -40, 44, 76, 8), PAPER, shade=(-9, -4), light=None)
        + form(box(-13, -66, 26, 28, 3), STEEL, shade=(-7, 0))
        + fill(box(-7, -58, 5, 9), IRON)
        + fill(box(3, -58, 5, 9), IRON),
        286,
        298,
        1,
        112,
    )
    neck = form(box(-9, 34, 18, 22, 5), c.second)
    brick = lies(box(236, 44, 112, 112, 22)) + form(
        box(236, 44, 112, 112, 22),
        PAPER,
        fill(box(272, 86, 40, 17, 8), IRON) + place(motif(pattern, c.main, c.accent), 292, 130, 0.4),
        shade=(-12, -12),
        light=None,
        dark=0.14,
    )
    pins = form(box(262, 22, 15, 28, 3), BRASS, shade=(-5, 0)) + form(box(306, 22, 15, 28, 3), BRASS, shade=(-5, 0))
    return shadow + pins + brick + rope + place(neck, 286, 298, 1, 112) + plug


KINDS = (
    Kind("phone", "a mobile phone, front and back", phone, "electronics", (190, 160), "earphones", "cream"),
    Kind("earphones", "small earphones in an open case", earphones, "electronics", (195, 180), "phone", "sea"),
    Kind(
        "cable",
        "a braided charging cable and its plug",
        cable,
        "electronics",
        (215, 200),
        "power-bank",
        "ink",
        lying=True,
    ),
)
