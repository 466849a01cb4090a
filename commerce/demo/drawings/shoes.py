"""Pairs of shoes, toes to the right."""

from .palette import PAPER, Colourway, deep, pale
from .patterns import paint, sprig
from .scene import Kind
from .shapes import box, fill, form, gleam, lies, line, oval, place, repeat, stands


def pair(shoe: str, half: float = 120, dx: float = 44, dy: float = -70) -> str:
    """Two of the same shoe, one behind and to the right."""
    behind = place(stands(200, 326, half, 0.08) + shoe, 50 + dx, dy + 70, 0.8)
    return behind + place(stands(190, 326, half, 0.1) + shoe, -16, 42, 0.88)


def school_shoes(c: Colourway, pattern: str) -> str:
    """Black lace-up school shoes."""
    sole = form(
        "M64 300H322Q330 326 306 328H74Q60 326 64 300Z",
        deep(c.second, 0.35),
        fill(box(40, 298, 300, 7), pale(c.second, 0.2)),
        shade=(-8, -3),
    )
    upper = form(
        "M68 302Q60 240 78 204Q110 218 150 206L178 198Q212 232 262 244Q318 250 322 302Z",
        c.main,
        shade=(-10, -14),
        light=(5, 6),
        bright=0.24,
    )
    toe = line("M268 250Q250 272 256 300", deep(c.main, 0.5), 3.5) + line(
        "M80 250Q110 262 118 300", deep(c.main, 0.5), 3
    )
    mouth = fill("M78 204Q112 190 150 206Q112 220 78 204Z", deep(c.main, 0.6))
    tongue = form("M140 210L156 180Q176 178 186 200L214 232L190 244Z", pale(c.main, 0.14), shade=(-5, -4))
    laces = line("M160 208L190 200M174 222L204 212M188 236L220 226", PAPER, 6) + line(
        "M174 202Q150 172 132 184Q136 204 172 204Q196 172 210 184Q206 202 174 204", PAPER, 4.5
    )
    return pair(sole + upper + toe + mouth + tongue + laces + gleam("M276 256Q300 262 308 280", 7, 0.5), 130)


def trainers(c: Colourway, pattern: str) -> str:
    """Running shoes with a bright flash."""
    sole = form(
        "M52 288Q120 306 180 296Q250 284 334 292Q346 318 322 326H76Q52 324 52 288Z",
        PAPER,
        fill("M40 312H350V330H40Z", c.accent),
        shade=(-10, -4),
        light=None,
    )
    cut = "M56 292Q50 226 66 186Q76 178 92 186Q104 206 134 200L160 180Q196 232 254 246Q326 256 334 294Q250 284 180 298Q112 306 56 292Z"
    flash = fill("M86 286Q140 270 196 214L214 230Q176 276 120 296Z", c.accent)
    toe = fill("M274 240Q340 252 340 300L262 292Q282 270 262 246Z", c.second)
    heel = fill("M40 230Q80 226 100 300H40Z", c.second)
    upper = form(cut, c.main, toe + heel + flash, shade=(-10, -12), light=(5, 6))
    mouth = fill("M66 186Q92 164 128 178L160 180Q136 204 104 202Q84 196 66 186Z", deep(c.second, 0.4))
    tab = line("M64 188Q56 174 66 166", c.accent, 8)
    laces = line("M152 200L180 188M168 216L198 204M186 230L216 218M206 242L234 230", PAPER, 6.5)
    return pair(sole + upper + mouth + tab + laces, 134)


def rubber_boots(c: Colourway, pattern: str) -> str:
    """Tall rubber boots for the wet season."""

    def boot() -> str:
        cut = "M126 92Q166 104 210 92Q206 180 212 232Q270 244 292 282Q302 306 296 318H122Q112 240 126 92Z"
        upper = form(
            cut,
            c.main,
            paint(pattern, c) + fill(box(100, 276, 220, 8), deep(c.main, 0.25), 0.8),
            shade=(-26, -10),
            light=(6, 5),
        )
        sole = form(
            "M120 308H300Q308 322 298 332H122Q114 322 120 308Z",
            c.second,
            repeat(line(f"M{x} 318V330", deep(c.second, 0.5), 4) for x in range(136, 296, 16)),
            shade=None,
        )
        top = fill(oval(168, 93, 42, 10), deep(c.main, 0.6)) + line("M127 96Q166 110 209 96", c.accent, 10)
        return (
            upper + sole + top + gleam("M140 132Q136 190 136 240", 9, 0.5) + gleam("M226 250Q254 258 266 276", 6, 0.4)
        )

    back = stands(262, 318, 84, 0.1) + place(boot(), 70, 12, 0.92)
    return back + place(stands(212, 328, 92, 0.1) + boot(), -66, 0)


