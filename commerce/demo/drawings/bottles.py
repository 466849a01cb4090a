"""Sauces, oils and preserves in glass."""

from .motifs import motif
from .palette import CREAM, GLASS, KRAFT, PAPER, STRAW, WOOD, Colourway, deep, pale
from .patterns import paint
from .scene import Kind
from .shapes import box, drum, fill, form, gleam, line, oval, place, stands, tube


def label(cx: float, top: float, bottom: float, rx: float, paper: str, edge: str, sign: str) -> str:  # noqa: PLR0917 coordinates read best in place
    """A wrapped paper label with coloured edges and a small picture."""
    ry = rx * 0.2
    band = fill(drum(cx, top, bottom, rx + 2, ry), edge) + fill(drum(cx, top + 9, bottom - 9, rx + 2, ry), paper)
    return band + place(sign, cx - 6, (top + bottom) / 2 + ry * 0.9, (bottom - top) / 92)


def pepper_sauce(c: Colourway, pattern: str) -> str:
    """A tall bottle of wiri wiri pepper sauce."""
    glass = "M178 92H222V126C222 158 264 160 264 208V316A64 13 0 0 1 136 316V208C136 160 178 158 178 126Z"
    paper = label(200, 206, 298, 64, PAPER, c.accent, motif(pattern or "pepper", c.main, c.accent))
    bottle = form(glass, c.main, paper, shade=(-34, -3), light=(6, 3))
    seeds = "".join(fill(oval(x, y, 3, 2), c.accent, 0.9) for x, y in ((160, 190), (196, 180), (216, 194), (184, 198)))
    cap = form(drum(200, 54, 98, 27, 6), c.second, shade=(-16, 0)) + fill(oval(200, 54, 27, 6), pale(c.second, 0.35))
    ridges = "".join(line(f"M{x} 66V92", deep(c.second, 0.3), 2.5) for x in range(180, 224, 9))
    return (
        stands(200, 318, 64)
        + bottle
        + seeds
        + cap
        + ridges
        + gleam("M150 214Q150 190 168 176", 7)
        + gleam("M190 112V130", 6)
    )


def cassareep(c: Colourway, pattern: str) -> str:
    """A stout dark bottle of cassareep with a cork."""
    cork = form(drum(200, 58, 100, 17, 4, 15), KRAFT, shade=(-10, 0)) + fill(oval(200, 58, 17, 4), pale(KRAFT))
    glass = "M182 92H218V126C262 140 278 172 278 214V314A78 15 0 0 1 122 314V214C122 172 138 140 182 126Z"
    paper = label(200, 212, 296, 78, CREAM, c.main, motif(pattern or "leaf", c.main, c.accent))
    bottle = form(glass, "#45271F", paper, shade=(-42, -3), light=(6, 3))
    string = line("M180 112Q200 120 220 112M180 118Q200 126 220 118", STRAW, 3.5) + line("M206 118L226 150", STRAW, 3)
    tag = place(form(box(-16, 0, 32, 40, 4), c.accent) + fill(oval(0, 9, 3.5), deep(c.accent, 0.5)), 228, 148, 1, -14)
    return stands(200, 318, 78) + cork + bottle + string + tag + gleam("M138 222Q138 186 164 164", 8, 0.45)


def mustard_oil(c: Colourway, pattern: str) -> str:
    """A clear bottle of golden mustard oil."""
    glass = (
        "M174 92H226V118Q226 138 252 152Q270 162 270 188V314A70 14 0 0 1 130 314V188Q130 162 148 152Q174 138 174 118Z"
    )
    oil = fill(drum(200, 150, 340, 76, 12), "#E8A41E") + fill(oval(200, 150, 60, 9), "#F6CB5E")
    paper = label(200, 214, 294, 70, PAPER, c.main, motif(pattern or "flower", c.accent, c.second))
    bottle = form(glass, GLASS, oil + paper, shade=(-36, -3), light=(7, 3))
    cap = form(drum(200, 56, 96, 31, 6), c.main, shade=(-18, 0)) + fill(oval(200, 56, 31, 6), pale(c.main, 0.4))
    ring = line("M170 104Q200 114 230 104", pale(c.main, 0.2), 5)
    return (
        stands(200, 318, 70)
        + bottle
        + cap
        + ring
        + gleam("M146 206V196Q146 174 166 162", 8, 0.65)
        + gleam("M186 116V128", 6, 0.7)
    )


