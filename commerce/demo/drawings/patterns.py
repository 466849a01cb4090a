"""Cloth and surface patterns, painted over the whole canvas and cut to a form by its `on`."""

from math import cos, radians, sin

from .palette import Colourway, deep, pale
from .shapes import box, fill, line, oval, place, repeat

LOW, HIGH = -40, 440
RULE = "#C9BFAE"


def paint(pattern: str, c: Colourway) -> str:
    """The named pattern in a colourway; an unknown or empty name paints nothing."""
    painter = PATTERNS.get(pattern)
    return painter(c) if painter else ""


def stripes(c: Colourway) -> str:
    """Broad bands with a fine companion, lying flat."""
    return repeat(
        fill(box(LOW, y, 480, 15), c.accent) + fill(box(LOW, y + 22, 480, 4), c.soft) for y in range(LOW, HIGH, 52)
    )


def upright(c: Colourway) -> str:
    """Fine upright stripes, as in shirting."""
    return repeat(fill(box(x, LOW, 7, 480), pale(c.main, 0.45)) for x in range(LOW, HIGH, 24))


def checks(c: Colourway) -> str:
    """A gamcha check: two sets of bands that darken where they cross."""
    across = repeat(fill(box(LOW, y, 480, 20), c.accent, 0.62) for y in range(LOW, HIGH, 48))
    down = repeat(fill(box(x, LOW, 20, 480), c.accent, 0.62) for x in range(LOW, HIGH, 48))
    fine = repeat(fill(box(x + 32, LOW, 3, 480), c.soft, 0.9) for x in range(LOW, HIGH, 48))
    return across + down + fine


def dots(c: Colourway) -> str:
    """Spots in a quincunx."""
    return repeat(
        fill(oval(x + (15 if row % 2 else 0), y, 5.5), c.accent)
        for row, y in enumerate(range(LOW, HIGH, 26))
        for x in range(LOW, HIGH, 30)
    )


def jamdani(c: Colourway) -> str:
    """Woven sprigs in slanting rows, after the muslin of Dhaka."""
    return repeat(
        place(sprig(c.accent, c.soft), x + (22 if row % 2 else 0), y, 0.62)
        for row, y in enumerate(range(LOW, HIGH, 38))
        for x in range(LOW, HIGH, 44)
    )


def floral(c: Colourway) -> str:
    """Block-printed flowers with leaves between."""
    return repeat(
        place(flower(c.accent, c.soft), x + (30 if row % 2 else 0), y, 0.8, row * 24)
        for row, y in enumerate(range(LOW, HIGH, 46))
        for x in range(LOW, HIGH, 60)
    )


def waves(c: Colourway) -> str:
    """Running-stitch waves, as on a kantha."""
    run = "".join("q12-12 24 0t24 0" for _ in range(11))
    return repeat(line(f"M{LOW} {y}{run}", c.accent, 3.2, dash="9 6") for y in range(LOW, HIGH, 20))


def zigzag(c: Colourway) -> str:
    """Woven chevrons of the interior."""
    run = "".join("l14-16l14 16" for _ in range(18))
    rows = range(LOW, HIGH, 44)
    return repeat(line(f"M{LOW} {y}{run}", c.accent, 8) for y in rows) + repeat(
        line(f"M{LOW} {y + 17}{run}", c.soft, 3) for y in rows
    )


def sprig(colour: str, heart: str) -> str:
    """One woven sprig, about 40 units high."""
    leaves = "M0 18Q-18 12-16-4Q-3 2 0 18ZM0 18Q18 12 16-4Q3 2 0 18Z"
    bud = "M0 2Q-9-8 0-22Q9-8 0 2Z"
    return fill(leaves, colour) + fill(bud, colour) + fill(oval(0, -8, 3, 5), heart)


def flower(colour: str, heart: str) -> str:
    """One five-petalled flower, about 34 units wide."""
    petals = repeat(fill(oval(11 * cos(radians(a)), 11 * sin(radians(a)), 7.5), colour) for a in range(-90, 270, 72))
    return petals + fill(oval(0, 0, 5.5), heart) + fill(oval(0, 0, 2.4), deep(colour))


def rules(x: float, y: float, widths: tuple[float, ...], gap: float = 15, colour: str = RULE) -> str:
    """Lines of writing, seen from too far to read: strokes of the given widths, `gap` apart."""
    return repeat(line(f"M{x} {y + i * gap}h{w}", colour, 5) for i, w in enumerate(widths))


PATTERNS = {
    "stripes": stripes,
    "upright": upright,
    "checks": checks,
    "dots": dots,
    "jamdani": jamdani,
    "floral": floral,
    "waves": waves,
    "zigzag": zigzag,
}
