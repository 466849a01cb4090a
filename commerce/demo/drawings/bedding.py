"""To sleep on, under and in."""

from .motifs import motif
from .palette import LIGHT, PAPER, SHADE, STRAW, WOOD, Colourway, deep, pale
from .patterns import paint, sprig
from .scene import Kind
from .shapes import box, drum, fill, form, lies, line, oval, place, repeat, stands


def hammock(c: Colourway, pattern: str) -> str:
    """A woven hammock slung between two posts."""
    posts = form(box(36, 60, 20, 276, 6), WOOD, shade=(-8, 0)) + form(box(344, 60, 20, 276, 6), WOOD, shade=(-8, 0))
    cords = repeat(
        line(f"M52 108L{x} {y}", deep(STRAW, 0.15), 3) for x, y in ((96, 178), (98, 190), (100, 202), (102, 214))
    ) + repeat(
        line(f"M348 108L{x} {y}", deep(STRAW, 0.15), 3) for x, y in ((304, 178), (302, 190), (300, 202), (298, 214))
    )
    back = fill("M94 174Q200 250 306 174L302 214Q200 292 98 214Z", deep(c.second, 0.25))
    body = "M92 178Q140 262 200 262Q260 262 308 178Q318 236 284 284Q252 320 200 320Q148 320 116 284Q82 236 92 178Z"
    bands = repeat(
        line(f"M70 {y}Q140 {y + 96} 200 {y + 96}Q260 {y + 96} 330 {y}", k, w)
        for y, k, w in ((196, c.accent, 11), (212, c.soft, 4), (236, c.second, 12), (256, c.accent, 5))
    )
    sling = form(body, c.main, paint(pattern, c) if pattern else bands, shade=(-10, -14), light=(3, 8), dark=0.22)
    fringe = repeat(line(f"M{x} {318 - ((x - 200) / 84) ** 2 * 40:.0f}v16", c.accent, 4) for x in range(128, 276, 10))
    knots = repeat(
        fill(oval(x, 108, 10), deep(STRAW, 0.1))
        + line(f"M{x - 12} 100Q{x} 92 {x + 12} 100M{x - 12} 116Q{x} 108 {x + 12} 116", STRAW, 5)
        for x in (46, 354)
    )
    feet = stands(46, 336, 26, 0.3) + stands(354, 336, 26, 0.3) + stands(206, 346, 92, 0.08)
    return feet + posts + cords + back + fringe + sling + knots


def mosquito_net(c: Colourway, pattern: str) -> str:
    """A hanging net over a small bed."""
    bed = (
        form(
            box(84, 282, 240, 34, 8),
            PAPER,
            paint("stripes", c) if pattern == "stripes" else "",
            shade=(-10, -8),
        )
        + form(box(78, 306, 252, 22, 5), WOOD, shade=(-10, -3))
        + fill(box(90, 326, 12, 14), deep(WOOD, 0.4))
        + fill(box(306, 326, 12, 14), deep(WOOD, 0.4))
    )
    cushion = form("M106 262Q138 250 168 262Q174 276 166 288H104Q98 274 106 262Z", c.main, shade=(-8, -6))
    veil = "M172 104Q200 96 228 104Q262 220 352 322Q336 334 320 324Q304 336 288 326Q272 338 254 328Q236 338 200 330Q164 338 146 328Q128 338 112 326Q96 336 80 324Q64 334 48 322Q138 220 172 104Z"
    mesh = repeat(line(f"M200 60L{x} 350", LIGHT, 1.8, 0.85) for x in range(20, 400, 20)) + repeat(
        line(f"M30 {y}Q200 {y + 18} 370 {y}", LIGHT, 1.5, 0.7) for y in range(120, 340, 17)
    )
    tint = pale(c.main, 0.66)
    net = f'<g opacity="0.62">{form(veil, tint, mesh, shade=(-26, -8), light=(6, 4))}</g>'
    part = line("M200 108Q196 240 160 328M200 108Q206 240 244 328", tint, 5) + line(
        "M200 108Q196 240 160 328", LIGHT, 2
    )
    ring = (
        form(drum(200, 92, 106, 32, 7), c.main, shade=(-14, 0))
        + fill(oval(200, 92, 32, 7), pale(c.main, 0.35))
        + line("M200 90V34", deep(c.main, 0.3), 3.4)
        + line("M178 92L200 62L222 92", deep(c.main, 0.3), 2.6)
    )
    bow = form(
        "M200 110Q174 96 172 114Q178 130 200 114Q222 96 228 114Q222 130 200 114Z",
        c.accent,
        shade=(-4, -4),
        light=(2, 2),
    )
    return stands(204, 334, 138, 0.1) + bed + cushion + net + part + ring + bow


