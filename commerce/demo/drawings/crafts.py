"""Prints, carvings and clay from both markets."""

from .motifs import motif
from .palette import BRASS, DARKWOOD, INK, LEAF, PAPER, STRAW, WOOD, Colourway, deep, mix, pale
from .patterns import flower
from .scene import Kind
from .shapes import box, fill, form, gleam, lies, line, oval, place, repeat, stands, tube


def rickshaw_print(c: Colourway, pattern: str) -> str:
    """A framed painting in the manner of rickshaw panels."""
    frame = box(62, 46, 276, 300, 4)
    sky = form(
        box(84, 68, 232, 256),
        c.main,
        fill(oval(200, 168, 74), c.accent) + fill(oval(200, 168, 58), pale(c.accent, 0.45)),
        shade=(7, 7),
        light=None,
    )
    water = fill("M84 238Q142 226 200 238T316 238V324H84Z", c.second) + line(
        "M96 258q14-8 28 0t28 0M220 262q14-8 28 0t28 0M140 280q14-8 28 0t28 0M244 292q12-7 24 0",
        c.soft,
        3.4,
        0.8,
    )
    trees = fill(
        "M84 240V206Q104 186 124 208Q136 196 150 214V236Q116 230 84 240ZM316 240V200Q296 184 280 206Q266 198 256 216V236Q288 230 316 240Z",
        LEAF,
    )
    hero = place(motif(pattern or "rickshaw", c.second if not pattern else c.main, c.soft), 200, 190, 2.1)
    corners = repeat(
        place(flower("#D9627A", "#F2C25C") + fill("M12 8Q30 6 34 22Q18 26 12 8Z", LEAF), x, y, 0.95, a)
        for x, y, a in ((108, 92, 0), (292, 92, 90), (292, 300, 180), (108, 300, 270))
    )
    rim = form(frame, DARKWOOD, line(box(74, 58, 252, 276, 2), BRASS, 5), shade=(-7, -7))
    return lies(frame) + rim + sky + trees + water + hero + corners


def wood_carving(c: Colourway, pattern: str) -> str:
    """A carved kiskadee on a purpleheart stand."""
    plinth = form("M100 296H300L316 330H84Z", mix(DARKWOOD, c.second, 0.5), shade=(-16, -6)) + fill(
        oval(200, 296, 100, 15), mix(WOOD, c.second, 0.4)
    )
    post = tube("M206 296Q196 262 206 230", DARKWOOD, 17)
    tail = form(
        "M270 214L362 262L350 282L252 250Z",
        deep(WOOD, 0.15),
        line("M276 226L352 268", deep(WOOD, 0.45), 4),
        shade=(-4, -7),
    )
    body = (
        "M104 124Q96 72 152 66Q206 66 216 118Q286 150 294 222Q272 268 206 262Q140 256 126 196Q122 158 118 148L70 140Z"
    )
    bird = form(
        body,
        WOOD,
        fill("M118 150Q170 140 200 176Q224 226 196 262Q136 256 126 196Z", c.accent)
        + line("M110 104Q150 88 212 104", pale(WOOD, 0.7), 9),
        shade=(-20, -14),
        light=(6, 6),
    )
    wing = form(
        "M206 138Q276 158 296 228Q246 240 214 206Q194 176 206 138Z",
        c.main,
        line("M218 160Q254 190 282 222M212 176Q238 206 262 226", deep(c.main, 0.4), 4.5),
        shade=(-8, -9),
        light=(4, 5),
    )
    eye = fill(oval(146, 108, 9), INK) + fill(oval(143, 105, 3), PAPER)
    beak = fill("M70 140L112 118L118 148Z", INK)
    grain = line("M150 78Q180 76 196 96M160 200Q170 230 190 244", deep(WOOD, 0.25), 3.4, 0.6)
    return stands(202, 328, 116, 0.12) + plinth + post + tail + bird + wing + beak + eye + grain


