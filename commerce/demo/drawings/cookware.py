"""Kettle, tiffin, water filter and pressure cooker."""

from .motifs import decor, motif
from .palette import BRASS, DARKWOOD, GLASS, IRON, SILVER, STEEL, Colourway, deep, mix, pale
from .scene import Kind
from .shapes import box, drum, fill, form, gleam, line, oval, place, stands, tube


def kettle(c: Colourway, pattern: str) -> str:
    """A round stove kettle."""
    handle = tube("M128 168C120 60 280 60 272 168", DARKWOOD, 17)
    spout = form(
        "M288 236Q330 226 338 172L322 164L362 150L364 172Q362 262 292 292Z",
        c.main,
        shade=(-10, -10),
        light=(3, 4),
    )
    body = form(
        "M84 300Q72 168 200 158Q328 168 316 300Q310 326 286 328H114Q90 326 84 300Z",
        c.main,
        decor(pattern, c, 190, 250, 1.6),
        shade=(-56, -12),
        light=(9, 5),
    )
    lid = form("M140 168Q146 136 200 134Q254 136 260 168Q200 182 140 168Z", pale(c.main, 0.15), shade=(-18, -4))
    knob = form(oval(200, 126, 15, 13), c.accent, light=(3, 3))
    band = line("M88 304Q200 322 312 304", c.accent, 7)
    return (
        stands(202, 326, 112) + spout + body + band + lid + knob + handle + gleam("M108 262Q106 214 138 190", 9, 0.55)
    )


def tiffin(c: Colourway, pattern: str) -> str:
    """A three-tier tiffin carrier."""
    frame = line("M106 322V120Q106 72 200 70Q294 72 294 120V322", deep(STEEL, 0.35), 13) + line(
        "M103 320V120Q104 70 198 67", pale(STEEL, 0.5), 4
    )
    grip = form(box(156, 58, 88, 24, 12), DARKWOOD, shade=(-8, -6))
    tones = (SILVER, c.main, SILVER)
    tiers = ""
    for y, tone in zip((256, 194, 132), tones, strict=True):
        tiers += form(
            drum(200, y, y + 62, 82, 13),
            tone,
            decor(pattern, c, 190, y + 44, 0.7) if tone == c.main else "",
            shade=(-42, 0),
            light=(8, 0),
        ) + line(f"M119 {y + 2}A82 13 0 0 0 281 {y + 2}", pale(tone, 0.6), 5)
    lid = form(
        "M118 132A82 13 0 0 0 282 132Q276 100 200 96Q124 100 118 132Z", SILVER, shade=(-34, -6), light=(6, 4)
    ) + form(oval(200, 94, 13, 8), c.main, light=(2, 2))
    clip = form(box(284, 176, 20, 54, 6), BRASS, shade=(-6, -3)) + form(box(96, 176, 20, 54, 6), BRASS, shade=(-6, -3))
    return (
        stands(202, 322, 96)
        + frame
        + tiers
        + lid
        + grip
        + clip
        + gleam("M136 214V240", 8, 0.55)
        + gleam("M136 276V302", 8, 0.7)
    )


def water_filter(c: Colourway, pattern: str) -> str:
    """A clay water filter with a tap and a glass."""
    clay = mix("#C9714A", c.main, 0.12)
    upper = form(
        drum(180, 92, 196, 88, 15, 84),
        clay,
        fill(drum(180, 118, 184, 90, 15), c.main) + place(motif(pattern or "fish", c.accent, c.soft), 170, 164, 1),
        shade=(-46, 0),
        light=(8, 2),
    )
    lid = form("M90 92A90 15 0 0 0 270 92Q262 62 180 58Q98 62 90 92Z", pale(clay, 0.12), shade=(-30, -5)) + form(
        oval(180, 54, 15, 10), c.accent, light=(3, 3)
    )
    lower = form(
        "M96 198A84 14 0 0 0 264 198L276 300Q276 326 250 330H110Q84 326 84 300Z",
        clay,
        line("M86 290Q180 312 274 290", c.accent, 6),
        shade=(-48, 0),
        light=(8, 2),
    )
    seam = line("M97 200A84 14 0 0 0 263 200", deep(clay, 0.45), 6)
    tap = (
        form(box(222, 254, 46, 18, 6), BRASS, shade=(-6, -6))
        + form("M256 256H272V286L264 290L256 286Z", BRASS, shade=(-6, 0))
        + form(box(234, 238, 14, 20, 4), BRASS, shade=(-5, 0))
    )
    glass = form(
        "M268 296H330L324 336H274Z",
        GLASS,
        fill("M260 308H340V350H260Z", "#8CC3D6"),
        shade=(-12, -2),
        light=(4, 2),
    ) + fill(oval(299, 296, 31, 6), pale(GLASS, 0.6))
    return (
        stands(182, 326, 100)
        + lower
        + seam
        + upper
        + lid
        + tap
        + stands(300, 336, 30, 0.2)
        + glass
        + gleam("M106 116V180", 8, 0.35)
    )


def pressure_cooker(c: Colourway, pattern: str) -> str:
    """An aluminium pressure cooker with a whistle of steam."""
    body = form(
        drum(170, 176, 312, 108, 20, 104),
        SILVER,
        fill(drum(170, 262, 290, 110, 20), c.main) + place(motif(pattern, c.accent, c.soft), 164, 280, 0.5),
        shade=(-54, 0),
        light=(9, 2),
    )
    lid = form(
        "M58 174A112 21 0 0 0 282 174Q276 140 170 134Q64 140 58 174Z",
        mix(SILVER, STEEL, 0.5),
        shade=(-40, -5),
        light=(6, 4),
    )
    grip = form("M262 148H376Q388 150 386 164Q384 176 372 174L268 172Z", c.main, shade=(-8, -7)) + form(
        "M272 184H366Q378 186 376 198Q374 208 364 206L274 204Z", deep(c.main, 0.25), shade=(-8, -6)
    )
    valve = form(box(158, 106, 24, 32, 6), IRON, shade=(-8, -3)) + form(oval(170, 104, 19, 11), c.accent, light=(3, 3))
    ear = form(box(48, 196, 24, 42, 10), deep(c.main, 0.2), shade=(-6, -4))
    steam = line("M164 84q-12-14 0-28q10-12 0-24M190 86q-8-10 2-22q8-10 0-20", "#FFFDF6", 7, 0.9)
    brim = line("M60 180A110 21 0 0 0 280 180", pale(SILVER, 0.7), 6)
    return place(
        stands(172, 316, 110) + ear + body + grip + lid + brim + valve + steam + gleam("M84 206V246", 9, 0.8),
        0,
        10,
    )


KINDS = (
    Kind("kettle", "a round stove kettle", kettle, "kitchen", (180, 200), "enamel-mug", "gold"),
    Kind("tiffin", "a three-tier tiffin carrier", tiffin, "kitchen", (195, 170), "enamel-mug", "teal"),
    Kind(
        "water-filter",
        "a clay water filter with a tap",
        water_filter,
        "kitchen",
        (215, 230),
        "enamel-mug",
        "sea",
    ),
    Kind("pressure-cooker", "a pressure cooker", pressure_cooker, "kitchen", (190, 170), "lentils", "teal"),
)