def sandals(c: Colourway, pattern: str) -> str:
    """Leather sandals seen from above."""

    def one() -> str:
        sole = "M0-140Q52-140 50-66Q42-20 46 36Q52 124 0 132Q-44 124-40 40Q-36-10-52-62Q-56-136 0-140Z"
        bed = (
            lies(sole)
            + place(fill(sole, deep(c.second, 0.45)), 4, 5)
            + form(
                sole,
                "#C6925A",
                line(
                    "M0-124Q40-120 36-66Q28-20 32 36Q36 110 0 118Q-30 110-27 40Q-22-10-38-62Q-40-120 0-124Z",
                    deep("#C6925A", 0.2),
                    2.4,
                    1,
                    "6 5",
                ),
                shade=(-6, -6),
            )
        )
        straps = form("M-56-76Q0-40 54-84L52-48Q0-4-48-40Z", c.main, paint(pattern, c), shade=(-5, -7)) + form(
            "M-46 44Q0 22 50 40L48 68Q0 52-44 72Z", c.main, paint(pattern, c), shade=(-5, -6)
        )
        stem = (
            form(box(-9, -60, 18, 104, 8), c.main, shade=(-5, 0))
            + form(oval(0, -46, 17, 17), c.accent, light=(3, 3))
            + form(box(34, 38, 20, 26, 5), "#DFA93F", shade=(-4, -3))
            + fill(box(39, 44, 10, 14, 2), c.second)
        )
        return bed + straps + stem

    return place(one(), 128, 212, 1, -9) + place(f'<g transform="scale(-1 1)">{one()}</g>', 268, 204, 1, 9)


def slippers(c: Colourway, pattern: str) -> str:
    """Rubber flip-flops seen from above."""

    def one() -> str:
        sole = "M0-142Q54-142 52-66Q40-14 44 40Q50 130 0 136Q-46 130-42 40Q-38-14-54-62Q-56-140 0-142Z"
        ribs = repeat(
            fill(oval(x, y, 3.2), deep(c.main, 0.28), 0.6) for y in range(-120, 128, 17) for x in range(-48, 52, 15)
        )
        bed = (
            lies(sole)
            + place(fill(sole, c.accent), 4, 6)
            + form(sole, c.main, paint(pattern, c) if pattern else ribs, shade=(-5, -6))
        )
        straps = (
            line("M-2-84Q-42-50-42 12M-2-84Q44-56 44 6", deep(c.second, 0.3), 19)
            + line("M-4-86Q-44-52-44 10M-4-86Q42-58 42 4", c.second, 14)
            + line("M-8-84Q-42-56-45-10M2-82Q34-62 40-20", pale(c.second, 0.4), 3)
        )
        return bed + straps + form(oval(-2, -86, 11), c.accent, light=(2, 2))

    return place(one(), 128, 206, 1.05, -10) + place(f'<g transform="scale(-1 1)">{one()}</g>', 270, 210, 1.05, 12)


def nagra(c: Colourway, pattern: str) -> str:
    """Embroidered nagra with curled toes."""
    sole = fill("M62 304Q180 322 310 306Q340 300 346 284L350 300Q340 324 306 328H76Q60 324 62 304Z", "#A8703F")
    cut = "M62 308Q56 262 70 232Q112 252 168 238Q212 250 262 262Q318 268 332 244Q342 222 326 216Q360 206 358 244Q352 300 310 308Q180 324 62 308Z"
    vine = line("M190 284Q230 296 280 284Q320 276 334 250", c.accent, 4) + repeat(
        place(sprig(c.accent, c.soft), x, y, 0.62, a)
        for x, y, a in ((196, 268, -10), (232, 276, 0), (268, 280, 10), (302, 276, 20))
    )
    edge = line("M70 236Q112 256 168 242Q212 254 230 258", c.accent, 6) + repeat(
        fill(oval(x, 282, 4.5), c.accent) for x in range(82, 180, 18)
    )
    upper = form(
        cut,
        c.main,
        vine + edge + line("M66 298Q180 312 300 298", c.accent, 3, 1, "3 7"),
        shade=(-10, -12),
        light=(4, 6),
    )
    mouth = fill("M70 232Q118 214 168 238Q116 254 70 232Z", deep(c.main, 0.55)) + fill(
        "M84 232Q118 222 154 236Q118 246 84 232Z", "#C6925A"
    )
    pom = form(oval(190, 246, 14), c.accent, light=(3, 3))
    return pair(sole + upper + mouth + pom, 136)


KINDS = (
    Kind("school-shoes", "a pair of lace-up school shoes", school_shoes, "shoes", (200, 245), "backpack", "sea"),
    Kind("trainers", "a pair of trainers", trainers, "shoes", (210, 245), "football", "cream"),
    Kind("rubber-boots", "a pair of rubber boots", rubber_boots, "shoes", (150, 160), "bucket", "sea"),
    Kind("sandals", "a pair of leather sandals", sandals, "shoes", (165, 180), "sun-hat", "teal", lying=True),
    Kind("slippers", "a pair of rubber slippers", slippers, "shoes", (165, 170), "soap", "teal", lying=True),
    Kind("nagra", "a pair of embroidered nagra", nagra, "shoes", (250, 265), "bangles", "gold"),
)