def quilt(c: Colourway, pattern: str) -> str:
    """A folded nakshi kantha with running-stitch pictures."""
    folds = ""
    for i, (y, tone) in enumerate(((292, c.second), (258, c.soft), (224, c.main))):
        d = f"M{62 + i * 4} {y - 22}H{330 - i * 3}Q{350 - i * 3} {y - 20} {350 - i * 3} {y}Q{350 - i * 3} {y + 20} {330 - i * 3} {y + 22}H{62 + i * 4}Q{48 + i * 4} {y} {62 + i * 4} {y - 22}Z"
        folds += form(
            d,
            tone,
            line(f"M40 {y + 4}H360", pale(tone, 0.5) if tone != c.soft else c.main, 3, 0.8, "9 7"),
            shade=(-12, -9),
            light=(4, 5),
        )
    top = "M92 94H308Q320 96 324 110L350 206Q350 222 334 224H66Q50 222 52 206L78 110Q82 96 92 94Z"
    border = line("M100 112H300L328 206H72Z", c.accent, 4, 1, "9 7") + line(
        "M108 122H292L314 196H86Z", c.accent, 2.6, 0.9, "6 6"
    )
    sign = place(motif(pattern or "lily", c.accent, c.soft), 200, 160, 1.15) + repeat(
        place(sprig(c.soft, c.accent), x, y, 0.62, a)
        for x, y, a in ((136, 142, -20), (264, 142, 20), (124, 182, -30), (276, 182, 30))
    )
    stitches = repeat(line(f"M40 {y}H370", pale(c.main, 0.35), 2, 0.55, "7 8") for y in range(100, 224, 11))
    face = form(
        top,
        c.main,
        stitches + border + fill(oval(200, 158, 52, 38), c.main) + sign,
        shade=(-10, -7),
        light=(4, 5),
    )
    return stands(204, 312, 152, 0.1) + folds + face


def pillow(c: Colourway, pattern: str) -> str:
    """Two plump cushions."""
    cut = "M-110-92Q0-76 110-92Q126-88 122-72Q108 0 122 76Q126 92 110 96Q0 80-110 96Q-126 92-122 76Q-108 0-122-72Q-126-88-110-92Z"

    def cushion(body: str, on: str) -> str:
        creases = line("M-96-76Q-70-50-64-30M96-76Q70-52 66-28M-96 80Q-72 54-66 36M96 80Q72 54 68 34", SHADE, 6, 0.14)
        return (
            lies(cut, (6, 9))
            + form(cut, body, on + creases, shade=(-12, -12), light=(6, 6))
            + line("M-110-92Q0-76 110-92Q126-88 122-72Q108 0 122 76", pale(body, 0.4), 4, 0.6)
        )

    rear = place(cushion(c.second, place(paint("stripes", c), -200, -200)), 226, 176, 0.92, 14)
    front = place(cushion(c.main, place(paint(pattern or "floral", c), -206, -210)), 186, 236, 1, -7)
    return place(rear + front, 10, -4)


KINDS = (
    Kind("hammock", "a woven hammock between two posts", hammock, "home", (200, 250), "shawl", "gold"),
    Kind(
        "mosquito-net",
        "a mosquito net over a small bed",
        mosquito_net,
        "home",
        (200, 150),
        "hurricane-lamp",
        "clay",
    ),
    Kind("quilt", "a folded nakshi kantha quilt", quilt, "home", (205, 170), "hurricane-lamp", "clay"),
    Kind("pillow", "two plump cushions", pillow, "home", (190, 225), "quilt", "gold", lying=True),
)
