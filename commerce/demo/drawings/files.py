"""What comes as a file: e-books, sheets, lessons, graphics."""

from .motifs import motif
from .palette import INK, IRON, PAPER, SHADE, SILVER, Colourway, deep, pale
from .patterns import RULE, rules
from .scene import Kind
from .shapes import box, fill, form, lies, line, oval, place, repeat, spin, stands, tube


def pdf_sheet(c: Colourway, pattern: str) -> str:
    """Three printed sheets, fanned, the top one with a chart."""
    sheet = box(-92, -132, 184, 256, 5)
    lower = repeat(
        place(
            lies(sheet, (4, 6))
            + form(sheet, tone, rules(-68, -100, (130, 110, 136, 90), 18), shade=(-6, -6), light=None),
            204,
            206,
            1,
            turn,
        )
        for tone, turn in ((c.soft, 13), (pale(c.soft, 0.6), 4))
    )
    wedge = (
        fill(oval(-24, 30, 44), c.main)
        + fill("M-24 30V-14A44 44 0 0 1 17 46Z", c.accent)
        + fill(oval(-24, 30, 17), PAPER)
    )
    bars = repeat(
        fill(box(x, 74 - h, 15, h, 3), k) for x, h, k in ((36, 40, c.main), (56, 66, c.accent), (76, 88, c.second))
    )
    head = (
        fill(box(-92, -132, 184, 62), c.main)
        + line("M-68-108H18M-68-88H-16", c.soft, 7)
        + place(motif(pattern or "leaf", c.accent, c.soft), 60, -100, 0.62)
    )
    fold = fill("M56 124L92 90V124Z", RULE) + fill("M56 124L60 94L92 90Z", pale(c.main, 0.75))
    top = place(
        lies(sheet, (5, 8))
        + form(
            sheet,
            PAPER,
            head + wedge + bars + rules(-68, 96, (70, 96), 14),
            shade=(-6, -6),
            light=None,
            dark=0.15,
        )
        + fold,
        196,
        204,
        1,
        -7,
    )
    return lower + top


def graphics_pack(c: Colourway, pattern: str) -> str:
    """A fan of slide and colour cards on a ring."""
    tones = ("#2E6CA4", "#22858B", "#2A7B52", "#EAAE34", "#CF6B3C", "#BF3A2B")
    signs = ("dove", "lily", "leaf", "sun", "flower", "flame")
    fan = ""
    for i, (tone, sign) in enumerate(zip(tones, signs, strict=True)):
        mark = fill(box(-34, -246, 68, 150, 8), pale(tone, 0.28)) + place(
            motif(pattern if i == 5 and pattern else sign, PAPER, tone), 0, -172, 1
        )
        strip = repeat(fill(box(-34, y, 68, 16, 3), deep(tone, k)) for y, k in ((-86, 0), (-66, 0.22), (-46, 0.44)))
        cut = box(-46, -258, 92, 292, 10)
        card = form(cut, PAPER, mark + strip, shade=(-5, -4), light=None, dark=0.16)
        fan += place(lies(cut, (4, 5), 0.2) + card, 190, 326, 1, -56 + i * 22)
    ring = line(oval(190, 334, 17), c.main, 8) + line(oval(188, 332, 17), pale(c.main, 0.4), 2.5)
    return place(fan + ring, 26, 26, 0.88)


def e_reader(c: Colourway, pattern: str) -> str:
    """A reading tablet open at a chapter, in a cloth sleeve."""
    sleeve = box(104, 84, 216, 276, 20)
    cloth = lies(sleeve) + form(
        sleeve, c.second, line(box(114, 94, 196, 256, 14), c.accent, 3, 0.8, "8 7"), shade=(-9, -8)
    )
    case = box(84, 40, 212, 286, 20)
    page = fill(box(104, 62, 172, 226, 4), "#F3EEDF")
    text = place(motif(pattern or "boat", c.main, c.accent), 190, 112, 1.05) + repeat(
        line(f"M124 {y}h{w}", "#A79D8A", 4.4)
        for y, w in ((168, 132), (184, 132), (200, 120), (216, 132), (232, 126), (248, 84))
    )
    shine = fill("M104 62H190L130 288H104Z", PAPER, 0.4)
    body = (
        lies(case, (6, 8))
        + form(case, c.main, shade=(-8, -8))
        + page
        + text
        + shine
        + fill(oval(190, 307, 8), deep(c.main, 0.4))
    )
    return spin(cloth, 8) + spin(body, -5)


