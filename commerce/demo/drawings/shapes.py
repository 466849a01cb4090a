"""The drawing hand: paths, lit forms, shadows. Canvas 400 x 400 units, light from the upper left.

Everything returns SVG text. `form` is the heart: it fills an outline, paints what lies on it, and lays the same
shade on its right and lower edge and the same light on its left and upper edge, so all objects agree on the sun.
"""

from collections.abc import Iterable
from zlib import crc32

from .palette import LIGHT, SHADE, deep, pale

ALL = "M-180-180H460V460H-180Z"
Point = tuple[float, float]


def num(value: float) -> str:
    """A short number: one decimal at most."""
    return f"{value:.1f}".rstrip("0").rstrip(".") if "." in f"{value:.1f}" else str(value)


def box(x: float, y: float, w: float, h: float, r: float | tuple[float, float, float, float] = 0) -> str:
    """Outline of a rectangle; `r` one radius or four, clockwise from the upper left."""
    a, b, c, d = r if isinstance(r, tuple) else (r, r, r, r)
    return (
        f"M{num(x + a)} {num(y)}H{num(x + w - b)}q{num(b)} 0 {num(b)} {num(b)}V{num(y + h - c)}"
        f"q0 {num(c)} {num(-c)} {num(c)}H{num(x + d)}q{num(-d)} 0 {num(-d)} {num(-d)}"
        f"V{num(y + a)}q0 {num(-a)} {num(a)} {num(-a)}Z"
    )


def oval(cx: float, cy: float, rx: float, ry: float | None = None) -> str:
    """Outline of an ellipse, or of a circle without `ry`."""
    ry = rx if ry is None else ry
    arc = f"a{num(rx)} {num(ry)} 0 1 0"
    return f"M{num(cx - rx)} {num(cy)}{arc} {num(2 * rx)} 0{arc} {num(-2 * rx)} 0Z"


def poly(*points: Point) -> str:
    """Outline through straight corners."""
    return "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points) + "Z"


def drum(  # noqa: PLR0917 coordinates read best in place
    cx: float, top: float, bottom: float, rx: float, ry: float, low: float | None = None
) -> str:
    """Side of an upright cylinder seen from a little above; `low` is the radius at the foot if it tapers."""
    foot = rx if low is None else low
    fy = ry * foot / rx
    return (
        f"M{num(cx - rx)} {num(top)}A{num(rx)} {num(ry)} 0 0 0 {num(cx + rx)} {num(top)}"
        f"L{num(cx + foot)} {num(bottom)}A{num(foot)} {num(fy)} 0 0 1 {num(cx - foot)} {num(bottom)}Z"
    )


def fill(d: str, colour: str, opacity: float = 1) -> str:
    """A flat area."""
    see = "" if opacity == 1 else f' fill-opacity="{opacity:.2g}"'
    return f'<path d="{d}" fill="{colour}" fill-rule="evenodd"{see}/>'


def line(d: str, colour: str, width: float = 4, opacity: float = 1, dash: str = "") -> str:
    """A round-ended stroke."""
    see = "" if opacity == 1 else f' stroke-opacity="{opacity:.2g}"'
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{num(width)}" '
        f'stroke-linecap="round" stroke-linejoin="round"{dashes}{see}/>'
    )


def place(content: str, dx: float = 0, dy: float = 0, size: float = 1, turn: float = 0) -> str:
    """Content drawn around the origin, scaled, turned (degrees) and moved to (dx, dy)."""
    return f'<g transform="translate({num(dx)} {num(dy)}) rotate({num(turn)}) scale({size:.3g})">{content}</g>'


def spin(content: str, turn: float, cx: float = 200, cy: float = 200) -> str:
    """Content turned about a point of the canvas."""
    return f'<g transform="rotate({num(turn)} {num(cx)} {num(cy)})">{content}</g>'


def within(d: str, content: str) -> str:
    """Content cut to an outline."""
    key = f"k{crc32(d.encode()):08x}"
    return (
        f'<clipPath id="{key}"><path d="{d}" clip-rule="evenodd"/></clipPath><g clip-path="url(#{key})">{content}</g>'
    )


def rim(d: str, by: Point, colour: str, opacity: float) -> str:
    """What the outline leaves uncovered when its copy is moved by `by`: a crescent."""
    return (
        f'<path transform="translate({num(by[0])} {num(by[1])})" d="{ALL}{d}" fill="{colour}" '
        f'fill-rule="evenodd" fill-opacity="{opacity:.2g}"/>'
    )


def form(  # noqa: PLR0917 coordinates read best in place
    d: str,
    colour: str,
    on: str = "",
    shade: Point | None = (-14, -8),
    light: Point | None = (4, 4),
    dark: float = 0.2,
    bright: float = 0.3,
) -> str:
    """A lit body: outline `d` in `colour`, with what is painted `on` it, shade and light laid over both."""
    parts = [on]
    if shade:
        parts.append(rim(d, shade, SHADE, dark))
    if light:
        parts.append(rim(d, light, LIGHT, bright))
    return fill(d, colour) + within(d, "".join(parts))


def tube(d: str, colour: str, width: float, glint: bool = True) -> str:
    """A round bar along a path: dark body, lit back towards the light."""
    off = width * 0.13
    body = line(d, deep(colour, 0.3), width)
    lit = place(line(d, colour, width * 0.68), -off, -off)
    shine = place(line(d, pale(colour, 0.45), max(1.5, width * 0.16)), -off * 1.9, -off * 1.9)
    return body + lit + (shine if glint else "")


def gleam(d: str, width: float = 7, opacity: float = 0.5) -> str:
    """A reflection on a glossy body."""
    return line(d, LIGHT, width, opacity)


def stands(cx: float, base: float, half: float, depth: float = 0.16) -> str:
    """Contact shadow of a thing standing on the counter: tight below it, soft away from the light."""
    near = fill(oval(cx + half * 0.04, base, half * 0.98, half * depth * 0.75), SHADE, 0.34)
    far = fill(oval(cx + half * 0.22, base + 3, half * 1.14, half * depth * 1.25), SHADE, 0.2)
    return f'<g filter="url(#soft)">{far}</g><g filter="url(#tight)">{near}</g>'


def lies(d: str, by: Point = (9, 12), opacity: float = 0.26) -> str:
    """Shadow of a flat thing seen from above."""
    cast = place(fill(d, SHADE, opacity), *by)
    touch = place(fill(d, SHADE, 0.22), by[0] * 0.3, by[1] * 0.3)
    return f'<g filter="url(#soft)">{cast}</g><g filter="url(#tight)">{touch}</g>'


def repeat(parts: Iterable[str]) -> str:
    """Many small marks as one piece of SVG."""
    return "".join(parts)


def block(  # noqa: PLR0917 coordinates read best in place
    x: float, y: float, w: float, h: float, by: Point, colour: str, on: str = ""
) -> str:
    """A box seen from the front, a little from above and the right; `by` is how far its back shifts (dx, -dy)."""
    dx, dy = by
    side = poly((x + w, y), (x + w + dx, y - dy), (x + w + dx, y + h - dy), (x + w, y + h))
    top = poly((x, y), (x + dx, y - dy), (x + w + dx, y - dy), (x + w, y))
    front = box(x, y, w, h)
    return (
        fill(side, deep(colour, 0.38))
        + fill(top, pale(colour, 0.4))
        + form(front, colour, on, shade=(-w * 0.12, -3), light=(4, 3), dark=0.12)
    )
