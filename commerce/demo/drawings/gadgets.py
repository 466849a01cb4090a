"""Things with a plug, a battery or a panel."""

from .motifs import decor, motif
from .palette import (
    BRASS,
    CREAM,
    DARKWOOD,
    GLASS,
    INK,
    IRON,
    PAPER,
    SILVER,
    STEEL,
    WOOD,
    Colourway,
    deep,
    mix,
    pale,
)
from .scene import Kind
from .shapes import box, fill, form, gleam, lies, line, oval, place, repeat, spin, stands, tube


def power_bank(c: Colourway, pattern: str) -> str:
    """A power bank with its charge lights and a short cable."""
    lead = tube("M236 76C246 30 316 34 314 96L312 150", c.second, 11)
    plug = form(box(296, 148, 32, 46, 7), PAPER, shade=(-8, -4), light=None) + form(
        box(303, 194, 18, 20, 3), STEEL, shade=(-5, 0)
    )
    side = fill("M268 84L284 76Q292 78 292 90V312Q292 322 284 324L262 330Z", deep(c.main, 0.5))
    face = form(
        box(116, 74, 158, 256, 20),
        c.main,
        line("M116 262H274", deep(c.main, 0.3), 3) + place(motif(pattern, c.accent, c.soft), 195, 206, 1.1)
        if pattern
        else "",
        shade=(-18, -5),
        light=(6, 5),
    )
    bolt = "" if pattern else fill("M206 150L168 220H192L182 268L226 194H202Z", c.accent)
    lamps = repeat(fill(oval(152 + i * 26, 110, 6.5), "#8FE0B4" if i < 3 else deep(c.main, 0.4)) for i in range(4))
    return stands(206, 326, 92) + lead + plug + side + face + bolt + lamps + gleam("M134 150V250", 7, 0.4)


def radio(c: Colourway, pattern: str) -> str:
    """A transistor radio with a wooden face."""
    aerial = line("M286 126L350 34", STEEL, 6) + line("M284 126L348 36", pale(STEEL), 2) + fill(oval(350, 34, 7), STEEL)
    grip = line("M108 132V92Q110 80 124 80H268Q282 80 284 92V132", deep(c.main, 0.35), 14) + line(
        "M106 128V92Q108 78 124 78H266", pale(c.main, 0.25), 4
    )
    body = form(box(50, 122, 300, 206, 24), c.main, shade=(-18, -10), light=(6, 6))
    panel = form(
        box(66, 138, 268, 174, 14),
        mix(WOOD, CREAM, 0.15),
        repeat(line(f"M60 {y}Q200 {y + 10} 340 {y - 2}", deep(WOOD, 0.16), 2.6, 0.6) for y in range(150, 320, 22)),
        shade=(8, 8),
        light=None,
    )
    holes = repeat(
        fill(oval(x, y, 4.4), deep(DARKWOOD, 0.3))
        for x in range(90, 196, 17)
        for y in range(172, 300, 17)
        if (x - 141) ** 2 + (y - 231) ** 2 < 3700
    )
    speaker = form(oval(141, 231, 70), mix(c.soft, STEEL, 0.25), holes, shade=(7, 7), light=None) + line(
        oval(141, 231, 70), BRASS, 5
    )
    dial = form(
        box(228, 158, 90, 52, 8),
        "#FFF4D6",
        line("M240 190H306", STEEL, 3)
        + repeat(line(f"M{x} 174V184", INK, 2.4) for x in range(242, 310, 11))
        + line("M274 166V204", "#BF3A2B", 4),
        shade=(4, 4),
        light=None,
    )
    knobs = repeat(
        lies(oval(x, 260, 23), (4, 5))
        + form(oval(x, 260, 23), BRASS, line(f"M{x} 260L{x + 9} 246", deep(BRASS, 0.5), 4), shade=(-6, -6))
        for x in (248, 300)
    )
    return stands(204, 326, 150, 0.1) + aerial + grip + body + panel + speaker + dial + knobs


