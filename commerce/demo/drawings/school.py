"""School bag, pencils and books."""

from math import cos, radians, sin

from .motifs import decor, motif
from .palette import BRASS, CREAM, INK, PAPER, SHADE, STEEL, Colourway, deep, mix, pale
from .patterns import paint
from .scene import Kind
from .shapes import box, drum, fill, form, gleam, lies, line, oval, place, poly, repeat, stands

CRAYONS = ("#BF3A2B", "#EAAE34", "#2A7B52", "#2E6CA4", "#75386A", "#CF6B3C")
GLASS_TINT = "#EAF4F2"


def pencil(tone: str, length: float = 210) -> str:
    """One sharpened pencil, point up, its end at the origin."""
    body = form(
        box(-9, -length, 18, length),
        tone,
        fill(box(-3, -length, 6, length), pale(tone, 0.35)),
        shade=(-5, 0),
        light=None,
    )
    point = fill(poly((-9, -length), (9, -length), (0, -length - 32)), "#EFD2A2") + fill(
        poly((-3, -length - 21), (3, -length - 21), (0, -length - 33)), deep(tone, 0.2)
    )
    return body + point


def backpack(c: Colourway, pattern: str) -> str:
    """A school bag with a front pocket."""
    loop = line("M164 84Q166 44 200 44Q234 44 236 84", deep(c.second, 0.2), 12)
    straps = form("M98 168Q62 190 70 300L96 306Z", c.second, shade=(-5, -3)) + form(
        "M302 168Q338 190 330 300L304 306Z", c.second, shade=(-5, -3)
    )
    body = form("M92 330Q84 76 200 74Q316 76 308 330Z", c.main, paint(pattern, c), shade=(-34, -10), light=(8, 7))
    zip_ = (
        line("M112 206Q118 110 200 106Q282 110 288 206", deep(c.main, 0.4), 6)
        + line("M112 206Q118 110 200 106Q282 110 288 206", c.accent, 3, 1, "4 5")
        + form(box(282, 202, 14, 30, 5), c.accent, shade=(-4, -3))
    )
    pocket = form(
        "M112 234Q112 220 128 220H272Q288 220 288 234V318Q288 330 274 330H126Q112 330 112 318Z",
        c.second,
        line("M118 242H282", c.accent, 4, 1, "4 5"),
        shade=(-16, -6),
        light=(5, 4),
    )
    badge = fill(oval(200, 166, 36), c.soft) + place(
        motif(pattern if pattern in ("star", "bird", "boat") else "sun", c.main, c.accent), 200, 166, 0.92
    )
    side = form("M290 250Q330 252 330 280V330H290Z", deep(c.main, 0.2), shade=(-6, -4)) + form(
        box(300, 206, 24, 56, 8), "#8CC3D6", fill(box(300, 206, 24, 14), PAPER), shade=(-7, 0)
    )
    return (
        stands(204, 328, 118)
        + loop
        + straps
        + side
        + body
        + zip_
        + pocket
        + badge
        + gleam("M112 290Q108 200 128 146", 8, 0.3)
    )


def pencils(c: Colourway, pattern: str) -> str:
    """Coloured pencils standing in a pot."""
    rows = zip(CRAYONS, (-27, -16, -5, 6, 17, 28), (150, 168, 156, 176, 160, 148), strict=True)
    sticks = repeat(place(pencil(tone, size + 44), 200 + a * 1.5, 318, 1, a) for tone, a, size in rows)
    pot = form(
        drum(200, 206, 314, 82, 16, 76),
        c.main,
        decor(pattern, c, 190, 270, 1.3, "star"),
        shade=(-42, 0),
        light=(8, 2),
    )
    back = fill(oval(200, 206, 82, 16), deep(c.main, 0.5))
    lip = line("M119 209A82 16 0 0 0 281 209", pale(c.main, 0.4), 7)
    rubber = form(
        "M300 304L348 296L362 318L314 328Z",
        "#F2B8C0",
        fill(poly((324, 290), (380, 280), (380, 330), (338, 330)), "#7FA3C4"),
        shade=(-5, -5),
    )
    return (
        stands(202, 318, 84)
        + stands(332, 330, 34, 0.16)
        + back
        + sticks
        + pot
        + lip
        + rubber
        + gleam("M136 236V292", 8, 0.45)
    )


