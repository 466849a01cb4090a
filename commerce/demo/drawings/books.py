"""Bound books: scripture, hymns, commentary, studies, novels for a reader."""

from .motifs import decor, motif
from .palette import BRASS, INK, PAPER, RED, SHADE, Colourway, deep, pale
from .scene import Kind
from .shapes import box, fill, form, lies, line, oval, place, poly, repeat, spin, stands

EDGE = "#F1E7D0"


def hymn_book(c: Colourway, pattern: str) -> str:
    """A leather-bound book of hymns or scripture with gilt edges and ribbon."""
    back = box(104, 64, 208, 282, 14)
    pages = form(
        box(112, 70, 198, 268, 6),
        BRASS,
        line("M306 80V330M120 330H300", deep(BRASS, 0.3), 2),
        shade=(-4, -4),
        light=None,
    )
    cover = box(92, 54, 206, 276, 14)
    frame = line(box(112, 74, 172, 236, 8), c.accent, 3.4) + repeat(
        fill(oval(x, y, 7), c.accent) for x in (120, 276) for y in (82, 302)
    )
    sign = place(motif(pattern or "cross", c.accent, c.accent), 198, 196, 1.9)
    spine = fill(box(92, 54, 16, 276), deep(c.main, 0.35), 0.7)
    face = form(cover, c.main, frame + sign + spine, shade=(-9, -9), light=(4, 4), dark=0.24)
    ribbon = fill("M246 330V374L254 364L262 374V330Z", RED if c.name != "roof" else BRASS)
    grain = line("M126 128Q160 118 190 132M214 276Q246 284 270 270", pale(c.main), 3, 0.25)
    return spin(lies(back) + fill(back, deep(c.main, 0.5)) + ribbon + pages + face + grain, -6)


def commentary(c: Colourway, pattern: str) -> str:
    """A thick hardback standing, spine towards us."""
    spine = form(
        "M92 72Q116 64 140 74V326Q116 332 92 322Z",
        c.second,
        repeat(fill(box(88, y, 60, 7), c.accent) for y in (92, 112, 270, 290)),
        shade=(-10, 0),
    )
    knot = place(motif(pattern or "lily", c.accent, c.soft), 116, 190, 0.62)
    top = fill("M98 70L140 54L306 62L300 76L140 76Z", EDGE) + line("M112 70L146 60M130 72L160 60", deep(EDGE, 0.25), 2)
    band = (
        fill(box(130, 206, 200, 66), c.accent)
        + fill(box(130, 214, 200, 3), c.second)
        + fill(box(130, 261, 200, 3), c.second)
    )
    sign = fill(oval(222, 236, 62), c.soft) + place(motif(pattern or "lily", c.main, c.accent), 222, 232, 1.35)
    face = form(
        "M140 74L304 76V322L140 328Z",
        c.main,
        fill(box(140, 60, 12, 280), deep(c.main, 0.3)) + band + sign + line("M172 112H274M186 134H260", c.accent, 7),
        shade=(-16, -5),
        light=(4, 4),
    )
    side = fill("M304 76L312 72V316L304 322Z", deep(c.main, 0.5))
    return stands(204, 324, 110, 0.12) + top + spine + knot + face + side


def bible_study(c: Colourway, pattern: str) -> str:
    """A paperback workbook with a large picture on its cover."""
    back = box(96, 58, 216, 290, 5)
    cover = box(88, 50, 216, 290, 5)
    hill = fill("M60 262Q150 206 220 250T340 236V360H60Z", c.second) + fill(
        "M60 292Q160 248 240 288T340 276V360H60Z", deep(c.second, 0.25)
    )
    disc = fill(oval(196, 190, 78), c.accent) + place(motif(pattern or "pages", c.main, c.soft), 196, 186, 1.7)
    title = line("M122 84H236M122 106H196", c.soft, 9)
    face = form(
        cover,
        c.main,
        disc + hill + title + fill(box(88, 50, 9, 290), SHADE, 0.16),
        shade=(-8, -7),
        light=(3, 3),
        dark=0.2,
    )
    curl = fill("M304 300Q296 322 262 340L304 340Z", EDGE) + fill(
        "M304 300Q280 312 262 340Q292 326 304 300Z", pale(c.main, 0.5)
    )
    return spin(lies(back) + fill(back, deep(c.main, 0.45)) + fill(box(92, 54, 217, 290, 4), EDGE) + face + curl, 5)