def honey(c: Colourway, pattern: str) -> str:
    """A round jar of honey with its wooden dipper."""
    stick = tube("M252 128L322 58", WOOD, 11)
    head = "".join(form(oval(0, y, 25 - abs(y) * 0.3, 8), WOOD, light=(2, 2)) for y in range(-26, 30, 13))
    glass = "M124 148Q98 164 98 204V284Q98 326 140 330H260Q302 326 302 284V204Q302 164 276 148Z"
    paper = label(200, 212, 292, 104, PAPER, c.accent, motif(pattern or "bee", "#E8A93A", deep(c.second, 0.4)))
    comb = fill(drum(200, 176, 360, 110, 14), "#D98A1C") + fill(oval(200, 176, 101, 13), "#F0B441")
    jar = form(glass, GLASS, comb + paper, shade=(-52, -6), light=(8, 4))
    lid = form(drum(200, 116, 148, 82, 15), c.main, paint("checks", c), shade=(-40, 0), light=(6, 2))
    lid += fill(oval(200, 116, 82, 15), pale(c.main, 0.3))
    return (
        stands(200, 328, 98)
        + jar
        + lid
        + place(stick, 30, 60)
        + place(head, 282, 192, 1, 45)
        + gleam("M116 260V206Q116 182 132 170", 9, 0.6)
    )


def mango_pickle(c: Colourway, pattern: str) -> str:
    """A jar of mango pickle under a tied cloth."""
    glass = "M136 140V154Q112 168 112 200V300Q112 328 144 330H256Q288 328 288 300V200Q288 168 264 154V140Z"
    base = fill(drum(200, 172, 360, 100, 13), "#B4561D")
    bits = (
        ("#E8A93A", 136, 200, 10),
        ("#D9822B", 246, 196, -30),
        ("#6F8F3A", 184, 192, 40),
        ("#E8A93A", 270, 306, 70),
        ("#6F8F3A", 140, 312, 15),
        ("#D9822B", 210, 318, -10),
        ("#A8321F", 226, 184, 5),
        ("#E8A93A", 160, 178, -20),
    )
    chunks = "".join(place(fill(box(-18, -9, 36, 18, 7), k), x, y, 1, a) for k, x, y, a in bits)
    paper = label(200, 216, 296, 88, CREAM, c.main, motif(pattern or "mango", "#EAAE34", "#CF6B3C"))
    jar = form(glass, GLASS, base + chunks + paper, shade=(-46, -6), light=(8, 4))
    cloth = "M120 106Q200 70 280 106L288 146Q276 158 264 146Q252 160 240 148Q226 162 212 150Q200 162 186 150Q172 162 158 148Q146 160 136 146Q124 158 112 146Z"
    cover = form(cloth, c.main, paint(pattern if pattern == "dots" else "checks", c), shade=(-26, -4), light=(5, 4))
    tie = line("M128 130Q200 142 272 130", c.soft, 6) + line("M214 140L236 170M212 140L204 172", c.soft, 4)
    return stands(200, 326, 90) + jar + cover + tie + gleam("M128 270V210", 8, 0.6)


def coconut_oil(c: Colourway, pattern: str) -> str:
    """Cold-pressed coconut oil in a squat jar beside half a nut."""
    glass = "M108 150Q92 158 92 180V300Q92 324 118 326H232Q258 324 258 300V180Q258 158 242 150Z"
    milk = fill(drum(175, 178, 360, 90, 12), "#F7F1DE") + fill(oval(175, 178, 83, 11), "#FFFBEF")
    paper = label(175, 210, 288, 83, c.soft, c.main, motif(pattern or "coconut", c.main, c.accent))
    jar = form(glass, GLASS, milk + paper, shade=(-40, -6), light=(7, 4))
    lid = form(drum(175, 116, 152, 74, 13), KRAFT, line("M90 138Q175 158 260 138", deep(KRAFT), 3), shade=(-34, 0))
    lid += fill(oval(175, 116, 74, 13), pale(KRAFT, 0.3))
    nut = form(oval(284, 284, 58, 54), "#7A4E2D", shade=(-10, -12)) + fill(oval(280, 276, 50, 42), "#FFF9EA")
    nut += form(oval(280, 278, 36, 29), "#E9DEC2", shade=(10, 9), light=None, dark=0.14)
    fuzz = line("M312 326q10 4 22 0M330 302q8 2 14-4M238 322q-6 4-12 2", "#7A4E2D", 3)
    return stands(175, 322, 84) + stands(286, 330, 54) + jar + lid + nut + fuzz + gleam("M106 276V196", 8, 0.6)


KINDS = (
    Kind("pepper-sauce", "a bottle of pepper sauce", pepper_sauce, "food", (190, 220), "mango-pickle", "cane"),
    Kind(
        "cassareep",
        "a dark bottle of cassareep with a cork",
        cassareep,
        "food",
        (205, 190),
        "pepper-sauce",
        "gold",
    ),
    Kind("mustard-oil", "a bottle of golden mustard oil", mustard_oil, "food", (195, 200), "honey", "cane"),
    Kind("honey", "a jar of honey with a wooden dipper", honey, "food", (215, 210), "pepper-sauce", "roof"),
    Kind(
        "mango-pickle",
        "a jar of mango pickle under a checked cloth",
        mango_pickle,
        "food",
        (195, 190),
        "cassareep",
        "roof",
    ),
    Kind(
        "coconut-oil",
        "a jar of coconut oil and half a coconut",
        coconut_oil,
        "beauty",
        (225, 250),
        "honey",
        "teal",
    ),
)
