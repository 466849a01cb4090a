"""Soap, scent and brushes."""

from .motifs import decor, motif
from .palette import BRASS, KRAFT, LEAF, PAPER, WOOD, Colourway, deep, mix, pale
from .patterns import paint
from .scene import Kind
from .shapes import box, drum, fill, form, gleam, lies, line, oval, place, poly, repeat, stands


def soap(c: Colourway, pattern: str) -> str:
    """Two bars of soap, one wrapped, on a wooden rest."""
    rest = (
        repeat(form(box(60 + i * 4, 300 + i * 12, 280 - i * 8, 13, 5), WOOD, shade=(-8, -3)) for i in range(2))
        + fill(box(92, 322, 22, 14), deep(WOOD, 0.4))
        + fill(box(286, 322, 22, 14), deep(WOOD, 0.4))
    )
    lower = form(box(78, 236, 244, 68, 18), c.main, paint(pattern or "floral", c), shade=(-14, -9)) + form(
        box(160, 232, 82, 76),
        c.soft,
        place(motif("leaf", c.main, c.accent), 201, 270, 0.72) + line("M160 238H242M160 302H242", c.accent, 3),
        shade=(-10, -9),
        light=None,
    )
    upper = form(
        box(112, 174, 178, 62, 24),
        mix(c.soft, c.main, 0.35),
        place(motif("lily", c.main, c.soft), 200, 204, 0.72),
        shade=(-12, -12),
        light=(5, 5),
    ) + line(box(128, 186, 146, 40, 18), mix(c.soft, c.main, 0.7), 3, 0.7)
    foam = repeat(
        form(oval(x, y, r), "#FFFDF8", shade=(-3, -3), light=None, dark=0.12)
        for x, y, r in (
            (120, 176, 17),
            (142, 162, 22),
            (170, 166, 15),
            (106, 160, 11),
            (272, 176, 12),
            (152, 138, 9),
            (256, 150, 7),
        )
    )
    return stands(204, 334, 132, 0.1) + rest + lower + upper + foam


def shea_jar(c: Colourway, pattern: str) -> str:
    """An open jar of shea butter with its lid leaning."""
    lid = form(
        oval(304, 268, 56, 62),
        KRAFT,
        line(oval(304, 268, 42, 48), deep(KRAFT, 0.16), 3)
        + place(motif(pattern or "leaf", deep(KRAFT, 0.4), KRAFT), 302, 272, 0.8),
        shade=(-10, -9),
    ) + line("M262 306Q246 270 266 228", deep(KRAFT, 0.35), 7)
    jar = form(
        drum(166, 196, 312, 104, 24),
        c.main,
        fill(drum(166, 232, 294, 106, 24), c.soft) + place(motif(pattern or "leaf", c.main, c.accent), 158, 288, 0.95),
        shade=(-52, 0),
        light=(9, 2),
    )
    mouth = fill(oval(166, 196, 104, 24), pale(c.main, 0.4)) + fill(oval(166, 198, 94, 20), deep(c.main, 0.3))
    butter = form(
        "M74 198Q92 168 128 176Q146 148 178 160Q196 144 214 164Q248 166 258 198Q166 226 74 198Z",
        "#F7E6B8",
        line("M112 188Q150 168 188 182Q214 188 232 182", deep("#F7E6B8", 0.14), 5),
        shade=(-14, -9),
        dark=0.13,
    )
    return (
        stands(306, 326, 54, 0.16) + lid + stands(168, 316, 104) + jar + mouth + butter + gleam("M84 236V290", 9, 0.5)
    )


