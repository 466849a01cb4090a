"""Balls and bats."""

from math import cos, radians, sin

from .motifs import motif
from .palette import PAPER, STRAW, Colourway, deep, mix
from .scene import Kind
from .shapes import box, fill, form, gleam, line, oval, place, poly, repeat, stands


def _ring(cx: float, cy: float, r: float, count: int, start: float) -> list[tuple[float, float]]:
    """Corners of a regular polygon, the first at `start` degrees."""
    return [
        (cx + r * cos(radians(start + i * 360 / count)), cy + r * sin(radians(start + i * 360 / count)))
        for i in range(count)
    ]


def football(c: Colourway, pattern: str) -> str:
    """A match ball with one coloured set of panels."""
    inner, mid = (_ring(190, 196, r, 5, -82) for r in (42, 84))
    seams = repeat(
        line(f"M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}", deep(PAPER, 0.4), 4)
        for a, b in zip(inner, mid, strict=True)
    )
    hexes = ""
    for i in range(5):
        p, q = mid[i], mid[(i + 1) % 5]
        o = ((p[0] + q[0] - 380) * 0.74 + 190, (p[1] + q[1] - 392) * 0.74 + 196)
        hexes += line(f"M{p[0]:.1f} {p[1]:.1f}L{o[0]:.1f} {o[1]:.1f}L{q[0]:.1f} {q[1]:.1f}", deep(PAPER, 0.4), 4)
    patches = ""
    for i in range(5):
        x, y = _ring(190, 196, 122, 5, -82)[i]
        patches += place(
            fill(poly((-20, -22), (20, -22), (34, 10), (0, 34), (-34, 10)), c.main if i % 2 else c.second),
            x,
            y,
            1,
            -82 + i * 72 + 90,
        )
    ball = form(
        oval(190, 200, 130),
        PAPER,
        seams + hexes + patches + fill(poly(*inner), c.main),
        shade=(-26, -26),
        light=None,
        dark=0.24,
    )
    return stands(196, 328, 84, 0.16) + ball


def cricket_bat(c: Colourway, pattern: str) -> str:
    """A cricket bat leaning, with a ball."""
    blade = "M-38-60Q0-84 38-60V168Q34 190 0 192Q-34 190-38 168Z"
    face = form(
        blade,
        "#EED3A0",
        line("M0-70V190", deep(STRAW, 0.18), 3)
        + fill(box(-50, -26, 100, 52), c.main)
        + fill(box(-50, 30, 100, 7), c.accent)
        + place(motif(pattern or "star", c.accent, c.soft), 0, 0, 0.62),
        shade=(-20, -3),
        light=(5, 4),
    )
    grip = form(
        "M-12-172Q0-180 12-172L16-62H-16Z",
        c.second,
        repeat(line(f"M-20 {y}L20 {y - 10}", c.accent, 4.5) for y in range(-166, -50, 15)),
        shade=(-8, 0),
        light=(3, 0),
    )
    bat = place(grip + face, 168, 186, 0.98, 22)
    ball = form(
        oval(292, 278, 48),
        "#B2302A",
        line("M262 246Q296 278 300 324", PAPER, 3, 1, "6 5") + line("M272 240Q306 276 310 320", PAPER, 3, 1, "6 5"),
        shade=(-12, -12),
        light=(5, 5),
    )
    return stands(126, 332, 66, 0.16) + bat + stands(296, 324, 44, 0.18) + ball


def cricket_balls(c: Colourway, pattern: str) -> str:
    """Two cricket balls and a set of bails."""

    def ball(x: float, y: float, r: float, tone: str) -> str:
        stitch = repeat(
            line(
                f"M{x - r * 0.5 + k} {y - r}Q{x + k} {y} {x - r * 0.34 + k} {y + r}",
                mix(PAPER, tone, 0.1),
                3.4,
                1,
                "7 6",
            )
            for k in (0, 15, 30)
        )
        return (
            stands(x + 4, y + r - 3, r * 0.72, 0.2)
            + form(oval(x, y, r), tone, stitch, shade=(-r * 0.24, -r * 0.24), light=(5, 6), dark=0.27)
            + gleam(
                f"M{x - r * 0.74:.0f} {y - r * 0.1:.0f}Q{x - r * 0.64:.0f} {y - r * 0.54:.0f} {x - r * 0.26:.0f} {y - r * 0.74:.0f}",
                8,
                0.6,
            )
        )

    bail = form("M-56-6Q-30-14-20-8H20Q30-14 56-6V6Q30 14 20 8H-20Q-30 14-56 6Z", "#EED3A0", shade=(-4, -6))
    bails = stands(286, 338, 56, 0.1) + place(bail, 292, 330, 1, -10) + place(bail, 270, 314, 1, 14)
    return ball(246, 212, 84, c.second if c.name != "cream" else "#BF3A2B") + ball(146, 234, 94, c.main) + bails


def netball(c: Colourway, pattern: str) -> str:
    """A panelled netball with a grip of fine points."""
    points = repeat(
        fill(oval(x + (5 if row % 2 else 0), y, 2.2), deep(c.soft, 0.22))
        for row, y in enumerate(range(64, 336, 10))
        for x in range(50, 336, 11)
    )
    bands = (
        fill("M50 150Q190 240 340 130V190Q190 300 50 210Z", c.main)
        + fill("M120 50Q230 170 190 350H250Q286 170 180 50Z", c.second)
        + fill("M50 228Q190 318 340 208V224Q190 334 50 244Z", c.accent)
    )
    seams = line(
        "M60 150Q190 240 330 130M60 210Q190 300 330 190M122 80Q230 170 190 340M180 64Q286 170 250 340",
        PAPER,
        4,
    )
    ball = form(oval(192, 200, 130), c.soft, points + bands + seams, shade=(-28, -26), light=(8, 8), dark=0.22)
    return stands(198, 328, 84, 0.16) + ball + gleam("M92 168Q106 120 148 96", 9, 0.7)


KINDS = (
    Kind("football", "a football", football, "sports", (180, 180), "trainers", "sea"),
    Kind("cricket-bat", "a cricket bat and ball", cricket_bat, "sports", (190, 190), "cap", "gold"),
    Kind(
        "cricket-balls",
        "two cricket balls and bails",
        cricket_balls,
        "sports",
        (160, 220),
        "cricket-bat",
        "cane",
    ),
    Kind("netball", "a netball", netball, "sports", (190, 190), "trainers", "rose"),
)