def exercise_books(c: Colourway, pattern: str) -> str:
    """A fan of exercise books with a name panel."""

    def book(tone: str, edge: str) -> str:
        cut = box(-94, -130, 188, 256, 6)
        panel = fill(box(-58, -92, 116, 66, 10), PAPER) + line("M-42-70H42M-42-50H20", mix(tone, STEEL, 0.4), 4)
        return (
            lies(cut, (5, 8))
            + place(fill(cut, PAPER), 4, 4)
            + form(
                cut,
                tone,
                fill(box(-94, -130, 22, 260), edge)
                + panel
                + place(motif(pattern or "tower", edge, c.soft), 8, 56, 1.25),
                shade=(-7, -7),
                light=(3, 4),
            )
        )

    return (
        place(book(c.second, deep(c.second, 0.4)), 236, 204, 0.96, 17)
        + place(book(mix(c.accent, CREAM, 0.15), c.main), 212, 204, 0.98, 5)
        + place(book(c.main, c.accent), 184, 206, 1, -8)
    )


def geometry_set(c: Colourway, pattern: str) -> str:
    """A tin geometry set: compasses, set square, protractor."""
    tin = box(46, 196, 300, 150, 16)
    case = (
        lies(tin)
        + form(tin, c.main, shade=(-9, -8), light=(5, 5))
        + form(box(58, 208, 276, 126, 10), mix(c.soft, STEEL, 0.2), shade=(8, 8), light=None)
    )
    clear = mix(c.accent, GLASS_TINT, 0.35)
    square = place(
        lies("M-84 60V-84L96 60Z", (4, 6), 0.2)
        + f'<g opacity="0.88">{form("M-84 60V-84L96 60ZM-56 36V-28L24 36Z", clear, repeat(line(f"M{x} 60v-9", INK, 2) for x in range(-76, 90, 9)), shade=(-5, -5))}</g>',
        148,
        138,
        1,
        -8,
    )
    arc = place(
        lies("M-96 0A96 96 0 0 1 96 0Z", (4, 6), 0.2)
        + f'<g opacity="0.88">{form("M-96 0A96 96 0 0 1 96 0ZM-58-14A58 58 0 0 1 58-14Z", mix(c.main, GLASS_TINT, 0.55), repeat(line(f"M{cos(radians(a)) * 94:.1f} {-sin(radians(a)) * 94:.1f}L{cos(radians(a)) * 82:.1f} {-sin(radians(a)) * 82:.1f}", INK, 2) for a in range(6, 176, 12)), shade=(-5, -5))}</g>',
        270,
        156,
        0.92,
        20,
    )
    legs = (
        line("M0-70L-34 76", STEEL, 11)
        + line("M0-70L34 62", STEEL, 11)
        + line("M-3-66L-36 72", pale(STEEL, 0.7), 3)
        + line("M-34 76L-39 96", INK, 4)
        + form(box(26, 42, 18, 52, 4), c.main, shade=(-4, -2))
        + fill(poly((28, 94), (42, 94), (36, 108)), INK)
        + form(oval(0, -74, 14), BRASS, light=(3, 3))
        + form(box(-5, -106, 10, 26, 4), BRASS, shade=(-3, 0))
    )
    compasses = place(
        f'<g filter="url(#tight)">{place(line("M0-70L-34 76M0-70L34 90", SHADE, 11, 0.3), 5, 8)}</g>' + legs,
        128,
        272,
        0.86,
        76,
    )
    stick = place(lies(box(-9, -100, 18, 120), (3, 5)) + pencil(c.second, 92), 322, 318, 1, -72)
    ruler = place(
        form(
            box(-80, -12, 160, 24, 3),
            "#EED3A0",
            repeat(line(f"M{x}-12v{10 if x % 40 == 0 else 6}", INK, 2) for x in range(-72, 80, 8)),
            shade=(-4, -5),
        ),
        222,
        246,
        1,
        0,
    )
    return case + ruler + compasses + stick + square + arc


KINDS = (
    Kind("backpack", "a school backpack", backpack, "school", (200, 190), "exercise-books", "roof"),
    Kind("pencils", "coloured pencils in a pot", pencils, "school", (195, 190), "exercise-books", "sea"),
    Kind(
        "exercise-books",
        "three exercise books",
        exercise_books,
        "school",
        (190, 190),
        "geometry-set",
        "sea",
        lying=True,
    ),
    Kind(
        "geometry-set",
        "a geometry set in its tin",
        geometry_set,
        "school",
        (180, 210),
        "exercise-books",
        "roof",
        lying=True,
    ),
)
