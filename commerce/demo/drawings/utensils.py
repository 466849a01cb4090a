"""What lies on the kitchen table: griddle, rolling board, cutlass, spice box."""

from .palette import BRASS, CREAM, IRON, LEAF, SILVER, STEEL, WOOD, Colourway, deep, mix, pale
from .scene import Kind
from .shapes import box, fill, form, lies, line, oval, place, repeat


def tawa(c: Colourway, pattern: str) -> str:
    """A griddle with a puffed roti, seen from above."""
    pan = oval(176, 220, 138)
    handle = place(
        lies(box(-15, 0, 30, 150, 15), (5, 8))
        + form(box(-15, 0, 30, 150, 15), c.main, fill(oval(0, 128, 7), deep(c.main, 0.6)), shade=(-8, -4)),
        266,
        130,
        1,
        -137,
    )
    plate = lies(pan) + form(
        pan, IRON, line(oval(176, 220, 118), pale(IRON, 0.14), 4), shade=(-8, -9), light=(4, 5), dark=0.35
    )
    bread = "M176 128Q262 124 268 214Q272 306 182 312Q88 314 84 224Q82 134 176 128Z"
    spots = repeat(
        fill(oval(x, y, w, h), "#B87333", 0.85)
        for x, y, w, h in (
            (140, 176, 18, 12),
            (206, 168, 12, 8),
            (228, 226, 17, 20),
            (160, 240, 14, 10),
            (196, 276, 22, 10),
            (120, 250, 9, 12),
            (184, 206, 8, 6),
        )
    )
    roti = lies(bread, (4, 5)) + form(bread, "#EFCF94", spots, shade=(-12, -13), light=(6, 7), dark=0.14)
    butter = form("M160 204H196L204 214V226H168L160 216Z", "#FBE3A0", shade=(-6, -4))
    return handle + plate + roti + butter


def rolling_board(c: Colourway, pattern: str) -> str:
    """A round rolling board with its pin and a circle of dough."""
    board = oval(186, 218, 138)
    rings = repeat(line(f"M60 {y}Q186 {y + 16} 320 {y - 6}", deep(WOOD, 0.16), 3, 0.6) for y in range(96, 350, 27))
    base = (
        lies(board)
        + fill(oval(190, 223, 138), deep(WOOD, 0.5))
        + form(board, mix(WOOD, CREAM, 0.28), rings, shade=(-9, -10))
    )
    dough = form(
        "M186 136Q256 130 264 206Q268 290 184 292Q110 292 106 216Q106 142 186 136Z",
        "#F7EBCF",
        shade=(-9, -9),
        dark=0.12,
    )
    barrel = form(
        "M-22-92Q0-100 22-92Q32 0 22 92Q0 100-22 92Q-32 0-22-92Z",
        WOOD,
        line("M-8-90Q-14 0-8 90M8-92Q14 0 8 92", deep(WOOD, 0.2), 2.4, 0.7),
        shade=(-14, -3),
        light=(5, 2),
    )
    grips = repeat(
        form(d, c.main, shade=(-7, -2), light=(3, 2))
        for d in (
            "M-10-92Q-18-130-8-142Q0-148 8-142Q18-130 10-92Z",
            "M-10 92Q-18 130-8 142Q0 148 8 142Q18 130 10 92Z",
        )
    )
    pin = place(lies("M-24-92L-10-142H10L24-92V92L10 142H-10L-24 92Z", (8, 11)) + grips + barrel, 262, 236, 1, 38)
    flour = repeat(
        fill(oval(x, y, r), "#FFFAEC", 0.9)
        for x, y, r in ((92, 176, 4), (104, 160, 3), (120, 300, 4), (100, 284, 3), (150, 322, 3.4))
    )
    return base + dough + flour + pin


