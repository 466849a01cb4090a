"""Leaflets, guides, binders and pads."""

from .motifs import motif
from .palette import BRASS, INK, PAPER, STEEL, Colourway, deep, pale
from .patterns import RULE, rules
from .scene import Kind
from .shapes import box, fill, form, lies, line, oval, place, repeat, spin, stands


def voter_guide(c: Colourway, pattern: str) -> str:
    """A three-fold leaflet standing open."""
    left = form(
        "M50 112L150 84V318L50 338Z",
        c.main,
        fill(oval(98, 190, 40), c.soft)
        + place(motif(pattern or "ballot", c.main, c.accent), 98, 192, 0.95)
        + line("M72 262L130 250M72 284L116 274", c.accent, 7),
        shade=(-14, 0),
    )
    boxes = repeat(
        line(box(168, y, 16, 16, 3), c.main, 3.4) + line(f"M196 {y + 9}L236 {y + 15}", RULE, 5)
        for y in (128, 162, 196, 230)
    )
    tick = line("M170 135L176 142L188 124M170 203L176 210L188 192", c.accent if c.name != "cream" else c.main, 5)
    middle = form(
        "M150 84L252 116V338L150 318Z",
        PAPER,
        boxes + tick + fill("M150 268L252 292V340H150Z", c.accent, 0.9),
        shade=(-34, 0),
        light=None,
        dark=0.12,
    )
    right = form(
        "M252 116L352 86V312L252 338Z",
        pale(c.main, 0.82),
        fill("M252 116L352 86V150L252 180Z", c.main)
        + line("M272 212L334 196M272 232L334 216M272 252L320 239M272 276L334 260M272 296L312 286", RULE, 5),
        shade=(-12, 0),
        light=None,
        dark=0.14,
    )
    return stands(204, 330, 158, 0.1) + left + middle + right


def study_guide(c: Colourway, pattern: str) -> str:
    """A spiral-bound guide, its cover turned a little."""
    back = box(92, 62, 220, 284, 8)
    page = box(88, 58, 220, 284, 8)
    lower = fill(back, deep(c.second, 0.2)) + form(
        page, PAPER, rules(260, 90, (30, 30, 30, 30, 30, 30), 30), shade=(-6, -6), light=None
    )
    cover = box(84, 52, 212, 284, 8)
    panel = fill(box(84, 52, 212, 96), c.second) + fill(box(84, 148, 212, 8), c.accent)
    sign = fill(oval(196, 236, 64), c.soft) + place(motif(pattern or "flame", c.main, c.accent), 196, 240, 1.5)
    title = line("M134 86H262M134 112H222", c.soft, 9)
    face = form(cover, c.main, panel + title + sign, shade=(-8, -7))
    coil = repeat(
        fill(oval(102, y, 5), deep(c.second, 0.6))
        + line(f"M104 {y}Q74 {y - 14} 72 {y}Q74 {y + 10} 96 {y + 3}", STEEL, 4.4)
        for y in range(74, 330, 23)
    )
    return spin(lies(back) + lower + face + coil, 4)


def binder(c: Colourway, pattern: str) -> str:
    """A curriculum binder with tabbed dividers."""
    tabs = repeat(
        form(box(250, y, 66, 40, 7), k, shade=(-6, -5))
        for y, k in ((104, "#EAAE34"), (156, "#BF3A2B"), (208, "#2A7B52"), (260, "#2E6CA4"))
    )
    leaves = form(
        box(120, 76, 178, 248, 3),
        PAPER,
        repeat(line(f"M{x} 70V330", RULE, 2) for x in (282, 290)),
        shade=(-8, 0),
        light=None,
    )
    spine = form(
        "M74 62L128 54V334L74 326Z",
        c.second,
        fill(box(70, 96, 64, 88), c.soft)
        + fill(oval(101, 282, 17), deep(c.second, 0.5))
        + line(oval(101, 282, 17), STEEL, 5),
        shade=(-8, 0),
    )
    mark = place(motif(pattern or "pages", c.main, c.accent), 101, 140, 0.62)
    sign = (
        fill(box(158, 104, 96, 128, 10), c.soft)
        + place(motif(pattern or "pages", c.main, c.accent), 206, 160, 1.3)
        + line("M178 208H234", c.accent, 7)
    )
    face = form(
        "M128 54L282 60V328L128 334Z",
        c.main,
        sign + fill(box(128, 40, 9, 310), deep(c.main, 0.3)),
        shade=(-16, -5),
    )
    return stands(194, 330, 122, 0.12) + tabs + leaves + spine + mark + face


def sermon_pad(c: Colourway, pattern: str) -> str:
    """A ruled pad of sermon outlines with a fountain pen."""
    sheet = box(92, 60, 208, 284, 4)
    lines = line("M130 60V350", "#E7A79B", 2.6) + repeat(
        line(f"M92 {y}H300", "#CFD9E2", 2.4) for y in range(124, 344, 24)
    )
    notes = (
        rules(142, 118, (104,), 24, c.main)
        + rules(142, 142, (130, 96), 24, RULE)
        + rules(142, 214, (86,), 24, c.main)
        + rules(142, 238, (126, 110, 74), 24, RULE)
    )
    marks = repeat(fill(oval(116, y, 5), c.accent) for y in (118, 214))
    paper = form(sheet, "#FFFBEA", lines + notes + marks, shade=(-7, -7), light=None, dark=0.14)
    head = form(
        box(88, 48, 216, 46, 6),
        c.main,
        place(motif(pattern or "cross", c.accent, c.soft), 196, 71, 0.44) + line("M88 92H304", c.accent, 4),
        shade=(-8, -6),
    )
    body = (
        lies(box(92, 52, 216, 296, 4))
        + fill(box(98, 68, 208, 284, 4), "#E4DCC8")
        + fill(box(95, 64, 208, 284, 4), "#F1EAD8")
        + paper
        + head
    )
    barrel = (
        form("M-11-112Q0-124 11-112V-4H-11Z", c.second, shade=(-6, 0))
        + form(box(-12, -4, 24, 70, 3), c.main, shade=(-7, 0))
        + fill(box(-12, -8, 24, 8), BRASS)
    )
    nib = form("M-9 66H9L0 110Z", BRASS, line("M0 84V108", INK, 1.8), shade=(-3, 0)) + line("M13-96V-36", BRASS, 5)
    pen = place(lies("M-11-112H11V66L0 110L-11 66Z", (6, 9)) + barrel + nib, 318, 214, 1.05, 24)
    return place(spin(body, -5) + pen, -14, 0)


KINDS = (
    Kind("voter-guide", "a folded voter guide", voter_guide, "resources", (150, 190), "study-guide", "gold"),
    Kind(
        "study-guide",
        "a spiral-bound study guide",
        study_guide,
        "resources",
        (170, 200),
        "voter-guide",
        "roof",
        lying=True,
    ),
    Kind("binder", "a curriculum binder with dividers", binder, "resources", (190, 170), "pencils", "gold"),
    Kind(
        "sermon-pad",
        "a pad of sermon outlines with a pen",
        sermon_pad,
        "ministry",
        (200, 150),
        "hymn-book",
        "plum",
        lying=True,
    ),
)
