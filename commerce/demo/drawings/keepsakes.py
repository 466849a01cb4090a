"""Mugs, stickers, posters and badges with pictures on them."""

from .motifs import motif
from .palette import PAPER, SILVER, WOOD, Colourway, deep, mix, pale
from .scene import Kind
from .shapes import box, fill, form, gleam, lies, line, oval, place, repeat, spin, stands, tube


def picture_mug(c: Colourway, pattern: str) -> str:
    """A glazed mug with a picture, dipped in colour."""
    handle = tube("M262 168C340 160 340 282 256 274", c.main, 25)
    dip = fill("M60 250Q120 274 180 258T300 262V360H60Z", c.main)
    sign = place(motif(pattern or "bird", c.main, c.accent), 168, 204, 1.7)
    body = form(
        "M88 138A92 19 0 0 0 272 138V292Q268 326 236 330H124Q92 326 88 292Z",
        PAPER,
        sign + dip,
        shade=(-44, -4),
        light=None,
        dark=0.17,
    )
    lip = fill(oval(180, 138, 92, 19), pale(c.main, 0.1)) + fill(oval(180, 140, 82, 14), deep(c.second, 0.35))
    foam = fill("M100 146A82 13 0 0 0 260 146A80 8 0 0 0 100 146Z", "#B98450")
    return stands(182, 328, 88) + handle + body + lip + foam + gleam("M106 176V236", 8, 0.9)


def stickers(c: Colourway, pattern: str) -> str:
    """A sheet of die-cut stickers, one peeling off."""
    sheet = box(78, 48, 236, 304, 12)
    back = lies(sheet) + form(sheet, mix(c.soft, PAPER, 0.4), shade=(-7, -7), light=None, dark=0.12)
    signs = (
        ("flower", c.main, c.accent),
        ("tower", c.second, c.accent),
        (pattern or "bird", c.accent, c.second),
        ("fish", c.main, c.soft),
        ("lily", c.second, c.accent),
        ("mango", "#EAAE34", "#CF6B3C"),
    )

    def sticker(sign: str, one: str, two: str, tone: str) -> str:
        return (
            lies(oval(0, 0, 45), (2, 3), 0.16)
            + fill(oval(0, 0, 46), PAPER)
            + fill(oval(0, 0, 40), tone)
            + place(motif(sign, one, two), 0, 0, 0.86)
        )

    tones = (
        c.soft,
        pale(c.accent, 0.3),
        mix(c.main, c.soft, 0.15),
        c.accent,
        c.soft,
        mix(c.main, c.second, 0.2),
    )
    spots = ((138, 106), (250, 106), (138, 204), (250, 204), (138, 300))
    rows = repeat(place(sticker(*signs[i], tones[i]), x, y) for i, (x, y) in enumerate(spots))
    gap = fill(oval(250, 300, 45), deep(c.soft, 0.12))
    loose = place(
        lies(oval(0, 0, 52), (7, 10))
        + fill(oval(0, 0, 54), PAPER)
        + fill(oval(0, 0, 47), tones[5])
        + place(motif(*signs[5]), 0, 0, 1)
        + fill("M28 46A54 54 0 0 0 52 14Q36 18 28 46Z", SILVER)
        + fill("M28 46A54 54 0 0 0 52 14L62 52Z", mix(c.soft, PAPER, 0.4), 0.001),
        306,
        306,
        1.05,
        12,
    )
    return spin(back + rows + gap, -5) + loose