def cutlass(c: Colourway, pattern: str) -> str:
    """A kitchen cutlass on a chopping board with limes and pepper."""
    board = box(60, 120, 280, 190, 22)
    grain = repeat(line(f"M50 {y}Q200 {y + 10} 350 {y - 4}", deep(WOOD, 0.18), 3, 0.6) for y in range(136, 310, 26))
    slab = (
        lies(board)
        + place(fill(board, deep(WOOD, 0.45)), 3, 7)
        + form(board, mix(WOOD, CREAM, 0.2), grain + fill(oval(318, 144, 9), deep(WOOD, 0.6)), shade=(-9, -8))
    )
    blade = "M-150-14Q-40-30 60-24V26Q-70 40-128 30Q-150 14-150-14Z"
    steel = form(
        blade,
        SILVER,
        fill("M-160 14Q-40 24 60 10V60H-160Z", pale(SILVER, 0.75)),
        shade=(-6, -8),
        light=(3, 5),
    ) + line("M-120-8H40", deep(SILVER, 0.15), 3)
    grip = form(
        "M58-24H78Q128-30 146-10Q152 10 140 26Q120 20 78 26H58Z",
        c.main,
        repeat(fill(oval(x, 2, 5), BRASS) for x in (80, 104, 126)),
        shade=(-6, -9),
    )
    knife = place(lies(blade, (7, 11)) + lies("M58-24H146V26H58Z", (7, 11)) + steel + grip, 206, 196, 1.06, -17)
    lime = place(
        lies(oval(0, 0, 30), (4, 6))
        + form(
            oval(0, 0, 30),
            "#7FA63A",
            fill(oval(0, 0, 24), "#EAF0BC")
            + repeat(
                line(f"M0 0L{x} {y}", "#A9C45A", 3)
                for x, y in ((21, 0), (10, 19), (-10, 19), (-21, 0), (-10, -19), (10, -19))
            ),
            shade=(-4, -4),
        ),
        130,
        272,
    )
    chilli = (
        line("M206 276Q236 292 276 268", "#BF3A2B", 17)
        + line("M208 271Q236 284 268 268", "#F2A08C", 3, 0.7)
        + line("M206 276Q194 268 192 256", LEAF, 6)
    )
    return slab + lime + chilli + knife


def spice_box(c: Colourway, pattern: str) -> str:
    """A round masala box with seven cups, seen from above."""
    rim = oval(196, 206, 146)
    pan = (
        lies(rim)
        + fill(oval(200, 212, 146), deep(STEEL, 0.45))
        + form(rim, SILVER, shade=(-7, -8))
        + form(oval(196, 206, 130), STEEL, shade=(9, 9), light=None)
    )
    fillings = ("#D9822B", "#BF3A2B", "#E5B23A", "#7A4A2B", "#5D7A38", "#EBDDC0", c.main)
    spots = [(196, 206)] + [
        (196 + dx, 206 + dy) for dx, dy in ((0, -84), (73, -42), (73, 42), (0, 84), (-73, 42), (-73, -42))
    ]

    def cup(x: float, y: float, tone: str) -> str:
        grit = repeat(
            fill(oval(x + dx, y + dy, 2.6), k)
            for dx, dy, k in (
                (-12, -8, pale(tone)),
                (8, -14, pale(tone)),
                (14, 6, deep(tone)),
                (-6, 12, deep(tone)),
                (2, -2, pale(tone)),
                (-16, 6, deep(tone)),
            )
        )
        return (
            lies(oval(x, y, 37), (3, 4))
            + form(oval(x, y, 38), SILVER, shade=(-4, -4))
            + form(oval(x, y, 31), tone, grit, shade=(6, 6), light=None, dark=0.24)
        )

    cups = repeat(cup(x, y, tone) for (x, y), tone in zip(spots, fillings, strict=True))
    spoon = place(
        lies(box(-6, -90, 12, 120, 6), (4, 7))
        + form(box(-6, -90, 12, 110, 6), BRASS, shade=(-4, -2))
        + form(oval(0, 34, 17, 22), BRASS, shade=(6, 6), light=None),
        286,
        296,
        1,
        -34,
    )
    return pan + cups + spoon


KINDS = (
    Kind(
        "tawa",
        "a griddle with a roti on it",
        tawa,
        "kitchen",
        (190, 220),
        "rolling-board",
        "teal",
        lying=True,
    ),
    Kind(
        "rolling-board",
        "a rolling board with its pin",
        rolling_board,
        "kitchen",
        (220, 210),
        "tawa",
        "roof",
        lying=True,
    ),
    Kind(
        "cutlass",
        "a kitchen cutlass on a chopping board",
        cutlass,
        "kitchen",
        (230, 200),
        "spice-box",
        "clay",
        lying=True,
    ),
    Kind(
        "spice-box",
        "a round spice box with seven cups",
        spice_box,
        "kitchen",
        (196, 200),
        "rolling-board",
        "cane",
        lying=True,
    ),
)
