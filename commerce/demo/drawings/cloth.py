"""Folded cloth and head wear: saree, gamcha, shawl, cap, sun hat, tote."""

from .motifs import decor, motif
from .palette import CREAM, SHADE, STRAW, Colourway, deep, mix, pale
from .patterns import paint, sprig
from .scene import Kind
from .shapes import box, fill, form, lies, line, oval, place, repeat, spin, stands


def saree(c: Colourway, pattern: str) -> str:
    """A folded saree, its woven end spread in front."""
    under = form("M78 86H322Q346 88 346 112V128H78Q54 126 54 106Q54 88 78 86Z", deep(c.main, 0.12), shade=(-12, -6))
    middle = form(
        "M70 112H326Q350 114 350 136V156H70Q46 152 46 132Q46 114 70 112Z",
        c.main,
        fill(box(40, 142, 330, 7), c.accent),
        shade=(-12, -6),
    )
    top = "M62 140H330Q356 142 356 168V286H62Z"
    border = (
        fill(box(296, 100, 26, 240), c.second)
        + fill(box(290, 100, 4, 240), c.accent)
        + fill(box(325, 100, 4, 240), c.accent)
    )
    body = form(top, c.main, paint(pattern or "jamdani", c) + border, shade=(-14, -8), dark=0.16)
    pallu = "M52 196Q66 184 96 188L262 208Q274 214 270 228L240 350Q140 366 34 336Q28 330 32 318Z"
    rows = fill("M20 262Q140 300 262 276L256 300Q140 322 14 286Z", c.accent) + fill(
        "M10 300Q140 334 256 312L250 332Q140 352 6 320Z", c.accent
    )
    sprigs = repeat(place(sprig(c.accent, c.soft), 72 + i * 38, 238 + i * 4, 0.85, 6) for i in range(5))
    spots = repeat(place(sprig(c.second, c.second), 58 + i * 30, 290 + 6 - abs(i - 3), 0.34, 6) for i in range(7))
    end = lies(pallu, (6, 8)) + form(pallu, c.second, rows + sprigs + spots, shade=(-10, -9), dark=0.16)
    fringe = repeat(
        line(f"M{38 + i * 12} {338 + 12 * (1 - ((i - 8) / 8) ** 2) + 2:.0f}v14", c.accent, 3.6) for i in range(17)
    )
    shadow = lies("M54 90H340L354 164V286H62Z")
    return shadow + under + middle + body + fringe + end


def gamcha(c: Colourway, pattern: str) -> str:
    """A folded check gamcha with a knotted fringe."""
    back = form("M96 92H318Q332 94 332 110V310H96Z", pale(c.main, 0.12), paint("checks", c), shade=(-13, -8))
    front = "M70 120H286Q304 122 304 142V320H88Q70 318 70 300Z"
    face = form(front, c.main, spin(paint(pattern or "checks", c), 0), shade=(-14, -8), dark=0.17)
    edge = line("M74 128H284Q298 130 298 146", pale(c.main, 0.4), 3, 0.8)
    fringe = repeat(
        line(f"M{94 + i * 13} 320V{338 if i % 2 else 332}", c.accent if i % 2 else c.main, 4.4) for i in range(16)
    )
    return lies("M70 100H332V316H304V336H74Z") + back + fringe + lies(front, (5, 6)) + face + edge


def shawl(c: Colourway, pattern: str) -> str:
    """A handloom shawl rolled and tied with cord."""
    roll = "M92 132L300 92Q336 90 346 122L358 220Q356 250 328 258L116 302Q76 304 64 262L54 178Q56 140 92 132Z"
    body = form(roll, c.main, spin(paint(pattern or "zigzag", c), -11), shade=(-13, -14), light=(5, 7), dark=0.18)
    end = form(oval(86, 218, 34, 84), pale(c.main, 0.25), shade=(-7, -6))
    swirl = line(
        "M86 160Q112 180 108 224Q102 276 84 274Q64 266 66 216Q70 180 86 182Q100 190 96 222Q92 252 84 246Q76 240 80 214",
        deep(c.main, 0.3),
        5,
    )
    cords = line("M188 112Q212 190 210 286M204 110Q230 190 226 282", c.soft, 6)
    knot = line("M214 196Q250 180 256 208Q250 226 216 204Q232 236 246 262M216 204Q214 240 220 266", c.soft, 6)
    fringe = repeat(line(f"M{344 + i * 1.4:.0f} {116 + i * 13}l22 {-3 + i % 3 * 3}", c.accent, 4) for i in range(10))
    return lies(roll) + fringe + body + spin(end, -8, 86, 218) + spin(swirl, -8, 86, 218) + cords + knot


