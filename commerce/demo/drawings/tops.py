"""Shirts and dresses, laid flat and seen from above."""

from .motifs import decor, motif
from .palette import BRASS, PAPER, SHADE, Colourway, deep, mix, pale
from .patterns import paint, sprig
from .scene import Kind
from .shapes import box, fill, form, lies, line, oval, place, repeat


def folds(d: str) -> str:
    """Soft creases in cloth."""
    return line(d, SHADE, 5, 0.13)


def t_shirt(c: Colourway, pattern: str) -> str:
    """A T-shirt with a print on the chest."""
    cut = "M138 66Q200 100 262 66L304 84Q346 124 372 172L318 210L290 180Q286 260 292 344Q200 356 108 344Q114 260 110 180L82 210L28 172Q54 124 96 84Z"
    neck = fill("M144 69Q200 96 256 69Q200 84 144 69Z", deep(c.main, 0.45))
    collar = line("M142 70Q200 122 258 70", deep(c.main, 0.16), 9)
    hems = line("M40 164L88 198M360 164L312 198M112 332Q200 344 288 332", deep(c.main, 0.25), 2.6, 0.8, "6 5")
    creases = folds("M110 184Q124 214 118 250M290 184Q274 214 282 252M150 300Q170 320 168 344M238 316Q232 332 236 346")
    shirt = form(
        cut,
        c.main,
        decor(pattern, c, 200, 196, 1.9, "tower") + creases + hems,
        shade=(-13, -9),
        light=(4, 5),
        dark=0.16,
    )
    return lies(cut) + shirt + neck + collar


def hoodie(c: Colourway, pattern: str) -> str:
    """A hooded sweatshirt with a pouch and cords."""
    cut = "M128 92Q200 130 272 92L318 112Q344 160 356 296Q336 312 312 306L290 200L294 338Q200 354 106 338L110 200L88 306Q64 312 44 296Q56 160 82 112Z"
    ribs = fill(
        "M44 284Q66 298 90 294L86 318Q60 320 42 306ZM356 284Q334 298 310 294L314 318Q340 320 358 306ZM106 322Q200 338 294 322V350Q200 366 106 350Z",
        c.second,
    )
    pouch = form("M144 246H256L280 318Q200 332 120 318Z", pale(c.main, 0.1), shade=(-8, -6), light=(3, 3))
    hood = form(
        "M118 106Q112 46 200 40Q288 46 282 106Q250 142 200 156Q150 142 118 106Z",
        pale(c.main, 0.06),
        shade=(-12, -6),
    )
    inside = fill("M142 100Q142 68 200 62Q258 68 258 100Q232 128 200 138Q168 128 142 100Z", deep(c.main, 0.5))
    cords = line("M176 136Q172 170 178 196M224 136Q230 164 222 188", c.soft, 5) + line(
        "M178 192V204M222 184V196", c.accent, 7
    )
    creases = folds("M110 204Q120 230 112 258M290 204Q280 232 290 260M70 190Q84 230 78 270M330 190Q318 230 324 270")
    body = form(cut, c.main, decor(pattern, c, 200, 206, 0.001) + creases, shade=(-13, -9), light=(4, 5), dark=0.16)
    badge = place(motif(pattern, c.accent, c.soft), 200, 208, 0.85) if pattern else ""
    return lies(cut) + body + ribs + hood + inside + pouch + cords + badge


