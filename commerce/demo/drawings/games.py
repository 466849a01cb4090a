"""Boards, bones and kites."""

from .motifs import motif
from .palette import BRASS, CREAM, DARKWOOD, IRON, WOOD, Colourway, deep, mix, pale
from .scene import Kind
from .shapes import box, fill, form, lies, line, oval, place, poly, repeat, spin


def dominoes(c: Colourway, pattern: str) -> str:
    """A hand of dominoes on their tin."""
    spots = {
        1: ((0, 0),),
        2: ((-12, -12), (12, 12)),
        3: ((-13, -13), (0, 0), (13, 13)),
        4: ((-12, -12), (12, -12), (-12, 12), (12, 12)),
        5: ((-13, -13), (13, -13), (0, 0), (-13, 13), (13, 13)),
        6: ((-12, -14), (12, -14), (-12, 0), (12, 0), (-12, 14), (12, 14)),
    }

    def bone(top: int, low: int) -> str:
        pips = repeat(fill(oval(x, y - 38, 5.6), c.main) for x, y in spots[top]) + repeat(
            fill(oval(x, y + 38, 5.6), c.main) for x, y in spots[low]
        )
        cut = box(-36, -76, 72, 152, 11)
        return (
            lies(cut, (6, 8))
            + place(fill(cut, deep(c.second, 0.3)), 3, 5)
            + form(
                cut,
                "#FFF9EC",
                pips + line("M-22 0H22", c.accent, 4) + fill(oval(0, 0, 5), BRASS),
                shade=(-6, -6),
                light=None,
                dark=0.15,
            )
        )

    tin = lies(box(56, 206, 178, 128, 14)) + form(
        box(56, 206, 178, 128, 14),
        c.main,
        line(box(68, 218, 154, 104, 8), c.accent, 3.4)
        + place(motif(pattern or "tower", c.accent, c.soft), 145, 272, 1.15),
        shade=(-9, -8),
    )
    return (
        tin
        + place(bone(6, 4), 112, 134, 1, -24)
        + place(bone(5, 3), 200, 116, 1, -3)
        + place(bone(2, 6), 288, 150, 1, 20)
        + place(bone(1, 5), 304, 276, 1, 74)
    )


def kite(c: Colourway, pattern: str) -> str:
    """A paper kite with a long tail, singing in the wind."""
    tail = "M214 306C260 350 150 356 176 384C186 394 240 378 262 396"
    sail = poly((190, 34), (318, 150), (214, 312), (72, 156))
    quarters = (
        fill(poly((190, 34), (318, 150), (194, 153)), c.accent)
        + fill(poly((72, 156), (194, 153), (214, 312)), c.second)
        + fill(poly((318, 150), (214, 312), (194, 153)), pale(c.main, 0.18))
    )
    star = fill(oval(196, 152, 44), c.soft) + place(motif(pattern or "star", c.main, c.accent), 196, 152, 1.05)
    bones = line("M190 34L214 312M72 156Q196 120 318 150", DARKWOOD, 4.4)
    frill = repeat(
        form(poly((x, y), (x + 17, y + 13), (x - 4, y + 26)), k, shade=None)
        for x, y, k in (
            (322, 150, c.main),
            (308, 174, c.accent),
            (292, 200, c.main),
            (70, 158, c.main),
            (86, 182, c.accent),
            (104, 206, c.main),
        )
    )
    body = form(sail, c.main, quarters, shade=(-9, -8), light=(4, 5), dark=0.17)
    bows = repeat(
        place(form("M0 0L-20-13V13ZM0 0L20-13V13Z", k, shade=(-3, -3)), x, y, 1, a)
        for x, y, k, a in ((226, 332, c.accent, 40), (178, 364, c.main, -30), (236, 386, c.second, 12))
    )
    return lies(sail, (16, 24), 0.2) + line(tail, deep(c.second), 3.4) + frill + body + bones + star + bows


def carrom(c: Colourway, pattern: str) -> str:
    """A carrom board with its men."""
    frame = box(54, 58, 288, 288, 14)
    bed = form(box(80, 84, 236, 236, 3), "#F0D6A2", shade=(8, 8), light=None)
    pockets = repeat(fill(oval(x, y, 17), deep(DARKWOOD, 0.6)) for x in (98, 298) for y in (102, 302))
    lines = (
        line(
            "M128 120H268M128 128H268M128 284H268M128 276H268M116 134V270M124 134V270M280 134V270M272 134V270",
            deep(c.second, 0.1),
            2.4,
        )
        + line(oval(198, 202, 44), c.main, 4)
        + line("M122 126L156 160M274 126L240 160M122 278L156 244M274 278L240 244", c.second, 3)
    )
    men = repeat(
        lies(oval(x, y, 13), (2, 3))
        + form(oval(x, y, 13), k, line(oval(x, y, 7), deep(k, 0.25), 2), shade=(-3, -3), light=(2, 2))
        for x, y, k in (
            (198, 202, c.main),
            (198, 175, IRON),
            (222, 189, CREAM),
            (222, 216, IRON),
            (198, 229, CREAM),
            (174, 216, IRON),
            (174, 189, CREAM),
            (256, 258, CREAM),
            (146, 154, IRON),
        )
    )
    striker = lies(oval(206, 280, 20), (4, 5)) + form(
        oval(206, 280, 20),
        c.accent,
        place(motif(pattern or "star", c.main, c.soft), 206, 280, 0.42),
        shade=(-4, -4),
        light=(3, 3),
    )
    return spin(
        lies(frame)
        + fill(box(58, 64, 288, 290, 14), deep(DARKWOOD, 0.4))
        + form(frame, mix(WOOD, c.second, 0.3), shade=(-8, -8))
        + bed
        + pockets
        + lines
        + men
        + striker,
        -8,
    )


KINDS = (
    Kind("dominoes", "dominoes and their tin", dominoes, "sports", (190, 150), "carrom", "roof", lying=True),
    Kind("kite", "a paper kite with a tail", kite, "sports", (196, 160), "football", "roof", lying=True),
    Kind("carrom", "a carrom board with its men", carrom, "sports", (200, 210), "dominoes", "sea", lying=True),
)