def rice_cooker(c: Colourway, pattern: str) -> str:
    """A rice cooker with a glass lid and a paddle."""
    body = form(
        "M74 172H306Q320 176 316 200L302 304Q298 328 274 330H106Q82 328 78 304L64 200Q60 176 74 172Z",
        c.main,
        decor(pattern, c, 118, 252, 0.9, "flower"),
        shade=(-48, -5),
        light=(9, 4),
    )
    switch = (
        form(box(164, 226, 70, 78, 14), c.soft, shade=(-6, -5), light=None)
        + fill(oval(199, 246, 6.5), "#E8A93A")
        + form(box(181, 264, 36, 24, 8), IRON, shade=(-6, -5))
    )
    brim = form(
        "M58 168A132 22 0 0 1 322 168Q322 184 306 184H74Q58 184 58 168Z",
        SILVER,
        shade=(-40, -3),
        light=(6, 3),
    )
    glass = form(
        "M72 164Q84 92 190 88Q296 92 308 164Q190 184 72 164Z",
        GLASS,
        fill("M110 168Q150 130 190 132Q240 130 274 168Z", "#FFFBEF"),
        shade=(-34, -8),
        light=(6, 6),
    )
    knob = form(oval(190, 84, 22, 14), IRON, light=(4, 3)) + fill(oval(190, 98, 28, 6), STEEL)
    ears = form(box(40, 200, 30, 40, 12), IRON, shade=(-6, -4)) + form(box(310, 200, 30, 40, 12), IRON, shade=(-6, -4))
    paddle = place(
        form(
            "M-12 10Q-32-10-28-48Q-24-78 0-80Q24-78 28-48Q32-10 12 10V106Q0 116-12 106Z",
            mix(WOOD, CREAM, 0.35),
            shade=(-9, -4),
        ),
        344,
        226,
        0.9,
        12,
    )
    return (
        stands(196, 328, 124)
        + stands(346, 330, 26, 0.2)
        + paddle
        + ears
        + body
        + brim
        + glass
        + knob
        + switch
        + gleam("M92 208L100 280", 9, 0.5)
        + gleam("M104 150Q116 118 144 106", 7, 0.7)
    )


def speaker(c: Colourway, pattern: str) -> str:
    """A round portable speaker with a carrying loop."""
    loop = line("M300 128Q356 110 352 176Q350 214 318 214", c.accent, 13) + line(
        "M302 126Q352 112 350 170", pale(c.accent, 0.5), 3
    )
    mesh = repeat(
        fill(oval(x + (6 if row % 2 else 0), y, 2.6), deep(c.main, 0.42))
        for row, y in enumerate(range(110, 330, 10))
        for x in range(60, 330, 12)
    )
    body = form(box(70, 100, 250, 228, 84), c.main, mesh, shade=(-40, -16), light=(9, 7), dark=0.26)
    band = form("M70 196Q195 222 320 196V246Q195 272 70 246Z", c.second, shade=(-40, 0), light=(9, 0)) + place(
        motif(pattern or "sun", c.accent, c.soft), 186, 233, 0.58
    )
    top = (
        fill(oval(195, 122, 74, 19), deep(c.main, 0.35))
        + repeat(fill(oval(x, y, 9, 4), c.soft) for x, y in ((160, 122), (230, 122)))
        + line("M195 116V128M187 122H203", c.soft, 4)
    )
    return stands(200, 324, 112) + loop + body + band + top + gleam("M92 180Q92 146 122 126", 8, 0.45)


def calculator(c: Colourway, pattern: str) -> str:
    """A desk calculator seen from above."""
    case = box(96, 52, 208, 296, 22)
    screen = (
        form(
            box(116, 74, 168, 62, 8),
            "#C9D8BE",
            line("M236 90V104M236 110V122M258 90H270V104H258V122H270M206 90V122H218V90H206", INK, 4.6),
            shade=(6, 6),
            light=None,
        )
        + fill(box(190, 146, 94, 18, 4), "#54344A")
        + line("M214 146V164M238 146V164M262 146V164", c.main, 2)
    )
    keys = ""
    for row in range(4):
        for column in range(4):
            tone = c.accent if column == 3 else PAPER
            tone = c.second if (row, column) == (3, 3) else tone
            x, y = 116 + column * 44, 180 + row * 40
            keys += fill(box(x + 1, y + 5, 36, 29, 8), deep(c.main, 0.55)) + form(
                box(x, y, 36, 29, 8), tone, shade=(-4, -4), light=None
            )
            keys += (
                fill(oval(x + 18, y + 14.5, 4), deep(tone, 0.5))
                if column < 3
                else line(
                    f"M{x + 11} {y + 14.5}H{x + 25}" + (f"M{x + 18} {y + 7.5}V{y + 21.5}" if row % 2 else ""),
                    deep(tone, 0.6),
                    3.6,
                )
            )
    body = (
        lies(case)
        + fill(box(100, 60, 208, 296, 22), deep(c.main, 0.5))
        + form(case, c.main, shade=(-9, -9), light=(5, 5))
    )
    return spin(body + screen + keys, -7)


KINDS = (
    Kind("power-bank", "a power bank with a short cable", power_bank, "electronics", (200, 160), "cable", "sea"),
    Kind("radio", "a transistor radio with a wooden face", radio, "electronics", (170, 220), "phone", "gold"),
    Kind(
        "rice-cooker",
        "a rice cooker with a glass lid",
        rice_cooker,
        "electronics",
        (200, 190),
        "rice-sack",
        "cane",
    ),
    Kind("speaker", "a round portable speaker", speaker, "electronics", (190, 190), "phone", "gold"),
    Kind("calculator", "a desk calculator", calculator, "electronics", (215, 190), "pencils", "sea", lying=True),
)