def video_course(c: Colourway, pattern: str) -> str:
    """A laptop with a lesson on screen."""
    screen = form(box(66, 96, 268, 178, 14), IRON, shade=(-8, -4))
    hills = fill("M60 232Q140 176 220 222T350 206V280H60Z", c.second) + fill(
        "M60 250Q150 214 250 250T350 240V280H60Z", deep(c.second, 0.25)
    )
    scene = form(box(78, 108, 244, 154, 4), c.main, fill(oval(264, 146, 24), c.accent) + hills, shade=None, light=None)
    sign = place(motif(pattern, c.accent, c.soft), 128, 170, 0.9) if pattern else ""
    play = fill(oval(200, 184, 38), PAPER, 0.94) + fill(
        "M188 162Q186 160 188 206Q190 208 222 186Q224 184 222 182Z", c.main if c.name != "cream" else c.second
    )
    bar = line("M92 250H308", PAPER, 5, 0.55) + line("M92 250H180", c.accent, 5) + fill(oval(180, 250, 7), c.accent)
    base = form(
        "M66 274H334L366 316Q370 330 354 330H46Q30 330 34 316Z",
        SILVER,
        fill("M82 282H318L334 302H66Z", "#8E979C") + fill("M164 308H236L242 322H158Z", "#B9C1C4"),
        shade=(-12, -5),
    )
    keys = repeat(line(f"M{84 - r * 5} {286 + r * 6}H{316 + r * 5}", SILVER, 1.6, 0.8) for r in range(3))
    lip = fill(box(36, 322, 328, 8, 4), deep(SILVER, 0.3))
    return stands(204, 328, 164, 0.08) + screen + scene + sign + play + bar + base + keys + lip


def audio_lesson(c: Colourway, pattern: str) -> str:
    """Headphones around a phone with a sound wave."""
    phone = box(150, 86, 110, 220, 16)
    wave = repeat(
        line(f"M{168 + i * 11} {196 - h / 2}v{h}", c.accent, 5.5) for i, h in enumerate((22, 46, 74, 40, 62, 30, 14))
    )
    disc = fill(oval(205, 126, 22), c.accent) + fill("M198 114L218 126L198 138Z", c.second)
    face = (
        lies(phone)
        + form(phone, INK, shade=(-5, -5))
        + form(
            box(158, 98, 94, 196, 8),
            c.main,
            wave + disc + line("M172 262H238M186 280H224", c.soft, 5, 0.8),
            shade=None,
        )
    )
    band = tube("M78 252C50 40 350 40 322 252", c.second, 20)
    cups = repeat(
        form(box(x, 208, 62, 104, 28), IRON, shade=(-12, -6))
        + form(box(x + dx, 216, 26, 88, 13), c.main, shade=(-6, -4))
        for x, dx in ((70, -10), (268, 46))
    )
    arc = place(line("M78 252C50 40 350 40 322 252", SHADE, 20, 0.3), 8, 12)
    shadow = f'<g filter="url(#soft)">{arc}</g>' + lies(box(62, 208, 72, 104, 28)) + lies(box(268, 208, 72, 104, 28))
    return shadow + face + band + cups


KINDS = (
    Kind(
        "pdf-sheet",
        "printed sheets with a chart",
        pdf_sheet,
        "digital",
        (190, 200),
        "e-reader",
        "ink",
        lying=True,
    ),
    Kind(
        "graphics-pack",
        "a fan of slide and colour cards",
        graphics_pack,
        "ministry",
        (200, 165),
        "sermon-pad",
        "plum",
        lying=True,
    ),
    Kind(
        "e-reader",
        "an e-book on a reading tablet",
        e_reader,
        "digital",
        (185, 150),
        "pdf-sheet",
        "sea",
        lying=True,
    ),
    Kind("video-course", "a lesson playing on a laptop", video_course, "digital", (200, 190), "phone", "clay"),
    Kind(
        "audio-lesson",
        "headphones around a phone",
        audio_lesson,
        "digital",
        (190, 180),
        "e-reader",
        "clay",
        lying=True,
    ),
)