def school_shirt(c: Colourway, pattern: str) -> str:
    """A white uniform shirt with a tie in school colours."""
    cut = "M146 70L254 70L306 92Q342 128 362 176L314 206L290 184L294 344Q200 354 106 344L110 184L86 206L38 176Q58 128 94 92Z"
    tone = mix(PAPER, c.soft, 0.35)
    placket = line("M200 120V350", deep(tone, 0.2), 3) + repeat(
        fill(oval(212, y, 4.5), deep(tone, 0.3)) for y in (288, 320)
    )
    pocket = form("M226 186H276V232L251 244L226 232Z", tone, shade=(-5, -4), light=None) + place(
        motif(pattern or "star", c.main, c.accent), 251, 212, 0.5
    )
    creases = folds("M110 190Q124 220 116 258M290 190Q276 260 286 280M150 330Q160 300 152 280")
    shirt = form(cut, tone, creases + placket + pocket, shade=(-13, -9), light=None, dark=0.13)
    cuffs = line("M46 170L92 198M354 170L308 198", deep(tone, 0.25), 3)
    inside = fill("M146 70Q200 96 254 70L200 118Z", deep(tone, 0.35))
    tie = form(
        "M184 112H216L222 132L212 148L228 262L200 296L172 262L188 148L178 132Z",
        c.main,
        repeat(line(f"M140 {y}L250 {y - 60}", c.accent, 8) for y in range(180, 370, 38)),
        shade=(-9, -2),
    )
    collar = form(
        "M146 70L140 92L168 148L200 112L232 148L260 92L254 70L200 116Z",
        pale(tone, 0.6),
        shade=(-6, -6),
        light=None,
        dark=0.14,
    )
    return lies(cut) + shirt + cuffs + inside + tie + collar


def panjabi(c: Colourway, pattern: str) -> str:
    """A long panjabi with an embroidered placket."""
    cut = "M160 44Q200 58 240 44L286 62Q322 130 348 228L308 244L272 150L284 366Q200 376 116 366L128 150L92 244L52 228Q78 130 114 62Z"
    slit = line("M120 300V366M280 300V366", deep(c.main, 0.4), 3)
    creases = folds("M130 154Q142 210 132 270M270 154Q258 220 268 262M168 310Q176 340 170 368M232 300Q226 340 232 370")
    cuffs = fill("M56 214L98 232L92 248L48 232ZM344 214L302 232L308 248L352 232Z", c.accent)
    body = form(cut, c.main, paint(pattern, c) + creases + slit + cuffs, shade=(-12, -8), light=(4, 5), dark=0.16)
    band = form(
        "M184 50H216V196L200 210L184 196Z",
        c.second,
        repeat(place(sprig(c.accent, c.soft), 200, y, 0.5) for y in range(72, 200, 26)),
        shade=(-5, 0),
        light=None,
    )
    studs = repeat(fill(oval(200, y, 4.2), BRASS) for y in (84, 112, 140))
    neck = fill("M164 45Q200 58 236 45Q200 52 164 45Z", deep(c.main, 0.5)) + line(
        "M160 44Q166 66 200 66Q234 66 240 44", c.second, 11
    )
    return lies(cut) + body + band + studs + neck


def salwar(c: Colourway, pattern: str) -> str:
    """A kameez with a printed hem and its dupatta."""
    cut = "M152 56Q200 102 248 56L288 72Q318 120 334 182L294 198L266 152Q268 206 276 232Q300 300 312 352Q200 372 88 352Q100 300 124 232Q132 206 134 152L106 198L66 182Q82 120 112 72Z"
    print_ = paint(pattern or "floral", c)
    hem = fill("M60 316Q200 342 340 316V400H60Z", c.second) + line("M70 314Q200 340 330 314", c.accent, 6)
    sprigs = repeat(place(sprig(c.accent, c.soft), x, 346 - abs(x - 200) * 0.05, 0.7) for x in range(98, 320, 34))
    creases = folds("M134 160Q148 200 138 236M266 160Q250 200 262 236M170 250Q160 300 164 340M234 250Q244 300 238 344")
    body = form(cut, c.main, print_ + hem + sprigs + creases, shade=(-13, -9), light=(4, 5), dark=0.17)
    yoke = form("M152 56Q200 102 248 56L256 60Q236 140 200 152Q164 140 144 60Z", c.second, shade=(-6, -4)) + line(
        "M150 64Q166 134 200 144Q234 134 250 64", c.accent, 3, 1, "2 7"
    )
    scarf = "M268 62Q300 58 306 74Q328 190 318 330Q326 360 320 384L272 380Q266 250 282 180Q284 120 256 92Z"
    dupatta = lies(scarf, (5, 7)) + form(
        scarf,
        pale(c.accent, 0.15),
        line("M292 90Q312 230 300 376M276 100Q302 220 286 376", deep(c.accent), 3, 0.5)
        + fill(box(240, 352, 100, 12), c.main)
        + fill(box(240, 370, 100, 4), c.main),
        shade=(-8, -4),
    )
    fringe = line("M276 380V394M288 382V396M300 383V397M312 384V398", pale(c.accent), 4)
    return lies(cut) + body + yoke + dupatta + fringe