def clay_pot(c: Colourway, pattern: str) -> str:
    """A painted clay water pot on a straw ring."""
    ring = form(
        "M112 300Q200 276 288 300Q304 316 288 330Q200 344 112 330Q96 316 112 300Z",
        STRAW,
        repeat(line(f"M{x} 284l16 56", deep(STRAW, 0.25), 4) for x in range(96, 300, 16)),
        shade=(-16, -7),
    )
    clay = mix("#C4683F", c.main, 0.2)
    bands = fill("M60 176Q200 214 340 176V196Q200 234 60 196Z", c.soft) + fill(
        "M60 262Q200 300 340 262V274Q200 312 60 274Z", c.soft
    )
    signs = repeat(
        place(motif(pattern or "fish", c.soft, clay), x, y, 0.66, a)
        for x, y, a in ((116, 232, 8), (194, 246, 0), (272, 232, -8))
    ) + repeat(
        line(
            f"M{x} {190 + 10 - abs(x - 200) * 0.07:.0f}l8-12l8 12",
            c.main if c.name != "clay" else c.second,
            3.4,
        )
        for x in range(84, 316, 22)
    )
    body = form(
        "M158 116Q76 146 74 222Q76 304 150 322H250Q324 304 326 222Q324 146 242 116Z",
        clay,
        bands + signs,
        shade=(-44, -14),
        light=(9, 7),
    )
    neck = (
        form("M150 82Q160 104 158 124Q200 136 242 124Q240 104 250 82Z", clay, shade=(-20, -2), light=(5, 3))
        + fill(oval(200, 80, 58, 14), pale(clay, 0.2))
        + fill(oval(200, 82, 44, 9), deep(clay, 0.6))
    )
    return stands(204, 330, 104) + ring + body + neck + gleam("M98 226Q98 184 126 158", 9, 0.35)


def clay_horse(c: Colourway, pattern: str) -> str:
    """A painted clay horse from a village fair."""
    clay = mix(c.main, "#CF6B3C", 0.2)
    far = fill("M150 240H182V330H146ZM268 240H300L298 330H266Z", deep(clay, 0.42))
    tail = form("M300 182Q352 180 350 262Q338 280 326 262Q330 220 292 214Z", c.second, shade=(-6, -6))
    cut = "M112 330H152V256Q200 268 248 256L252 330H292L304 196Q300 160 262 158H182L164 74Q150 44 128 62L118 84L66 126Q58 150 76 156L126 148L116 226Q106 280 112 330Z"
    saddle = (
        fill("M190 150H266L272 222Q230 244 186 222Z", c.accent)
        + line("M190 216Q230 238 270 216", c.second, 7)
        + place(motif(pattern or "flower", c.main, c.soft), 230, 184, 0.82)
    )
    marks = (
        repeat(
            fill(oval(x, y, 5), c.soft)
            for x, y in ((138, 186), (140, 214), (136, 242), (132, 270), (278, 262), (276, 286))
        )
        + line("M112 316H154M250 316H294", c.second, 9)
        + line("M84 118L104 150M112 92L132 148", c.second, 6)
    )
    body = form(cut, clay, saddle + marks, shade=(-13, -10), light=(5, 6))
    mane = form(
        "M140 58Q186 66 196 158L176 160Q168 100 138 76Z",
        c.second,
        repeat(line(f"M{150 + i * 8} {70 + i * 18}l16-4", c.soft, 3.4) for i in range(5)),
        shade=(-5, -5),
    )
    eye = fill(oval(112, 104, 7), INK) + fill("M140 60L150 34L160 62Z", clay)
    return (
        stands(206, 330, 110, 0.12)
        + far
        + tail
        + eye
        + body
        + mane
        + fill(oval(116, 108, 7), INK)
        + fill(oval(114, 106, 2.4), PAPER)
    )


KINDS = (
    Kind(
        "rickshaw-print",
        "a framed rickshaw painting",
        rickshaw_print,
        "art",
        (200, 185),
        "toy-rickshaw",
        "teal",
        lying=True,
    ),
    Kind("wood-carving", "a carved wooden bird", wood_carving, "art", (190, 150), "tibisiri-basket", "roof"),
    Kind("clay-pot", "a painted clay water pot", clay_pot, "home", (190, 190), "clay-horse", "gold"),
    Kind("clay-horse", "a painted clay horse", clay_horse, "art", (180, 160), "clay-pot", "clay"),
)
