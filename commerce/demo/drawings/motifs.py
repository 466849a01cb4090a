"""Small pictures for labels, covers, shirts, stickers and cups: drawn around the origin, about 60 units wide."""

from collections.abc import Callable

from .palette import LEAF, Colourway, deep
from .patterns import PATTERNS, paint
from .patterns import flower as blossom
from .shapes import box, fill, line, oval, place, poly, repeat


def motif(name: str, one: str, two: str) -> str:
    """The named motif, mainly in colour `one` with details in `two`; nothing for an unknown name."""
    draw = MOTIFS.get(name)
    return draw(one, two) if draw else ""


def pepper(one: str, two: str) -> str:
    """A pointed pepper with its stalk."""
    body = "M14-20C30-12 26 14 4 24C-8 30-24 28-30 20C-16 20-10 8-6-6C-2-18 6-24 14-20Z"
    stalk = "M13-20Q14-30 24-32"
    return fill(body, one) + line("M-4 14Q10 8 14-8", two, 3, 0.7) + line(stalk, LEAF, 6)


def leaf(one: str, two: str) -> str:
    """A branch of three leaves."""
    blade = "M0 0Q-15-14 0-36Q15-14 0 0Z"
    fan = repeat(place(fill(blade, one), 0, 16, 1, a) for a in (-52, 0, 52))
    return fan + line("M0 30V-10M0 16L-20 0M0 16L20 0", two, 2.5)


def fish(one: str, two: str) -> str:
    """A hilsa in profile."""
    body = "M-34 0Q-8-26 20-4L36-17Q31 0 36 17L20 4Q-8 26-34 0Z"
    return fill(body, one) + fill(oval(-20, -3, 3), two) + line("M-9-9Q-3 0-9 9M2-9Q7 0 2 9", two, 2.5)


def sun(one: str, two: str) -> str:
    """A disc with rays."""
    rays = repeat(place(fill(poly((-4.5, -20), (4.5, -20), (0, -33)), one), turn=a) for a in range(0, 360, 30))
    return rays + fill(oval(0, 0, 17), one) + fill(oval(0, 0, 9), two)


def bee(one: str, two: str) -> str:
    """A honey bee from above."""
    wings = fill(oval(-15, -10, 17, 9), two, 0.7) + fill(oval(15, -10, 17, 9), two, 0.7)
    body = fill(oval(0, 4, 13, 20), one)
    return wings + body + line("M-10 0H10M-12 9H12M-7 18H7", two, 4) + fill(oval(0, -18, 8), deep(one, 0.4))


def mango(one: str, two: str) -> str:
    """A ripe mango with a leaf."""
    body = "M-6-22C20-30 34-4 22 14C12 30-16 30-24 12C-30-2-22-18-6-22Z"
    return fill(body, one) + line("M14-10Q20 4 10 14", two, 4, 0.8) + fill("M-4-22Q4-40 26-32Q18-18-4-22Z", LEAF)


def coconut(one: str, two: str) -> str:
    """A palm on its shore."""
    frond = "M0 0Q14-16 34-6Q16-6 0 0Z"
    crown = repeat(place(fill(frond, one), 2, -14, 1, a) for a in (-8, 36, -60, 188, 148, 236))
    return line("M-6 28Q-4 4 2-14", two, 6) + crown + fill("M-30 30Q0 18 30 30Z", two)


def lily(one: str, two: str) -> str:
    """The great water lily on its pad."""
    pad = fill(oval(0, 16, 34, 12), two)
    petals = repeat(place(fill("M0 0Q-9-16 0-32Q9-16 0 0Z", one), 0, 14, 1, a) for a in (-64, 64, -34, 34, 0))
    return pad + petals


def star(one: str, two: str) -> str:
    """A woven eight-pointed star."""
    rays = repeat(place(fill(poly((0, 0), (-7, -14), (0, -32), (7, -14)), one), turn=a) for a in range(0, 360, 45))
    return rays + fill(oval(0, 0, 7), two)


def dove(one: str, two: str) -> str:
    """A dove in flight with a twig."""
    bird = "M-32 6Q-12 10-4-2Q-12-26 6-34Q8-14 18-8Q24-14 32-10L26-4Q24 16 4 18Q-18 22-32 6Z"
    return fill(bird, one) + line("M31-8L40 2M36-3L43-6", two, 3.2)