def poster(c: Colourway, pattern: str) -> str:
    """A printed poster on wooden hangers."""
    cord = line("M112 62Q200 6 288 62", deep(WOOD, 0.3), 3.4)
    sheet = box(96, 62, 208, 272)
    hills = (
        fill("M96 236Q160 196 210 226T310 214V340H96Z", c.second)
        + fill("M96 272Q170 232 230 262T310 256V340H96Z", deep(c.second, 0.3))
        + line("M180 340Q214 306 196 284Q184 266 214 252", c.accent, 7)
    )
    disc = fill(oval(200, 158, 66), c.accent) + place(motif(pattern or "boat", c.second, c.soft), 200, 162, 1.6)
    birds = line("M120 104q8-9 16 0q8-9 16 0M256 96q6-7 12 0q6-7 12 0", c.soft, 3.6)
    art = form(sheet, c.main, disc + hills + birds, shade=(-9, -4), light=(4, 2), dark=0.14)
    rods = repeat(
        lies(box(84, y, 232, 17, 8), (4, 6)) + form(box(84, y, 232, 17, 8), WOOD, shade=(-6, -6)) for y in (52, 326)
    )
    return lies(sheet, (12, 15)) + cord + art + rods


def badges(c: Colourway, pattern: str) -> str:
    """Four tin button badges."""

    def badge(sign: str, tone: str, one: str, two: str) -> str:
        cut = oval(0, 0, 70)
        return (
            lies(cut, (6, 8))
            + form(cut, tone, place(motif(sign, one, two), 0, 0, 1.35), shade=(-9, -9), light=(6, 6))
            + gleam("M-52-16Q-44-42-18-53", 7, 0.6)
        )

    spots = (
        ("star", c.main, c.accent, c.soft, 122, 116, 1),
        (pattern or "bird", c.accent, c.second, c.soft, 282, 134, 1.06),
        ("lily", c.soft, c.main, c.accent, 132, 280, 1.08),
        ("flower", c.second, c.accent, c.soft, 286, 290, 0.94),
    )
    return repeat(place(badge(sign, tone, one, two), x, y, s, (x - y) * 0.1) for sign, tone, one, two, x, y, s in spots)


def reading_glasses(c: Colourway, pattern: str) -> str:
    """Reading glasses beside their case."""
    case = box(-120, -44, 240, 88, 42)
    shell = place(
        lies(case)
        + form(
            case,
            c.main,
            line("M-116 6Q0 22 116 6", deep(c.main, 0.4), 4)
            + place(motif(pattern or "leaf", c.accent, c.soft), -10, -16, 0.6),
            shade=(-10, -14),
            light=(5, 6),
        ),
        204,
        284,
        1,
        -6,
    )
    rims = repeat(
        fill(oval(x, 160, 56, 48), "#E8F1F0", 0.75)
        + line(oval(x, 160, 56, 48), c.second, 12)
        + line(oval(x - 2, 158, 57, 49), pale(c.second, 0.35), 3, 0.8)
        + gleam(f"M{x - 30} 166L{x - 6} 132", 6, 0.9)
        for x in (130, 270)
    )
    arms = (
        line("M186 150Q200 134 214 150", c.second, 11)
        + line("M76 146L52 96Q48 84 60 84L150 78", deep(c.second, 0.2), 9)
        + line("M324 146L348 96Q352 84 340 84L250 78", deep(c.second, 0.2), 9)
    )
    return (
        shell + lies(oval(130, 160, 56, 48), (6, 10), 0.16) + lies(oval(270, 160, 56, 48), (6, 10), 0.16) + arms + rims
    )


KINDS = (
    Kind(
        "picture-mug",
        "a glazed mug with a picture",
        picture_mug,
        "merchandise",
        (165, 200),
        "stickers",
        "teal",
    ),
    Kind(
        "stickers",
        "a sheet of round stickers",
        stickers,
        "merchandise",
        (200, 160),
        "badges",
        "sea",
        lying=True,
    ),
    Kind(
        "poster",
        "a poster on wooden hangers",
        poster,
        "merchandise",
        (200, 165),
        "picture-mug",
        "roof",
        lying=True,
    ),
    Kind("badges", "four tin badges", badges, "merchandise", (200, 180), "stickers", "roof", lying=True),
    Kind(
        "reading-glasses",
        "reading glasses and their case",
        reading_glasses,
        "books",
        (180, 190),
        "prayer-journal",
        "roof",
        lying=True,
    ),
)
