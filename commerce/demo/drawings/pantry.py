"""Dry goods in tins, sacks and packets."""

from .motifs import motif
from .palette import BRASS, CREAM, KRAFT, STRAW, Colourway, deep, mix, pale
from .scene import Kind
from .shapes import block, box, drum, fill, form, gleam, line, oval, place, poly, stands


def curry_tin(c: Colourway, pattern: str) -> str:
    """A round tin of curry powder with a spill of it in front."""
    wrap = fill(drum(190, 108, 150, 84, 16), c.accent) + fill(drum(190, 290, 330, 84, 16), c.second)
    disc = fill(oval(186, 226, 54, 54), c.soft) + line(oval(186, 226, 47), c.accent, 3)
    sign = place(motif(pattern or "sun", c.main, c.accent), 186, 226, 1.05)
    tin = form(drum(190, 108, 312, 84, 16), c.main, wrap + disc + sign, shade=(-44, -2), light=(8, 2))
    lid = form(drum(190, 82, 108, 88, 16), BRASS, shade=(-44, 0), light=(7, 2)) + fill(
        oval(190, 82, 88, 16), pale(BRASS, 0.35)
    )
    lid += line(oval(190, 82, 70, 12), deep(BRASS, 0.12), 2.5)
    heap = form("M222 334Q250 290 286 288Q322 292 346 334Q286 344 222 334Z", "#D9942B", shade=(-16, -8))
    return stands(192, 316, 86) + tin + lid + stands(286, 334, 62, 0.1) + heap + gleam("M120 160V270", 8, 0.4)


def tea_tin(c: Colourway, pattern: str) -> str:
    """A square caddy of garden tea."""
    panel = fill(box(116, 168, 128, 136, 10), c.soft) + line(box(123, 175, 114, 122, 8), c.accent, 3)
    sign = place(motif(pattern or "leaf", c.main, c.second), 180, 240, 1.5)
    bands = fill(box(96, 136, 170, 12), c.accent) + fill(box(96, 318, 170, 12), c.accent)
    body = block(96, 136, 168, 194, (48, 22), c.main, bands + panel + sign)
    lid = block(90, 96, 180, 42, (50, 24), mix(c.main, c.second, 0.5), line("M90 128H270", c.accent, 4))
    knob = form(oval(205, 76, 17, 13), BRASS) + fill(oval(205, 88, 20, 5), deep(c.second, 0.2))
    return stands(200, 326, 112) + body + lid + knob + gleam("M106 156V260", 6, 0.35)


def rice_sack(c: Colourway, pattern: str) -> str:
    """A woven sack of rice, open at the top."""
    sack = "M104 132Q84 190 80 250Q74 318 112 328Q200 340 288 328Q326 318 320 250Q316 190 296 132Q200 156 104 132Z"
    cloth = mix(CREAM, STRAW, 0.35)
    stripe = fill("M60 268Q200 296 340 268V284Q200 312 60 284ZM60 294Q200 322 340 294V300Q200 328 60 300Z", c.main)
    sign = place(motif(pattern or "bird", c.main, c.accent), 192, 216, 1.7)
    body = form(sack, cloth, stripe + sign, shade=(-40, -10), light=(8, 6))
    mouth = fill(oval(200, 134, 97, 22), deep(cloth, 0.35))
    rice = form("M112 134Q130 96 196 88Q266 92 288 134Q200 158 112 134Z", "#FFFAEA", shade=(-26, -6), dark=0.12)
    grains = "".join(
        place(fill(oval(0, 0, 6, 2.4), "#DCCBA4"), x, y, 1, a)
        for x, y, a in (
            (150, 122, 30),
            (176, 106, -20),
            (206, 118, 60),
            (232, 108, 10),
            (252, 126, -30),
            (192, 134, 5),
            (158, 136, -8),
            (222, 134, 30),
        )
    )
    roll = form(
        "M100 126Q200 172 300 126Q310 140 300 150Q200 188 100 150Q90 140 100 126Z",
        pale(cloth, 0.3),
        shade=(-20, -6),
    )
    creases = line("M112 196Q122 240 112 290M288 190Q280 236 292 286M150 186Q146 200 148 214", deep(cloth, 0.2), 3, 0.5)
    return stands(200, 328, 122) + body + mouth + rice + grains + roll + creases