def frock(c: Colourway, pattern: str) -> str:
    """A small child's frock with puffed sleeves and a bow."""
    skirt = "M140 186H260Q316 262 334 336Q316 352 300 340Q284 356 266 344Q250 358 232 346Q216 360 200 348Q184 360 168 346Q150 358 134 344Q116 356 100 340Q84 352 66 336Q84 262 140 186Z"
    pleats = folds("M152 206Q120 270 110 336M178 206Q164 280 160 344M222 206Q236 280 240 344M248 206Q280 270 290 336")
    low = form(skirt, c.main, paint(pattern or "dots", c) + pleats, shade=(-13, -9), dark=0.17)
    bodice = form(
        "M146 92Q200 142 254 92L264 104V192H136V104Z",
        c.main,
        paint(pattern or "dots", c),
        shade=(-12, -2),
        dark=0.17,
    )
    sleeves = repeat(
        form(d, pale(c.main, 0.22), shade=(-9, -8)) + line(e, c.soft, 7)
        for d, e in (
            ("M142 90Q78 92 70 150Q80 172 122 164Q140 140 142 90Z", "M78 158Q100 170 122 160"),
            ("M258 90Q322 92 330 150Q320 172 278 164Q260 140 258 90Z", "M278 160Q300 170 322 158"),
        )
    )
    collar = form(
        "M144 88Q166 140 198 132Q202 118 200 118Q168 122 156 84ZM256 88Q234 140 202 132Q198 118 200 118Q232 122 244 84Z",
        c.soft,
        shade=(-4, -5),
        light=None,
    )
    sash = form(box(132, 180, 136, 22, 8), c.accent, shade=(-12, -3))
    bow = form(
        "M200 192Q160 160 152 192Q160 222 200 192Q240 160 248 192Q240 222 200 192Z",
        pale(c.accent, 0.12),
        shade=(-5, -6),
    ) + form(oval(200, 192, 10), c.accent)
    arms = "M142 90Q78 92 70 150Q80 172 122 164L136 200H264L278 164Q320 172 330 150Q322 92 258 90Z"
    return lies(skirt) + lies(arms) + sleeves + low + bodice + collar + sash + bow


KINDS = (
    Kind(
        "t-shirt",
        "a T-shirt with a print on the chest",
        t_shirt,
        "clothes",
        (196, 170),
        "cap",
        "sea",
        lying=True,
    ),
    Kind("hoodie", "a hooded sweatshirt", hoodie, "clothes", (200, 130), "t-shirt", "gold", lying=True),
    Kind(
        "school-shirt",
        "a white school shirt with a tie",
        school_shirt,
        "clothes",
        (215, 170),
        "school-shoes",
        "ink",
        lying=True,
    ),
    Kind(
        "panjabi",
        "a long panjabi with an embroidered front",
        panjabi,
        "clothes",
        (205, 130),
        "gamcha",
        "roof",
        lying=True,
    ),
    Kind("salwar", "a kameez with its dupatta", salwar, "clothes", (215, 140), "bangles", "gold", lying=True),
    Kind("frock", "a child's frock with a bow", frock, "clothes", (200, 170), "gamcha", "rose", lying=True),
)