def book_stack(c: Colourway, pattern: str) -> str:
    """Three books lying on one another, a lamp motif on the top one's spine."""
    rows = ((276, 50, c.second, 56, 300), (224, 52, c.accent, 74, 270), (180, 44, c.main, 62, 286))
    stack = ""
    for y, h, tone, x, w in rows:
        leaves = form(
            box(x + 16, y + 6, w - 8, h - 12, 3),
            EDGE,
            repeat(line(f"M{x} {y + k}H400", deep(EDGE, 0.2), 1.6, 0.7) for k in range(14, h - 8, 8)),
            shade=(-20, 0),
            light=None,
        )
        cover = f"M{x + w} {y}H{x + 20}Q{x} {y} {x} {y + h / 2}Q{x} {y + h} {x + 20} {y + h}H{x + w}V{y + h - 8}H{x + 26}Q{x + 14} {y + h - 8} {x + 14} {y + h / 2}Q{x + 14} {y + 8} {x + 26} {y + 8}H{x + w}Z"
        stack += leaves + form(cover, tone, shade=(-10, -4), light=(3, 4))
    open_book = place(lies("M-130 0Q-70-36 0-8Q70-36 130 0L118 44Q60 16 0 36Q-60 16-118 44Z", (6, 10)), 206, 142)
    left = form(
        "M206 136Q140 98 76 132L90 172Q146 146 206 170Z",
        PAPER,
        line("M100 136Q144 120 190 140M104 150Q146 136 192 154", "#B8AC95", 3),
        shade=(-10, -3),
        light=None,
    )
    right = form(
        "M206 136Q272 98 336 132L322 172Q266 146 206 170Z",
        PAPER,
        line("M312 136Q268 120 222 140M308 150Q266 136 222 154", "#B8AC95", 3),
        shade=(-12, -4),
        light=None,
    )
    board = fill(
        "M206 142Q140 106 70 138L86 182Q146 156 206 180Q266 156 326 182L342 138Q272 106 206 142Z",
        deep(c.main, 0.35),
    )
    return stands(206, 326, 148, 0.1) + stack + open_book + board + left + right


def prayer_journal(c: Colourway, pattern: str) -> str:
    """A cloth journal with an elastic band and a pencil."""
    back = box(100, 66, 200, 276, 16)
    cover = box(94, 58, 200, 276, 16)
    sign = decor(pattern, c, 186, 196, 2, "dove")
    face = form(cover, c.main, sign + fill(box(94, 58, 15, 276), SHADE, 0.2), shade=(-9, -8), dark=0.2)
    band = form(box(262, 56, 13, 280), c.accent, shade=(-4, 0), light=(2, 0))
    pencil = form(
        box(-8, -120, 16, 210, 3),
        c.accent if c.name != "gold" else c.second,
        fill(box(-3, -130, 6, 240), pale(c.accent, 0.4)),
        shade=(-5, 0),
    )
    tip = (
        fill(poly((-8, 90), (8, 90), (0, 118)), "#EBCB97")
        + fill(poly((-3, 107), (3, 107), (0, 118)), INK)
        + fill(box(-8, -126, 16, 16), "#C9C3B8")
        + fill(box(-8, -140, 16, 16, 5), "#DC7C8B")
    )
    pen = place(lies(box(-8, -140, 16, 258, 4), (4, 6)) + pencil + tip, 336, 216, 1, 14)
    body = lies(back) + fill(back, deep(c.main, 0.5)) + fill(box(98, 62, 200, 276, 14), EDGE) + face + band
    return place(spin(body, -5) + pen, -20, 4)


KINDS = (
    Kind(
        "hymn-book",
        "a leather-bound book with a gilt cross",
        hymn_book,
        "books",
        (185, 175),
        "prayer-journal",
        "cane",
        lying=True,
    ),
    Kind("commentary", "a thick hardback book", commentary, "books", (190, 200), "book-stack", "sea"),
    Kind(
        "bible-study",
        "a paperback workbook",
        bible_study,
        "books",
        (195, 180),
        "prayer-journal",
        "gold",
        lying=True,
    ),
    Kind(
        "book-stack",
        "an open book on a stack of books",
        book_stack,
        "books",
        (190, 190),
        "reading-glasses",
        "roof",
    ),
    Kind(
        "prayer-journal",
        "a cloth journal with a pencil",
        prayer_journal,
        "books",
        (195, 190),
        "bible-study",
        "roof",
        lying=True,
    ),
)