def cap(c: Colourway, pattern: str) -> str:
    """A six-panel cap with a curved brim."""
    brim = form("M214 262Q300 246 364 286Q372 300 352 304Q280 296 216 308Z", c.second, shade=(-8, -9)) + line(
        "M230 272Q300 262 352 292", pale(c.second, 0.25), 3, 0.7, "7 6"
    )
    crown = "M62 292Q56 152 176 140Q286 144 300 270Q260 262 214 274L212 306Q130 316 66 306Q62 302 62 292Z"
    seams = line("M176 140Q118 190 122 310M176 140Q250 190 262 268", deep(c.main, 0.3), 3, 0.8)
    band = line("M64 296Q140 312 214 296", deep(c.main, 0.25), 4)
    body = form(crown, c.main, decor(pattern, c, 192, 226, 1.2, "star") + seams + band, shade=(-30, -10), light=(6, 6))
    eyelets = fill(oval(142, 186, 4), deep(c.main, 0.5)) + fill(oval(226, 192, 4), deep(c.main, 0.5))
    button = form(oval(176, 140, 13, 8), c.accent, light=(2, 2))
    return place(stands(206, 308, 150, 0.1) + body + eyelets + brim + button, -14, 6)


def sun_hat(c: Colourway, pattern: str) -> str:
    """A woven straw hat with a ribbon."""
    weave = repeat(line(f"M20 {y}Q200 {y + 46} 380 {y}", deep(STRAW, 0.2), 2.6, 0.6) for y in range(110, 340, 13))
    brim = form(
        "M30 276Q60 232 200 230Q340 232 370 276Q352 322 200 326Q48 322 30 276Z",
        STRAW,
        weave,
        shade=(-16, -10),
        light=(5, 5),
    )
    dome = form(
        "M108 268Q104 138 200 132Q296 138 292 268Q200 300 108 268Z",
        pale(STRAW, 0.1),
        weave,
        shade=(-40, -8),
        light=(8, 6),
    )
    ribbon = form(
        "M108 228Q200 258 292 228L293 266Q200 298 107 266Z",
        c.main,
        paint(pattern, c),
        shade=(-38, 0),
        light=(6, 0),
    )
    bow = form(
        "M268 246Q296 208 316 232Q318 256 268 250Q300 262 306 290Q280 292 266 254Z", c.main, shade=(-6, -6)
    ) + form(oval(268, 249, 10), c.second)
    edge = line("M34 284Q60 322 200 325Q340 322 366 284", deep(STRAW, 0.3), 4)
    return stands(206, 320, 150, 0.12) + brim + edge + dome + ribbon + bow


def tote(c: Colourway, pattern: str) -> str:
    """A cotton tote with a printed picture."""
    cloth = mix(CREAM, c.soft, 0.5)
    back = line("M150 160Q148 62 200 60Q252 62 250 160", deep(cloth, 0.32), 13)
    bag = "M96 146Q200 156 304 146Q312 240 318 322Q200 336 82 322Q88 240 96 146Z"
    creases = line("M110 200Q124 240 112 300M286 180Q276 240 290 300M150 306Q200 296 240 312", SHADE, 5, 0.09)
    sign = fill(oval(200, 238, 68), c.main) + place(motif(pattern or "boat", c.accent, c.soft), 200, 238, 1.5)
    body = form(bag, cloth, creases + sign, shade=(-24, -6), light=(6, 5), dark=0.16)
    hem = line("M98 162Q200 172 302 162", deep(cloth, 0.2), 3, 1, "7 6")
    front = line("M142 166Q136 84 190 78Q262 80 258 166", cloth, 14) + line(
        "M138 162Q134 84 188 76", pale(cloth, 0.8), 4
    )
    patches = repeat(line(f"M{x - 5} 170L{x + 5} 182M{x + 5} 170L{x - 5} 182", c.main, 2.6) for x in (142, 258))
    return stands(202, 324, 116) + back + body + hem + front + patches


KINDS = (
    Kind(
        "saree",
        "a folded saree with its woven end spread",
        saree,
        "clothes",
        (165, 245),
        "bangles",
        "roof",
        lying=True,
    ),
    Kind("gamcha", "a folded check gamcha", gamcha, "clothes", (215, 240), "soap", "cane", lying=True),
    Kind(
        "shawl",
        "a rolled handloom shawl tied with cord",
        shawl,
        "clothes",
        (140, 205),
        "gamcha",
        "sea",
        lying=True,
    ),
    Kind("cap", "a cap with a curved brim", cap, "clothes", (200, 215), "sun-hat", "roof"),
    Kind("sun-hat", "a straw hat with a ribbon", sun_hat, "clothes", (225, 225), "cap", "cane"),
    Kind("tote", "a cotton tote bag with a print", tote, "merchandise", (195, 205), "enamel-mug", "sea"),
)