def flame(one: str, two: str) -> str:
    """An oil lamp with its flame."""
    lamp = "M-28 4H26Q34 2 36-4Q38 18 14 26V32H-14V26Q-30 22-28 4Z"
    fire = "M0-2Q-20-14-4-40Q-2-30 6-26Q18-14 0-2Z"
    return fill(lamp, one) + fill(fire, deep(two, 0.08)) + fill("M1-6Q-8-12 0-24Q8-14 1-6Z", one)


def boat(one: str, two: str) -> str:
    """A river boat under sail."""
    hull = fill("M-34 12H34Q28 28 14 28H-16Q-30 26-34 12Z", one)
    return hull + fill("M0-34V6H-28Q-8-8 0-34Z", two) + fill("M6-26Q24-14 26 6H6Z", one)


def tower(one: str, two: str) -> str:
    """The iron clock tower."""
    roof = fill(poly((0, -38), (15, -18), (-15, -18)), one)
    body = fill(box(-12, -18, 24, 40), one) + fill(oval(0, -4, 8), two)
    hall = fill("M-34 30V16L-12 8V30ZM34 30V16L12 8V30Z", one)
    return roof + body + hall + line("M0-9V-4L4-1", one, 2.4) + fill("M-5 30V20Q0 13 5 20V30Z", two)


def rickshaw(one: str, two: str) -> str:
    """A cycle rickshaw from the side."""
    wheels = line(oval(-18, 18, 12), one, 4) + line(oval(24, 20, 9), one, 4)
    hood = fill("M-34 4Q-38-28-10-30Q4-28 6-16L-8-14L-6 4Z", one)
    seat = fill("M-32 4H2L6 12H-30Z", two)
    return hood + seat + wheels + line("M2 10L24 20L18-8L26-12", one, 3.6)


def bird(one: str, two: str) -> str:
    """A kiskadee on a twig."""
    body = "M-26-8Q-22-26-4-24Q10-22 14-8Q18 6 36 20L20 20Q4 24-8 16Q-18 8-18-4L-32-4Z"
    belly = "M-16-4Q-4-10 6 2Q8 12 4 18Q-16 16-16-4Z"
    return fill(body, one) + fill(belly, two) + fill(oval(-13, -13, 3), two) + line("M-26 26H34", one, 4)


def cross(one: str, two: str) -> str:
    """A plain Latin cross with a ring of light."""
    ring = line(oval(0, -8, 17), two, 3.5)
    return ring + fill(box(-4, -36, 8, 70, 2), one) + fill(box(-22, -12, 44, 8, 2), one)


def ballot(one: str, two: str) -> str:
    """A marked paper going into its box."""
    paper = fill(box(-15, -36, 30, 40, 2), two)
    tick = line("M-8-20L-2-13L9-27", one, 5)
    return paper + tick + fill(box(-30, -2, 60, 32, 4), one) + line("M-17 7H17", two, 4)


def pages(one: str, two: str) -> str:
    """An open book."""
    left = "M0-14Q-16-26-36-18V20Q-16 12 0 24Z"
    right = "M0-14Q16-26 36-18V20Q16 12 0 24Z"
    rules = "M-28-8Q-16-11-7-4M-28 2Q-16-1-7 6M28-8Q16-11 7-4M28 2Q16-1 7 6"
    return fill(left, one) + fill(right, one) + line(rules, two, 3) + line("M0-12V22", two, 2.4)


def bowl(one: str, two: str) -> str:
    """A steaming bowl."""
    return fill("M-34 0H34Q30 28 8 30H-8Q-30 28-34 0Z", one) + line(
        "M-14-10q-6-8 0-14M2-10q-6-10 0-18M18-10q-6-8 0-14", two, 4
    )


def flower(one: str, two: str) -> str:
    """A hibiscus."""
    return place(blossom(one, two), size=1.75)


MOTIFS: dict[str, Callable[[str, str], str]] = {
    f.__name__: f
    for f in (
        *(pepper, leaf, fish, sun, bee, mango, coconut, lily, star, dove, flame),
        *(boat, tower, rickshaw, bird, cross, ballot, pages, bowl, flower),
    )
}


def decor(  # noqa: PLR0917 coordinates read best in place
    pattern: str, c: Colourway, x: float, y: float, size: float = 1, fallback: str = ""
) -> str:
    """What lies on a surface: an all-over pattern, or one motif at (x, y); `fallback` when none is named."""
    name = pattern or fallback
    if name in PATTERNS:
        return paint(name, c)
    return place(motif(name, c.accent, c.soft), x, y, size)