def sugar_bag(c: Colourway, pattern: str) -> str:
    """A folded paper bag of brown sugar with a scoop of it."""
    paper = mix(KRAFT, CREAM, 0.35)
    front = "M98 116L262 116L268 326H92Z"
    side = "M262 116L300 96L308 310L268 326Z"
    sign = fill(box(116, 186, 126, 104, 52), c.main) + place(motif(pattern or "sun", c.accent, c.soft), 179, 238, 1.25)
    top = form("M94 70H258L264 122H96Z", pale(paper, 0.2), line("M95 98H262", deep(paper), 3), shade=None)
    bag = (
        fill(side, deep(paper, 0.35))
        + form(front, paper, sign, shade=(-18, -4))
        + fill("M258 70L294 60L300 98L264 122Z", deep(paper, 0.3))
        + top
    )
    clip = form(box(150, 62, 52, 24, 6), c.main)
    heap = form("M206 336Q222 300 268 292Q316 294 338 336Q272 346 206 336Z", "#A9692F", shade=(-20, -8))
    bits = "".join(
        fill(oval(x, y, 2.6), "#D7A365") for x, y in ((240, 322), (262, 308), (282, 318), (300, 326), (256, 328))
    )
    return stands(196, 324, 108) + bag + clip + stands(272, 336, 66, 0.1) + heap + bits


def chips_packet(c: Colourway, pattern: str) -> str:
    """A bright packet of plantain chips with a few beside it."""
    pack = "M104 76Q200 88 296 76Q286 136 290 200Q294 270 300 322Q200 334 100 322Q108 262 110 200Q112 136 104 76Z"
    wave = fill("M60 214Q140 176 200 214T340 206V400H60Z", c.second) + fill(
        "M60 226Q140 190 200 226T340 218V236Q270 266 200 240T60 240Z", c.accent
    )
    disc = fill(oval(196, 176, 66), c.soft) + place(motif(pattern or "coconut", c.main, c.second), 196, 176, 1.5)
    teeth = "".join(poly((x, 76), (x + 8, 66), (x + 16, 76)) for x in range(104, 288, 16))
    feet = "".join(poly((x, 322), (x + 8, 332), (x + 16, 322)) for x in range(104, 290, 16))
    body = (
        fill(teeth, pale(c.main))
        + form(pack, c.main, wave + disc, shade=(-34, -6), light=(9, 4))
        + fill(feet, deep(c.second))
    )
    seal = line("M110 92Q200 102 290 92", pale(c.main, 0.5), 3, 0.7)
    chip = form(
        oval(0, 0, 31, 20),
        "#F0C04A",
        fill(oval(0, 0, 23, 14), "#F8D984") + line("M-8-4L8 4M-9 4L7-5", "#C98E2A", 2.5),
        light=(2, 2),
        shade=(-4, -4),
    )
    chips = place(chip, 300, 318, 1, -12) + place(chip, 338, 334, 0.9, 20)
    return (
        stands(200, 328, 102, 0.12)
        + body
        + seal
        + stands(318, 336, 50, 0.12)
        + chips
        + gleam("M126 110Q122 160 124 190", 9, 0.5)
    )


def spice_packets(c: Colourway, pattern: str) -> str:
    """Three small spice envelopes, fanned."""
    tones = ((c.main, "pepper", -17, 138), (c.accent, "leaf", 15, 262), (c.second, pattern or "sun", 0, 200))
    cards = ""
    for tone, sign, turn, x in tones:
        window = fill(oval(0, 22, 44, 44), c.soft) + place(motif(sign, tone, deep(tone, 0.4)), 0, 22, 1.05)
        flap = fill(poly((-70, -112), (70, -112), (0, -48)), deep(tone, 0.18))
        card = place(form(box(-70, -112, 140, 212, 6), tone, flap + window, shade=(-16, -5)), x, 230, 1, turn)
        cards += card
    return stands(200, 326, 134, 0.1) + cards


KINDS = (
    Kind("curry-tin", "a round tin of curry powder", curry_tin, "food", (200, 215), "spice-packets", "gold"),
    Kind("tea-tin", "a square tea caddy", tea_tin, "food", (190, 200), "curry-tin", "roof"),
    Kind("rice-sack", "a sack of rice, rolled open", rice_sack, "food", (195, 150), "sugar-bag", "cane"),
    Kind("sugar-bag", "a paper bag of brown sugar", sugar_bag, "food", (215, 260), "tea-tin", "teal"),
    Kind("chips-packet", "a packet of plantain chips", chips_packet, "food", (230, 250), "pepper-sauce", "roof"),
    Kind("spice-packets", "three packets of spice", spice_packets, "food", (200, 215), "curry-tin", "cane"),
)