def attar(c: Colourway, pattern: str) -> str:
    """A cut-glass bottle of attar with roses."""
    stopper = form(
        "M200 44L226 76L214 112H186L174 76Z",
        c.accent,
        fill(poly((200, 44), (200, 112), (186, 112), (174, 76)), pale(c.accent, 0.55)),
        shade=(-10, -3),
    ) + form(box(178, 112, 44, 20, 4), BRASS, shade=(-12, 0))
    glass = "M176 132H224L232 152L292 208L300 300L272 330H128L100 300L108 208L168 152Z"
    facets = (
        fill(poly((176, 132), (200, 190), (200, 330), (128, 330), (140, 210)), pale(c.main, 0.4), 0.45)
        + fill(poly((108, 208), (140, 210), (128, 330), (100, 300)), pale(c.main, 0.7), 0.5)
        + fill(poly((260, 210), (292, 208), (300, 300), (272, 330)), deep(c.main, 0.3), 0.5)
    )
    label = form(
        oval(200, 252, 46, 46),
        c.soft,
        place(motif(pattern or "flower", c.main, c.accent), 200, 252, 0.95),
        shade=(-5, -5),
        light=None,
    ) + line(oval(200, 252, 46, 46), BRASS, 4)
    neck = fill(poly((176, 132), (224, 132), (232, 152), (168, 152)), pale(c.main, 0.5))
    body = form(glass, c.main, facets, shade=(-18, -6), light=(5, 5))
    rose = (
        fill(oval(0, 0, 26), "#D9627A")
        + line("M-14 4Q-4-20 12-6Q18 12-2 12Q-12 4-2-3Q8-6 6 5", "#8E2F4C", 4.4)
        + fill("M20 14Q44 10 48 30Q28 36 20 14Z", LEAF)
    )
    roses = (
        stands(84, 330, 44, 0.16)
        + place(fill("M-22 14Q-44 8-50 28Q-30 36-22 14Z", LEAF) + rose, 92, 304)
        + place(rose, 318, 312, 0.8)
    )
    return stands(204, 326, 104) + stopper + body + neck + label + roses + gleam("M150 184L128 206", 6, 0.8)


def toothbrushes(c: Colourway, pattern: str) -> str:
    """Three toothbrushes in a cup."""

    def brush(tone: str) -> str:
        tuft = form(box(-26, -142, 20, 46, 4), PAPER, fill(box(-26, -142, 20, 9), tone), shade=(6, 0), light=None)
        return tuft + form("M-8-146Q0-152 8-146L10-92Q6-70 8 0V90H-8V0Q-6-70-10-92Z", tone, shade=(-6, 0), light=(3, 2))

    brushes = (
        place(brush(c.second), 150, 212, 1, -20)
        + place(f'<g transform="scale(-1 1)">{brush(c.accent)}</g>', 244, 212, 1, 20)
        + place(brush(mix(c.main, c.soft, 0.35)), 198, 190, 1, 3)
    )
    cup = form(
        drum(196, 190, 314, 84, 17, 76),
        c.main,
        decor(pattern, c, 186, 258, 1.35, "fish"),
        shade=(-42, 0),
        light=(8, 2),
    )
    mouth = fill(oval(196, 190, 84, 17), pale(c.main, 0.45)) + fill(oval(196, 192, 76, 13), deep(c.main, 0.5))
    lip = line("M113 193A84 17 0 0 0 279 193", pale(c.main, 0.45), 6)
    paste = place(
        lies(box(-84, -18, 150, 36, 8), (3, 6))
        + form(
            "M-84-22L50-16V16L-84 22Z",
            c.soft,
            fill(box(-60, -30, 60, 60), c.accent) + line("M-80-30V30", c.main, 7),
            shade=(-4, -8),
        )
        + form(box(50, -14, 26, 28, 5), c.main, shade=(-5, -7)),
        306,
        330,
        0.8,
        -7,
    )
    return stands(198, 318, 80) + mouth + brushes + cup + lip + paste + gleam("M132 220V280", 8, 0.5)


KINDS = (
    Kind("soap", "two bars of soap on a rest", soap, "beauty", (190, 215), "shea-jar", "cane"),
    Kind("shea-jar", "an open jar of shea butter", shea_jar, "beauty", (180, 215), "soap", "gold"),
    Kind("attar", "a cut-glass bottle of attar with roses", attar, "beauty", (200, 215), "soap", "rose"),
    Kind("toothbrushes", "toothbrushes in a cup", toothbrushes, "beauty", (190, 190), "soap", "sea"),
)
